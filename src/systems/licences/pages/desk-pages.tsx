import type { ReactNode } from 'react';
import { formatGround } from '#engines/procedure/definition.ts';
import type { Crumb } from '#web/components/breadcrumb.tsx';
import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field, Select, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { Table } from '#web/components/table.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import { errorOf } from '#web/desk/form.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import { CHANGE_WORDS, groundsFor } from '../grounds.ts';
import type { Holder } from '../holder.ts';
import type { LicenceUse } from '../queries-uses.ts';
import type { LicenceView } from '../read-licence.ts';
import { EVENT_WORDS, LicenceFacts, Part, Period, StateBadge, StateLine, TestSealNotice } from './parts.tsx';

const TABS = [
  { href: '/desk/licences', label: '证照' },
  { href: '/desk/licences/redeem', label: '核用授权码' },
];

function Frame({
  view,
  title,
  tab,
  crumbs = [],
  children,
}: {
  view: View;
  title: string;
  tab: string;
  crumbs?: Crumb[];
  children: ReactNode;
}) {
  return (
    <Page view={view} title={title} noindex search={false} crumbs={crumbs}>
      <Tabs tabs={TABS} current={tab} label="证照窗口" />
      <div className="desk">{children}</div>
    </Page>
  );
}

const LIST: Crumb = { label: '证照', href: '/desk/licences' };

/** Licences as the desk finds them. */
export function DeskLicencesPage({
  view,
  licences,
  asked,
  most,
}: {
  view: View;
  licences: LicenceView[];
  /** What was asked for; empty for the newest. */
  asked: string;
  most: number;
}) {
  return (
    <Frame view={view} title="证照" tab="/desk/licences">
      <h1>证照</h1>
      <form method="post" action="/desk/licences">
        <Field
          name="asked"
          label="查找"
          hint="证照标识、办件编号，或持证主体的完整姓名、名称、证件号码。按持证主体查找会留下记录。"
          value={asked}
          optional
          maxLength={200}
        />
        <Button>查找</Button>
      </form>
      {licences.length === 0 ? (
        <EmptyState title={asked === '' ? '还没有颁发过证照' : '没有找到'}>
          {asked === '' ? '准予许可后，证照会自动列在这里。' : '姓名和号码须完整，一个字也不能差。'}
        </EmptyState>
      ) : (
        <Table
          caption={asked === '' ? `最近颁发的证照（至多 ${most} 张）` : `找到 ${licences.length} 张`}
          narrow="cards"
          rows={licences}
          rowKey={(l) => l.id}
          columns={[
            {
              key: 'type',
              name: '证照',
              rowHeader: true,
              cell: (l) => <a href={`/desk/licences/${l.id}`}>{l.typeName}</a>,
            },
            { key: 'holder', name: '持证主体', cell: (l) => l.holder.name },
            { key: 'number', name: '证件号码', cell: (l) => <code>{l.holder.number}</code> },
            { key: 'case', name: '办件', cell: (l) => l.caseNumber },
            { key: 'period', name: '有效期', cell: (l) => <Period licence={l} /> },
            { key: 'state', name: '状态', cell: (l) => <StateBadge state={l.status.state} small /> },
          ]}
        />
      )}
      <TestSealNotice />
    </Frame>
  );
}

export type ChangeValues = { readonly ground: string; readonly reason: string; readonly on: string };

function ChangeForm({
  licence,
  requestKey,
  values,
  errors,
}: {
  licence: LicenceView;
  requestKey: string;
  values: ChangeValues | undefined;
  errors: FieldError[];
}) {
  const grounds = groundsFor(licence.status.state);
  if (grounds.length === 0) return <p>这张证照已经注销，不能再变动。</p>;
  return (
    <form method="post" action={`/desk/licences/${licence.id}/changes`}>
      <input type="hidden" name="requestKey" value={requestKey} />
      <input type="hidden" name="seen" value={licence.events.length} />
      <Select
        name="ground"
        label="办理什么，什么情形"
        empty="请选择"
        value={values?.ground}
        error={errorOf(errors, 'ground')}
        options={grounds.map((g) => ({
          value: g.code,
          label: `${CHANGE_WORDS[g.kind]}：${g.title}（${formatGround(g.basis)}）`,
        }))}
      />
      <TextArea
        name="reason"
        label="理由和决定文书的文号"
        hint="会留在证照的记录里，公开查验页不显示。"
        value={values?.reason ?? ''}
        maxLength={1000}
        error={errorOf(errors, 'reason')}
      />
      <Field
        name="on"
        label="从哪一天起"
        type="date"
        hint="不填就是今天。"
        value={values?.on}
        optional
        width="short"
        error={errorOf(errors, 'on')}
      />
      <Button look="danger">办理</Button>
    </form>
  );
}

