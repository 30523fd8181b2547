import { ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';

/** Said when a step asks for somebody who is known better than by phone and password. */
export function StepUpPage({ view, message, back }: { view: View; message: string; back: string }) {
  const to = encodeURIComponent(back);
  return (
    <Page view={view} title="先核实您本人" noindex search={false}>
      <div className="case">
        <h1>先核实您本人</h1>
        <p>{message}</p>
        <ButtonRow>
          <ButtonLink href={`/login/provider?back=${to}`}>去核实身份</ButtonLink>
          <ButtonLink href={back} look="secondary">
            先不办，返回
          </ButtonLink>
        </ButtonRow>
        <h2>第一次用？</h2>
        <p>
          您现在用手机号登录。请先在<a href="/me/account">账号与安全</a>
          里关联一次，核实后仍是同一个账号，办件、证照都在。
        </p>
      </div>
    </Page>
  );
}
