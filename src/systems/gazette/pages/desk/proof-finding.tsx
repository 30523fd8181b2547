import type { ReactNode } from 'react';
import { Button, ButtonRow } from '#web/components/button.tsx';
import { Field, TextArea } from '#web/components/field.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { ProofFinding } from '../../desk/read-proofreading.ts';

/** What was typed into the form of one finding when it was refused. */
export type TypedAnswer = {
  readonly key: string;
  readonly replacement: string;
  readonly reason: string;
  readonly error: string;
};

const LINE_MAX = 60;
const at = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());

/** Printed words with the line breaks of the page left out. */
export const printed = (words: string): string =>
  words.replace(/\s*[\r\n\f]+\s*/gu, '').replace(/\t/gu, ' ｜ ');

function Mend({ quote, replacement }: { quote: string; replacement: string | null }) {
  if (replacement === null) return null;
  return (
    <p className="proof-mend">
      <span className="visually-hidden">原文：</span>
      <del>{printed(quote)}</del>
      <span aria-hidden="true"> → </span>
      <span className="visually-hidden">改为：</span>
      {replacement === '' ? <em>删去</em> : <ins>{printed(replacement)}</ins>}
    </p>
  );
}

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

function AnswerFields({ finding, typed }: { finding: ProofFinding; typed: TypedAnswer | undefined }) {
  const value = typed?.replacement ?? finding.suggestion ?? finding.quote;
  const id = `mend-${finding.key}`;
  const label = '改为';
  return (
    <>
      {value.length > LINE_MAX || /[\r\n]/.test(value) ? (
        <TextArea id={id} name="replacement" label={label} optional value={value} rows={4} maxLength={2000} />
      ) : (
        <Field id={id} name="replacement" label={label} optional value={value} maxLength={2000} />
      )}
      <Field
        id={`reason-${finding.key}`}
        name="reason"
        label="说明"
        optional
        hint="选“不改”时请写明理由；记下后，以后导入同样的文字不再提醒。"
        maxLength={500}
        value={typed?.reason ?? ''}
        error={typed?.error}
      />
    </>
  );
}

/** One finding: what is wrong and why, the mend, and the editor's answer. */
export function ProofFindingCard({
  finding,
  number,
  ruleTitle,
  related,
  action,
  back,
  requestKey,
  mayDecide,
  typed,
}: {
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
}) {
  const open = finding.state === 'open';
  return (
    <article className="proof-finding" id={`finding-${number}`} aria-labelledby={`finding-title-${number}`}>
      <h3 id={`finding-title-${number}`}>
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
      </h3>
      <p className="proof-message">{finding.message}</p>
      <Mend
        quote={finding.quote}
        replacement={
          finding.state === 'accepted' ? (finding.decision?.replacement ?? null) : finding.suggestion
        }
      />
      {related.length > 0 && (
        <ul className="proof-related" aria-label="对照">
          {related.map((place, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: places in one text, in print order
            <li key={n}>{place}</li>
          ))}
        </ul>
      )}
      <Decided finding={finding} />
      {mayDecide && (
        <form method="post" action={action}>
          <input type="hidden" name="key" value={finding.key} />
          <input type="hidden" name="seen" value={finding.decision?.id ?? ''} />
          <input type="hidden" name="back" value={back} />
          <input type="hidden" name="at" value={number} />
          <input type="hidden" name="requestKey" value={requestKey} />
          {open ? (
            <>
              <details open={typed !== undefined || undefined}>
                <summary>改法和理由</summary>
                <AnswerFields finding={finding} typed={typed} />
              </details>
              <ButtonRow>
                <Button name="verdict" value="accepted" look="secondary">
                  采纳
                </Button>
                <Button name="verdict" value="dismissed" look="secondary">
                  不改
                </Button>
              </ButtonRow>
            </>
          ) : (
            <Button name="verdict" value="reopened" look="secondary">
              重新列为待定
            </Button>
          )}
        </form>
      )}
    </article>
  );
}
