import { ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';

/** The identity is not known here yet: a new account, or the one by phone that is linked. */
export function UnknownPersonPage({ view, provider, back }: { view: View; provider: string; back: string }) {
  const to = encodeURIComponent(back);
  return (
    <Page view={view} title="第一次用这个身份登录" noindex search={false}>
      <div className="case">
        <h1>第一次用这个身份登录</h1>
        <p>{provider}核实了您的身份，但本站还没有对应的账号。</p>
        <section aria-labelledby="have">
          <h2 id="have">以前用手机号注册过</h2>
          <p>先用手机号登录，再在“账号与安全”里关联，以前的办件和证照都在一个账号里。</p>
          <ButtonLink href={`/login?back=${encodeURIComponent('/me/account')}`}>
            用手机号登录后关联
          </ButtonLink>
        </section>
        <section aria-labelledby="new">
          <h2 id="new">没有注册过</h2>
          <p>用核实过的姓名新建账号，不用另设口令。</p>
          <ButtonLink look="secondary" href={`/login/provider?back=${to}&new=1`}>
            新建账号
          </ButtonLink>
        </section>
      </div>
    </Page>
  );
}

/** The last look before leaving for the provider to link the account that is signed in. */
export function LinkPage({ view, provider, url }: { view: View; provider: string; url: string }) {
  return (
    <Page view={view} title={`关联${provider}`} noindex search={false}>
      <div className="case">
        <h1>关联{provider}</h1>
        <p>
          下一步到{provider}登录。核实后，这个身份就和您现在的账号“{view.account?.name}
          ”关联，以后两种方式都能登录同一个账号。
        </p>
        <p>请只关联您本人的身份；十分钟内有效。</p>
        <ButtonRow>
          <ButtonLink href={url}>去{provider}</ButtonLink>
          <ButtonLink href="/me/account" look="secondary">
            不关联
          </ButtonLink>
        </ButtonRow>
      </div>
    </Page>
  );
}

/** Said after leaving, to whoever came by the provider: there they are still signed in. */
export function LeftPage({
  view,
  provider,
  leave,
}: {
  view: View;
  provider: string;
  leave: string | undefined;
}) {
  return (
    <Page view={view} title="已退出本站" noindex search={false}>
      <div className="case">
        <h1>已退出本站</h1>
        <p>
          {provider}可能还登录着。如果这是公用的电脑，请接着退出{provider}，再关掉浏览器。
        </p>
        <ButtonRow>
          {leave && <ButtonLink href={leave}>退出{provider}</ButtonLink>}
          <ButtonLink href="/" look="secondary">
            回到首页
          </ButtonLink>
        </ButtonRow>
      </div>
    </Page>
  );
}
