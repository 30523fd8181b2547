import type { ReactNode } from 'react';
import { Button } from '#web/components/button.tsx';
import { Field, TextArea } from '#web/components/field.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { ProofFinding } from '../../desk/read-proofreading.ts';

/** What was typed into the form of one finding when it was refused. */
export type TypedAnswer = {
  readonly key: string;
  readonly verdict: 'accepted' | 'dismissed';
  readonly replacement: string;
  readonly reason: string;
  readonly error: string;
};

const LINE_MAX = 60;
/** Places that are shown at once; the rest unfold. */
const RELATED_MAX = 3;
/** `datalist` of the page with the reasons that were given before. */
export const REASONS = 'reasons';
const at = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());

/** Printed words with the line breaks of the page left out. */
export const printed = (words: string): string =>
  words.replace(/\s*[\r\n\f]+\s*/gu, '').replace(/\t/gu, ' ｜ ');

/** The same where lines are read one by one: an entry of a list (`- `) keeps its own, and all of them with `all`. */
export const printedLines = (words: string, all: boolean): string =>
  printed(words.replace(all ? /\s*[\r\n\f]+\s*/gu : /\s*[\r\n\f]+\s*(?=- )/gu, LINE)).replaceAll(LINE, '\n');
const LINE = '\u2028';

/** What is printed and what is to stand there; nothing when nobody has said. */
export function ProofMend({
  quote,
  replacement,
  places = 1,
}: {
  quote: string;
  replacement: string | null;
  /** At how many places, this one among them. */
  places?: number;
}) {
  if (replacement === null) return null;
  return (
    <p className="proof-mend">
      <span className="visually-hidden">原文：</span>
      <del>{printed(quote)}</del>
      <span aria-hidden="true"> → </span>
      <span className="visually-hidden">改为：</span>
      {replacement === '' ? <em>删去</em> : <ins>{printed(replacement)}</ins>}
      {places > 1 && <span className="muted">　连同后面同样的，共 {places} 处</span>}
    </p>
  );
}

/** How many places an acceptance mends: the same slip further on only when the suggestion was taken as it is. */
export const placesOf = ({ suggestion, alongside }: ProofFinding, replacement: string | null): number =>
  replacement !== null && replacement === suggestion ? alongside.length + 1 : 1;

function Decided({ finding }: { finding: ProofFinding }) {
  const { decision } = finding;
  if (!decision) return null;
  const word = { accepted: '采纳', dismissed: '不改', reopened: '重新列为待定' }[decision.verdict];
  const earlier = finding.state === 'open' && decision.verdict === 'accepted';
  return (
    <p className="muted">
      {earlier && '此前版本中'}
      {word}：{decision.byName}，<InstantText value={at(decision.at)} />
      {decision.reason && `　理由：${decision.reason}`}
    </p>
  );
}

function Replacement({ finding, typed }: { finding: ProofFinding; typed: TypedAnswer | undefined }) {
  const value = typed?.replacement ?? finding.suggestion ?? finding.quote;
  const field = {
    id: `mend-${finding.key}`,
    name: 'replacement',
    label: '改为',
    optional: finding.suggestion !== null,
    value,
    maxLength: 2000,
    error: typed?.verdict === 'accepted' ? typed.error : undefined,
  };
  return value.length > LINE_MAX || /[\r\n]/.test(value) ? (
    <TextArea {...field} rows={4} />
  ) : (
    <Field {...field} />
  );
}

export type ProofFindingCardProps = {
  finding: ProofFinding;
  number: number;
  ruleTitle: string;
  /** The other places it rests on, as they read. */
  related: readonly ReactNode[];
  action: string;
  back: string;
  requestKey: string;
  mayDecide: boolean;
  typed: TypedAnswer | undefined;
};

