import { Button } from 'antd';
import { useState } from 'react';
import { useSearch } from 'wouter';
import type { CaseRowBody, MeBody } from '../../api-schema.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { BulkAccept } from './bulk-accept.tsx';
import { CaseTable } from './case-table.tsx';
import { keep, readKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { ListFilter, toDoAddress, WHOSE_WORDS } from './list-filter.tsx';
import { Problem, useTitle } from './page-parts.tsx';
import { countWords, type Loaded, readPages } from './read-pages.ts';
import { useRead } from './use-data.ts';

const REFRESH_MS = 30_000;
/** States from which a case is simply accepted. */
const ACCEPTABLE = new Set(['submitted', 'supplemented']);

/** What waits for the clerk, the most urgent first. */
export default function ListPage({ me }: { me: MeBody }) {
  const query = new URLSearchParams(useSearch());
  const address = toDoAddress(query);
  return <List key={address} address={address} query={query} me={me} />;
}

function List({ address, query, me }: { address: string; query: URLSearchParams; me: MeBody }) {
  const [pages, setPages] = useState(1);
  const { data, problem, reload } = useRead(
    `${address} ${pages}`,
    () => readPages(address, pages),
    REFRESH_MS,
  );
  // The next page is added to what is shown, not put in its place.
  const [before, setBefore] = useState<Loaded>();
  if (data && data !== before) setBefore(data);
  const shown = data ?? before;
  const place = `place:${address}`;
  const [active, setActive] = useState(() => readKept<string>(place));
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [accepting, setAccepting] = useState<readonly CaseRowBody[]>();
  const [giving, setGiving] = useState<{ cases: readonly CaseRowBody[]; take: boolean }>();
  useTitle('待办');

  const rows = shown?.cases ?? [];
  const clerk = me.posts.some((post) => post.role === 'clerk');
  const chosen = rows.filter((row) => picked.has(row.id));
  const ready = clerk && chosen.length > 0 && chosen.every((row) => ACCEPTABLE.has(row.state));
  // With nothing picked, the keys mean the active line.
  const meant = chosen.length > 0 ? chosen : rows.filter((row) => row.id === active);
  const move = (id: string) => {
    setActive(id);
    keep(place, id);
  };
  const pick = (id: string, on: boolean) =>
    setPicked((old) => new Set(on ? [...old, id] : [...old].filter((other) => other !== id)));
  const more = () => shown?.next && setPages(pages + 1);
  const give = (take: boolean) => meant.length > 0 && setGiving({ cases: meant, take });
  useKeys({
    m: more,
    r: () => void reload(),
    a: () => ready && setAccepting(chosen),
    l: () => give(true),
    g: () => give(false),
  });
  const done = () => {
    setAccepting(undefined);
    setGiving(undefined);
    setPicked(new Set());
    void reload();
  };
  const whose = query.get('whose') as keyof typeof WHOSE_WORDS | null;

  return (
    <>
      <div className="page-head">
        <h1 tabIndex={-1}>待办</h1>
        <p className="quiet" role="status">
          {shown && countWords(shown, rows.length)}
        </p>
      </div>
      {problem && <Problem problem={problem} retry={() => void reload()} />}
      {shown && shown.groups.length > 0 && (
        <ListFilter groups={shown.groups} query={query} asked={me.posts.some((p) => p.role === 'opinion')} />
      )}
      {shown?.more && <p className="quiet">待办很多：筛选里的数只数最急的1000件。</p>}
      {rows.length > 0 && (
        <div className="bulk">
          {clerk && (
            <Button type="primary" disabled={!ready} onClick={() => setAccepting(chosen)}>
              受理选中的{chosen.length > 0 ? ` ${chosen.length} 件` : ''}
              <kbd>a</kbd>
            </Button>
          )}
          <Button disabled={meant.length === 0} onClick={() => give(true)}>
            领取<kbd>l</kbd>
          </Button>
          <Button disabled={meant.length === 0} onClick={() => give(false)}>
            转给同事<kbd>g</kbd>
          </Button>
          <span className="quiet">
            {clerk && chosen.length > 0 && !ready
              ? '选中的里面有不是“待受理”的，不能一起受理。'
              : '选中几件一起办；没有选中的，就是光标所在的一件。'}
          </span>
        </div>
      )}
      {!shown && !problem && <p className="quiet">正在读取……</p>}
      {shown && rows.length === 0 && (
        <p className="nothing">{whose ? `没有${WHOSE_WORDS[whose] ?? ''}件。` : '没有等您办理的件。'}</p>
      )}
      {shown && rows.length > 0 && (
        <CaseTable
          label="待办"
          rows={rows}
          today={shown.today}
          active={active}
          setActive={move}
          picked={picked}
          pick={pick}
          me={me.id}
        />
      )}
      {shown?.next && (
        <Button className="more" onClick={more}>
          再看一页<kbd>m</kbd>
        </Button>
      )}
      {accepting && <BulkAccept cases={accepting} close={done} />}
      {giving && <AssignDialog me={me} {...giving} close={done} />}
    </>
  );
}
