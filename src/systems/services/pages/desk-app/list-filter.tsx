import { Button, Radio } from 'antd';
import { useLocation } from 'wouter';
import { LIGHT_WORDS } from '#web/case/light.tsx';
import type { ToDoBody } from '../../api-schema.ts';

const LIGHTS = ['red', 'yellow', 'green', 'suspended'] as const;
type Groups = ToDoBody['groups'];

/** Whose to-do, in words. */
export const WHOSE_WORDS = {
  all: '全部',
  mine: '我经办的',
  unassigned: '没人经办的',
  asked: '请我会办的',
} as const;

/** The address of the API that the filters in the page's address ask for. */
export function toDoAddress(query: URLSearchParams): string {
  const asked = new URLSearchParams();
  for (const name of ['whose', 'light', 'item', 'body']) {
    const value = query.get(name);
    if (value) asked.set(name, value);
  }
  return asked.size > 0 ? `/api/desk/to-do?${asked}` : '/api/desk/to-do';
}

const count = (groups: Groups, fits: (group: Groups[number]) => boolean): number =>
  groups.reduce((sum, g) => (fits(g) ? sum + g.count : sum), 0);

/**
 * Filters of the to-do list; they stand in the address, so that a reload and a bookmark keep them. What they count is
 * everything that waits, not only what the page shows.
 */
export function ListFilter({
  groups,
  query,
  asked: mayBeAsked,
}: {
  groups: Groups;
  query: URLSearchParams;
  /** Whether the reader gives opinions. */
  asked: boolean;
}) {
  const [, go] = useLocation();
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    go(next.size > 0 ? `/?${next}` : '/', { replace: true });
  };
  const asked = (name: string) => query.get(name) ?? '';
  const fits =
    (...names: string[]) =>
    (g: Groups[number]) =>
      (!names.includes('whose') || !asked('whose') || g.whose === asked('whose')) &&
      (!names.includes('light') || !asked('light') || g.light === asked('light')) &&
      (!asked('item') || g.title === asked('item')) &&
      (!asked('body') || g.holder === asked('body'));
  const whose = fits('light');
  const light = fits('whose');
  return (
    <div className="filter">
      <Radio.Group
        optionType="button"
        aria-label="按经办人筛选"
        value={asked('whose')}
        onChange={(event) => set('whose', String(event.target.value))}
        options={Object.entries(WHOSE_WORDS)
          .filter(([value]) => value !== 'asked' || mayBeAsked)
          .map(([value, label]) => ({
            value: value === 'all' ? '' : value,
            label: `${label} ${count(groups, (g) => whose(g) && (value === 'all' || g.whose === value))}`,
          }))}
      />
      <Radio.Group
        optionType="button"
        aria-label="按期限筛选"
        value={asked('light')}
        onChange={(event) => set('light', String(event.target.value))}
        options={[
          { value: '', label: '各种期限' },
          ...LIGHTS.map((l) => ({
            value: l,
            label: `${LIGHT_WORDS[l]} ${count(groups, (g) => light(g) && g.light === l)}`,
          })),
        ]}
      />
      <Choice name="item" label="事项" all={groups.map((g) => g.title)} chosen={asked('item')} set={set} />
      <Choice name="body" label="机关" all={groups.map((g) => g.holder)} chosen={asked('body')} set={set} />
      {query.size > 0 && <Button onClick={() => go('/', { replace: true })}>清除筛选</Button>}
    </div>
  );
}

/** One of several names; the empty one is all. */
export function Choice({
  name,
  label,
  all,
  chosen,
  set,
}: {
  name: string;
  label: string;
  all: readonly string[];
  chosen: string;
  set: (name: string, value: string) => void;
}) {
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
