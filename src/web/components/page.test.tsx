import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stylesheet } from '#web/design/stylesheet.ts';
import { Page } from './page.tsx';
import { render } from './render.ts';
import type { View } from './view.ts';

const VIEW: View = {
  site: { name: '某区人民政府公报', organ: '某区人民政府', origin: 'https://gb.example.cn' },
  display: { largeType: false, highContrast: false },
  path: '/documents?page=2',
};

describe('Page', () => {
  it('is a whole HTML document in Chinese with one style sheet and no executable script', () => {
    const html = render(
      <Page view={VIEW} title="文件">
        <h1>文件</h1>
      </Page>,
    );
    assert.ok(html.startsWith('<!doctype html><html lang="zh-CN"><head>'));
    assert.ok(html.includes('<title>文件 · 某区人民政府公报</title>'));
    assert.ok(html.includes(`<link rel="stylesheet" href="${stylesheet().path}"/>`));
    assert.doesNotMatch(html, /<script|<style|\sstyle=|\son[a-z]+=/);
    assert.equal(html.match(/<main /g)?.length, 1);
  });

  it('puts the display on html and offers the way back to the same page', () => {
    const view = { ...VIEW, display: { largeType: true, highContrast: true } };
    const html = render(
      <Page view={view} title="文件">
        <h1>文件</h1>
      </Page>,
    );
    assert.match(html, /<html lang="zh-CN" class="large-type high-contrast">/);
    assert.match(html, /href="\/display\?large=0&amp;contrast=1&amp;back=%2Fdocuments%3Fpage%3D2"/);
  });

  it('writes JSON-LD that cannot close its own element', () => {
    const jsonLd = { name: '</script><script>alert(1)</script>' };
    const html = render(
      <Page view={VIEW} title="文件" jsonLd={jsonLd}>
        <h1>文件</h1>
      </Page>,
    );
    const blocks = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)];
    assert.equal(blocks.length, 1);
    assert.deepEqual(JSON.parse(blocks[0]?.[1] ?? ''), jsonLd);
  });

  it('names the section it is in, and permanent addresses in full', () => {
    const html = render(
      <Page view={VIEW} title="甲" section="documents" canonical="/documents/x?asOf=2024-06-02">
        <h1>甲</h1>
      </Page>,
    );
    assert.match(html, /<a href="\/documents" aria-current="page">文件<\/a>/);
    assert.match(html, /rel="canonical" href="https:\/\/gb\.example\.cn\/documents\/x\?asOf=2024-06-02"/);
  });
});
