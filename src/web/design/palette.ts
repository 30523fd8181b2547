import { readSheet } from './stylesheet.ts';

/** The four palettes a reader can see. */
export const THEMES = ['light', 'dark', 'light-high', 'dark-high'] as const;
export type Theme = (typeof THEMES)[number];

/** Colours by token name without the leading `--`, as `#rrggbb`. */
export type Palette = Record<string, string>;

const BLOCKS: Record<Theme, RegExp> = {
  light: /^ {2}:root \{([\s\S]*?)^ {2}\}/m,
  dark: /^ {4}:root \{([\s\S]*?)^ {4}\}/m,
  'light-high': /^ {2}:root\.high-contrast \{([\s\S]*?)^ {2}\}/m,
  'dark-high': /^ {4}:root\.high-contrast \{([\s\S]*?)^ {4}\}/m,
};

/** Reads the colours of each palette from the text of tokens.css. Throws when a palette is missing. */
function parsePalettes(css: string): Record<Theme, Palette> {
  const read = (theme: Theme): Palette => {
    const block = BLOCKS[theme].exec(css)?.[1];
    if (block === undefined) throw new Error(`tokens.css has no palette ${theme}`);
    const colours = block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/g);
    return Object.fromEntries([...colours].map(([, name, value]) => [name, value]));
  };
  return {
    light: read('light'),
    dark: read('dark'),
    'light-high': read('light-high'),
    'dark-high': read('dark-high'),
  };
}

/** The palettes of the style sheet that is served. */
export function palettes(): Record<Theme, Palette> {
  return parsePalettes(readSheet('tokens.css'));
}

function luminance(colour: string): number {
  const channel = (from: number): number => {
    const value = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast ratio of two `#rrggbb` colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Two tokens that meet on a page. `text` needs 4.5 (7 in high contrast), `shape` 3: borders of inputs, focus rings, marks. */
export type Pair = { front: string; back: string; kind: 'text' | 'shape' };

const GROUNDS = ['paper', 'surface', 'sunken'];
/** What a status, a notice or a step can be: each has a text colour and a ground. */
export const TONES = ['ok', 'info', 'warn', 'alert', 'mute'];

const text = (front: string, backs: string[]): Pair[] => backs.map((back) => ({ front, back, kind: 'text' }));
const shape = (front: string, backs: string[]): Pair[] =>
  backs.map((back) => ({ front, back, kind: 'shape' }));
const TONE_GROUNDS = TONES.map((tone) => `${tone}-bg`);

/** Every pair of tokens that the style sheet sets upon each other. */
export const PAIRS: Pair[] = [
  ...text('ink', [...GROUNDS, ...TONE_GROUNDS, 'mark']),
  ...text('ink-soft', [...GROUNDS, ...TONE_GROUNDS]),
  ...['link', 'link-hover', 'link-visited'].flatMap((link) =>
    text(link, [...GROUNDS, ...TONE_GROUNDS, 'mark']),
  ),
  ...text('accent', GROUNDS),
  ...text('on-accent', ['accent']),
  ...text('on-action', ['action', 'action-strong']),
  ...text('action', GROUNDS),
  ...TONES.flatMap((tone) => text(tone, [`${tone}-bg`, ...GROUNDS])),
  ...shape('focus', [...GROUNDS, ...TONE_GROUNDS]),
  ...shape('line-strong', [...GROUNDS, ...TONE_GROUNDS]),
];

/** The least ratio a pair must have under a theme. */
export function leastContrast(pair: Pair, theme: Theme): number {
  if (pair.kind === 'shape') return 3;
  return theme.endsWith('high') ? 7 : 4.5;
}
