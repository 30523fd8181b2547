/**
 * Recall of proofreading on structure, numbers and references: defects planted on purpose, one at a time, in the
 * real gazette when it is there and in the invented samples. What is measured is planted, not what editors met.
 *
 * `npm run bench -- proofread-planted [places of a kind and text, 6] [part of a kind's name, to print what was missed]`
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '#base/paths.ts';
import { parseText } from '#engines/law/parse/index.ts';
import { type Finding, proofread } from '#systems/gazette/proofread/index.ts';
import type { Figure } from './figure.ts';
import { seeded } from './lib/measure.ts';
import { CITATIONS } from './lib/plants/citations.ts';
import { FRONT } from './lib/plants/front.ts';
import { LISTS } from './lib/plants/lists.ts';
import { PARTS } from './lib/plants/parts.ts';
import { type Kind, lineAt, open, type Plant } from './lib/plants/plant.ts';
import { TABLES } from './lib/plants/tables.ts';

const root = fromRoot();
const KINDS: readonly Kind[] = [...FRONT, ...LISTS, ...TABLES, ...CITATIONS, ...PARTS];
/** Lines on either side of the planted place in which a finding counts as its finding. */
const LINES_BESIDE = 2;

type Source = { name: string; text: string };

function sources(): Source[] {
  const gazette = join(process.env.GONGBAO_SHARED ?? join(root, '../shared'), 'gazette/xixia-2023-04.txt');
  const files = ['lanhe-2024-02.txt'];
  for (const folder of ['proofread', 'corpus'])
    for (const f of readdirSync(join(root, 'samples', folder)).sort())
      if (f.endsWith('.txt') && !/^gb18030|^utf16/u.test(f)) files.push(`${folder}/${f}`);
  const out = files.map((name) => ({
    name,
    text: readFileSync(join(root, 'samples', name), 'utf8').replace(/^\ufeff/u, ''),
  }));
  if (existsSync(gazette)) out.unshift({ name: 'the real issue', text: readFileSync(gazette, 'utf8') });
  return out;
}

type Outcome = { kind: string; source: string; hit: boolean; collateral: string[]; shown: string };

export async function run(args: string[]): Promise<Figure[]> {
  const most = Number(args[0] ?? 6);
  const only = args[1];
  const outcomes: Outcome[] = [];
  for (const source of sources()) {
    const artifact = parseText(source.text);
    const before = proofread(artifact);
    const proof = open(artifact);
    for (const kind of KINDS) {
      if (only !== undefined && !kind.name.includes(only)) continue;
      const random = seeded([...kind.name].reduce((n, ch) => n * 31 + ch.charCodeAt(0), source.text.length));
      const places = [...kind.plants(proof)].map((plant) => ({ plant, order: random() }));
      places.sort((a, b) => a.order - b.order);
      for (const { plant } of places.slice(0, most)) outcomes.push(judge(source, kind, plant, before));
    }
  }
  if (only !== undefined)
    for (const o of outcomes)
      if (!o.hit || o.collateral.length > 0)
        console.log(
          `${o.hit ? 'found ' : 'MISSED'} ${o.source} ${o.kind}\n   ${o.shown}\n   ${o.collateral.join('\n   ')}`,
        );
  return figures(outcomes);
}

/** Plants one defect, proofreads the whole text again and sees what is found that was not found before. */
function judge(
  { name, text }: Source,
  kind: Kind,
  { span, words, wide, anywhere }: Plant,
  before: readonly Finding[],
): Outcome {
  const planted = text.slice(0, span[0]) + words + text.slice(span[1]);
  const artifact = parseText(planted);
  const shift = words.length - (span[1] - span[0]);
  const key = (f: Finding, at: number, to: number) => `${f.rule} ${at} ${to} ${f.message}`;
  const moved = (p: number) => (p >= span[1] ? p + shift : p);
  const known = new Set(before.map((f) => key(f, moved(f.span[0]), moved(f.span[1]))));
  const fresh = proofread(artifact).filter((f) => !known.has(key(f, f.span[0], f.span[1])));
  const near: [number, number] = [around(planted, span[0], -1), around(planted, span[0] + words.length, 1)];
  const home = artifact.issuances.findLast((i) => i.span[0] < span[0] || i.span[0] === 0)?.span;
  const areas = anywhere
    ? [[0, planted.length] as const]
    : wide && home !== undefined
      ? [near, home]
      : [near];
  const touches = (f: Finding) =>
    [f.span, ...f.related].some(([a, b]) => areas.some(([x, y]) => a < y && b > x));
  const hits = fresh.filter(touches);
  const said = (f: Finding) => `${f.rule} [${f.quote.slice(0, 20).replace(/\s/gu, ' ')}] ${f.message}`;
  return {
    kind: kind.name,
    source: name,
    hit: hits.length > 0,
    collateral: fresh.filter((f) => !hits.includes(f)).map(said),
    shown:
      `…${text.slice(Math.max(0, span[0] - 30), span[0])}⟦${text.slice(...span)}→${words}⟧${text.slice(span[1], span[1] + 20)}…`
        .replace(/\n/gu, '⏎')
        .slice(0, 260),
  };
}

/** The end of the line that stands some printed lines before or after a place. */
function around(text: string, place: number, way: -1 | 1): number {
  let at = Math.min(Math.max(place, 0), text.length);
  for (let n = 0; n <= LINES_BESIDE; n++) {
    for (;;) {
      const [start, end] = lineAt(text, at);
      const next = way < 0 ? start - 1 : end;
      if (next < 0 || next >= text.length) return way < 0 ? 0 : text.length;
      at = next;
      if (text.slice(...lineAt(text, at)).trim() !== '') break;
    }
  }
  const [start, end] = lineAt(text, at);
  return way < 0 ? start : end;
}

function figures(outcomes: readonly Outcome[]): Figure[] {
  const share = (list: readonly Outcome[]) => {
    const hit = list.filter((o) => o.hit).length;
    return `${hit} of ${list.length} found (${list.length === 0 ? '–' : Math.round((100 * hit) / list.length)} %)`;
  };
  const beside = (list: readonly Outcome[]) =>
    `${list.reduce((n, o) => n + o.collateral.length, 0)} findings elsewhere`;
  const kinds = [...new Set(outcomes.map((o) => o.kind))];
  const rows = kinds.map((kind) => ({ kind, list: outcomes.filter((o) => o.kind === kind) }));
  const real = outcomes.filter((o) => o.source === 'the real issue');
  return [
    ...rows.map(({ kind, list }) => ({ name: kind, value: share(list), beside: beside(list) })),
    { name: 'planted in the real issue', value: share(real), beside: beside(real) },
    {
      name: 'planted in the invented samples',
      value: share(outcomes.filter((o) => !real.includes(o))),
      beside: beside(outcomes.filter((o) => !real.includes(o))),
    },
    { name: 'all planted defects', value: share(outcomes), beside: beside(outcomes) },
  ];
}
