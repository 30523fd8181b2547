import { Button, ButtonRow } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ErrorSummary } from '#web/components/error-summary.tsx';
import { Field, Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import { TitleWords } from '#web/components/title-words.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import {
  PROOF_STATES,
  type ProofFinding,
  type Proofreading,
  type ProofState,
} from '../../desk/read-proofreading.ts';
import { RULES } from '../../proofread/index.ts';
import { passagesOf } from '../../proofread/passages.ts';
import { AnswerFields, printed, REASONS, type TypedAnswer } from './proof-finding.tsx';
import { ProofPassage } from './proof-passage.tsx';

export const PROOF_STATE_WORDS: Record<ProofState, string> = {
  open: '待定',
  accepted: '采纳',
  dismissed: '不改',
};

const RULE_TITLES = new Map(RULES.map((rule) => [rule.name, rule.title]));
const ruleTitle = (name: string): string => RULE_TITLES.get(name) ?? name;

export type ProofAsked = {
  readonly state: ProofState;
  /** One rule; empty for all. */
  readonly rule: string;
  /** Index of a document of the edition; empty for all. */
  readonly document: string;
  readonly page: number;
};

export const PROOF_PAGE_SIZE = 30;

/** The address of a view of an edition's findings. */
export function proofAddress(editionId: string, asked: Partial<ProofAsked>): string {
  const query = new URLSearchParams();
  if (asked.state && asked.state !== 'open') query.set('state', asked.state);
  if (asked.rule) query.set('rule', asked.rule);
  if (asked.document) query.set('document', asked.document);
  if (asked.page && asked.page > 1) query.set('page', String(asked.page));
  const text = query.toString();
  return `/desk/proofread/${editionId}${text && `?${text}`}`;
}

export type ProofreadPageProps = {
  view: View;
  read: Proofreading;
  asked: ProofAsked;
  requestKey: string;
  mayDecide: boolean;
  /** What was decided just now, and the number in this list from which to go on. */
  done?: ProofDone | undefined;
  error?: string | undefined;
  typed?: TypedAnswer | undefined;
};

export type ProofDone = {
  /** How many. */
  readonly count: number;
  /** The finding, when it was one: it can be taken back. */
  readonly key: string | undefined;
  readonly at: number;
};

const editionTitle = ({ edition }: Proofreading): string =>
  `${edition.title}${edition.year ? ` ${edition.year}年` : ''}${edition.issueNumber ? `第${edition.issueNumber}期` : ''}`;

/** The findings on an edition's text, to accept or dismiss. */
export function ProofreadPage(props: ProofreadPageProps) {
  const { view, read, asked, error, typed } = props;
  const { edition, findings, artifact } = read;
  const count = (state: ProofState) => findings.filter((f) => f.state === state).length;
  const address = (to: Partial<ProofAsked>) => proofAddress(edition.id, { ...asked, page: 1, ...to });
  return (
    <DeskPage
      view={view}
      title={`校对 ${editionTitle(read)}`}
      tab="/desk/proofread"
      crumbs={[{ label: '校对', href: '/desk/proofread' }]}
    >
      <div className="desk">
        <h1>
          <TitleWords>{`校对：${editionTitle(read)}`}</TitleWords>
        </h1>
        {error && (
          <ErrorSummary
            title="没有记录"
            errors={[
              {
                field: !typed
                  ? 'many-reason'
                  : `${typed.verdict === 'dismissed' ? 'reason' : 'mend'}-${typed.key}`,
                message: error,
              },
            ]}
          />
        )}
        <p className="lead">
          第 {edition.number} 版{edition.current ? '' : '（已被更正版取代，只能查看）'}
          。校对只提示，不改动已公布的文字；采纳的改动合成更正版，作为下一版公布，原版保留。
        </p>
        {artifact === null ? (
          <EmptyState title="没有原文可校对">
            这一期据已公布的事实编写。<a href="/desk/imports/new">导入原文</a>之后可以校对。
          </EmptyState>
        ) : (
          <>
            <Tabs
              label="按处理情况"
              current={address({ state: asked.state })}
              tabs={PROOF_STATES.map((state) => ({
                href: address({ state }),
                label: PROOF_STATE_WORDS[state],
                count: count(state),
              }))}
            />
            <Filters {...props} />
            <Findings {...props} />
            {props.mayDecide && edition.current && (
              <CorrectedFile read={read} requestKey={props.requestKey} />
            )}
          </>
        )}
      </div>
    </DeskPage>
  );
}

