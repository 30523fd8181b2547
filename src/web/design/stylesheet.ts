import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file that the design system serves under `/assets/`, named by its content so that it may be cached for ever. */
export type Asset = {
  /** Absolute path on the site, e.g. `/assets/gongbao.3f2a9c1b7d04.css`. */
  path: string;
  /** Content type with charset. */
  type: string;
  body: string;
  /** First 12 hex digits of the body's SHA-256. */
  hash: string;
};

/** The sheet of every page, in cascade order; the layers in tokens.css settle what overrides what. */
export const SHEETS = [
  'tokens',
  'base',
  'shell',
  'document',
  'reading',
  'table',
  'form',
  'finding',
  'facts',
  'coverage',
  'desk',
  'personnel',
  'permits',
  'licence',
  'services',
  'connections',
  'reviews',
  'print',
].map((name) => `${name}.css`);

/**
 * What only some pages need, each a file of its own that those pages name beside the sheet of every page: the
 * editor's desk, the calendar, the pictures of documents, figures, the design page.
 */
const EXTRAS = {
  desk: ['next-issue.css', 'proof.css'],
  calendar: ['calendar.css'],
  picture: ['picture.css'],
  statistics: ['statistics.css'],
  specimen: ['specimen.css'],
} as const;
export type ExtraSheet = keyof typeof EXTRAS;
export const EXTRA_SHEETS = Object.keys(EXTRAS) as ExtraSheet[];

/** Every file of the design system's styles. */
export const ALL_SHEETS = [...SHEETS, ...Object.values(EXTRAS).flat()];

/**
 * The package's own root. The built program lies in another folder than the sources, so a path relative to
 * this module would hold for only one of the two.
 */
function packageRoot(from: string): string {
  let folder = from;
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json above ${from}`);
    folder = parent;
  }
  return folder;
}

/** One of the design system's style sheets as written. Throws when the file is missing. */
export function readSheet(name: string): string {
  return readFileSync(join(packageRoot(import.meta.dirname), 'src/web/design', name), 'utf8');
}

/** Takes comments, indentation and blank lines away; values and selectors stay as written. */
export function compact(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
    .replace(/\s*([{};])\s*/g, '$1')
    .replace(/;\}/g, '}')
    .trim();
}

/** A file under an address that names its content. */
export function assetOf(name: string, extension: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/assets/${name}.${hash}.${extension}`, type, body, hash };
}

/** The site's mark: a sheet under a vermilion head with the double rule of an official document. Drawn, not typed, so that it needs no font. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
  '<rect width="32" height="32" rx="5" fill="#b3231b"/>' +
  '<path fill="#fff" d="M7 8h18v3H7zM7 13h18v1H7zM7 18h18v2H7zM7 23h11v2H7z"/></svg>';

let sheet: { css: string; hash: string; path: string } | undefined;
let mark: Asset | undefined;

/** The whole style sheet, read from its files once per process. */
export function stylesheet(): { css: string; hash: string; path: string } {
  if (!sheet) {
    const made = assetOf(
      'gongbao',
      'css',
      'text/css; charset=utf-8',
      compact(SHEETS.map(readSheet).join('\n')),
    );
    sheet = { css: made.body, hash: made.hash, path: made.path };
  }
  return sheet;
}

const extras = new Map<ExtraSheet, Asset>();

/** A sheet that only some pages name. */
export function extraSheet(name: ExtraSheet): Asset {
  const known = extras.get(name);
  if (known) return known;
  const css = compact(EXTRAS[name].map(readSheet).join('\n'));
  const made = assetOf(`gongbao-${name}`, 'css', 'text/css; charset=utf-8', css);
  extras.set(name, made);
  return made;
}

/** The site's icon. */
export function icon(): Asset {
  mark ??= assetOf('gongbao', 'svg', 'image/svg+xml', ICON);
  return mark;
}

/** Everything to serve under `/assets/`, with `Cache-Control: public, max-age=31536000, immutable`. */
export function designAssets(): Asset[] {
  const { css, hash, path } = stylesheet();
  return [
    { path, hash, type: 'text/css; charset=utf-8', body: css },
    ...EXTRA_SHEETS.map(extraSheet),
    icon(),
  ];
}
