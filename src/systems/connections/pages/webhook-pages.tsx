import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { errorOf } from '#web/desk/form.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import { EVENT_KINDS, KINDS, type Kind } from '../kinds.ts';
import type { SubscriptionRow } from '../queries.ts';
import type { DeliveryWithTries } from '../read-deliveries.ts';
import { bodyWords } from './key-pages.tsx';

const TAB = '/desk/connections';
const PATH = `${TAB}/webhooks`;
const STATE_WORDS = { waiting: '等候', delivered: '已收到', dead: '已停发' } as const;
type Counts = { readonly waiting: number; readonly delivered: number; readonly dead: number };

const instantOf = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime());
const crumbs = [
  { label: '系统接入', href: TAB },
  { label: '进展推送', href: PATH },
];

/** Who is told of what, and how it goes. */
export function SubscriptionsPage({
  view,
  subscriptions,
}: {
  view: View;
  subscriptions: readonly { readonly row: SubscriptionRow; readonly counts: Counts }[];
}) {
  return (
    <DeskPage view={view} title="进展推送" tab={TAB} crumbs={crumbs.slice(0, 1)}>
      <div className="desk">
        <h1>进展推送</h1>
        <p>办件有进展时，推送给订阅的系统。推送不含个人信息，带签名，没收到会重发。</p>
        <p>
          <ButtonLink href={`${PATH}/new`}>新增订阅</ButtonLink>
        </p>
        {subscriptions.length > 0 && (
          <Table
            caption="订阅"
            narrow="cards"
            columns={[
              {
                key: 'about',
                name: '用途',
                rowHeader: true,
                cell: ({ row }) => <a href={`${PATH}/${row.id}`}>{row.about}</a>,
              },
              { key: 'url', name: '地址', cell: ({ row }) => <code className="key-text">{row.url}</code> },
              { key: 'body', name: '机关', cell: ({ row }) => bodyWords(row.body) },
              {
                key: 'counts',
                name: '推送',
                cell: ({ counts }) =>
                  `已收到${counts.delivered}，等候${counts.waiting}，已停发${counts.dead}`,
              },
              {
                key: 'state',
                name: '状态',
                nowrap: true,
                cell: ({ row }) => (row.ended_at ? '已结束' : '在用'),
              },
            ]}
            rows={[...subscriptions]}
            rowKey={({ row }) => row.id}
          />
        )}
      </div>
    </DeskPage>
  );
}

export type SubscriptionValues = {
  readonly url: string;
  readonly body: string;
  readonly kinds: readonly string[];
  readonly about: string;
};

export function SubscriptionFormPage({
  view,
  values,
  bodies,
  requestKey,
  errors,
}: {
  view: View;
  values: SubscriptionValues;
  bodies: readonly string[];
  requestKey: string;
  errors: readonly FieldError[];
}) {
  const error = (field: string) => errorOf(errors, field);
  return (
    <DeskPage view={view} title="新增订阅" tab={TAB} crumbs={crumbs}>
      <div className="desk">
        <h1>新增订阅</h1>
        <ErrorSummary title="还没有订阅" errors={[...errors]} />
        <form method="post" action={PATH} noValidate>
          <input type="hidden" name="requestKey" value={requestKey} />
          <Field
            name="about"
            label="用途"
            hint="推送给谁，用来做什么。"
            value={values.about}
            maxLength={100}
            error={error('about')}
          />
          <Field
            name="url"
            type="url"
            label="推送地址"
            hint="对方系统的 https 地址，须在公网。"
            value={values.url}
            maxLength={500}
            error={error('url')}
          />
          <Select
            name="body"
            label="哪个机关的办件"
            options={bodies.map((value) => ({ value, label: bodyWords(value) }))}
            value={values.body}
            error={error('body')}
          />
          <Choices
            name="kinds"
            legend="哪些进展"
            multiple
            options={EVENT_KINDS.map((value) => ({ value, label: value, hint: KINDS[value] }))}
            values={[...values.kinds]}
            error={error('kinds')}
          />
          <Button>订阅</Button>
        </form>
      </div>
    </DeskPage>
  );
}

/** The signing secret, once. */
export function SecretPage({
  view,
  id,
  secret,
  oldUntil,
}: {
  view: View;
  id: string;
  secret: string;
  /** Until when the secret before signs too; null: there was none. */
  oldUntil: Temporal.Instant | null;
}) {
  return (
    <DeskPage view={view} title="签名密钥" tab={TAB} crumbs={crumbs}>
      <div className="desk">
        <h1>签名密钥</h1>
        <Notice tone="warning" title="只显示这一次" live>
          请现在就复制给接收方，用来核对签名；核对方法见 <a href="/developers#signature">说明</a>。
        </Notice>
        <p>
          <code className="key-text">{secret}</code>
        </p>
        {oldUntil && (
          <p>
            原来的密钥到
            <InstantText value={oldUntil} />
            为止同时有效，请在此之前换好。
          </p>
        )}
        <p>
          <ButtonLink href={`${PATH}/${id}`}>记下了，看推送情况</ButtonLink>
        </p>
      </div>
    </DeskPage>
  );
}

