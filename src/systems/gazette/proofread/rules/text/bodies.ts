/** The names of bodies that a text prints in lists, where nothing else is printed with them. */
import type { ProofText } from '../../proof-text.ts';
import { type Passage, passagesOf } from './pieces.ts';

export type Body = {
  /** As printed, without the place's own name before it. */
  readonly name: string;
  readonly count: number;
  /** Where it is named first. */
  readonly span: [number, number];
};

export type Bodies = {
  readonly bodies: readonly Body[];
  /** Two that one list names are two bodies. */
  readonly together: (a: string, b: string) => boolean;
};

const OFFICE = /(?:局|委员会|委|办公室|办|厅|中心|[大支总]队|公司|办事处|站|所|集团|银行|学校|医院)$/u;
const LISTED = /(?:单位|部门|主体)[：:]([^。；;：:\n]+)/gu;
/** In a sentence: between marks, or before what a body does. */
const SAID =
  /(?<=[、，。；：（(]|由|经)(\p{Script=Han}{2,10}?(?:局|委员会|委|办公室|办|大队|分局))(?=[、，。；）)]|负责|牵头|等部门|会同|统筹)/gu;

/** Linear in the text; the names found are counted in one pass. */
export function bodiesOf(text: ProofText): Bodies {
  const own = ownPlaces(text);
  const level = own.at(-1)?.at(-1) ?? '区';
  const lists: string[][] = [];
  for (const passage of passagesOf(text)) {
    if (passage.front) continue;
    for (const list of listsIn(passage)) {
      const names = namesOf(list, own, level);
      if (names.length > 0) lists.push(names);
    }
  }
  const names = new Set(lists.flat());
  const pairs = new Map<string, Set<number>>();
  for (const [place, list] of lists.entries())
    for (const name of list) pairs.set(name, (pairs.get(name) ?? new Set()).add(place));
  return {
    bodies: counted(text, names, own),
    together: (a, b) => {
      const [one, other] = [pairs.get(a), pairs.get(b)];
      return one !== undefined && other !== undefined && [...one].some((place) => other.has(place));
    },
  };
}

function* listsIn({ kind, words }: Passage): Iterable<string> {
  if (kind === 'cell') {
    if (words.length < 160 && !/[。《]/u.test(words)) yield words;
    return;
  }
  for (const [, list = ''] of words.matchAll(LISTED)) yield list;
  for (const [, name = ''] of words.matchAll(SAID)) yield name;
}

/** 银川市西夏区, 西夏区, 区: what may stand before the name of a body of the issuing place. */
function ownPlaces({ artifact }: ProofText): string[] {
  const organ = artifact.issue?.organ ?? artifact.issuances[0]?.signedBy[0] ?? '';
  const place = /^(?:中共)?(\p{Script=Han}+?)(?:人民政府|委员会|委|办公室)/u.exec(organ)?.[1] ?? '';
  const last = /\p{Script=Han}{2,4}?[区县市旗]$/u.exec(place)?.[0] ?? '';
  const small = place.match(/[^省市州盟]+[区县市旗]$/u)?.[0] ?? last;
  return [place, small].filter((name) => name.length > 1).sort((a, b) => b.length - a.length);
}

/** Bodies of another level (自治区…, 市…, 银川市…) are other bodies and are left out. */
const ELSEWHERE =
  /^(?:国家|中央|自治区|全区|全市|市(?!场)|省|县|各|相关|有关|其他|本级|\p{Script=Han}{2,4}(?:省|市(?!场|政|容)))/u;

/** @param level 区, 县 or 市: the sign that the issuing place's own bodies have before their names */
function namesOf(list: string, own: readonly string[], level: string): string[] {
  return list
    .replace(/[（(][^）)]*[）)]/gu, '')
    .split(/[、，,；;\s]+|以及/u)
    .map((item) => item.replace(/(?:等.*|按(?:照)?(?:各自)?职责.*|负责.*)$/u, '').replace(/[)）]$/u, ''))
    .map((item) => {
      const place = own.find((name) => item.startsWith(name));
      if (place) return item.slice(place.length);
      const bare = item.replace(/^区(?=\p{Script=Han}{3})/u, '');
      return level !== '区' && bare.startsWith(level) && bare.length > 3 && !/^市(?:场|政|容)/u.test(bare)
        ? bare.slice(1)
        : bare;
    })
    .filter(
      (name) =>
        name.length >= 3 &&
        name.length <= 20 &&
        /^\p{Script=Han}+$/u.test(name) &&
        OFFICE.test(name) &&
        !ELSEWHERE.test(name),
    );
}

function counted(text: ProofText, names: ReadonlySet<string>, own: readonly string[]): Body[] {
  if (names.size === 0 || names.size > 2000) return [];
  // Longest first, so that a name inside a longer one is not counted.
  const pattern = new RegExp([...names].sort((a, b) => b.length - a.length).join('|'), 'gu');
  const out = new Map<string, { count: number; span: [number, number] }>();
  for (const passage of passagesOf(text))
    for (const found of passage.words.matchAll(pattern)) {
      const before = passage.words.slice(Math.max(0, found.index - 12), found.index);
      // 银川市… beside the district's own is the city's body.
      if (/(?:[省市州盟]|自治区)$/u.test(before) && !own.some((place) => before.endsWith(place))) continue;
      const known = out.get(found[0]);
      if (known) known.count++;
      else out.set(found[0], { count: 1, span: passage.span(found.index, found.index + found[0].length) });
    }
  return [...out].map(([name, { count, span }]) => ({ name, count, span }));
}
