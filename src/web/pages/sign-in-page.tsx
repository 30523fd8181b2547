import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { Button } from '#web/components/button.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';

type SignInProps = {
  view: View;
  /** Path of this site to go to afterwards; empty: to one's own work. */
  back: string;
  demo: boolean;
  username?: string;
  error?: string;
};

/** Signing in with name and password. On a trial site the demo accounts are shown. */
export function SignInPage({ view, back, demo, username, error }: SignInProps) {
  return (
    <Page view={view} title="登录" noindex search={false}>
      <div className="stack">
        <h1>登录</h1>
        <p>阅读公报和文件不需要登录。编辑与管理人员在此登录。</p>
        <form method="post" action="/login">
          <input type="hidden" name="back" value={back} />
          <Field
            name="username"
            label="账号"
            value={username}
            autoComplete="username"
            width="medium"
            error={error}
          />
          <Field
            name="password"
            label="口令"
            type="password"
            autoComplete="current-password"
            width="medium"
          />
          <Button>登录</Button>
        </form>
        {demo && (
          <Notice tone="info">
            <p>试用站点的演示账号：</p>
            <ul>
              {DEMO_ACCOUNTS.map((a) => (
                <li key={a.username}>
                  {a.name}：账号 <code>{a.username}</code>，口令 <code>{a.password}</code>
                </li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </Page>
  );
}

/** One's own account, and the way out. */
export function AccountPage({
  view,
  links,
}: {
  view: View;
  /** Where this account works. */
  links: readonly { readonly href: string; readonly label: string }[];
}) {
  return (
    <Page view={view} title="我的账号" noindex>
      <h1>我的账号</h1>
      <p>
        您以“{view.account?.name}”（{view.account?.role}）登录。
      </p>
      <ul>
        {links.map(({ href, label }) => (
          <li key={href}>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ul>
      <form method="post" action="/logout">
        <Button look="secondary">退出登录</Button>
      </form>
    </Page>
  );
}
