import { Button, Radio } from 'antd';
import { useLocation } from 'wouter';
import { LIGHT_WORDS } from '#web/case/light.tsx';
import type { CaseRowBody } from '../../api-schema.ts';

const LIGHTS = ['red', 'yellow', 'green', 'suspended'] as const;

/** The cases that the filters in the address leave. */
export function narrowed(cases: readonly CaseRowBody[], query: URLSearchParams): CaseRowBody[] {
  const [light, item, body] = ['light', 'item', 'body'].map((name) => query.get(name) ?? '');
  return cases.filter(
    (c) => (!light || c.light === light) && (!item || c.title === item) && (!body || c.holder === body),
  );
}

/** Filters of the to-do list; they stand in the address, so that a reload and a bookmark keep them. */
export function ListFilter({ cases, query }: { cases: readonly CaseRowBody[]; query: URLSearchParams }) {
  const [, go] = useLocation();
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    go(next.size > 0 ? `/?${next}` : '/', { replace: true });
  };
  const count = (light: string) => cases.filter((c) => c.light === light).length;
  return (
    <div className="filter">
      <Radio.Group
        optionType="button"
        aria-label="按期限筛选"
        value={query.get('light') ?? ''}
        onChange={(event) => set('light', String(event.target.value))}
        options={[
          { value: '', label: `全部 ${cases.length}` },
          ...LIGHTS.map((light) => ({ value: light, label: `${LIGHT_WORDS[light]} ${count(light)}` })),
        ]}
      />
      <Choice name="item" label="事项" all={cases.map((c) => c.title)} query={query} set={set} />
      <Choice name="body" label="机关" all={cases.map((c) => c.holder)} query={query} set={set} />
      {query.size > 0 && <Button onClick={() => go('/', { replace: true })}>清除筛选</Button>}
    </div>
  );
}

function Choice({
  name,
  label,
  all,
  query,
  set,
}: {
  name: string;
  label: string;
  all: readonly string[];
  query: URLSearchParams;
  set: (name: string, value: string) => void;
}) {
  const chosen = query.get(name) ?? '';
  return (
    <label className="choice">
      {label}
      <select value={chosen} onChange={(event) => set(name, event.target.value)}>
        <option value="">全部</option>
        {[...new Set(chosen ? [...all, chosen] : all)].sort().map((value) => (
          <option key={value}>{value}</option>
        ))}
      </select>
    </label>
  );
}
