import type { KeyRow } from '#platform/keys/index.ts';
import { POST_ROLES } from '#platform/people/actor.ts';
import { SCOPE_NAMES, SCOPE_WORDS } from '#platform/people/scope.ts';
import { PERMIT_ROLES } from '#systems/permits/index.ts';
import { Button, ButtonLink } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { errorOf } from '#web/desk/form.ts';
import { InstantText } from '#web/desk/instant-text.tsx';

const TAB = '/desk/connections';
export const bodyWords = (body: string): string => (body === '*' ? '全部机关' : body);
const roleWords = (role: string): string => PERMIT_ROLES[role] ?? role;
const instantOf = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime());
/** The last day, of a day after it. */
const lastDay = (endsOn: string) => Temporal.PlainDate.from(endsOn).subtract({ days: 1 });

/** Every key of the division: whose, what for, until when, when last used. */
export function KeysPage({
  view,
  keys,
  revoked,
}: {
  view: View;
  keys: readonly { readonly row: KeyRow; readonly holds: boolean }[];
  revoked: boolean;
}) {
  return (
    <DeskPage view={view} title="系统接入" tab={TAB}>
      <div className="desk">
        <h1>系统接入</h1>
        {revoked && (
          <Notice tone="success" title="密钥已吊销" live>
            从下一次请求起，它不能再用。
          </Notice>
        )}
        <p>
          其他系统凭密钥使用接口，只能做所给范围和职责之内的事，每次使用都留痕。接口说明见{' '}
          <a href="/developers">系统接入说明</a>，进展推送见 <a href={`${TAB}/webhooks`}>订阅</a>。
        </p>
        <p>
          <ButtonLink href={`${TAB}/new`}>发一把密钥</ButtonLink>
        </p>
        {keys.length > 0 && (
          <Table
            caption="密钥"
            narrow="cards"
            columns={[
              { key: 'name', name: '系统', rowHeader: true, cell: ({ row }) => row.name },
              {
                key: 'key',
                name: '密钥',
                nowrap: true,
                cell: ({ row }) => <code>gbk_…{row.last_four}</code>,
              },
              {
                key: 'may',
                name: '机关、职责、范围',
                cell: ({ row }) => (
                  <>
                    {bodyWords(row.body)}
                    {row.posts.length > 0 && `，${row.posts.map(roleWords).join('、')}`}
                    <br />
                    <span className="muted">{row.scopes.join('、')}</span>
                  </>
                ),
              },
              {
                key: 'until',
                name: '有效至',
                nowrap: true,
                cell: ({ row }) => <DateText value={lastDay(row.ends_on)} />,
              },
              {
                key: 'used',
                name: '上次使用',
                cell: ({ row }) =>
                  row.last_used_at ? <InstantText value={instantOf(row.last_used_at)} /> : '没有用过',
              },
              {
                key: 'revoke',
                name: '状态',
                cell: ({ row, holds }) =>
                  holds ? (
                    <form method="post" action={`${TAB}/keys/${row.id}/revoke`}>
                      <Button look="danger">
                        吊销<span className="visually-hidden">“{row.name}”的密钥</span>
                      </Button>
                    </form>
                  ) : row.revoked_at ? (
                    '已吊销'
                  ) : (
                    '已到期'
                  ),
              },
            ]}
            rows={[...keys]}
            rowKey={({ row }) => row.id}
          />
        )}
      </div>
    </DeskPage>
  );
}

export type KeyValues = {
  readonly name: string;
  readonly body: string;
  readonly posts: readonly string[];
  readonly scopes: readonly string[];
  readonly until: string;
  readonly requestsPerMinute: string;
};

export function KeyFormPage({
  view,
  values,
  bodies,
  last,
  id,
  errors,
}: {
  view: View;
  values: KeyValues;
  bodies: readonly string[];
  last: string;
  /** Of the key that the form makes: sent twice, it makes one. */
  id: string;
  errors: readonly FieldError[];
}) {
  const error = (field: string) => errorOf(errors, field);
  return (
    <DeskPage view={view} title="发一把密钥" tab={TAB} crumbs={[{ label: '系统接入', href: TAB }]}>
      <div className="desk">
        <h1>发一把密钥</h1>
        <ErrorSummary title="还没有发放" errors={[...errors]} />
        <form method="post" action={TAB} noValidate>
          <input type="hidden" name="id" value={id} />
          <Field
            name="name"
            label="系统名称"
            hint="申请人授权时看到的就是它。"
            value={values.name}
            maxLength={60}
            error={error('name')}
          />
          <Select
            name="body"
            label="所属机关"
            hint="只能看到、办理这个机关的办件。"
            options={bodies.map((value) => ({ value, label: bodyWords(value) }))}
            value={values.body}
            error={error('body')}
          />
          <Choices
            name="scopes"
            legend="范围"
            multiple
            options={SCOPE_NAMES.map((value) => ({ value, label: value, hint: SCOPE_WORDS[value] }))}
            values={[...values.scopes]}
            error={error('scopes')}
          />
          <Choices
            name="posts"
            legend="职责"
            hint="读取或办理办件才需要；给得越少越好。"
            multiple
            options={POST_ROLES.map((value) => ({ value, label: roleWords(value) }))}
            values={[...values.posts]}
            error={error('posts')}
          />
          <Field
            name="until"
            type="date"
            label="最后一天"
            hint="到期自动失效，最长一年。"
            width="medium"
            value={values.until}
            max={last}
            error={error('until')}
          />
          <Field
            name="requestsPerMinute"
            type="number"
            label="每分钟请求数上限"
            width="short"
            value={values.requestsPerMinute}
            error={error('requestsPerMinute')}
          />
          <Button>发放</Button>
        </form>
      </div>
    </DeskPage>
  );
}

/** The key, once. */
export function MadeKeyPage({
  view,
  name,
  secret,
  until,
}: {
  view: View;
  name: string;
  secret: string;
  until: string;
}) {
  return (
    <DeskPage view={view} title="密钥已发放" tab={TAB} crumbs={[{ label: '系统接入', href: TAB }]}>
      <div className="desk">
        <h1>“{name}”的密钥</h1>
        <Notice tone="warning" title="只显示这一次" live>
          请现在就复制，用安全的方式交给对方。离开本页后谁也看不到它；遗失只能吊销后另发。
        </Notice>
        <p>
          <code className="key-text">{secret}</code>
        </p>
        <p>
          有效至
          <DateText value={Temporal.PlainDate.from(until)} />。
        </p>
        <p>
          <ButtonLink href={TAB}>记下了，回到清单</ButtonLink>
        </p>
      </div>
    </DeskPage>
  );
}
