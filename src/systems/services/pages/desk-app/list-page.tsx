import { Button } from 'antd';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { CaseListBody, CaseRowBody, MeBody } from '../../api-schema.ts';
import { BulkAccept } from './bulk-accept.tsx';
import { CaseTable } from './case-table.tsx';
import { type Answer, ask } from './http.ts';
import { keep, readKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { ListFilter, narrowed } from './list-filter.tsx';
import { Problem, useTitle } from './page-parts.tsx';
import { useRead } from './use-data.ts';

const REFRESH_MS = 30_000;
/** States from which a case is simply accepted. */
const ACCEPTABLE = new Set(['submitted', 'supplemented']);

type Loaded = {
  readonly today: string;
  readonly cases: readonly CaseRowBody[];
  readonly next: string | null;
};

/** Reads the first pages of a list, one after the other. */
async function readPages(address: string, pages: number): Promise<Answer<Loaded>> {
  const cases: CaseRowBody[] = [];
  let today = '';
  let next: string | null = null;
  for (let page = 0; page < pages && (page === 0 || next !== null); page++) {
    const after: string = next === null ? '' : `${address.includes('?') ? '&' : '?'}after=${next}`;
    const answer: Answer<CaseListBody> = await ask(address + after);
    if (!answer.ok) return answer;
    cases.push(...answer.value.cases);
    ({ today, next } = answer.value);
  }
  return { ok: true, value: { today, cases, next } };
}

/** Which list an address of the desk shows: what waits, what was searched, or a body's cases with one light. */
function listOf(query: URLSearchParams): { title: string; address: string; waiting: boolean } {
  const q = query.get('q');
  if (q !== null)
    return { title: `检索“${q}”`, address: `/api/desk/cases?q=${encodeURIComponent(q)}`, waiting: false };
  if (query.get('scope') === 'all') {
    const asked = new URLSearchParams();
    for (const name of ['body', 'light']) {
      const value = query.get(name);
      if (value) asked.set(name, value);
    }
    return { title: query.get('body') ?? '全部办件', address: `/api/desk/cases?${asked}`, waiting: false };
  }
  return { title: '待办', address: '/api/desk/to-do', waiting: true };
}

export default function ListPage({ me }: { me: MeBody }) {
  const search = useSearch();
  const list = listOf(new URLSearchParams(search));
  return <List key={list.address} list={list} clerk={me.posts.some((post) => post.role === 'clerk')} />;
}

function List({ list, clerk }: { list: ReturnType<typeof listOf>; clerk: boolean }) {
  const [, go] = useLocation();
  const query = new URLSearchParams(useSearch());
  const [pages, setPages] = useState(1);
  const { data, problem, reload } = useRead(
    `${list.address} ${pages}`,
    () => readPages(list.address, pages),
    REFRESH_MS,
  );
  // The next page is added to what is shown, not put in its place.
  const [before, setBefore] = useState<Loaded>();
  if (data && data !== before) setBefore(data);
  const shown = data ?? before;
  const place = `place:${list.address}`;
  const [active, setActive] = useState(() => readKept<string>(place));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [accepting, setAccepting] = useState<readonly CaseRowBody[]>();
  useTitle(list.title);

  const rows = narrowed(shown?.cases ?? [], list.waiting ? query : new URLSearchParams());
  const chosen = rows.filter((row) => picked.has(row.id));
  const ready = clerk && chosen.length > 0 && chosen.every((row) => ACCEPTABLE.has(row.state));
  const move = (id: string) => {
    setActive(id);
    keep(place, id);
  };
  const pick = (id: string, on: boolean) =>
    setPicked((old) => new Set(on ? [...old, id] : [...old].filter((other) => other !== id)));
  const more = () => shown?.next && setPages(pages + 1);
  useKeys({
    m: more,
    r: () => void reload(),
    a: () => ready && setAccepting(chosen),
    ...(list.waiting ? {} : { Escape: () => go('/') }),
  });

  return (
    <>
      <div className="page-head">
        <h1 tabIndex={-1}>{list.title}</h1>
        <p className="quiet" role="status">
          {shown && `${rows.length}件${shown.next ? '，还有更多' : ''}`}
        </p>
      </div>
      {problem && <Problem problem={problem} retry={() => void reload()} />}
      {list.waiting && shown && <ListFilter cases={shown.cases} query={query} />}
      {clerk && list.waiting && rows.length > 0 && (
        <div className="bulk">
          <Button type="primary" disabled={!ready} onClick={() => setAccepting(chosen)}>
            受理选中的{chosen.length > 0 ? ` ${chosen.length} 件` : ''}
            <kbd>a</kbd>
          </Button>
          <span className="quiet">
            {chosen.length > 0 && !ready
              ? '选中的里面有不是“待受理”的，不能一起受理。'
              : '材料已经看过、齐全的，可以选中后一起受理；其余请打开逐件办理。'}
          </span>
        </div>
      )}
      {!shown && !problem && <p className="quiet">正在读取……</p>}
      {shown && rows.length === 0 && (
        <p className="nothing">
          {list.waiting ? '没有等您办理的件。' : '没有找到。可以换个词，或核对编号。'}
        </p>
      )}
      {shown && rows.length > 0 && (
        <CaseTable
          label={list.title}
          rows={rows}
          today={shown.today}
          active={active}
          setActive={move}
          picked={picked}
          {...(clerk && list.waiting && { pick })}
        />
      )}
      {shown?.next && (
        <Button className="more" onClick={more}>
          再看一页<kbd>m</kbd>
        </Button>
      )}
      {accepting && (
        <BulkAccept
          cases={accepting}
          close={() => {
            setAccepting(undefined);
            setPicked(new Set());
            void reload();
          }}
        />
      )}
    </>
  );
}
