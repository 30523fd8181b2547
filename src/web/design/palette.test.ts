import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { contrast, leastContrast, PAIRS, palettes, THEMES, TONES } from './palette.ts';
import {
  ALL_SHEETS,
  compact,
  designAssets,
  EXTRA_SHEETS,
  extraSheet,
  readSheet,
  stylesheet,
} from './stylesheet.ts';

describe('contrast', () => {
  it('is 21 for black on white and 1 for a colour on itself', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.equal(contrast('#777777', '#777777'), 1);
    assert.ok(Math.abs(contrast('#767676', '#ffffff') - 4.54) < 0.01);
  });

  const all = palettes();
  for (const theme of THEMES) {
    it(`holds for every pair of tokens in ${theme}`, () => {
      const weak = PAIRS.flatMap((pair) => {
        const front = all[theme][pair.front];
        const back = all[theme][pair.back];
        assert.ok(front && back, `${theme} lacks ${pair.front} or ${pair.back}`);
        const ratio = contrast(front, back);
        return ratio < leastContrast(pair, theme)
          ? [`${pair.front} on ${pair.back}: ${ratio.toFixed(2)}`]
          : [];
      });
      assert.deepEqual(weak, []);
    });
  }

  it('has the same colours in every palette', () => {
    const names = Object.keys(all.light).sort();
    for (const theme of THEMES) assert.deepEqual(Object.keys(all[theme]).sort(), names);
  });

  it('knows every pair that one rule of the style sheet sets', () => {
    const known = new Set(PAIRS.map(({ front, back }) => `${front} on ${back}`));
    const rules = compact(ALL_SHEETS.map(readSheet).join('')).matchAll(/\{([^{}]*)\}/g);
    const unknown = [...rules].flatMap(([, body = '']) => {
      const front = /(?:^|;)color:\s*var\(--([a-z-]+)\)/.exec(body)?.[1];
      const back = /(?:^|;)background(?:-color)?:\s*var\(--([a-z-]+)\)/.exec(body)?.[1];
      if (!front || !back) return [];
      // A notice takes its tone from a variable: every tone it can take must do.
      const backs = back === 'tone-bg' ? TONES.map((tone) => `${tone}-bg`) : [back];
      return backs.map((ground) => `${front} on ${ground}`).filter((pair) => !known.has(pair));
    });
    assert.deepEqual(unknown, []);
  });
});

describe('style sheet', () => {
  it('names only tokens that exist', () => {
    const css = [stylesheet().css, ...EXTRA_SHEETS.map((name) => extraSheet(name).body)].join('');
    const defined = new Set([...css.matchAll(/(--[a-z0-9-]+):/g)].map(([, name]) => name));
    const used = [...css.matchAll(/var\((--[a-z0-9-]+)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(used.filter((name) => !defined.has(name)))], []);
  });

  // One sheet for every page, fetched once and kept for ever; what few pages need is beside it.
  it('is at most 12 KB compressed', () => {
    assert.ok(gzipSync(stylesheet().css).length <= 12 * 1024);
    assert.ok(brotliCompressSync(stylesheet().css).length <= 12 * 1024);
    for (const name of EXTRA_SHEETS) assert.ok(gzipSync(extraSheet(name).body).length <= 4 * 1024, name);
  });

  it('is balanced after comments are taken away, and fetches nothing', () => {
    const css = stylesheet().css;
    assert.equal(css.split('{').length, css.split('}').length);
    assert.doesNotMatch(css, /url\(|@import|\/\*/);
  });

  it('keeps every rule inside a layer, so that order of files never decides', () => {
    for (const name of ALL_SHEETS) {
      let depth = 0;
      const outside = compact(readSheet(name)).replace(/[{}]|[^{}]+/g, (piece) => {
        if (piece === '{') depth += 1;
        if (piece === '}') depth -= 1;
        return depth === 0 && piece !== '}' ? piece : '';
      });
      assert.match(outside, /^(@layer [a-z, ]+;?)+$/, name);
    }
  });

  it('is served under a path that names its content', () => {
    for (const asset of designAssets())
      assert.match(asset.path, new RegExp(`^/assets/gongbao(-[a-z]+)?\\.${asset.hash}\\.(css|svg)$`));
  });
});
