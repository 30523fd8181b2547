/** The imprint of an issue as pairs of words, from a parsed file or from published facts. */
import { z } from 'zod';

export type ImprintLine = { readonly term: string; readonly values: readonly string[] };

const People = z.array(z.object({ role: z.string(), names: z.array(z.string()) }));
const Parsed = z.object({
  editors: People,
  imprint: z.array(z.object({ key: z.string(), value: z.string() })),
});
const Contact = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const Facts = z.object({
  sponsor: z.string().optional(),
  board: People.default([]),
  editors: People.default([]),
  imprint: z.object({ front: Contact, back: Contact }),
});

const FACT_TERMS: Record<string, string> = {
  address: '地址',
  postcode: '邮编',
  phone: '电话',
  fax: '传真',
  mail: '邮箱',
  site: '网址',
  permit: '准印证',
  printRun: '印数',
  printer: '印刷',
  distribution: '发送对象',
};

/** A key that is printed twice with different words keeps both, in print order. Anything else gives no lines. */
export function imprintLines(issue: unknown): ImprintLine[] {
  const parsed = Parsed.safeParse(issue);
  if (parsed.success) {
    return gather([
      ...parsed.data.editors.map(({ role, names }) => [role, names.join('、')] as const),
      ...parsed.data.imprint.map(({ key, value }) => [key, value] as const),
    ]);
  }
  const facts = Facts.safeParse(issue);
  if (!facts.success) return [];
  const { sponsor, board, editors, imprint } = facts.data;
  const contacts = [imprint.front, imprint.back].flatMap((side) =>
    Object.entries(side).flatMap(([key, value]) =>
      value === null || !FACT_TERMS[key] ? [] : [[FACT_TERMS[key], String(value)] as const],
    ),
  );
  return gather([
    ...(sponsor ? [['主办', sponsor] as const] : []),
    ...[...board, ...editors].map(({ role, names }) => [role, names.join('、')] as const),
    ...contacts,
  ]);
}

function gather(pairs: readonly (readonly [string, string])[]): ImprintLine[] {
  const lines = new Map<string, Set<string>>();
  for (const [term, value] of pairs) {
    const values = lines.get(term);
    if (values) values.add(value);
    else lines.set(term, new Set([value]));
  }
  return [...lines].map(([term, values]) => ({ term, values: [...values] }));
}
