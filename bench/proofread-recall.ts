/**
 * How many planted defects proofreading finds, class by class, and what it says of places where none was planted.
 *
 * `npm run bench -- proofread-recall [rounds] [seed] [miss]`. The defects are made up and planted by seed: each into a
 * text that is otherwise as it was, far apart from one another. The texts are the real gazette when it is there, and
 * always the invented samples. The limit of every class is all that were planted. `miss` prints what was not found.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '#base/paths.ts';
import { parseBytes, parseText } from '../src/engines/law/parse/index.ts';
import type { Finding } from '../src/systems/gazette/proofread/finding.ts';
import { proofread } from '../src/systems/gazette/proofread/index.ts';
import { SOUND_GROUPS } from '../src/systems/gazette/proofread/rules/text/sounds.ts';
import { wordsIn } from '../src/systems/gazette/proofread/rules/text/words.ts';
import type { Figure } from './figure.ts';
import { seeded } from './lib/measure.ts';
import { DEFECTS, type Defect, type Place, type Plant } from './lib/planted-defects.ts';

const root = fromRoot();
const ROUNDS = 4;
const SEED = 20240506;
/** Characters between two plants of one text: no rule looks farther than its paragraph or its row. */
const APART = 350;
/** A finding within this many characters of a plant is of it. */
const NEAR = 4;

type Planted = Plant & { readonly defect: Defect; readonly was: string };
type Tally = { planted: number; found: number; missed: string[] };

export async function run(args: string[]): Promise<Figure[]> {
  const rounds = Number(args[0] ?? ROUNDS);
  const random = seeded(Number(args[1] ?? SEED));
  const tallies = new Map(DEFECTS.map(({ name }) => [name, tally()]));
  const by = { gazette: tally(), samples: tally() };
  let elsewhere = 0;
  let turns = 0;
  let characters = 0;
  const strange: string[] = [];
  for (const { text, real } of texts()) {
    const before = proofread(parseText(text));
    const places = placesOf(text, before);
    for (let round = 0; round < rounds; round++) {
      const plants = plantsFor(text, places, random, turns);
      turns += plants.length;
      if (plants.length === 0) continue;
      const { found, extra } = check(text, plants, before);
      characters += text.length;
      elsewhere += extra.length;
      strange.push(...extra);
      for (const [i, plant] of plants.entries())
        for (const one of [tallies.get(plant.defect.name), real ? by.gazette : by.samples]) {
          if (!one) continue;
          one.planted++;
          if (found[i]) one.found++;
          else one.missed.push(shown(text, plant));
        }
    }
  }
  if (args[2] === 'miss')
    for (const [name, { missed }] of tallies) for (const one of missed) console.log(`${name}  ${one}`);
  if (args[2] === 'extra') for (const one of strange) console.log(one);
  const all = [...tallies.values()].reduce(
    (sum, { planted, found }) => ({ planted: sum.planted + planted, found: sum.found + found, missed: [] }),
    tally(),
  );
  return [
    recall('all planted defects (made up)', all),
    ...(by.gazette.planted > 0 ? [recall('of them in the real gazette', by.gazette)] : []),
    recall('of them in the invented samples', by.samples),
    ...[...tallies].filter(([, { planted }]) => planted > 0).map(([name, one]) => recall(name, one)),
    {
      name: 'findings that no plant caused, a million characters',
      value: `${((elsewhere * 1e6) / characters).toFixed(0)} (${elsewhere} in ${characters})`,
      beside: 'none = 0',
    },
  ];
}

const tally = (): Tally => ({ planted: 0, found: 0, missed: [] });

const recall = (name: string, { planted, found }: Tally): Figure => ({
  name,
  value: `${((100 * found) / planted).toFixed(0)} % (${found} of ${planted})`,
  beside: 'all found = 100 %',
});

function* texts(): Iterable<{ text: string; real: boolean }> {
  const gazette = join(process.env.GONGBAO_SHARED ?? join(root, '../shared'), 'gazette/xixia-2023-04.txt');
  if (existsSync(gazette)) yield { text: readFileSync(gazette, 'utf8'), real: true };
  const samples = [
    'lanhe-2024-02.txt',
    ...['proofread', 'corpus'].flatMap((dir) =>
      readdirSync(join(root, 'samples', dir))
        .filter((name) => name.endsWith('.txt'))
        .sort()
        .map((name) => join(dir, name)),
    ),
  ];
  for (const name of samples) {
    const { text } = parseBytes(readFileSync(join(root, 'samples', name))).source;
    if (text.length > 200) yield { text, real: false };
  }
}

