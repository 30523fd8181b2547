import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { LIGHT_WORDS } from '#web/case/light.tsx';
import type { CaseRowBody, MeBody } from '../../api-schema.ts';
import type { ItemListBody } from '../../api-schema-intake.ts';
import { AssignDialog } from './assign-dialog.tsx';
import { CaseTable } from './case-table.tsx';
import { keep, readKept } from './kept.ts';
import { useKeys } from './keys.tsx';
import { Choice } from './list-filter.tsx';
import { Problem, useTitle } from './page-parts.tsx';
import { countWords, type Loaded, readPages } from './read-pages.ts';
import { useAddress, useRead } from './use-data.ts';
import { isPersonNumber, PERSON_KEY } from './words.ts';

const FIELDS = ['q', 'item', 'body', 'state', 'open', 'from', 'to', 'light'] as const;
/** Titles of states, as lists show them. */
const STATES = [
  '待受理', '待补正', '已补正待受理', '镇街初审中', '审查中', '会办中', '特别程序中', '待决定', '已上报，待上级决定',
  '准予许可，待送达', '不予许可，待送达', '已办结', '不予受理', '无需许可', '不属本机关', '已撤回',
] as const; // biome-ignore format: a list read at a glance

/** Searching: by number, item, body, state, day of filing; by a person's number, which stands in no address. */
export default function FindPage({ me }: { me: MeBody }) {
  const search = useSearch();
  const query = new URLSearchParams(search);
  const person = query.get('person') ? readKept<string>(PERSON_KEY) : undefined;
  return <Find key={`${search} ${person ?? ''}`} query={query} person={person} me={me} />;
}

function Find({ query, person, me }: { query: URLSearchParams; person: string | undefined; me: MeBody }) {
  const [, go] = useLocation();
  const items = useAddress<ItemListBody>('/api/desk/items').data?.items ?? [];
  const asked = Object.fromEntries(FIELDS.flatMap((f) => (query.get(f) ? [[f, query.get(f) ?? '']] : [])));
  const [typed, setTyped] = useState<Record<string, string>>(asked);
  const [pages, setPages] = useState(1);
  const [active, setActive] = useState<string>();
  const [giving, setGiving] = useState<{ cases: readonly CaseRowBody[]; take: boolean }>();
  const address = `/api/desk/cases?${new URLSearchParams(asked)}`;
  const { data, problem, reload } = useRead(`${address} ${person ?? ''} ${pages}`, () =>
    person ? readPages('/api/desk/cases/of-person', pages, { ...asked, person }) : readPages(address, pages),
  );
  const [before, setBefore] = useState<Loaded>();
  if (data && data !== before) setBefore(data);
  const shown = data ?? before;
  const rows = shown?.cases ?? [];
  const words = asked.q ? `检索“${asked.q}”` : '检索办件';
  useTitle(words);
  // One case under a whole number is what was looked for.
  useEffect(() => {
    const [only] = data?.cases ?? [];
    if (only && data?.total === 1 && asked.q === only.number) go(`/${only.id}`, { replace: true });
  }, [data, asked.q, go]);

  const find = () => {
    const text = (typed.q ?? '').trim();
    const next = new URLSearchParams(
      FIELDS.flatMap((f) => (typed[f]?.trim() ? [[f, typed[f]?.trim() ?? '']] : [])),
    );
    if (isPersonNumber(text)) {
      keep(PERSON_KEY, text);
      next.delete('q');
      next.set('person', '1');
    } else if (person && text === '') next.set('person', '1');
    go(`/find?${next}`);
  };
  const set = (name: string, value: string) => setTyped((t) => ({ ...t, [name]: value }));
  const meant = rows.filter((row) => row.id === active);
  const more = () => shown?.next && setPages(pages + 1);
  useKeys({
    m: more,
    r: () => void reload(),
    l: () => meant.length > 0 && setGiving({ cases: meant, take: true }),
    g: () => meant.length > 0 && setGiving({ cases: meant, take: false }),
    Escape: () => go('/'),
  });
  const bodies = [...new Set([...items.flatMap((i) => i.bodies), ...rows.map((r) => r.holder)])];
  return (
    <>
      <div className="page-head">
        <h1 tabIndex={-1}>{words}</h1>
        <p className="quiet" role="status">
          {shown && countWords(shown, rows.length)}
        </p>
      </div>
      <form
        className="filter find"
        onSubmit={(event) => {
          event.preventDefault();
          find();
        }}
      >
        <label className="choice" htmlFor="find-words">
          编号、事项名称或证件号、手机号
          <Input
            id="find-words"
            value={typed.q ?? ''}
            maxLength={100}
            onChange={(event) => set('q', event.target.value)}
            placeholder={person ? '（按证件号或手机号查的，不显示）' : ''}
          />
        </label>
        <Choice name="item" label="事项" all={items.map((i) => i.name)} chosen={typed.item ?? ''} set={set} />
        <Choice name="body" label="持件机关" all={bodies} chosen={typed.body ?? ''} set={set} />
        <Choice name="state" label="状态" all={STATES} chosen={typed.state ?? ''} set={set} />
        <label className="choice">
          期限
          <select
            value={typed.light ?? typed.open ?? ''}
            onChange={(event) => {
              const { value } = event.target;
              const open = value === 'yes' || value === 'no';
              setTyped((t) => ({ ...t, open: open ? value : '', light: open ? '' : value }));
            }}
          >
            <option value="">全部</option>
            <option value="yes">没有办结的</option>
            <option value="no">已经结束的</option>
            {(['red', 'yellow', 'green', 'suspended'] as const).map((light) => (
              <option key={light} value={light}>
                {LIGHT_WORDS[light]}
              </option>
            ))}
          </select>
        </label>
        <label className="choice" htmlFor="find-from">
          收件自
          <Input
            id="find-from"
            type="date"
            value={typed.from ?? ''}
            onChange={(event) => set('from', event.target.value)}
          />
        </label>
        <label className="choice" htmlFor="find-to">
          至
          <Input
            id="find-to"
            type="date"
            value={typed.to ?? ''}
            onChange={(event) => set('to', event.target.value)}
          />
        </label>
        <Button type="primary" htmlType="submit">
          检索
        </Button>
        {query.size > 0 && <Button onClick={() => go('/find')}>重新填</Button>}
      </form>
      <p className="quiet">
        申请人姓名加密保存，没有索引，不能按姓名检索。手机号只找得到注册账号的办件；证件号只找得到窗口收件、没有账号的办件；按号码的每次检索都记入审计。
      </p>
      {problem && <Problem problem={problem} retry={() => void reload()} />}
      {!shown && !problem && <p className="quiet">正在读取……</p>}
      {shown && rows.length === 0 && (
        <p className="nothing">没有找到，或不归您所在的机关。可以换个词，或核对编号。</p>
      )}
      {shown && rows.length > 0 && (
        <CaseTable
          label={words}
          rows={rows}
          today={shown.today}
          active={active}
          setActive={setActive}
          picked={new Set()}
          me={me.id}
        />
      )}
      {shown?.next && (
        <Button className="more" onClick={more}>
          再看一页<kbd>m</kbd>
        </Button>
      )}
      {giving && (
        <AssignDialog
          me={me}
          {...giving}
          close={() => {
            setGiving(undefined);
            void reload();
          }}
        />
      )}
    </>
  );
}
