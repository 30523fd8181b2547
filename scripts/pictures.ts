/**
 * `node --import tsx scripts/pictures.ts`: makes the README's pictures from a site that holds the published facts
 * only, so that no sentence of a gazette gets into the repository. Needs a Chinese font on the machine.
 */
import { mkdirSync } from 'node:fs';
import { parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { fromRoot } from '#base/paths.ts';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { launchBrowser } from '#web/testing/browser.ts';
import { start } from '../src/serve.ts';

const SAMPLE = fromRoot('samples/lanhe-2024-02.txt');
/** Made up, with a slip for the proofreader. */
const DRAFT = {
  title: '虚构区人民政府关于做好社区食堂管理工作的通知',
  addressees: '各镇人民政府，各街道办事处',
  body: '为方便居民就餐，现就社区食堂管理工作通知如下。\n一、合理布点。按步行十五分钟的范围设置。\n三、公开价格。每周公布菜单和价格,接受居民监督。',
  signedBy: '虚构区人民政府',
};

const config = parseConfig({ NODE_ENV: 'test', PORT: '0', GONGBAO_DATA: 'memory:', GONGBAO_DEMO: '1' });
if (!config.ok) throw new Error(config.error.message);
const running = await start(config.value, createLog('silent'));
if (!running.ok) throw new Error(running.error.message);
const { address, stop } = running.value;

const folder = fromRoot('docs/pictures');
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser();
const page = await (
  await browser.newContext({
    viewport: { width: 1280, height: 860 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  })
).newPage();
const picture = (name: string) => page.screenshot({ path: `${folder}/${name}.png` });

await page.goto(`${address}/documents/by-number/${encodeURIComponent('银西政规发〔2023〕2号')}`);
await page.goto(`${page.url()}?asOf=2024-06-01`);
await picture('document');
await page.goto(`${address}/search?q=${encodeURIComponent('托育')}`);
await picture('search');
const issues = (await (await fetch(`${address}/api/issues`)).json()) as { issues: { id: string }[] };
await page.goto(`${address}/issues/${issues.issues[0]?.id}/coverage#map`);
await picture('coverage');
await page.goto(`${address}/documents/cleanup`);
await page.locator('main a[href^="/documents/cleanup/"]').first().click();
await picture('cleanup');

// A made-up application of the trial site's resident.
const resident = DEMO_ACCOUNTS.find((a) => a.username === 'resident');
if (!resident) throw new Error('no resident');
await page.goto(`${address}/login`);
await page.fill('[name=username]', resident.username);
await page.fill('[name=password]', resident.password);
await page.click('main button[type=submit]');
const items = (await (await fetch(`${address}/api/permits/items`)).json()) as {
  items: { code: string; name: string }[];
};
const item = items.items.find((i) => i.name === '犬类准养证核发');
await page.goto(`${address}/services/items/${item?.code}/apply`);
for (const field of await page.locator('main form [name*="."]').all()) {
  const name = (await field.getAttribute('name')) ?? '';
  if ((await field.evaluate((e) => e.tagName)) === 'SELECT') await field.selectOption({ index: 1 });
  else if (/number$/i.test(name)) await field.fill('11010519491231002X');
  else if (/mobile/.test(name)) await field.fill('13900000009');
  else if ((await field.getAttribute('type')) === 'date') await field.fill('2024-01-02');
  else if ((await field.getAttribute('inputmode')) === 'decimal') await field.fill('40');
  else await field.fill('虚构的内容');
}
await page.click('main button[value=next]');
await page.click('main button[value=submit]');
await page.check('[name=incomplete]');
await page.click('main button[value=submit]');
await picture('case');
await page.context().clearCookies();

const [editor] = DEMO_ACCOUNTS;
if (!editor) throw new Error('no demo account');
await page.goto(`${address}/login?back=/desk/proposals`);
await page.fill('[name=username]', editor.username);
await page.fill('[name=password]', editor.password);
await page.click('main button[type=submit]');
await page.locator('main a[href^="/desk/proposals/"]').first().click();
await picture('proposal');

// The invented sample is proofread, and an invented document composed: no sentence of a gazette is in a picture.
await page.goto(`${address}/desk/imports/new`);
await page.setInputFiles('input[type=file]', SAMPLE);
await page.click('main form button[type=submit]');
await page
  .getByText('需要核对已完成')
  .or(page.getByRole('link', { name: '校对', exact: true }).nth(1))
  .first()
  .waitFor({ timeout: 60_000 });
await page.goto(`${address}/desk/proofread`);
await page.locator('main tbody a[href^="/desk/proofread/"]').first().click();
await page.locator('#finding-2').scrollIntoViewIfNeeded();
await page.evaluate(() => document.querySelector('.proof-passage')?.scrollIntoView());
await picture('proofread');

await page.goto(`${address}/desk/next-issue`);
await page.click('main form button[type=submit]');
await page.goto(`${address}/desk/next-issue/drafts/new`);
for (const [name, value] of Object.entries(DRAFT)) await page.fill(`main [name=${name}]`, value);
await page.click('main form.draft-form button[type=submit]');
await page.evaluate(() => document.querySelector('.draft-line')?.scrollIntoView());
await picture('next-issue');

await browser.close();
await stop();