/** One finding: what is wrong and why, the mend, and the editor's answer. */
export function ProofFindingCard(props: ProofFindingCardProps) {
  const { finding, number, ruleTitle, mayDecide } = props;
  const open = finding.state === 'open';
  const replacement =
    finding.state === 'accepted' ? (finding.decision?.replacement ?? null) : finding.suggestion;
  return (
    <article className="proof-finding" id={`finding-${number}`} aria-labelledby={`finding-title-${number}`}>
      <h2 id={`finding-title-${number}`}>
        {mayDecide && open && (
          <input
            type="checkbox"
            form="many"
            name="chosen"
            value={`${finding.key}:${finding.decision?.id ?? ''}`}
            aria-label={`选中第 ${number} 处：${ruleTitle}`}
          />
        )}
        <span>
          {number}　{ruleTitle}
        </span>
      </h2>
      <p className="proof-message">{finding.message}</p>
      <ProofMend quote={finding.quote} replacement={replacement} places={placesOf(finding, replacement)} />
      <Related places={props.related} />
      <Decided finding={finding} />
      {mayDecide && (open ? <Answer {...props} /> : <Reopen {...props} />)}
    </article>
  );
}

function Related({ places }: { places: readonly ReactNode[] }) {
  if (places.length === 0) return null;
  const list = (shown: readonly ReactNode[]) => (
    <ul className="proof-related" aria-label="对照">
      {shown.map((place, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: places in one text, in print order
        <li key={n}>{place}</li>
      ))}
    </ul>
  );
  return (
    <>
      {list(places.slice(0, RELATED_MAX))}
      {places.length > RELATED_MAX && (
        <details>
          <summary>另有 {places.length - RELATED_MAX} 处</summary>
          {list(places.slice(RELATED_MAX))}
        </details>
      )}
    </>
  );
}

/** What every answer to one finding sends. */
export function AnswerFields({
  finding,
  number,
  back,
  requestKey,
}: Pick<ProofFindingCardProps, 'finding' | 'number' | 'back' | 'requestKey'>) {
  return (
    <>
      <input type="hidden" name="key" value={finding.key} />
      <input type="hidden" name="seen" value={finding.decision?.id ?? ''} />
      <input type="hidden" name="back" value={back} />
      <input type="hidden" name="at" value={number} />
      <input type="hidden" name="requestKey" value={requestKey} />
    </>
  );
}

function Reopen(props: ProofFindingCardProps) {
  return (
    <form method="post" action={props.action}>
      <AnswerFields {...props} />
      <Button name="verdict" value="reopened" look="secondary">
        重新列为待定
      </Button>
    </form>
  );
}

/**
 * Accepting and dismissing are two forms: Enter in a field sends the form that it belongs to, so that a reason never
 * accepts a mend.
 */
function Answer(props: ProofFindingCardProps) {
  const { finding, action, number, typed } = props;
  const wrong = typed?.key === finding.key ? typed : undefined;
  const own = <Replacement finding={finding} typed={wrong} />;
  const accept = (
    <Button name="verdict" value="accepted" look="secondary">
      采纳
    </Button>
  );
  const opened = (verdict: TypedAnswer['verdict']) => wrong?.verdict === verdict || undefined;
  return (
    <div className="proof-answer">
      <form method="post" action={`${action}#finding-${number}`}>
        <AnswerFields {...props} />
        {finding.suggestion !== null && accept}
        <details open={opened('accepted')}>
          <summary>{finding.suggestion === null ? '写出改法' : '改成别的'}</summary>
          {own}
          {finding.suggestion === null ? (
            accept
          ) : (
            <Button name="verdict" value="accepted" look="secondary">
              照此改
            </Button>
          )}
        </details>
      </form>
      <form method="post" action={`${action}#finding-${number}`}>
        <AnswerFields {...props} />
        <details open={opened('dismissed')}>
          <summary>不改</summary>
          <Field
            id={`reason-${finding.key}`}
            name="reason"
            label="理由"
            hint="记下后，以后导入同样的文字不再提醒。"
            maxLength={500}
            list={REASONS}
            value={wrong?.reason ?? ''}
            error={wrong?.verdict === 'dismissed' ? wrong.error : undefined}
          />
          <Button name="verdict" value="dismissed" look="secondary">
            记下，不改
          </Button>
        </details>
      </form>
    </div>
  );
}
