import { coverageStates } from '#engines/law/coverage.ts';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Gist } from '#web/components/gist.tsx';
import { Pagination } from '#web/components/pagination.tsx';
import { Tabs } from '#web/components/tabs.tsx';
import type { CoverageList, ListedUnit } from '../../coverage/coverage-list.ts';
import { KIND_WORDS, STATE_WORDS, unitPlace } from '../../coverage/words.ts';
import { type UnitWords, unitKey } from '../../queries-coverage.ts';
import { countWords, StateMark } from './coverage-shapes.tsx';

/** Every clause with its state: what carries it, what is missing, or why it is only a statement. */
export function UnitList({
  issueId,
  list,
  counts,
  words,
  base,
  withDocuments,
}: {
  issueId: string;
  list: CoverageList;
  counts: Readonly<Record<(typeof coverageStates)[number], number>>;
  words: ReadonlyMap<string, UnitWords>;
  /** Address of the page without its query. */
  base: string;
  /** Whether the documents are named above their clauses. */
  withDocuments: boolean;
}) {
  const href = (state: string | undefined, page = 1): string => {
    const query = new URLSearchParams({
      ...(state && { state }),
      ...(page > 1 && { page: String(page) }),
    }).toString();
    return `${base}${query ? `?${query}` : ''}#clauses`;
  };
  const all = coverageStates.reduce((sum, state) => sum + counts[state], 0);
  const runs = runsOf(list.units);
  return (
    <>
      <Tabs
        label="按状态筛选条款"
        current={href(list.state)}
        tabs={[
          { href: href(undefined), label: '全部', count: all },
          ...coverageStates.map((state) => ({
            href: href(state),
            label: STATE_WORDS[state],
            count: counts[state],
          })),
        ]}
      />
      {list.total === 0 && <EmptyState title="没有这样的条款">可以换一种状态，或看全部条款。</EmptyState>}
      {runs.map(({ first, units }, at) => (
        <div className="coverage-document-part" key={unitKey(first.covered.unit)}>
          {withDocuments && first.document !== runs[at - 1]?.first.document && (
            <h3>
              <a href={`/issues/${issueId}/coverage/${first.document.id}`}>{first.document.title}</a>
            </h3>
          )}
          {first.text.documentId !== first.document.id && <h4>所附《{first.text.title}》</h4>}
          <ol className="coverage-list">
            {units.map((unit, i) => {
              const own = words.get(unitKey(unit.covered.unit));
              const next = units[i + 1];
              const again = next && words.get(unitKey(next.covered.unit))?.gist === own?.gist;
              // A heading without words of its own shares the gist of its paragraph, which follows.
              const plain = again && unit.covered.state === 'statement';
              return (
                <Unit
                  key={unitKey(unit.covered.unit)}
                  issueId={issueId}
                  listed={unit}
                  words={plain ? undefined : own}
                />
              );
            })}
          </ol>
        </div>
      ))}
      {list.total > 0 && (
        <Pagination
          page={list.page}
          pages={list.pages}
          total={list.total}
          href={(page) => href(list.state, page)}
        />
      )}
    </>
  );
}

/** Neighbours of one text. */
function runsOf(units: readonly ListedUnit[]): { first: ListedUnit; units: ListedUnit[] }[] {
  const runs: { first: ListedUnit; units: ListedUnit[] }[] = [];
  for (const unit of units) {
    const last = runs.at(-1);
    if (last && last.first.text === unit.text) last.units.push(unit);
    else runs.push({ first: unit, units: [unit] });
  }
  return runs;
}

const DEPTH_MAX = 3;

function Unit({
  issueId,
  listed: { covered },
  words,
}: {
  issueId: string;
  listed: ListedUnit;
  words: UnitWords | undefined;
}) {
  const { unit, state, mark, carriers, within } = covered;
  const below = within.carried + within.partly + within.not_yet + within.statement > 1;
  const place = { issueId, documentId: unit.documentId, path: unit.path };
  const said = unit.bare ? null : (words?.gist ?? null);
  return (
    <li className={`coverage-unit coverage-depth-${Math.min(unit.depth, DEPTH_MAX)}`}>
      <p className="coverage-unit-line">
        <a href={unit.href}>{unitPlace(unit)}</a>
        {unit.heading && <span className="coverage-head">{unit.heading}</span>}
        <StateMark state={state} />
      </p>
      {said !== null && <Gist>{said}</Gist>}
      {said === null && words?.words && !unit.bare && <p className="muted">{words.words}</p>}
      {carriers.length > 0 && (
        <ul className="coverage-by">
          {carriers.map(({ carrier, missing }) => (
            <li key={carrier.id} className={missing === null ? undefined : 'coverage-by-partly'}>
              由<a href={carrier.href(place)}>{carrier.title}</a>（{KIND_WORDS[carrier.kind]}）
              {missing === null ? '承担' : `承担一部分：${missing}`}
            </li>
          ))}
        </ul>
      )}
      {state === 'statement' && mark?.reason && <p className="muted">理由：{mark.reason}</p>}
      {below && <p className="muted">连同其下各条：{countWords(within)}</p>}
    </li>
  );
}