/** One licence at the desk: everything that happened to it, and what can be done. */
export function DeskLicencePage({
  view,
  licence,
  uses,
  holder,
  mayChange,
  mayReadHolder,
  requestKey,
  values,
  errors = [],
  done = false,
}: {
  view: View;
  licence: LicenceView;
  uses: readonly LicenceUse[];
  /** In the clear, when it was asked for with a reason. */
  holder: Holder | undefined;
  mayChange: boolean;
  mayReadHolder: boolean;
  requestKey: string;
  values?: ChangeValues | undefined;
  errors?: FieldError[];
  done?: boolean;
}) {
  return (
    <Frame view={view} title={licence.typeName} tab="/desk/licences" crumbs={[LIST]}>
      <h1>{licence.typeName}</h1>
      {errors.length > 0 && <ErrorSummary title="没有办理" errors={errors} />}
      {done && (
        <Notice tone="success" title="已办理" live>
          公开查验页和持证人的页面已同时更新。
        </Notice>
      )}
      <StateLine licence={licence} />
      <LicenceFacts licence={licence} more={[{ term: '办件', value: licence.caseNumber }]} />
      {holder ? (
        <Notice tone="warning" title="完整的持证信息（本次查看已记录）" live>
          <p>
            {holder.name}，{holder.numberKind} <code>{holder.number}</code>
          </p>
        </Notice>
      ) : (
        mayReadHolder && (
          <details>
            <summary>查看完整证件号码</summary>
            <form method="post" action={`/desk/licences/${licence.id}/holder`}>
              <Field
                id="holder-reason"
                name="reason"
                label="查看的理由"
                hint="谁、何时、为什么查看都会留下记录。"
                maxLength={200}
                width="medium"
                error={errorOf(errors, 'holder-reason')}
              />
              <Button look="secondary">查看</Button>
            </form>
          </details>
        )
      )}
      <Part id="events" title="发生过什么">
        <Table
          caption="证照的记录"
          captionHidden
          narrow="cards"
          rows={[...licence.events].reverse()}
          rowKey={(e) => e.seq}
          columns={[
            { key: 'kind', name: '事项', rowHeader: true, cell: (e) => EVENT_WORDS[e.kind] },
            { key: 'on', name: '自', nowrap: true, cell: (e) => <DateText value={e.on} /> },
            { key: 'at', name: '记录', cell: (e) => <InstantText value={e.at} /> },
            { key: 'by', name: '办理人', cell: (e) => e.actorName },
            {
              key: 'why',
              name: '理由和依据',
              cell: (e) => [e.reason, e.basis].filter(Boolean).join('；') || '—',
            },
          ]}
        />
        <p>
          授权使用 {uses.length} 次，其中用掉 {uses.filter((u) => u.redeemed).length} 次。
        </p>
      </Part>
      {mayChange && (
        <Part id="change" title="撤销、注销、吊销、暂扣">
          <ChangeForm {...{ licence, requestKey, values, errors }} />
        </Part>
      )}
      <TestSealNotice />
    </Frame>
  );
}

/** Taking the use that an applicant allowed: scanned or typed, for the case at hand. */
export function RedeemPage({
  view,
  values,
  requestKey,
  error,
}: {
  view: View;
  values: { readonly code: string; readonly caseNumber: string };
  requestKey: string;
  error?: FieldError | undefined;
}) {
  const errors = error ? [error] : [];
  return (
    <Frame view={view} title="核用授权码" tab="/desk/licences/redeem">
      <h1>核用授权码</h1>
      {error && <ErrorSummary title="没有使用" errors={errors} />}
      <div className="prose">
        <p>
          申请人在“我的证照”里为本办件生成的二维码，扫描后自动填入；也可以输入授权码。用一次即失效，您会得到一份写明用途和期限的加注件。
        </p>
      </div>
      <form method="post" action="/desk/licences/redeem">
        <input type="hidden" name="requestKey" value={requestKey} />
        <Field
          name="code"
          label="授权码"
          hint="12 位，不分大小写，中间的横线可以不输。"
          value={values.code}
          width="medium"
          maxLength={40}
          error={errorOf(errors, 'code')}
        />
        <Field
          name="caseNumber"
          label="您正在办的件"
          hint="办件编号，须与申请人授权的一致。"
          value={values.caseNumber}
          maxLength={80}
          error={errorOf(errors, 'caseNumber')}
        />
        <Button>使用</Button>
      </form>
      <TestSealNotice />
    </Frame>
  );
}

/** A use that was taken: the copy, while it may be opened. */
export function TakenPage({
  view,
  licence,
  use,
  open,
}: {
  view: View;
  licence: LicenceView;
  use: LicenceUse & { readonly redeemed: NonNullable<LicenceUse['redeemed']> };
  /** The copy may still be opened. */
  open: boolean;
}) {
  return (
    <Frame view={view} title="加注件" tab="/desk/licences/redeem" crumbs={[LIST]}>
      <h1>加注件：{licence.typeName}</h1>
      <StateLine licence={licence} />
      <DefinitionList
        items={[
          { term: '用途', value: use.purpose },
          { term: '办件', value: use.caseNumber },
          { term: '使用人', value: use.redeemed.byName },
          { term: '使用时间', value: <InstantText value={use.redeemed.at} /> },
          { term: '可用到', value: <DateText value={use.redeemed.copyUntil.subtract({ days: 1 })} /> },
        ]}
      />
      {open ? (
        <ButtonRow>
          <ButtonLink href={`/desk/licences/uses/${use.id}/file`}>打开加注件（PDF）</ButtonLink>
        </ButtonRow>
      ) : (
        <Notice tone="warning">加注件已过期，不能再打开。确需再用，请申请人重新授权。</Notice>
      )}
      <LicenceFacts licence={licence} />
      <TestSealNotice />
    </Frame>
  );
}
