import { Button, ButtonRow } from '#web/components/button.tsx';
import { labelMark } from '#web/components/clause-tree.tsx';
import { DateText } from '#web/components/date-text.tsx';
import { DefinitionList } from '#web/components/definition-list.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { ErrorSummary, type FieldError } from '#web/components/error-summary.tsx';
import { Notice } from '#web/components/notice.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { Consequences } from '../../consequences.ts';
import { type DecisionValues, shownOutcome } from '../../desk/decision-form.ts';
import { datedAs, EFFECT_WORDS, proposalWord } from '../../desk/effect-words.ts';
import type { DecisionRecord, NewRecord, SourcePlace } from '../../desk/proposals.ts';
import type { Candidate } from '../../desk/retarget-proposal.ts';
import { ConsequencesView, LookAgain, rowWords } from './consequences-view.tsx';
import { DecisionFields } from './decision-fields.tsx';
import { decisionLine } from './decision-line.tsx';
import { RetargetForm } from './retarget-form.tsx';

export type ProposalPageProps = {
  view: View;
  shown: Consequences;
  holding: string;
  source: SourcePlace | undefined;
  values: DecisionValues;
  errors?: FieldError[];
  requestKey: string;
  /** When this page was put together: what is recorded later, its reader has not seen. */
  seenAt: string;
  /** Set when something was recorded since the page was opened. */
  changed?: NewRecord[] | undefined;
  /** The consequences differ from those shown before: the editor looks at them first. */
  lookAgain?: boolean;
  /** Answers to the proposal, when it no longer waits. */
  answers: DecisionRecord[];
  mayDecide: boolean;
  /** What another document was searched for, and what was found. */
  words: string | undefined;
  candidates: readonly Candidate[];
};

function Source({ source, reason }: { source: SourcePlace | undefined; reason: string | null }) {
  if (!source) return <p>出处没有随文登记。{reason}</p>;
  return (
    <>
      <p>
        <a href={`/documents/${source.documentId}`}>{source.title}</a>
        {source.number && (
          <>
            {' '}
            <DocumentNumber value={source.number} />
          </>
        )}
        {source.path && `　${source.path}`}
      </p>
      <blockquote className="desk-quote">
        {source.row && <p>{rowWords(source.row)}</p>}
        {source.text.map(({ label, words }) => (
          <p key={words}>
            {label}
            {labelMark(label)}
            {words.length > 600 ? `${words.slice(0, 600)}…` : words}
          </p>
        ))}
        {!source.row && source.text.length === 0 && <p>{reason ?? '原文未载理由。'}</p>}
      </blockquote>
    </>
  );
}

function Answered({ answers }: { answers: DecisionRecord[] }) {
  return (
    <Notice tone="info" title="这一条已经审定，不能再审">
      <ul>
        {answers.map((answer) => (
          <li key={answer.id}>
            <a href={`/desk/decisions/${answer.id}`}>{decisionLine(answer)}</a>（{answer.byName}，
            <InstantText value={Temporal.Instant.fromEpochMilliseconds(answer.at.getTime())} />）
          </li>
        ))}
      </ul>
      {answers.length === 0 && <p>它已随公报的更正撤回。</p>}
    </Notice>
  );
}

function Changed({ changed }: { changed: NewRecord[] }) {
  return (
    <Notice tone="warning" title="您打开页面之后，这份文件又有新的记录" live>
      <ul>
        {changed.map((record) => (
          <li key={`${record.at.getTime()}-${record.kind}`}>
            {record.stage === 'proposed' ? proposalWord(record.kind) : EFFECT_WORDS[record.kind]}
            {datedAs(record.dated, record.precision) && `，自 ${datedAs(record.dated, record.precision)}`}（
            {record.byName}）
          </li>
        ))}
      </ul>
      <p>您填写的内容都还在。下面的影响已按最新情况重新列出：请看过之后，再勾选并签署。</p>
    </Notice>
  );
}

/** One proposal: where it is written, what it would change, and the form that decides it. */
export function ProposalPage(props: ProposalPageProps) {
  const { view, shown, values, errors = [], source, changed, answers } = props;
  const { proposal } = shown;
  const title = `${proposalWord(proposal.kind)}：${shown.title}`;
  return (
    <DeskPage
      view={view}
      title={title}
      tab="/desk/proposals"
      crumbs={[{ label: '待审效力', href: '/desk/proposals' }]}
    >
      <div className="desk">
        <h1>{title}</h1>
        <ErrorSummary title="还没有审定" errors={errors} />
        {changed && <Changed changed={changed} />}
        {props.lookAgain && <LookAgain />}
        {!shown.open && <Answered answers={answers} />}
        <DefinitionList
          items={[
            {
              term: '文件',
              value: (
                <>
                  <a href={`/documents/${shown.documentId}`}>{shown.title}</a>
                  {props.holding === 'stub' && '（只知名称，原文不在库中；效力记在这个名称下）'}
                </>
              ),
            },
            { term: '文号', value: shown.number ? <DocumentNumber value={shown.number} /> : '无文号' },
            {
              term: '拟议',
              value: (
                <>
                  {proposalWord(proposal.kind)}
                  {proposal.date && (
                    <>
                      ，拟自
                      <DateText value={datedAs(proposal.date.toString(), proposal.precision) ?? ''} />
                    </>
                  )}
                </>
              ),
            },
          ]}
        />
        {props.holding === 'stub' && shown.open && props.mayDecide && (
          <RetargetForm
            proposalId={proposal.id}
            version={shown.version}
            requestKey={props.requestKey}
            words={props.words}
            candidates={props.candidates}
          />
        )}
        <section className="stack">
          <h2>出处</h2>
          <Source source={source} reason={proposal.reason} />
        </section>
        <ConsequencesView shown={shown} verdict={values.verdict} />
        {shown.open && props.mayDecide && (
          <section className="stack">
            <h2>审定</h2>
            <form method="post" action={`/desk/proposals/${proposal.id}`}>
              <input type="hidden" name="requestKey" value={props.requestKey} />
              <input type="hidden" name="version" value={shown.version} />
              <input type="hidden" name="seenAt" value={props.seenAt} />
              <input type="hidden" name="shownFor" value={shownOutcome([shown], values.verdict)} />
              <DecisionFields
                values={values}
                errors={errors}
                proposed={proposal.kind}
                signer={view.account?.name ?? ''}
              />
              <ButtonRow>
                <Button name="intent" value="decide">
                  签署审定
                </Button>
                <Button name="intent" value="preview" look="secondary">
                  按所填内容看影响
                </Button>
              </ButtonRow>
            </form>
          </section>
        )}
        {shown.open && !props.mayDecide && <Notice tone="info">您的账号可以查看，不能审定。</Notice>}
      </div>
    </DeskPage>
  );
}
