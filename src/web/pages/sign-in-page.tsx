import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';
import { Button } from '#web/components/button.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';

type SignInProps = {
  view: View;
  /** Path of this site to go to afterwards. */
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
        <p>阅读公报、文件和办事指南不需要登录。申请办事、工作人员办公在此登录。</p>
        <form method="post" action="/login">
          <input type="hidden" name="back" value={back} />
          <Field
            name="username"
            label="手机号或账号"
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
        <p>
          还没有账号？<a href={`/register?back=${encodeURIComponent(back)}`}>用手机号注册</a>
        </p>
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

/** One's own account, where it leads, and the way out. */
export function AccountPage({ view, desk, work }: { view: View; desk: boolean; work: boolean }) {
  return (
    <Page view={view} title="我的账号" noindex>
      <h1>我的账号</h1>
      <p>
        您以“{view.account?.name}”（{view.account?.role}）登录。
      </p>
      <ul>
        <li>
          <a href="/me/cases">我的办件</a>
        </li>
        <li>
          <a href="/me/notices">我的通知</a>
        </li>
        <li>
          <a href="/me/licences">我的证照</a>
        </li>
        <li>
          <a href="/me/reviews">我的评价和反映</a>
        </li>
        {work && (
          <>
            <li>
              <a href="/desk/cases">办件工作台</a>
            </li>
            <li>
              <a href="/desk/licences">证照窗口</a>
            </li>
            <li>
              <a href="/desk/reviews">评价和反映</a>
            </li>
          </>
        )}
        {desk && (
          <li>
            <a href="/desk">编辑工作台</a>
          </li>
        )}
      </ul>
      <form method="post" action="/logout">
        <Button look="secondary">退出登录</Button>
      </form>
    </Page>
  );
}
