/** The items of Xixia as the repository holds them: list, classes and the deep items, made into one `Item` each. */
import { readdirSync, readFileSync } from 'node:fs';
import { fromRoot } from '#base/paths.ts';
import { type DeepItem, deepenItem, defaultItem, type ItemClass, type PermitRow } from './default-item.ts';
import { Item } from './item.ts';

/** The list that the items are published from. */
export const LIST_DOCUMENT = '银西政发〔2023〕84号';

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const folder = (...parts: string[]): string => fromRoot('data', 'xixia', ...parts);

export const readPermitRows = (): PermitRow[] =>
  (json(folder('permits.json')) as { items: PermitRow[] }).items;

/** All items in the order of the list. @throws when a file is no item: the data are part of the program */
export function readItemFacts(): Item[] {
  const classes = new Map(
    (json(folder('item-classes.json')) as (ItemClass & { no: number })[]).map((c) => [c.no, c]),
  );
  const deep = new Map(
    readdirSync(folder('items'))
      .filter((name) => name.endsWith('.json'))
      .map((name) => json(folder('items', name)) as DeepItem)
      .map((d) => [d.no, d]),
  );
  return readPermitRows().map((row) => {
    const of = classes.get(row.no);
    if (!of) throw new Error(`data/xixia/item-classes.json has no row ${row.no}`);
    const item = defaultItem(row, of);
    const more = deep.get(row.no);
    return Item.parse(more ? deepenItem(item, more) : item);
  });
}
