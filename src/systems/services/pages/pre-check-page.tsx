import { sayBasis } from '#engines/law/cite.ts';
import type { Item, Material } from '#systems/permits/index.ts';
import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { Choices } from '#web/components/choices.tsx';
import { Field } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { applyAddress, type FieldQuestion, type PreCheck, questionsOf, SUBJECT } from '../pre-check.ts';

const YES_NO = [
  { value: 'yes', label: '符合' },
  { value: 'no', label: '不符合' },
  { value: 'unsure', label: '不清楚' },
];

function Question({ question: { id, field, decides }, value }: { question: FieldQuestion; value: string }) {
  const options = Array.isArray(field.enum)
    ? field.enum.map((v) => ({ value: String(v), label: String(v) }))
    : field.type === 'boolean'
      ? [
          { value: 'true', label: '是' },
          { value: 'false', label: '否' },
        ]
      : undefined;
  const hint = decides ? '这一项决定要交哪些材料' : undefined;
  if (options)
    return <Choices name={id} legend={field.title} options={options} values={[value]} hint={hint} />;
  return (
    <Field
      name={id}
      label={field.title}
      value={value}
      inputMode="decimal"
      width="short"
      hint={hint}
      optional
    />
  );
}

/** Asking what matters, before an application is filled in. */
function Questions({ item, sent }: { item: Item; sent: Readonly<Record<string, string>> }) {
  const { conditions, fields } = questionsOf(item);
  const { base } = item.codes;
  return (
    <form method="get" action={`/services/items/${base}/check`} className="apply-form">
      <input type="hidden" name="checked" value="1" />
      <fieldset className="form-section">
        <legend>您的情况</legend>
        <Choices
          name={SUBJECT}
          legend="由谁申请"
          options={[
            { value: '个人', label: '个人' },
            { value: '法人', label: '单位' },
          ]}
          values={[sent[SUBJECT] ?? '']}
        />
        {fields.map((question) => (
          <Question key={question.id} question={question} value={sent[question.id] ?? ''} />
        ))}
      </fieldset>
      <fieldset className="form-section">
        <legend>受理条件，逐条看一看</legend>
        {conditions.map(({ name, text, assumed }) => (
          <Choices
            key={name}
            name={name}
            legend={text}
            options={YES_NO}
            values={[sent[name] ?? '']}
            hint={assumed ? '区内默认，待核定' : undefined}
          />
        ))}
      </fieldset>
      <ButtonRow>
        <Button>看结果</Button>
      </ButtonRow>
    </form>
  );
}

const VERDICTS = {
  can: { tone: 'success', title: '可以申请' },
  cannot: { tone: 'warning', title: '现在还不能申请' },
  unsure: { tone: 'info', title: '还不能断定' },
} as const;

function Materials({ materials }: { materials: readonly Material[] }) {
  return (
    <ul>
      {materials.map((m) => (
        <li key={m.name}>
          {m.name}
          <span className="muted">
            （{m.need}
            {m.source === '数据共享' && '，系统核验，不用交'}
            {m.when && `；${m.when.says}`}
            {m.basis && `；依据${sayBasis({ document: m.basis.title, path: m.basis.place })}`}）
          </span>
        </li>
      ))}
    </ul>
  );
}

function Result({ item, result }: { item: Item; result: PreCheck }) {
  const { verdict, reasons, unsure, materials, perhaps, carried } = result;
  return (
    <section aria-labelledby="result" className="pre-check-result">
      <h2 id="result">预检结果</h2>
      <Notice tone={VERDICTS[verdict].tone} title={VERDICTS[verdict].title} live>
        {reasons.length > 0 && (
          <ul>
            {reasons.map((r) => (
              <li key={r.text}>
                {r.text}
                <span className="muted">依据：{r.basis}</span>
              </li>
            ))}
          </ul>
        )}
        {verdict === 'unsure' && (
          <>
            <p>这几条还没有回答或者不清楚，问清楚再办更稳妥，咨询电话{item.phones.consult}：</p>
            <ul>
              {unsure.map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </>
        )}
        {verdict === 'can' && <p>按您说的情况，条件都符合。是否准予，由机关审查后决定。</p>}
        {verdict === 'cannot' && (
          <p>这是按办事指南的预检，不是决定。您仍然有权申请，机关会书面答复并说明理由。</p>
        )}
      </Notice>
      <h3>按您的情况要准备</h3>
      <Materials materials={materials} />
      {perhaps.length > 0 && (
        <>
          <h3>看情形可能还要</h3>
          <Materials materials={perhaps} />
        </>
      )}
      <p>
        {item.caseKind === '即办件' ? '当场办好' : `受理后承诺${item.promisedDays}个工作日内办好`}；
        {item.fee.charged ? item.fee.items.map((f) => `${f.name}：${f.standard}`).join('；') : '不收钱'}。
      </p>
      <ButtonRow>
        <ButtonLink href={applyAddress(item, carried)} look={verdict === 'cannot' ? 'secondary' : 'primary'}>
          {verdict === 'cannot' ? '仍要申请' : '去申请，已答的不用再填'}
        </ButtonLink>
      </ButtonRow>
    </section>
  );
}

export function PreCheckPage({
  view,
  item,
  sent,
  result,
}: {
  view: View;
  item: Item;
  sent: Readonly<Record<string, string>>;
  /** Undefined until it was asked. */
  result: PreCheck | undefined;
}) {
  const { base } = item.codes;
  return (
    <Page
      view={view}
      title={`预检：${item.name}`}
      description={`申请${item.name}之前，先看看符不符合条件、要准备什么。`}
      canonical={`/services/items/${base}/check`}
      noindex={result !== undefined}
      section="services"
      crumbs={[
        { label: '办事', href: '/services' },
        { label: item.name, href: `/services/items/${base}` },
      ]}
    >
      <div className="case">
        <h1>预检：{item.name}</h1>
        <p>
          不用登录，不留记录。回答几个问题，看能不能申请、要准备什么。问题和结果都出自这个事项现行的办事指南。
        </p>
        {result && <Result item={item} result={result} />}
        <Questions item={item} sent={sent} />
      </div>
    </Page>
  );
}
