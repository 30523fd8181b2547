import { Button } from '#web/components/button.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';

const OWN = [
  { href: '/me/cases', name: '办件', about: '还没提交的草稿，已经提交的申请，现在轮到谁办' },
  { href: '/me/notices', name: '通知', about: '受理、补正、决定，每一步书面告诉您的话' },
  { href: '/me/licences', name: '证照', about: '名下的证照，出示二维码，授权用一次' },
  { href: '/me/reviews', name: '评价和反映', about: '差评、投诉、办不成事，处理到哪一步' },
  { href: '/me/proxies', name: '代办', about: '为家人、企业办事，或请别人代您办' },
  { href: '/me/systems', name: '系统授权', about: '让别的系统代您申请、查进度，随时收回' },
  { href: '/me/audit', name: '查看记录', about: '谁在什么时候看过、动过您的资料' },
  { href: '/me/account', name: '账号与安全', about: '口令、手机号、登录过的设备' },
] as const;

/** One's own account: everything that is the reader's, where they work, and the way out. */
export function MePage({ view, desk, work }: { view: View; desk: boolean; work: boolean }) {
  const places = [
    ...(work
      ? [
          { href: '/desk/cases', name: '办件工作台' },
          { href: '/desk/licences', name: '证照窗口' },
          { href: '/desk/proxies', name: '代办核实' },
          { href: '/desk/reviews', name: '评价和反映' },
        ]
      : []),
    ...(desk ? [{ href: '/desk', name: '编辑工作台' }] : []),
  ];
  return (
    <Page view={view} title="我的" noindex search={false}>
      <div className="case">
        <header>
          <h1>我的</h1>
          <p>
            您以“{view.account?.name}”（{view.account?.role}）登录。
          </p>
        </header>
        {places.length > 0 && (
          <nav aria-label="工作">
            <ul className="me-work">
              {places.map(({ href, name }) => (
                <li key={href}>
                  <a href={href}>{name}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <ul className="me-list">
          {OWN.map(({ href, name, about }) => (
            <li key={href}>
              <a href={href}>{name}</a>
              <p className="muted">{about}</p>
            </li>
          ))}
        </ul>
        <form method="post" action="/logout">
          <Button look="secondary">退出登录</Button>
        </form>
      </div>
    </Page>
  );
}
