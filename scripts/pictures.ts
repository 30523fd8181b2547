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

const [editor] = DEMO_ACCOUNTS;
if (!editor) throw new Error('no demo account');
await page.goto(`${address}/login?back=/desk/proposals`);
await page.fill('[name=username]', editor.username);
await page.fill('[name=password]', editor.password);
await page.click('main button[type=submit]');
await page.locator('main a[href^="/desk/proposals/"]').first().click();
await picture('proposal');

await browser.close();
await stop();
