/** What a new version changes in the permit list, and what differs between two versions of an item. Pure. */
import { canonicalJson } from '#base/digest.ts';
import { type Citation, formatCitation, type Item } from './item.ts';

export const CHANGE_KINDS = ['add', 'remove', 'transfer', 'rename', 'basis'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export const CHANGE_WORDS: Record<ChangeKind, string> = {
  add: '新增',
  remove: '取消',
  transfer: '调整部门',
  rename: '更名',
  basis: '依据变更',
};

export type ListChange = { readonly kind: ChangeKind; readonly before: unknown; readonly after: unknown };

/** What the list itself prints of an item. */
const printed = ({ name, authority, implementers, bases }: Item) => ({
  name,
  authority,
  implementers,
  bases: bases.map(({ title, number }) => ({ title, number })),
});

const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** @param before undefined when the item was not on the list; @param after undefined when it leaves the list */
export function listChanges(before: Item | undefined, after: Item | undefined): ListChange[] {
  const [was, is] = [before && printed(before), after && printed(after)];
  if (!was) return is ? [{ kind: 'add', before: null, after: is }] : [];
  if (!is) return [{ kind: 'remove', before: was, after: null }];
  const bodies = ({ authority, implementers }: typeof is) => ({ authority, implementers });
  const changes: ListChange[] = [];
  if (was.name !== is.name) changes.push({ kind: 'rename', before: was.name, after: is.name });
  if (!same(bodies(was), bodies(is)))
    changes.push({ kind: 'transfer', before: bodies(was), after: bodies(is) });
  if (!same(was.bases, is.bases)) changes.push({ kind: 'basis', before: was.bases, after: is.bases });
  return changes;
}

export type FieldDifference = {
  readonly path: string;
  /** Null: was not there, is no longer there. */
  readonly before: string | null;
  readonly after: string | null;
};

const isCitation = (value: object): value is Citation =>
  'title' in value && 'place' in value && 'number' in value;

/** Rows that have a name are compared by it, so that a row moved or put in between is no difference of the others. */
function keyed(list: readonly unknown[]): [string, unknown][] {
  const seen = new Map<string, number>();
  return list.map((row, at) => {
    const own = row as { name?: unknown; q?: unknown; body?: unknown };
    const name = typeof row === 'object' && row !== null ? (own.name ?? own.q ?? own.body) : row;
    const key = typeof name === 'string' ? name : String(at + 1);
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return [times === 0 ? key : `${key}（${times + 1}）`, row];
  });
}

function* walk(path: string, before: unknown, after: unknown): Iterable<FieldDifference> {
  if (same(before ?? null, after ?? null)) return;
  const branch = (v: unknown): boolean => typeof v === 'object' && v !== null && !isCitation(v);
  if (branch(before) || branch(after)) {
    const entries = (v: unknown): [string, unknown][] =>
      !branch(v) ? [] : Array.isArray(v) ? keyed(v) : Object.entries(v as object);
    const [was, is] = [new Map(entries(before)), new Map(entries(after))];
    for (const key of new Set([...was.keys(), ...is.keys()]))
      yield* walk(path === '' ? key : `${path}/${key}`, was.get(key), is.get(key));
    return;
  }
  yield { path, before: words(before), after: words(after) };
}

function words(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'object' && isCitation(value)) return formatCitation(value);
  if (typeof value === 'boolean') return value ? '是' : '否';
  return String(value);
}

/** Every field that differs, in the order of the item's fields; `path` joins names with `/`. */
export const itemDifferences = (before: Item, after: Item): FieldDifference[] => [...walk('', before, after)];