function Filters({ read, asked }: ProofreadPageProps) {
  const inState = read.findings.filter((f) => f.state === asked.state);
  const byRule = Map.groupBy(inState, (f) => f.rule);
  const rules = RULES.filter((rule) => byRule.has(rule.name));
  if (inState.length === 0 && !asked.rule && !asked.document) return null;
  const about = RULES.find((rule) => rule.name === asked.rule)?.about;
  return (
    <>
      <FilterForm
        action={`/desk/proofread/${read.edition.id}`}
        keep={asked.state === 'open' ? {} : { state: asked.state }}
        clearHref={
          asked.rule || asked.document ? proofAddress(read.edition.id, { state: asked.state }) : undefined
        }
      >
        <Select
          name="rule"
          label="规则"
          optional
          empty="全部规则"
          value={asked.rule}
          options={rules.map((rule) => ({
            value: rule.name,
            label: `${rule.title}（${byRule.get(rule.name)?.length ?? 0}）`,
          }))}
        />
        <Select
          name="document"
          label="文件"
          optional
          empty="全部文件"
          value={asked.document}
          options={(read.artifact?.issuances ?? []).map((issuance, n) => ({
            value: String(n),
            label: issuance.number ?? issuance.title.slice(0, 30),
          }))}
        />
      </FilterForm>
      {about && <p className="muted">{about}</p>}
    </>
  );
}

function Findings(props: ProofreadPageProps) {
  const { read, asked, requestKey, mayDecide, typed } = props;
  const { artifact, edition } = read;
  if (!artifact) return null;
  const range = asked.document === '' ? null : artifact.issuances[Number(asked.document)]?.span;
  const chosen = read.findings.filter(
    (f) =>
      f.state === asked.state &&
      (asked.rule === '' || f.rule === asked.rule) &&
      (!range || (f.span[0] >= range[0] && f.span[0] < range[1])),
  );
  const pages = Math.max(1, Math.ceil(chosen.length / PROOF_PAGE_SIZE));
  const page = Math.min(asked.page, pages);
  const first = (page - 1) * PROOF_PAGE_SIZE;
  const shown = chosen.slice(first, first + PROOF_PAGE_SIZE);
  const numbers = new Map(shown.map((f, n) => [f, first + n + 1]));
  const mayAnswer = mayDecide && edition.current;
  const words = props.done && <Done {...props} done={props.done} />;
  // The one that was decided is gone from the list, and the next has taken its number.
  const at = Math.min(props.done?.at ?? 0, first + shown.length + 1);
  const back = proofAddress(edition.id, { ...asked, page });
  return (
    <>
      {words && at > first + shown.length && words}
      {chosen.length === 0 && (
        <EmptyState title={asked.state === 'open' ? '没有待定的问题' : '没有这样的问题'}>
          {asked.state === 'open'
            ? '校对规则没有找到别的疑点；规则找不到的，仍须人工通读。'
            : '处理过的会列在这里。'}
        </EmptyState>
      )}
      {passagesOf(artifact, shown).map((passage) => (
        <ProofPassage
          key={passage.span[0]}
          artifact={artifact}
          passage={passage}
          numberOf={(finding) => numbers.get(finding) ?? 0}
          ruleTitle={ruleTitle}
          editionId={edition.id}
          back={back}
          requestKey={requestKey}
          mayDecide={mayAnswer}
          typed={typed}
          here={words && { at, words }}
        />
      ))}
      {chosen.length > 0 && (
        <Pagination
          page={page}
          pages={pages}
          total={chosen.length}
          unit="处"
          href={(to) => proofAddress(edition.id, { ...asked, page: to })}
        />
      )}
      {mayAnswer && (
        <datalist id={REASONS}>
          {reasonsOf(read.findings).map((reason) => (
            <option key={reason} value={reason} />
          ))}
        </datalist>
      )}
      {mayAnswer && asked.state === 'open' && chosen.length > 0 && <ManyForm {...props} />}
    </>
  );
}

