import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { errorOf } from '#web/desk/form.ts';
import type { ProxyView } from '../view-proxies.ts';
import { type ItemChoice, ProxyLine, ScopeFields } from './parts.tsx';

export type FormValues = {
  readonly name: string;
  readonly number: string;
  readonly phone: string;
  readonly lastDay: string;
  readonly scope: string;
  readonly items: readonly string[];
};

const CRUMBS = [
  { label: '我的', href: '/me' },
  { label: '代办', href: '/me/proxies' },
];

export const ASK_TITLES = {
  minor: '为未成年子女办事',
  entrusted: '为成年家人办事',
  representative: '代表企业办事',
} as const;
export type AskKind = keyof typeof ASK_TITLES;

const ABOUT: Record<AskKind, string> = {
  minor:
    '申请后，带户口簿或出生医学证明、您本人的身份证，到任一政务服务窗口核对原件，当场生效。到孩子满18岁自动结束。',
  entrusted:
    '对方有账号的：不用填姓名和号码，申请后把授权码交给对方，由对方在自己的账号里确认。对方没有账号的：填姓名和号码，带授权委托书和双方身份证到窗口核对。',
  representative:
    '用统一身份认证登录、并已在登记机关登记为法定代表人的，当场生效；其他的，带营业执照和本人身份证到窗口核对。确认后可以指定经办人。',
};

/** Asking to act for somebody. */
export function AskPage({
  view,
  kind,
  items,
  values,
  requestKey,
  errors = [],
}: {
  view: View;
  kind: AskKind;
  items: readonly ItemChoice[];
  values: FormValues;
  requestKey: string;
  errors?: FieldError[];
}) {
  const enterprise = kind === 'representative';
  return (
    <Page view={view} title={ASK_TITLES[kind]} noindex search={false} crumbs={CRUMBS}>
      <div className="case">
        <h1>{ASK_TITLES[kind]}</h1>
        <p>{ABOUT[kind]}</p>
        <ErrorSummary errors={errors} title="有一处要改，填过的都在" />
        <form method="post" action="/me/proxies/ask">
          <input type="hidden" name="requestKey" value={requestKey} />
          <input type="hidden" name="kind" value={kind} />
          <Field
            name="name"
            label={enterprise ? '企业名称' : kind === 'minor' ? '孩子的姓名' : '对方的姓名'}
            value={values.name}
            optional={kind === 'entrusted'}
            width="medium"
            maxLength={120}
            error={errorOf(errors, 'name')}
          />
          <Field
            name="number"
            label={enterprise ? '统一社会信用代码' : '居民身份证号码'}
            hint="加密保存，页面上遮住中间几位"
            value={values.number}
            optional={kind === 'entrusted'}
            width="medium"
            maxLength={30}
            error={errorOf(errors, 'number')}
          />
          {!enterprise && (
            <>
              <ScopeFields items={items} values={values} error={errorOf(errors, 'scope')} />
              <Field
                name="lastDay"
                type="date"
                label="办到哪天为止"
                hint={kind === 'minor' ? '不填就到孩子满18岁' : '最长三年'}
                optional={kind === 'minor'}
                value={values.lastDay}
                width="medium"
                error={errorOf(errors, 'lastDay')}
              />
            </>
          )}
          <Button>申请</Button>
        </form>
      </div>
    </Page>
  );
}

/** The legal representative appoints an agent. */
export function AppointPage({
  view,
  principal,
  items,
  values,
  requestKey,
  errors = [],
}: {
  view: View;
  principal: { readonly id: string; readonly name: string };
  items: readonly ItemChoice[];
  values: FormValues;
  requestKey: string;
  errors?: FieldError[];
}) {
  return (
    <Page view={view} title="指定经办人" noindex search={false} crumbs={CRUMBS}>
      <div className="case">
        <h1>指定{principal.name}的经办人</h1>
        <p>经办人用自己的账号登录，以企业名义办事；每一步都记着是谁办的。您随时可以结束。</p>
        <ErrorSummary errors={errors} title="有一处要改，填过的都在" />
        <form method="post" action="/me/proxies/appoint">
          <input type="hidden" name="requestKey" value={requestKey} />
          <input type="hidden" name="principalId" value={principal.id} />
          <Field
            name="name"
            label="经办人姓名"
            value={values.name}
            width="medium"
            maxLength={60}
            error={errorOf(errors, 'name')}
          />
          <Field
            name="phone"
            label="经办人注册用的手机号"
            type="tel"
            inputMode="tel"
            value={values.phone}
            width="medium"
            error={errorOf(errors, 'phone')}
          />
          <ScopeFields items={items} values={values} error={errorOf(errors, 'scope')} />
          <Field
            name="lastDay"
            type="date"
            label="办到哪天为止"
            hint="最长三年"
            value={values.lastDay}
            width="medium"
            error={errorOf(errors, 'lastDay')}
          />
          <Button>指定</Button>
        </form>
      </div>
    </Page>
  );
}

/** The other person looks at what they are asked, and decides. */
export function ConfirmPage({
  view,
  line,
  code,
  requestKey,
}: {
  view: View;
  line: ProxyView;
  code: string;
  requestKey: string;
}) {
  return (
    <Page view={view} title="确认代办" noindex search={false} crumbs={CRUMBS}>
      <div className="case">
        <h1>要不要由{line.agent}为您办事</h1>
        <ul className="case-list">
          <ProxyLine line={{ ...line, principal: '您本人', number: '' }} />
        </ul>
        <p>
          同意后，{line.agent}
          可以在这个范围内以您的名义申请、补正、查看您的办件、通知和证照。您随时可以在“代办”里结束。
        </p>
        <p>不认识对方，或不是您要办的，请选“不同意”。工作人员不会要您确认授权码。</p>
        <form method="post" action="/me/proxies/confirm">
          <input type="hidden" name="requestKey" value={requestKey} />
          <input type="hidden" name="code" value={code} />
          <ButtonRow>
            <Button name="agree" value="yes">
              同意
            </Button>
            <Button name="agree" value="no" look="secondary">
              不同意
            </Button>
            <ButtonLink href="/me/proxies" look="secondary">
              以后再说
            </ButtonLink>
          </ButtonRow>
        </form>
      </div>
    </Page>
  );
}
