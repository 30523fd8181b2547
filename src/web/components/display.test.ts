import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { displayHref, formatDisplay, parseDisplay, parseDisplayQuery } from './display.ts';

describe('display', () => {
  const all = [false, true].flatMap((largeType) =>
    [false, true].map((highContrast) => ({ largeType, highContrast })),
  );

  it('survives the cookie and the address', () => {
    for (const display of all) {
      assert.deepEqual(parseDisplay(formatDisplay(display)), display);
      const query = Object.fromEntries(new URL(displayHref(display, '/a?b=c&d=e'), 'http://x').searchParams);
      assert.deepEqual(parseDisplayQuery(query), { display, back: '/a?b=c&d=e' });
    }
  });

  it('reads anything else as the plain display', () => {
    for (const cookie of [undefined, '', 'Large', 'x.y', '__proto__'])
      assert.deepEqual(parseDisplay(cookie), { largeType: false, highContrast: false });
  });

  it('never leads away from this site', () => {
    for (const back of [
      'https://x.cn',
      '//x.cn',
      '/\\x.cn',
      'javascript:0',
      '/a\nb',
      '/display?back=/',
      undefined,
      ['/a'],
    ])
      assert.equal(parseDisplayQuery({ back }).back, '/');
  });
});
