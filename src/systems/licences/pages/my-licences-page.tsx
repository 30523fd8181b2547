import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import { USE_MINUTES } from '../authorise-use.ts';
import type { LicenceUse } from '../queries-uses.ts';
import type { LicenceView } from '../read-licence.ts';
import {
  grouped,
  LicenceFacts,
  Part,
  Period,
  QrCode,
  StateBadge,
  StateLine,
  TestSealNotice,
} from './parts.tsx';

const MINE = { label: '我的证照', href: '/me/licences' };

/** All licences of one account. */
export function MyLicencesPage({ view, licences }: { view: View; licences: readonly LicenceView[] }) {
  return (
    <Page view={view} title="我的证照" search={false} noindex>
      <div className="desk">
        <h1>我的证照</h1>
        {licences.length === 0 ? (
          <EmptyState title="名下还没有电子证照">
            准予许可后，证照会自动出现在这里。以前的纸质证照不在此列。
          </EmptyState>
        ) : (
          <ul className="licence-cards">
            {licences.map((licence) => (
              <li key={licence.id} className="licence-card">
                <h2>
                  <a href={`/me/licences/${licence.id}`}>{licence.typeName}</a>
                </h2>
                <p>
                  <StateBadge state={licence.status.state} />
                </p>
                <p>{licence.agencyName}</p>
                <p>
                  有效期 <Period licence={licence} />
                </p>
              </li>
            ))}
          </ul>
        )}
        <TestSealNotice />
      </div>
    </Page>
  );
}

const stateOfUse = (use: LicenceUse, now: Temporal.Instant): string => {
  if (use.redeemed) return '已使用';
  return Temporal.Instant.compare(now, use.expiresAt) < 0 ? '等待使用' : '已过期，没有使用';
};

function UseLog({ uses, now }: { uses: readonly LicenceUse[]; now: Temporal.Instant }) {
  if (uses.length === 0) return <p>还没有授权过。每次授权和使用都会记在这里。</p>;
  return (
    <Table
      caption="授权和使用记录"
      captionHidden
      narrow="cards"
      rows={[...uses]}
      rowKey={(use) => use.id}
      columns={[
        {
          key: 'at',
          name: '授权时间',
          rowHeader: true,
          cell: (use) => <InstantText value={use.authorisedAt} />,
        },
        { key: 'case', name: '办件编号', cell: (use) => use.caseNumber },
        { key: 'purpose', name: '用途', cell: (use) => use.purpose },
        { key: 'state', name: '情况', cell: (use) => stateOfUse(use, now) },
        {
          key: 'by',
          name: '谁使用',
          cell: (use) =>
            use.redeemed ? (
              <>
                {use.redeemed.byName}，<InstantText value={use.redeemed.at} />
                ，副本可用到
                <DateText value={use.redeemed.copyUntil.subtract({ days: 1 })} />
              </>
            ) : (
              '—'
            ),
        },
      ]}
    />
  );
}

