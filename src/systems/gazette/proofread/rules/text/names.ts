/** One body under several names, and a person named differently in one notice. */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { type Bodies, type Body, bodiesOf } from './bodies.ts';
import { passagesOf } from './pieces.ts';

export const bodyNames: Rule = {
  name: 'name.body_variants',
  title: '同一机构几种名称',
  about:
    '只差连词、局与委员会、漏几个字的机构名称，或同一机构的两个简称；在同一串名单里并列出现过的不算。每种写法报一处，附各自次数。',
  find,
};

function* find(text: ProofText): Iterable<Noticed> {
  const known = bodiesOf(text);
  const groups = grouped(known);
  for (const group of groups) {
    const [main, ...others] = group.sort((a, b) => b.count - a.count || b.name.length - a.name.length);
    if (!main) continue;
    for (const other of others)
      yield {
        span: other.span,
        message: `“${other.name}”（${other.count} 处）与“${main.name}”（${main.count} 处）疑为同一机构的不同写法，请统一。`,
        related: [main.span],
      };
  }
}

/** Bodies that are the same, in groups. The list of bodies is short: some dozens in a whole issue. */
function grouped({ bodies, together }: Bodies): Body[][] {
  const parent = bodies.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at && parent[at] !== undefined) at = parent[at] ?? at;
    return at;
  };
  const byHead = new Map<string, number[]>();
  for (const [i, { name }] of bodies.entries())
    byHead.set(name.charAt(0), [...(byHead.get(name.charAt(0)) ?? []), i]);
  for (const places of byHead.values())
    for (const [k, i] of places.entries())
      for (const j of places.slice(k + 1, k + 40)) {
        const [a, b] = [bodies[i], bodies[j]];
        if (a && b && (sameBody(a.name, b.name) || misnamed(a, b)) && !together(a.name, b.name))
          parent[root(j)] = root(i);
      }
  joinShort({ bodies, together }, (i, j) => {
    parent[root(j)] = root(i);
  });
  const groups = new Map<number, Body[]>();
  for (const [i, body] of bodies.entries()) groups.set(root(i), [...(groups.get(root(i)) ?? []), body]);
  return [...groups.values()].filter((group) => group.length > 1);
}

const plain = (name: string): string => name.replace(/[和与及]/gu, '');
const stem = (name: string): string | null => /^(.{3,}?)(?:局|厅|委员会|委)$/u.exec(name)?.[1] ?? null;

/** A place has the one or the other. */
const SAME_OFFICE = new Set(['水务局', '水利局']);

/** Full names of one body: the connectives differ, 局 and 委员会, or one leaves out a piece of the other. */
export function sameBody(a: string, b: string): boolean {
  if (a === b) return false;
  if (SAME_OFFICE.has(a) && SAME_OFFICE.has(b)) return true;
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  if (short.length < 4) return false;
  if (plain(a) === plain(b)) return true;
  if (transposed(a, b)) return true;
  if (stem(plain(a)) !== null && stem(plain(a)) === stem(plain(b))) return true;
  if (long.slice(0, 2) !== short.slice(0, 2) || long.at(-1) !== short.at(-1)) return false;
  if (/[镇街村]|乡(?!建)|社区/u.test(long) || short.length * 2 < long.length) return false;
  const gaps = gapsOf(long, short);
  if (gaps === null) return false;
  // 第一分局, 第二分局 and the like are different bodies; so are 中队 and 大队.
  return (
    gaps.length <= 2 &&
    gaps.every((gap) => gap.length <= 5 && !/^[第一二三四五六七八九十东西南北新老]+$/u.test(gap))
  );
}

/** 行政服务审批局 beside 行政审批服务局: the same characters, two pieces changed about. */
function transposed(a: string, b: string): boolean {
  if (a.length !== b.length || a.length < 5 || a.at(-1) !== b.at(-1)) return false;
  return [...a].sort().join('') === [...b].sort().join('');
}

