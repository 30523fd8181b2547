import { today } from '#systems/documents/index.ts';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Field, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { FormFields } from '../../item-form.ts';
import type { FieldDifference } from '../../list-change.ts';
import type { Draft, StoredItem } from '../../queries.ts';
import { itemPath } from '../addresses.ts';
import { DiffTable } from '../diff-table.tsx';
import { ItemEditor } from './item-editor.tsx';

const ITEMS = { label: '办事事项', href: '/desk/items' };
const deskPath = (code: string): string => `/desk/items/${code}`;

/** Editing one item: its draft, or a form made from the published version. */
export function ItemDeskPage({
  view,
  stored,
  draft,
  fields,
  seen,
  errors,
  told,
  mayEdit,
  requestKey,
}: {
  view: View;
  stored: StoredItem;
  draft: Draft | undefined;
  fields: FormFields;
  seen: string;
  /** What is wrong with the form, or what the rules find in the draft. */
  errors: readonly FieldError[];
  told: { saved?: boolean; refused?: string | undefined };
  mayEdit: boolean;
  requestKey: string;
}) {
  const name = stored.content.name;
  return (
    <DeskPage view={view} title={`编辑：${name}`} tab="/desk/items" crumbs={[ITEMS]}>
      <div className="services">
        <h1>{name}</h1>
        <p>
          已发布第{stored.version}版（<a href={itemPath(stored.code)}>办事指南</a>，
          <a href={`${itemPath(stored.code)}/versions`}>各版本</a>）。
          {Temporal.PlainDate.compare(stored.effectiveOn, today()) > 0 && (
            <>
              这一版自
              <DateText value={stored.effectiveOn} />
              起施行。
            </>
          )}
          {draft ? (
            <>
              下面是草稿，{draft.savedByName}
              保存于
              <InstantText value={draft.savedAt} />。
            </>
          ) : (
            '还没有草稿，下面是已发布的内容。'
          )}
          <a href={`/desk/reviews/changes?item=${stored.code}`}>办不成事引起的修改建议</a>
        </p>
        {stored.withdrawn && (
          <Notice tone="warning">这个事项已取消：{stored.withdrawn.reason} 再发布一版就恢复。</Notice>
        )}
        {told.saved && (
          <Notice tone="success" live>
            {errors.length === 0
              ? '草稿已保存，合规则，可以发布。'
              : '草稿已保存。还有不合规则的地方，改好才能发布。'}
          </Notice>
        )}
        {told.refused && (
          <Notice tone="error" live>
            {told.refused}
          </Notice>
        )}
        <ErrorSummary errors={[...errors]} title={told.refused ? '提交的内容有问题' : '发布前要改的'} />
        {mayEdit ? (
          <>
            {draft && (
              <ButtonRow>
                <a className="button button-primary" href={`${deskPath(stored.code)}/publish`}>
                  比较并发布
                </a>
              </ButtonRow>
            )}
            <form method="post" action={deskPath(stored.code)} noValidate>
              <input type="hidden" name="seen" value={seen} />
              <ItemEditor fields={fields} errors={errors} />
              <ButtonRow>
                <Button>保存草稿</Button>
              </ButtonRow>
            </form>
            {draft && (
              <form method="post" action={`${deskPath(stored.code)}/discard`}>
                <input type="hidden" name="revision" value={draft.revision} />
                <Button look="danger">丢弃草稿</Button>
              </form>
            )}
            {!stored.withdrawn && <Withdraw stored={stored} requestKey={requestKey} />}
          </>
        ) : (
          <p>您的账号只能查看。要编辑，请联系系统管理员授权。</p>
        )}
      </div>
    </DeskPage>
  );
}

function Withdraw({ stored, requestKey }: { stored: StoredItem; requestKey: string }) {
  return (
    <details className="filter-fold">
      <summary>取消这个事项</summary>
      <form method="post" action={`${deskPath(stored.code)}/withdraw`}>
        <p>取消后不能再申请；以前的版本和已经受理的办件不受影响。</p>
        <input type="hidden" name="versionId" value={stored.id} />
        <input type="hidden" name="requestKey" value={requestKey} />
        <Field name="listDocument" label="决定取消的文件的文号" width="medium" />
        <Field name="effectiveOn" label="自哪一天起取消" type="date" width="short" />
        <TextArea name="reason" label="理由（公开）" rows={3} />
        <Button look="danger">取消事项</Button>
      </form>
    </details>
  );
}

/** What publishing would change, and the reason for it. */
export function PublishPage({
  view,
  stored,
  draft,
  differences,
  listChanged,
  findings,
  values,
  error,
  requestKey,
}: {
  view: View;
  stored: StoredItem;
  draft: Draft;
  differences: readonly FieldDifference[];
  /** Kinds of change of the list itself, in Chinese. */
  listChanged: readonly string[];
  findings: readonly FieldError[];
  values: { reason: string; listDocument: string; effectiveOn: string };
  error?: string | undefined;
  requestKey: string;
}) {
  const { code, content, version } = stored;
  return (
    <DeskPage
      view={view}
      title={`发布：${content.name}`}
      tab="/desk/items"
      crumbs={[ITEMS, { label: content.name, href: deskPath(code) }]}
    >
      <div className="services">
        <h1>发布第{version + 1}版</h1>
        {error && (
          <Notice tone="error" live>
            {error}
          </Notice>
        )}
        {findings.length > 0 && (
          <Notice tone="warning" title="还不能发布">
            <ul>
              {findings.map((f) => (
                <li key={`${f.field}${f.message}`}>
                  <a href={`${deskPath(code)}#${f.field}`}>{f.message}</a>
                </li>
              ))}
            </ul>
          </Notice>
        )}
        <DiffTable differences={differences} before={`第${version}版`} after="草稿" />
        <form method="post" action={`${deskPath(code)}/publish`}>
          <input type="hidden" name="revision" value={draft.revision} />
          <input type="hidden" name="requestKey" value={requestKey} />
          <TextArea
            name="reason"
            label="理由（公开）"
            hint="改了什么，为什么改"
            value={values.reason}
            rows={3}
          />
          <Field
            name="listDocument"
            label="决定改动的文件的文号"
            hint={
              listChanged.length > 0
                ? `这次改动涉及清单本身：${listChanged.join('、')}，必须填写`
                : '只改指南的，不用填'
            }
            value={values.listDocument}
            width="medium"
            optional={listChanged.length === 0}
          />
          <Field
            name="effectiveOn"
            label="自哪一天起施行"
            type="date"
            value={values.effectiveOn}
            width="short"
          />
          <ButtonRow>
            <Button>发布</Button>
            <a className="button button-secondary" href={deskPath(code)}>
              回到编辑
            </a>
          </ButtonRow>
        </form>
      </div>
    </DeskPage>
  );
}
