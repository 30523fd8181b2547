import { Button, ButtonRow, DefaultButton } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { errorOf } from '#web/desk/form.ts';
import type { DraftWarning } from '../../check-draft.ts';
import type { FormError, NoticeValues } from '../../draft-form.ts';
import type { NoticeText } from '../../notice-text.ts';
import { ActRows } from './act-rows.tsx';

export type Suggestions = { readonly organisations: readonly string[]; readonly posts: readonly string[] };

/** The notice as it will be printed, but for its number. */
function Preview({ text, values }: { text: NoticeText; values: NoticeValues }) {
  return (
    <article className="notice-preview" aria-label="通知预览">
      <h3>{text.title}</h3>
      <p className="notice-preview-number">
        {values.series}〔{values.dated.slice(0, 4)}〕×号（发布时取号）
      </p>
      <p className="notice-preview-to">{values.addressees}：</p>
      {text.body.split('\n').map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two paragraphs may be the same words
        <p key={at}>{line}</p>
      ))}
      <p className="notice-preview-sign">{values.issuer}</p>
      <p className="notice-preview-sign">{formatDate(values.dated)}</p>
      <p>（此件公开发布）</p>
    </article>
  );
}

function Warnings({
  warnings,
  reasons,
  asked,
}: {
  warnings: readonly DraftWarning[];
  reasons: Readonly<Record<string, string>>;
  /** Whether the editor tried to go on: then a missing reason is an error. */
  asked: boolean;
}) {
  const open = warnings.filter((w) => !w.note);
  const notes = warnings.filter((w) => w.note);
  return (
    <>
      {open.length > 0 && (
        <section className="stack" aria-labelledby="warnings">
          <h2 id="warnings">与记录不符之处</h2>
          <p>记录只含公报刊登过的任免。确实无误的，请逐条写明理由，再交给下一期。</p>
          {open.map((w) => (
            <Field
              key={w.key}
              name={`reason-${w.key}`}
              label={`第${w.row + 1}项：${w.message}`}
              hint="不改的理由"
              value={reasons[w.key] ?? ''}
              maxLength={500}
              error={asked && !reasons[w.key] ? '请写明理由，或改正上面的填写。' : undefined}
            />
          ))}
        </section>
      )}
      {notes.length > 0 && (
        <Notice tone="info" title="请留意">
          <ul>
            {notes.map((w) => (
              <li key={w.key}>{w.message}</li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  );
}

function Decision({ values, errors }: { values: NoticeValues; errors: readonly FormError[] }) {
  const field = (name: keyof NoticeValues) => ({
    name,
    value: String(values[name]),
    error: errorOf(errors, name),
  });
  return (
    <section className="stack" aria-labelledby="decision">
      <h2 id="decision">决定</h2>
      <Choices
        name="basis"
        legend="决定的方式"
        values={[values.basis]}
        error={errorOf(errors, 'basis')}
        options={[
          { value: 'study', label: '经……会议研究，决定' },
          { value: 'resolution', label: '根据……会议的决定', hint: '人民代表大会及其常务委员会的任免' },
        ]}
      />
      <div className="act-fields">
        <Field {...field('organ')} label="作出决定的机关" maxLength={60} />
        <Field {...field('meeting')} label="会议" hint="如：党组会议、第十三次会议" maxLength={40} />
        <Field {...field('decidedOn')} label="决定日期" type="date" width="medium" />
      </div>
    </section>
  );
}

function Sending({ values, errors }: { values: NoticeValues; errors: readonly FormError[] }) {
  const field = (name: keyof NoticeValues) => ({
    name,
    value: String(values[name]),
    error: errorOf(errors, name),
  });
  return (
    <section className="stack" aria-labelledby="sending">
      <h2 id="sending">印发</h2>
      <div className="act-fields">
        <Field {...field('issuer')} label="印发机关" maxLength={40} />
        <Field {...field('series')} label="发文机关代字" hint="序号在发布时取，不留空号" maxLength={12} />
        <Field {...field('dated')} label="通知日期" type="date" width="medium" />
      </div>
      <Field {...field('addressees')} label="主送机关" maxLength={500} />
    </section>
  );
}

/** What of a pasted list was not understood, and how many lines were. */
type Pasted = { readonly text: string; readonly read: number };

/** A whole list at once, from a spreadsheet. */
function Paste({ pasted, error }: { pasted: Pasted | undefined; error: string | undefined }) {
  return (
    <details open={error !== undefined}>
      <summary>从表格粘贴多项</summary>
      {pasted && pasted.read > 0 && <p>已填入{pasted.read}项，请在上面核对。</p>}
      <TextArea
        name="paste"
        label="每行一项"
        optional
        hint="姓名、任免、单位、职务、备注（兼、挂职、试用期1年），用制表符、逗号或空格隔开"
        rows={6}
        value={pasted?.text ?? ''}
        error={error}
      />
      <Button name="step" value="paste" look="secondary">
        填入上面
      </Button>
    </details>
  );
}

/** Drafting an appointment notice: acts in, the notice's words out, checked against the record. */
export function NoticePage({
  view,
  values,
  errors,
  suggestions,
  requestKey,
  text,
  warnings = [],
  reasons = {},
  asked = false,
  pasted,
}: {
  view: View;
  values: NoticeValues;
  errors: readonly FormError[];
  suggestions: Suggestions;
  requestKey: string;
  /** The notice, when what was entered is complete. */
  text?: NoticeText | undefined;
  warnings?: readonly DraftWarning[];
  reasons?: Readonly<Record<string, string>>;
  asked?: boolean;
  pasted?: Pasted;
}) {
  return (
    <DeskPage
      view={view}
      title="起草任免通知"
      tab="/desk/personnel"
      crumbs={[{ label: '任免', href: '/desk/personnel' }]}
    >
      <form method="post" action="/desk/personnel/notice" className="desk" noValidate>
        <h1>起草任免通知</h1>
        <ErrorSummary errors={[...errors]} />
        <input type="hidden" name="requestKey" value={requestKey} />
        <DefaultButton name="step" value="check" />
        <section className="stack" aria-labelledby="acts">
          <h2 id="acts">任免事项</h2>
          <p>每项一人一职，按通知的顺序填写；同一人的几项请排在一起。空着的不计。</p>
          <ActRows rows={values.rows} errors={errors} suggestions={suggestions} />
          <Button name="step" value="add" look="secondary">
            再加三项
          </Button>
          <Paste pasted={pasted} error={errorOf(errors, 'paste')} />
        </section>
        <Decision values={values} errors={errors} />
        <Sending values={values} errors={errors} />
        <Warnings warnings={warnings} reasons={reasons} asked={asked} />
        {text && (
          <section className="stack" aria-labelledby="preview">
            <h2 id="preview">通知</h2>
            <Notice tone="success" title="已生成">
              程序把这份通知读了回来，得到的任免与所填的完全一致。
            </Notice>
            <Preview text={text} values={values} />
          </section>
        )}
        <ButtonRow>
          <Button name="step" value="check" look={text ? 'secondary' : 'primary'}>
            {text ? '重新检查' : '检查并预览'}
          </Button>
          {text && (
            <Button name="step" value="hand">
              交给下一期
            </Button>
          )}
        </ButtonRow>
      </form>
    </DeskPage>
  );
}