const groups = new Map<string, string[]>();
// The rarer half of a syllable is not what a typist takes by mistake.
for (const group of SOUND_GROUPS)
  for (const char of group)
    groups.set(char, [...(groups.get(char) ?? []), ...[...group.slice(0, 14)].filter((one) => one !== char)]);
const sounds = { of: (char: string): readonly string[] => groups.get(char) ?? [] };

/** Lines of sentences and cells, without those in which something was found before. */
function placesOf(text: string, before: readonly Finding[]): Place[] {
  const out: Place[] = [];
  for (const found of text.matchAll(/[^\r\n\f\t|]+/gu)) {
    const start = found.index;
    const end = start + found[0].trimEnd().length;
    if (end - start < 14 || !/\p{Script=Han}{6}/u.test(found[0])) continue;
    if (before.some(({ span }) => span[0] < end + 2 && span[1] > start - 2)) continue;
    const words = wordsIn(text.slice(start, end))
      .filter(({ word }) => /^\p{Script=Han}{2,}$/u.test(word))
      .map(({ word, index }) => ({ word, at: start + index }));
    out.push({ text, start, end, words, sounds });
  }
  return out;
}

/** The classes in turn, each at a random place that is far from all others. */
function plantsFor(text: string, places: readonly Place[], random: () => number, turns: number): Planted[] {
  const plants: Planted[] = [];
  const most = Math.max(1, Math.floor(text.length / APART / 1.6));
  for (let turn = 0; turn < most; turn++) {
    const defect = DEFECTS[(turns + turn) % DEFECTS.length];
    for (let tries = 0; defect && tries < 60; tries++) {
      const place = places[Math.floor(random() * places.length)];
      const plant = place && defect.plant(place, random);
      if (!plant || text.slice(plant.at, plant.at + plant.remove) === plant.put) continue;
      if (plants.some(({ at }) => Math.abs(at - plant.at) < APART)) continue;
      plants.push({ ...plant, defect, was: text.slice(plant.at, plant.at + plant.remove) });
      break;
    }
  }
  return plants.sort((a, b) => a.at - b.at);
}

/** Which of the plants are found, and what else is found that was not before. */
function check(
  text: string,
  plants: readonly Planted[],
  before: readonly Finding[],
): { found: boolean[]; extra: string[] } {
  let spoiled = '';
  let from = 0;
  const at: number[] = [];
  for (const { at: place, remove, put } of plants) {
    spoiled += text.slice(from, place);
    at.push(spoiled.length);
    spoiled += put;
    from = place + remove;
  }
  spoiled += text.slice(from);
  const moved = (index: number): number => {
    let by = 0;
    for (const { at: place, remove, put } of plants) if (place + remove <= index) by += put.length - remove;
    return index + by;
  };
  const known = new Set(before.map(({ rule, span }) => `${rule} ${moved(span[0])}`));
  const found = plants.map(() => false);
  const extra: string[] = [];
  for (const finding of proofread(parseText(spoiled))) {
    if (known.has(`${finding.rule} ${finding.span[0]}`)) continue;
    let mine = false;
    for (const [i, plant] of plants.entries()) {
      const place = at[i] ?? 0;
      const line = plant.defect.line === true;
      const start = line ? spoiled.lastIndexOf('\n', place - 1) : place - NEAR;
      const end = line ? spoiled.indexOf('\n', place) + 1 || spoiled.length : place + plant.put.length + NEAR;
      const touches = ([a, b]: readonly [number, number]): boolean => a <= end && b >= start && b - a < 120;
      if (touches(finding.span)) found[i] = true;
      else if (!finding.related.some(touches)) continue;
      mine = true;
    }
    if (!mine) extra.push(`${finding.rule} ${finding.quote} ${finding.message}`);
  }
  return { found, extra };
}

const shown = (text: string, { at, remove, put, was }: Planted): string =>
  `${text.slice(at - 8, at)}【${was}→${put}】${text.slice(at + remove, at + remove + 8)}`.replace(
    /\s+/gu,
    '␣',
  );