const REASONS_SHOWN = 8;
/** What is often said, so that the first reasons need not be typed either. */
const USUAL_REASONS = ['原件如此', '两种写法都可以', '固定名称'];

/** Reasons to choose from: those given on this text, the most used first. */
function reasonsOf(findings: readonly ProofFinding[]): string[] {
  const given = findings.flatMap((f) => (f.state === 'dismissed' ? (f.decision?.reason ?? []) : []));
  const used = [...Map.groupBy(given, (reason) => reason)].sort((a, b) => b[1].length - a[1].length);
  return [...new Set([...used.map(([reason]) => reason), ...USUAL_REASONS])].slice(0, REASONS_SHOWN);
}

/** What was just done and how to take it back, where the editor goes on. */
function Done({ done, read, asked, requestKey, mayDecide }: ProofreadPageProps & { done: ProofDone }) {
  const finding = read.findings.find((f) => f.key === done.key);
  const words = finding
    ? `${PROOF_DONE_WORDS[finding.state]}：${ruleTitle(finding.rule)}，“${quoted(finding.quote)}”。`
    : `已记录 ${done.count} 处。`;
  return (
    <div className="proof-done" id="here" role="status" tabIndex={-1}>
      <p>{words}</p>
      {finding && finding.state !== 'open' && asked.state === 'open' && mayDecide && (
        <form method="post" action={`/desk/proofread/${read.edition.id}/findings#here`}>
          <AnswerFields
            finding={finding}
            number={done.at}
            back={proofAddress(read.edition.id, asked)}
            requestKey={requestKey}
          />
          <Button name="verdict" value="reopened" look="secondary">
            撤销
          </Button>
        </form>
      )}
    </div>
  );
}

const PROOF_DONE_WORDS: Record<ProofState, string> = {
  open: '已重新列为待定',
  accepted: '已采纳',
  dismissed: '已记下不改',
};
const QUOTE_MAX = 16;
const quoted = (quote: string): string => {
  const words = printed(quote);
  return words.length > QUOTE_MAX ? `${words.slice(0, QUOTE_MAX)}…` : words;
};

/** Several at once: their checkboxes stand with the findings. */
function ManyForm({ read, asked, requestKey }: ProofreadPageProps) {
  return (
    <section aria-labelledby="many-title">
      <h2 id="many-title">一并处理勾选的</h2>
      <form id="many" method="post" action={`/desk/proofread/${read.edition.id}/findings`}>
        <input type="hidden" name="back" value={proofAddress(read.edition.id, asked)} />
        <input type="hidden" name="requestKey" value={requestKey} />
        <Field
          id="many-reason"
          name="reason"
          label="说明"
          optional
          hint="一并选“不改”时请写明理由。一并采纳按各处的建议改；没有建议的须逐处写明改法。"
          maxLength={500}
        />
        <ButtonRow>
          <Button name="verdict" value="accepted" look="secondary">
            采纳勾选的建议
          </Button>
          <Button name="verdict" value="dismissed" look="secondary">
            勾选的都不改
          </Button>
        </ButtonRow>
      </form>
    </section>
  );
}

function CorrectedFile({ read, requestKey }: { read: Proofreading; requestKey: string }) {
  const accepted = read.findings.filter((f) => f.state === 'accepted').length;
  return (
    <section aria-labelledby="corrected-title">
      <h2 id="corrected-title">更正版</h2>
      {accepted === 0 ? (
        <p>采纳改动之后，可以在这里生成更正版。</p>
      ) : (
        <form method="post" action={`/desk/proofread/${read.edition.id}/corrected`}>
          <input type="hidden" name="requestKey" value={requestKey} />
          <p>
            已采纳 {accepted} 处。生成后照常导入，登记为第 {read.edition.number + 1}{' '}
            版；读者能看到改了哪些地方，第 {read.edition.number} 版仍可查阅。
          </p>
          <Button>生成更正版</Button>
        </form>
      )}
    </section>
  );
}