/** One licence of one's own: the file, letting it be used, and who used it. */
export function MyLicencePage({
  view,
  licence,
  uses,
  now,
  requestKey,
  values = { caseNumber: '', purpose: '' },
  error,
}: {
  view: View;
  licence: LicenceView;
  uses: readonly LicenceUse[];
  now: Temporal.Instant;
  requestKey: string;
  values?: { readonly caseNumber: string; readonly purpose: string };
  error?: { readonly field: string | null; readonly message: string } | undefined;
}) {
  const open = uses.find((use) => stateOfUse(use, now) === '等待使用');
  const path = `/me/licences/${licence.id}`;
  const errorOf = (field: string) => (error?.field === field ? error.message : undefined);
  return (
    <Page view={view} title={licence.typeName} crumbs={[MINE]} search={false} noindex>
      <div className="desk">
        <h1>{licence.typeName}</h1>
        {error && <ErrorSummary title="没有授权" errors={[error]} />}
        <StateLine licence={licence} />
        <ButtonRow>
          <ButtonLink href={`${path}/file`}>下载证照（PDF）</ButtonLink>
          {open && (
            <ButtonLink href={`${path}/uses/${open.id}`} look="secondary">
              看还没用的授权码
            </ButtonLink>
          )}
        </ButtonRow>
        <LicenceFacts licence={licence} />
        {licence.status.state === 'valid' && (
          <Part id="show" title="出示：授权窗口用一次">
            <div className="prose">
              <p>
                填上这次要办的件，生成一个 {USE_MINUTES}{' '}
                分钟内有效的二维码给窗口扫。只能用一次，只能用于这一个件，不用再交证照原件或复印件。
              </p>
            </div>
            <form method="post" action={`${path}/uses`}>
              <input type="hidden" name="requestKey" value={requestKey} />
              <Field
                name="caseNumber"
                label="办件编号"
                hint="受理回执上有，也可以问窗口人员。"
                value={values.caseNumber}
                maxLength={80}
                error={errorOf('caseNumber')}
              />
              <Field
                name="purpose"
                label="用途"
                hint="例如“办理食品经营许可”。会印在给窗口的副本上。"
                value={values.purpose}
                maxLength={100}
                error={errorOf('purpose')}
              />
              <Button>生成二维码</Button>
            </form>
          </Part>
        )}
        <Part id="log" title="谁用过">
          <UseLog uses={uses} now={now} />
        </Part>
        <TestSealNotice />
      </div>
    </Page>
  );
}

/** The code that was allowed, while it lasts; afterwards what became of it. */
export function UsePage({
  view,
  licence,
  use,
  shown,
  now,
}: {
  view: View;
  licence: LicenceView;
  use: LicenceUse;
  /** Null once it was used or has lapsed. */
  shown: { readonly code: string; readonly url: string } | null;
  now: Temporal.Instant;
}) {
  const path = `/me/licences/${licence.id}`;
  const left = Math.max(1, Math.ceil(now.until(use.expiresAt).total('minutes')));
  return (
    <Page
      view={view}
      title="出示证照"
      crumbs={[MINE, { label: licence.typeName, href: path }]}
      search={false}
      noindex
    >
      <div className="desk">
        <h1>出示证照</h1>
        {shown ? (
          <div className="licence-show">
            <QrCode text={shown.url} label="给窗口扫描的授权二维码" />
            <p className="licence-code">
              <span className="visually-hidden">授权码：</span>
              {grouped(shown.code)}
            </p>
            <p>
              请窗口人员扫描，或告诉对方上面的授权码。
              <strong>
                <InstantText value={use.expiresAt} /> 过期（还有约 {left} 分钟）。
              </strong>
            </p>
            <p>
              <a href={`${path}/uses/${use.id}`}>刷新，看是否已经使用</a>
            </p>
          </div>
        ) : use.redeemed ? (
          <Notice tone="success" title="已经使用" live>
            <p>
              {use.redeemed.byName}于 <InstantText value={use.redeemed.at} />{' '}
              使用。这个码不能再用，对方得到的副本可用到
              <DateText value={use.redeemed.copyUntil.subtract({ days: 1 })} />。
            </p>
          </Notice>
        ) : (
          <Notice tone="warning" title="二维码已过期，没有使用" live>
            <p>还要出示的话，请换一个新码。</p>
          </Notice>
        )}
        <p>
          {licence.typeName}，用于办件 {use.caseNumber}：{use.purpose}
        </p>
        {!shown && !use.redeemed && (
          <form method="post" action={`${path}/uses`}>
            <input type="hidden" name="caseNumber" value={use.caseNumber} />
            <input type="hidden" name="purpose" value={use.purpose} />
            <input type="hidden" name="requestKey" value={`again-${use.id}`} />
            <Button>换一个新码</Button>
          </form>
        )}
        <p>
          <a href={path}>回到证照</a>
        </p>
        <TestSealNotice />
      </div>
    </Page>
  );
}
