import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { seedLicence } from '#systems/licences/seed.ts';
import { browse, lookAt, openPage, signInHere } from './look.ts';
import { openDeskSite, type Site } from './site.ts';

for (const width of [390, 1440] as const) {
  describe(`a licence at ${width} px, without script`, () => {
    let site: Site;
    let browser: Browser;
    let origin: string;
    let resident: Page;
    let clerk: Page;

    before(async () => {
      site = await openDeskSite();
      await seedLicence(site.context);
      ({ browser, origin } = await browse(site));
      [resident, clerk] = [await open(), await open()];
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    async function open(): Promise<Page> {
      return openPage({ browser, origin }, { width, javaScriptEnabled: false });
    }

    async function signIn(page: Page, username: string): Promise<void> {
      await page.goto(`${origin}/login`);
      await signInHere(page, username);
    }

    const sound = lookAt({ story: 'licences', width, looks: ['', 'large-type high-contrast'] });

    it('leads from the holder to the window and to the public', async () => {
      await signIn(resident, 'resident');
      await resident.goto(`${origin}/account`);
      await resident.locator('.me-list').getByRole('link', { name: '证照' }).click();
      await resident.getByRole('heading', { level: 1, name: '我的证照' }).waitFor();
      await sound(resident, 'mine');
      await resident.getByRole('link', { name: '示例经营许可证（虚构）' }).click();
      await resident.getByLabel('办件编号').fill('BJ-2026-0007');
      await resident.getByLabel('用途').fill('办理示例事项');
      await sound(resident, 'licence');
      await resident.getByRole('button', { name: '生成二维码' }).click();
      await resident.getByRole('img', { name: '给窗口扫描的授权二维码' }).waitFor();
      await sound(resident, 'qr');
      const typed = (await resident.locator('.licence-code').textContent())?.replace('授权码：', '') ?? '';

      await signIn(clerk, 'window');
      await clerk.goto(`${origin}/account`);
      await clerk.getByRole('link', { name: '证照窗口' }).click();
      await clerk.getByRole('heading', { level: 1, name: '证照' }).waitFor();
      await sound(clerk, 'desk');
      await clerk.getByRole('link', { name: '核用授权码' }).click();
      await clerk.getByLabel('授权码').fill(typed);
      await clerk.getByLabel('您正在办的件').fill('BJ-2026-0008');
      await clerk.getByRole('button', { name: '使用' }).click();
      await clerk.getByText('不是给这个办件的').first().waitFor();
      await sound(clerk, 'other-case');
      await clerk.getByLabel('您正在办的件').fill('BJ-2026-0007');
      await clerk.getByRole('button', { name: '使用' }).click();
      await clerk.getByRole('link', { name: '打开加注件（PDF）' }).waitFor();
      await sound(clerk, 'copy');

      await resident.getByRole('link', { name: '刷新，看是否已经使用' }).click();
      await resident.getByText('已经使用').first().waitFor();
      await sound(resident, 'used');
      await resident.getByRole('link', { name: '回到证照' }).click();
      await sound(resident, 'log');

      const address = await resident.getByRole('link', { name: '下载证照（PDF）' }).getAttribute('href');
      const file = await resident.request.get(`${origin}${address}`);
      const visitor = await open();
      await visitor.goto(origin);
      await visitor.getByRole('link', { name: '证照查验' }).click();
      await sound(visitor, 'verify');
      const chooser = visitor.locator('#file');
      await chooser.setInputFiles({
        name: 'licence.pdf',
        mimeType: 'application/pdf',
        buffer: await file.body(),
      });
      await visitor.getByRole('button', { name: '核验文件' }).click();
      await visitor.getByText('文件是真的，没有被改动').waitFor();
      await sound(visitor, 'file');

      // Whoever decides changes a licence, not the window.
      await signIn(clerk, 'approver');
      await clerk.goto(`${origin}/desk/licences`);
      await clerk.getByRole('link', { name: '示例经营许可证（虚构）' }).click();
      await clerk.getByText('查看完整证件号码').click();
      await clerk.getByLabel('办理什么，什么情形').selectOption('revoke.fraud');
      await clerk.getByLabel('理由和决定文书的文号').fill('材料虚假，见决定书');
      await sound(clerk, 'change');
      await clerk.getByRole('button', { name: '办理' }).click();
      await clerk.getByText('已办理').first().waitFor();
      await sound(clerk, 'revoked');

      await visitor.goBack();
      await visitor.getByLabel('电子证照标识').fill('1.2.156.3005.2.x');
      await visitor.getByRole('button', { name: '查验' }).first().click();
      await visitor.getByText('不是电子证照标识').first().waitFor();
      await sound(visitor, 'mistyped');
      await visitor.goBack();
      await visitor.locator('#file').setInputFiles({
        name: 'licence.pdf',
        mimeType: 'application/pdf',
        buffer: await file.body(),
      });
      await visitor.getByRole('button', { name: '核验文件' }).click();
      await visitor.getByText('已撤销').first().waitFor();
      await sound(visitor, 'file-of-revoked');
      await resident.goto(`${origin}/me/licences`);
      await sound(resident, 'mine-revoked');
    });
  });
}
