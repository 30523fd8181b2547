import { Fragment, type ReactNode } from 'react';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import type { ProofFinding } from '../../desk/read-proofreading.ts';
import type { Passage } from '../../proofread/passages.ts';
import { issuanceAt } from '../../proofread/passages.ts';
import { ProofFindingCard, printed, printedLines, type TypedAnswer } from './proof-finding.tsx';

const AROUND = 24;

const nameOf = (artifact: Artifact, issuance: number | null): string => {
  const document = issuance === null ? undefined : artifact.issuances[issuance];
  return document ? (document.number ?? document.title) : '刊首、目录或刊尾';
};

/** The words of a passage with its findings marked, each mark a link to what is said of it. */
export function MarkedText({
  text,
  span,
  findings,
  numberOf,
  inLines = false,
}: {
  text: string;
  span: readonly [number, number];
  findings: readonly ProofFinding[];
  /** Front and back matter is no prose: its lines are not joined. */
  inLines?: boolean;
  numberOf: (finding: ProofFinding) => number;
}) {
  const shown = (words: string) => printedLines(words, inLines);
  const pieces: ReactNode[] = [];
  let at = span[0];
  for (const finding of findings) {
    const [start, end] = finding.span;
    const from = Math.max(start, at);
    if (from > at) pieces.push(shown(text.slice(at, from)));
    const number = numberOf(finding);
    pieces.push(
      <mark key={`${start}-${finding.rule}`}>
        {shown(text.slice(from, Math.max(from, end)))}
        <a className="proof-mark" href={`#finding-${number}`}>
          {number}
        </a>
      </mark>,
    );
    at = Math.max(at, end);
  }
  if (at < span[1]) pieces.push(shown(text.slice(at, span[1])));
  return <>{pieces}</>;
}

/** One passage of the text with the findings on it. */
export function ProofPassage({
  artifact,
  passage,
  numberOf,
  ruleTitle,
  editionId,
  back,
  requestKey,
  mayDecide,
  typed,
  here,
}: {
  artifact: Artifact;
  passage: Passage<ProofFinding>;
  numberOf: (finding: ProofFinding) => number;
  ruleTitle: (rule: string) => string;
  editionId: string;
  back: string;
  requestKey: string;
  mayDecide: boolean;
  typed: TypedAnswer | undefined;
  /** What was just done, above the finding that comes next. */
  here: { readonly at: number; readonly words: ReactNode } | undefined;
}) {
  const { text } = artifact.source;
  const numbers = passage.findings.map(numberOf);
  // Above the whole passage when its first finding comes next, so that its words are in sight, too.
  const above = here !== undefined && here.at === numbers[0];
  const shown = (
    <section className="proof-passage">
      <div className="proof-place">
        <p className="muted">
          {nameOf(artifact, passage.issuance)}
          {passage.issuance !== null && (
            <a
              href={`/desk/proofread/${editionId}/text?document=${passage.issuance}#finding-${numberOf(passage.findings[0] as ProofFinding)}`}
            >
              在全文中看
            </a>
          )}
        </p>
        <blockquote className="desk-quote proof-text">
          <p>
            <MarkedText
              text={text}
              span={passage.span}
              findings={passage.findings}
              numberOf={numberOf}
              inLines={passage.issuance === null}
            />
          </p>
        </blockquote>
      </div>
      <div className="proof-findings">
        {passage.findings.map((finding, at) => (
          <Fragment key={`${finding.key}-${finding.span[0]}`}>
            {!above && here !== undefined && here.at === numbers[at] && here.words}
            <ProofFindingCard
              finding={finding}
              number={numberOf(finding)}
              ruleTitle={ruleTitle(finding.rule)}
              related={[...finding.related, ...finding.alongside.map((one) => one.span)].map((span) =>
                relatedPlace(artifact, span),
              )}
              action={`/desk/proofread/${editionId}/findings`}
              back={back}
              requestKey={requestKey}
              mayDecide={mayDecide}
              typed={typed?.key === finding.key ? typed : undefined}
            />
          </Fragment>
        ))}
      </div>
    </section>
  );
  return (
    <>
      {above && here?.words}
      {shown}
    </>
  );
}

function relatedPlace(artifact: Artifact, [start, end]: readonly [number, number]): ReactNode {
  const { text } = artifact.source;
  return (
    <>
      {nameOf(artifact, issuanceAt(artifact, start))}：…
      {printed(text.slice(Math.max(0, start - AROUND), start))}
      <strong>{printed(text.slice(start, end))}</strong>
      {printed(text.slice(end, end + AROUND))}…
    </>
  );
}
