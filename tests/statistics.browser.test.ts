/**
 * Figures and their charts as people see them, narrow, in large type and wide: sound by axe, nothing out of sight.
 * SCREENSHOTS names a folder to keep a picture of every page in.
 */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { parseBytes } from '#engines/law/parse/index.ts';
import { systemActor } from '#platform/people/actor.ts';
import { importIssue } from '#systems/gazette/index.ts';
import { axeFindings, launchBrowser, sidewaysScroll } from '#web/testing/browser.ts';
import { openReadingSite, type Site } from './site.ts';

/** Made up: long names, a growth without its unit, shares and a year before that are reckoned, a sum that fails. */
const BULLETIN = `青禾区2024年国民经济和社会发展统计公报

青禾区统计局

一、农业

全年完成农林牧渔业总产值15.85亿元，按可比价格计算，比上年增长1.5%。其中，农业产值6.79亿元，增长0.7；林业产值0.14亿元，下降54.8%；牧业产值6.57亿元，增长3.5%；渔业产值0.32亿元，增长8.9%；农林牧渔服务业产值2.03亿元，增长5.3%。

全年肉类总产量3370吨，下降8.1%。其中，猪肉产量959吨，下降18.6%；牛肉产量1802吨，下降6.2%；羊肉产量403吨，增长17.4%；禽肉产量206吨，下降9.6%。

二、服务业

服务业实现增加值60.00亿元，比上年增长0.8%。其中，批发和零售业增加值14.62亿元，下降0.3%；交通运输、仓储和邮政业增加值12.49亿元，增长2.2%；非营利性服务业增加值31.88亿元，增长1.4%。

三、人口

常住人口为45.48万人，按性别分，男性人口为22.31万人，占49.1%；女性人口为23.17万人，占50.9%。按居住地分，居住在城镇的人口为42.06万人，占92.5%；居住在乡村的人口为3.42万人，占7.5%。
`;

let site: Site;
let browser: Browser;
let origin: string;
before(async () => {
  site = await openReadingSite();
  const told = await importIssue(
    { db: site.store.db, parse: parseBytes, maxBytes: 1e6 },
    systemActor('test'),
    { name: 'bulletin.txt', bytes: new TextEncoder().encode(BULLETIN) },
  );
  assert.ok(told.ok, told.ok ? '' : told.error.message);
  await site.app.listen({ port: 0, host: '127.0.0.1' });
  origin = `http://127.0.0.1:${(site.app.server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

const LOOKS = [
  { name: '390', width: 390, large: false },
  { name: '390-large', width: 390, large: true },
  { name: '1440', width: 1440, large: false },
] as const;

for (const { name, width, large } of LOOKS)
  describe(`figures at ${name}`, () => {
    let page: Page;
    before(async () => {
      const context = await browser.newContext({
        bypassCSP: true,
        viewport: { width, height: 900 },
        locale: 'zh-CN',
      });
      page = await context.newPage();
      if (large) await page.goto(`${origin}/display?large=1&contrast=0&back=%2Fstatistics`);
    });
    after(() => page?.context().close());

    let pictures = 0;
    async function sound(what: string): Promise<void> {
      await page.evaluate(async () => {
        const pictures = [...document.images];
        for (const picture of pictures) picture.loading = 'eager';
        await Promise.all(pictures.map((picture) => picture.decode()));
      });
      const folder = process.env.SCREENSHOTS;
      const path = folder && join(folder, `statistics-${name}-${++pictures}-${what}.png`);
      if (path) await page.screenshot({ path, fullPage: true });
      assert.equal(await sidewaysScroll(page), 0, `${what} scrolls sideways`);
      assert.deepEqual(await axeFindings(page), [], what);
    }

    it('every number of a chart is in sight beside its picture, without scrolling its table', async () => {
      await page.goto(`${origin}/statistics`);
      await page.getByRole('heading', { level: 1, name: '统计数据' }).waitFor();
      await sound('dashboard');
      await page.getByRole('link', { name: '青禾区2024年国民经济和社会发展统计公报' }).last().click();
      await page.getByRole('heading', { level: 2, name: '全部数字' }).waitFor();
      await sound('document');
      const tables = await page.locator('.chart').evaluateAll((charts) =>
        charts.map((chart) => {
          const region = chart.querySelector('.table-scroll');
          const picture = chart.querySelector('img');
          return {
            title: chart.querySelector('h2, h3')?.textContent,
            hidden: region === null ? null : region.scrollWidth - region.clientWidth,
            drawn: (picture?.naturalWidth ?? 0) > 0,
            told: (picture?.alt ?? '').length > 10,
          };
        }),
      );
      assert.ok(tables.length >= 4, `${tables.length} charts`);
      assert.deepEqual(
        // In large type a table of five columns may be wider than a telephone.
        tables.filter(({ hidden, drawn, told }) => (hidden !== 0 && !large) || !drawn || !told),
        [],
      );
    });

    it('a discrepancy stands with its arithmetic and leads to its clause', async () => {
      await page.goto(`${origin}/statistics/checks`);
      await sound('checks');
      await page.getByText('四舍五入不能解释').first().waitFor();
      await page.locator('.check', { hasText: '四舍五入不能解释' }).getByRole('link').click();
      await page.waitForURL(/\/clauses\//);
    });

    it('a series stands with its basis, checks and downloads', async () => {
      await page.goto(`${origin}/statistics`);
      await page.getByRole('link', { name: '农林牧渔业总产值', exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: /^农林牧渔业总产值/ }).waitFor();
      await sound('series');
    });
  });
