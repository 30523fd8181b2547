import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { statuses } from '#engines/law/status.ts';
import { render } from '#web/components/render.ts';
import { STATUS_WORDS } from '#web/components/status-badge.tsx';
import { EXTRA_SHEETS, extraSheet, stylesheet } from '#web/design/stylesheet.ts';
import { DesignPage } from './design-page.tsx';

const COMPONENTS = join(import.meta.dirname, '../components');
const PAGES = join(import.meta.dirname, 'design');

const html = render(
  <DesignPage
    view={{
      site: { name: '某区人民政府公报', organ: '某区人民政府', origin: 'https://gb.example.cn' },
      display: { largeType: false, highContrast: false },
      path: '/design',
    }}
  />,
);

function sources(folder: string): { name: string; text: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

/** Every exported component with the file it stands in. */
const exported = sources(COMPONENTS).flatMap(({ name: file, text }) =>
  [...text.matchAll(/^export function ([A-Z]\w+)/gm)].map(([, name = '']) => ({ file, name })),
);
const used = [...sources(PAGES), ...sources(COMPONENTS)].map(({ text }) => text).join('\n');

describe('the living page', () => {
  it('shows every component by name and uses it', () => {
    assert.ok(exported.length > 30);
    for (const { file, name } of exported) {
      assert.ok(html.includes(`id="${name}"`), `${name} of ${file} has no specimen`);
      assert.ok(html.includes(`<code>${file}</code>`), `${file} is not named`);
      if (name !== 'Page') assert.match(used, new RegExp(`<${name}[\\s>/]`), `${name} is never rendered`);
    }
  });

  it('shows every status in words', () => {
    for (const status of statuses) assert.ok(html.includes(`</svg>${STATUS_WORDS[status]}`), status);
  });

  it('has no style attribute, inline style, executable script or handler', () => {
    assert.doesNotMatch(html, /\sstyle=|<style|<script|\son[a-z]+=|javascript:/i);
  });

  it('never skips a heading level and has one first-level heading', () => {
    const levels = [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
    assert.equal(levels.filter((level) => level === 1).length, 1);
    assert.equal(levels[0], 1);
    levels.reduce((before, level) => {
      assert.ok(level <= before + 1, `h${level} after h${before}`);
      return level;
    });
  });

  it('uses every id once, and every reference leads to an id', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
    const references = [
      ...html.matchAll(/(?:aria-labelledby|aria-describedby|popovertarget|for)="([^"]+)"/gi),
    ].flatMap(([, value = '']) => value.split(' '));
    assert.ok(references.length > 20);
    for (const id of references) assert.ok(ids.includes(id), `nothing has the id ${id}`);
  });

  it('names no class without a rule, except those that only describe', () => {
    const css = [stylesheet().css, ...EXTRA_SHEETS.map((name) => extraSheet(name).body)].join('');
    const classes = new Set(
      [...html.matchAll(/\sclass="([^"]+)"/g)].flatMap(([, value = '']) => value.split(' ')),
    );
    const bare = [...classes].filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(css));
    assert.deepEqual(bare.sort(), DESCRIPTIVE);
  });

  it('is at most 30 KB compressed', () => {
    assert.ok(brotliCompressSync(html).length <= 30 * 1024);
  });
});

/** Classes that mark a state whose look is the default one. */
const DESCRIPTIVE = [
  'citation',
  'clause-depth-3',
  'effect-decided',
  'input-full',
  'notice-info',
  'step-skipped',
  'step-waiting',
];