/** One subscription and its deliveries, each with every try. */
export function SubscriptionPage({
  view,
  row,
  counts,
  deliveries,
  next,
  state,
  sent,
  requestKey,
}: {
  view: View;
  row: SubscriptionRow;
  counts: Counts;
  deliveries: readonly DeliveryWithTries[];
  next: string | null;
  state: 'waiting' | 'delivered' | 'dead' | undefined;
  /** How many were just queued. */
  sent: string | undefined;
  requestKey: string;
}) {
  const path = `${PATH}/${row.id}`;
  const tabs = [
    { href: path, label: '全部' },
    ...(['waiting', 'delivered', 'dead'] as const).map((s) => ({
      href: `${path}?state=${s}`,
      label: STATE_WORDS[s],
      count: counts[s],
    })),
  ];
  return (
    <DeskPage view={view} title={row.about} tab={TAB} crumbs={crumbs}>
      <div className="desk">
        <h1>{row.about}</h1>
        {sent !== undefined && (
          <Notice tone="success" title={`已排队${sent}条`} live>
            稍候刷新本页看结果。
          </Notice>
        )}
        <p>
          <code className="key-text">{row.url}</code>
        </p>
        <p>
          {bodyWords(row.body)}：{row.kinds.map((kind) => KINDS[kind]).join('、')}。
          {row.ended_at && (
            <>
              已于
              <InstantText value={instantOf(row.ended_at)} />
              结束。
            </>
          )}
        </p>
        {!row.ended_at && (
          <ButtonRow>
            <form method="post" action={`${path}/pings`}>
              <Button look="secondary">试发一条</Button>
            </form>
            {counts.dead > 0 && (
              <form method="post" action={`${path}/replays`}>
                <input type="hidden" name="requestKey" value={requestKey} />
                <Button>补发全部已停发的（{counts.dead}）</Button>
              </form>
            )}
            <form method="post" action={`${path}/secret`}>
              <input type="hidden" name="requestKey" value={requestKey} />
              <Button look="secondary">换签名密钥</Button>
            </form>
            <form method="post" action={`${path}/end`}>
              <Button look="danger">结束订阅</Button>
            </form>
          </ButtonRow>
        )}
        <Tabs tabs={tabs} current={state ? `${path}?state=${state}` : path} label="推送情况" />
        {deliveries.length === 0 && <p>没有推送。</p>}
        <ul className="connection-list">
          {deliveries.map((delivery) => (
            <DeliveryItem
              key={delivery.row.id}
              delivery={delivery}
              path={path}
              requestKey={requestKey}
              running={row.ended_at === null}
            />
          ))}
        </ul>
        {next && (
          <p>
            <a href={`${path}?${state ? `state=${state}&` : ''}before=${next}`}>更早的</a>
          </p>
        )}
      </div>
    </DeskPage>
  );
}

function DeliveryItem({
  delivery: { row, tries },
  path,
  requestKey,
  running,
}: {
  delivery: DeliveryWithTries;
  path: string;
  requestKey: string;
  running: boolean;
}) {
  return (
    <li>
      <h2 className="delivery-head">
        {KINDS[row.kind as Kind] ?? row.kind}
        <span className={`delivery-state delivery-${row.state}`}>{STATE_WORDS[row.state]}</span>
      </h2>
      <p className="muted">
        <InstantText value={instantOf(row.made_at)} />　<code>{row.kind}</code>　webhook-id{' '}
        <code className="key-text">{row.id}</code>
      </p>
      {tries.length > 0 && (
        <ol className="delivery-tries">
          {tries.map((t) => (
            <li key={t.n}>
              <InstantText value={instantOf(t.at)} />　{t.status === null ? '没有答复' : `答复 ${t.status}`}，
              {t.took_ms} 毫秒
              {t.answer && <span className="delivery-answer">{t.answer.slice(0, 300)}</span>}
            </li>
          ))}
        </ol>
      )}
      <details>
        <summary>推送内容</summary>
        <pre>
          <code>{row.payload}</code>
        </pre>
      </details>
      {running && row.state !== 'waiting' && (
        <form method="post" action={`${path}/replays`}>
          <input type="hidden" name="delivery" value={row.id} />
          <input type="hidden" name="requestKey" value={requestKey} />
          <Button look="secondary">再发一次</Button>
        </form>
      )}
    </li>
  );
}
