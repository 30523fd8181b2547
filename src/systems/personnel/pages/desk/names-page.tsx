import { Button } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Select, TextArea } from '#web/components/field.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import { identityState } from '../../decide-identity.ts';
import type { IdentityDecision } from '../../identity.ts';
import type { NameCard } from '../../names.ts';
import type { PersonnelRecord } from '../../record.ts';
import { Evidence } from '../act-line.tsx';
import { personPath } from '../addresses.ts';

export type NameValues = {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly verdict: string;
  readonly reason: string;
};

const VERDICTS = { same: '是同一人', different: '不是同一人' } as const;

/** What a notice says of the name, short enough for a list to choose from. */
function mentionWords(record: PersonnelRecord, mention: string): string {
  const acts = record.acts.filter((a) => a.mention === mention);
  const [first] = acts;
  const what = acts.map((a) => `${a.organisation}${a.post}`).join('、');
  return `${first?.notice.number ?? first?.notice.title ?? ''}：${what}`;
}

function DecisionForm({
  record,
  card,
  values,
  requestKey,
}: {
  record: PersonnelRecord;
  card: NameCard;
  values: NameValues | undefined;
  requestKey: string;
}) {
  const mentions = card.persons.flatMap((p) => p.mentions);
  const options = mentions.map((value) => ({ value, label: mentionWords(record, value) }));
  const id = `name-${card.persons[0]?.id}`;
  const [first, second] = card.persons;
  return (
    <form method="post" action="/desk/personnel/names" className="stack" noValidate>
      <input type="hidden" name="name" value={card.name} />
      <input type="hidden" name="seen" value={identityState(record, card.name)} />
      <input type="hidden" name="requestKey" value={requestKey} />
      <Select
        id={`${id}-a`}
        name="a"
        label="这一份通知"
        options={options}
        value={values?.a ?? first?.mentions[0]}
      />
      <Select
        id={`${id}-b`}
        name="b"
        label="与这一份通知"
        options={options}
        value={values?.b ?? second?.mentions[0] ?? first?.mentions[1]}
      />
      <fieldset className="field">
        <legend>其中的{card.name}</legend>
        <div className="choices">
          {(['same', 'different'] as const).map((verdict) => (
            <div className="choice" key={verdict}>
              <input
                id={`${id}-${verdict}`}
                type="radio"
                name="verdict"
                value={verdict}
                defaultChecked={values?.verdict === verdict}
              />
              <label htmlFor={`${id}-${verdict}`}>{VERDICTS[verdict]}</label>
            </div>
          ))}
        </div>
      </fieldset>
      <TextArea
        id={`${id}-reason`}
        name="reason"
        label="理由"
        rows={2}
        maxLength={1000}
        hint="写依据，不写身份证号、住址等个人信息。"
        value={values?.reason ?? ''}
      />
      <Button>签署认定</Button>
    </form>
  );
}

function Decision({
  decision,
  record,
  requestKey,
  mayDecide,
}: {
  decision: IdentityDecision;
  record: PersonnelRecord;
  requestKey: string;
  mayDecide: boolean;
}) {
  return (
    <li>
      <p>
        {mentionWords(record, decision.a)}　与　{mentionWords(record, decision.b)}：
        <b>{VERDICTS[decision.verdict]}</b>
      </p>
      <p className="muted">
        {decision.byName}，<InstantText value={decision.at} />
        。理由：{decision.reason}
      </p>
      {mayDecide && (
        <details>
          <summary>这一条有误？撤回它</summary>
          <form method="post" action="/desk/personnel/names/revoke" noValidate>
            <input type="hidden" name="decision" value={decision.id} />
            <input type="hidden" name="requestKey" value={requestKey} />
            <TextArea
              id={`revoke-${decision.id}`}
              name="reason"
              label="撤回的理由"
              rows={2}
              maxLength={1000}
              hint="撤回另记一条，原记录仍在。"
            />
            <Button look="danger">撤回这一条认定</Button>
          </form>
        </details>
      )}
    </li>
  );
}

/** Names that stand in several notices: whether they are one person, each decision with its record. */
export function NamesPage({
  view,
  record,
  cards,
  mayDecide,
  requestKey,
  values,
  error,
  done,
}: {
  view: View;
  record: PersonnelRecord;
  cards: readonly NameCard[];
  mayDecide: boolean;
  requestKey: string;
  /** As typed, for the form that was refused. */
  values?: NameValues | undefined;
  error?: string | undefined;
  /** Name that was just decided on. */
  done?: string | undefined;
}) {
  const open = cards.filter((card) => card.open).length;
  return (
    <DeskPage
      view={view}
      title="同名认定"
      tab="/desk/personnel"
      crumbs={[{ label: '任免', href: '/desk/personnel' }]}
    >
      <div className="desk">
        <h1>同名认定</h1>
        {error && <ErrorSummary title="没有改动" errors={[{ field: null, message: error }]} />}
        {done && (
          <Notice tone="success" title={`已记录对“${done}”的认定`} live>
            {open > 0 ? `还有${open}个姓名待认定。` : '没有其他同名待认定。'}
          </Notice>
        )}
        <div className="prose">
          <p>
            两个人可能同名。同一姓名出现在不同通知里，只有通知本身能证明（免去的正是此前任命的职务），或由编辑签署认定，才算同一人；否则分别列出。
          </p>
        </div>
        {cards.length === 0 ? (
          <EmptyState title="没有同名">同一姓名出现在两份以上通知里时，列在这里。</EmptyState>
        ) : (
          cards.map((card) => (
            <section key={card.name} className="stack" aria-labelledby={`h-${card.persons[0]?.id}`}>
              <h2 id={`h-${card.persons[0]?.id}`}>
                {card.name}
                <span className="step-state">
                  {card.open
                    ? '同名，未确认为同一人'
                    : card.persons.length > 1
                      ? '已认定为不同的人'
                      : '同一人'}
                </span>
              </h2>
              {card.persons.map((person, at) => (
                <div key={person.id}>
                  <h3>
                    <a href={personPath(person.id)}>
                      {card.persons.length > 1 ? `第${at + 1}位${card.name}` : card.name}
                    </a>
                  </h3>
                  <Evidence acts={record.acts.filter((a) => a.personId === person.id)} />
                </div>
              ))}
              {card.decisions.length > 0 && (
                <>
                  <h3>已有的认定</h3>
                  <ul>
                    {card.decisions.map((decision) => (
                      <Decision key={decision.id} {...{ decision, record, requestKey, mayDecide }} />
                    ))}
                  </ul>
                </>
              )}
              {mayDecide && (
                <details open={card.open || values?.name === card.name}>
                  <summary>认定</summary>
                  <DecisionForm
                    record={record}
                    card={card}
                    values={values?.name === card.name ? values : undefined}
                    requestKey={requestKey}
                  />
                </details>
              )}
            </section>
          ))
        )}
      </div>
    </DeskPage>
  );
}