/** 市场监督局 once beside 市场监管局 several times: offices only, as companies differ by one character. */
export function misnamed(a: Body, b: Body): boolean {
  if (Math.min(a.count, b.count) !== 1 || Math.max(a.count, b.count) < 3) return false;
  if (a.name.length !== b.name.length || a.name.length < 5 || !/[局委厅]$/u.test(a.name)) return false;
  if (a.name.slice(0, 2) !== b.name.slice(0, 2) || a.name.at(-1) !== b.name.at(-1)) return false;
  const at = [...a.name].flatMap((char, i) => (char === b.name[i] ? [] : [i]));
  return (
    at.length === 1 &&
    !/[第一二三四五六七八九十东西南北新老]/u.test(`${a.name[at[0] ?? 0]}${b.name[at[0] ?? 0]}`)
  );
}

/** What the longer name has more, piece by piece; null when the shorter is not in it in order. */
function gapsOf(long: string, short: string): string[] | null {
  // The longest common beginning and end first, so that the piece left out is one where it can be.
  let head = 0;
  while (head < short.length && long[head] === short[head]) head++;
  let tail = 0;
  while (tail < short.length - head && long[long.length - 1 - tail] === short[short.length - 1 - tail])
    tail++;
  if (head + tail >= short.length) return [long.slice(head, long.length - tail)];
  const gaps: string[] = [];
  let at = head;
  let gap = '';
  for (const char of short.slice(head, short.length - tail)) {
    while (at < long.length - tail && long[at] !== char) gap += long[at++];
    if (at >= long.length - tail) return null;
    if (gap !== '') gaps.push(gap);
    gap = '';
    at++;
  }
  gap = long.slice(at, long.length - tail);
  return gap === '' ? gaps : [...gaps, gap];
}

/** Two short forms of one full name (商经局, 商务经合局 of 商务和经济技术合作局), each of that one alone. */
function joinShort({ bodies, together }: Bodies, join: (i: number, j: number) => void): void {
  const short = new Map<number, number[]>();
  for (const [i, { name }] of bodies.entries()) {
    if (name.length > 6 || name.length < 3) continue;
    const full = bodies
      .map((body, place) => ({ name: body.name, place }))
      .filter(
        (body) => body.name.length >= 7 && body.name.length >= name.length + 3 && shortens(name, body.name),
      );
    const [first] = full;
    // Every full form must be one and the same body, else the short form says nothing.
    if (first && full.every((other) => other === first || sameBody(other.name, first.name)))
      for (const { place } of full.slice(0, 1)) short.set(place, [...(short.get(place) ?? []), i]);
  }
  for (const forms of short.values())
    for (const [k, i] of forms.entries())
      for (const j of forms.slice(k + 1)) {
        const [a, b] = [bodies[i], bodies[j]];
        if (a && b && !together(a.name, b.name)) join(i, j);
      }
}

function shortens(short: string, full: string): boolean {
  if (short[0] !== full[0] || short.at(-1) !== full.at(-1)) return false;
  let at = 0;
  for (const char of full) if (char === short[at]) at++;
  return at === short.length;
}

export const personNames: Rule = {
  name: 'name.person_differs',
  title: '人名前后不一',
  about: '任免通知的标题、试用期一段里的人名，正文任免各项里没有，而有一个只差一个字的名字。',
  *find(text) {
    for (const [place, issuance] of text.artifact.issuances.entries()) {
      const number = issuance.number ?? issuance.title;
      const people = new Set(
        text.artifact.appointments.filter((one) => one.issuance === number).map(({ person }) => person),
      );
      if (people.size === 0) continue;
      for (const passage of passagesOf(text)) {
        if (passage.issuance !== place || passage.kind !== 'paragraph') continue;
        for (const found of passage.words.matchAll(NAMED)) {
          const name = found[1] ?? '';
          if (people.has(name)) continue;
          const meant = [...people].find(
            (person) => person.length === name.length && apart(person, name) === 1,
          );
          if (!meant) continue;
          const at = found.index + found[0].indexOf(name);
          yield {
            span: passage.span(at, at + name.length),
            message: `此处作“${name}”，任免各项里是“${meant}”。`,
            suggestion: null,
          };
        }
      }
    }
  },
};

const NAMED = /(?:关于|中，|、|，)\s?(\p{Script=Han}{2,4}?)(?=等?\d*名?同志|任职试用期)/gu;
const apart = (a: string, b: string): number => [...a].filter((char, i) => char !== b[i]).length;
