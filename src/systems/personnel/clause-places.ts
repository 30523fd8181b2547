/**
 * The clause that each act stands in: by its place in the text; where only the outline of a text is known, by the
 * hash of the paragraph that the acts must have been printed as. No match, no clause: the notice itself is then named.
 * Pure.
 */
import { wordsHash } from '#engines/law/clause-text.ts';
import { clauseAddresses, clauseHref, placeWords } from '#systems/documents/index.ts';
import type { ClausePlace } from './act.ts';
import { actSentence, paragraphs } from './notice-text.ts';
import type { ReadAct } from './record.ts';

export type ClauseLine = {
  readonly documentId: string;
  readonly editionId: string;
  readonly path: string;
  readonly text: string | null;
  readonly sha256: string;
  readonly startAt: number | null;
  readonly endAt: number | null;
};

export type PrintedAct = Omit<ReadAct, 'place'> & {
  readonly editionId: string;
  readonly startAt: number;
  readonly endAt: number;
};

const CLOSES = ['；', '。', ''];

/** @param clauses of the acts' notices, in print order */
export function placeActs(acts: readonly PrintedAct[], clauses: readonly ClauseLine[]): ReadAct[] {
  const clausesOf = Map.groupBy(clauses, (c) => c.documentId);
  const actsOf = Map.groupBy(acts, (a) => a.notice.documentId);
  const places = new Map<PrintedAct, ClausePlace>();
  for (const [documentId, own] of actsOf) {
    const lines = clausesOf.get(documentId) ?? [];
    const addresses = clauseAddresses(lines.map((line) => line.path));
    const place = (at: number): ClausePlace | undefined => {
      const [line, address] = [lines[at], addresses[at]];
      if (!line || address === undefined) return undefined;
      return { href: clauseHref(documentId, address), words: placeWords(line.path).trim(), quote: line.text };
    };
    for (const group of paragraphs(own, (act) => act.name)) {
      const hashes = new Set(group.length > 0 ? wordings(group) : []);
      for (const act of group) {
        const within = lines.findLastIndex((line) => holds(line, act));
        const at = within >= 0 ? within : lines.findIndex((line) => hashes.has(line.sha256));
        const found = place(at);
        if (found) places.set(act, found);
      }
    }
  }
  return acts.map(({ editionId: _e, startAt: _s, endAt: _n, ...act }, at) => {
    const printed = acts[at];
    return { ...act, place: (printed && places.get(printed)) ?? null };
  });
}

/** The smallest clause comes last: a clause's parts follow it. */
const holds = (line: ClauseLine, act: PrintedAct): boolean =>
  line.editionId === act.editionId &&
  line.startAt !== null &&
  line.endAt !== null &&
  act.endAt > act.startAt &&
  line.startAt <= act.startAt &&
  act.endAt <= line.endAt;

function wordings(group: readonly PrintedAct[]): string[] {
  const words = (['、', '，'] as const).map((between) => actSentence(group, { between, comrade: false }));
  return words.flatMap((sentence) => CLOSES.map((close) => wordsHash(sentence + close)));
}
