/** A document as of a day: its status with the evidence, its text as a tree, and what it has to do with others. */
import { inferenceRules } from '#engines/law/asserted.ts';
import { openProposals, standing } from '#engines/law/effect.ts';
import { sharedHistory } from '#engines/law/shared-history.ts';
import { type StatusNow, statusAt } from '#engines/law/status.ts';
import { statusesAt } from '#engines/law/store/read-effects.ts';
import type { Handle } from '#platform/store/store.ts';
import { type PrintedText, printedText } from './printed-text.ts';
import { readHeads } from './queries-catalogue.ts';
import {
  type CitingDocument,
  type DocumentHead,
  type EffectRecord,
  type ExpressionHead,
  type Family,
  type PeriodRecord,
  readCiting,
  readEffectRecords,
  readFamily,
  readTexts,
} from './queries-document.ts';

export type DocumentReading = {
  readonly document: Family['document'];
  readonly parent: DocumentHead | null;
  /** What it carries, each with its text where one is known; empty for an instrument. */
  readonly instruments: readonly { readonly head: DocumentHead; readonly text: PrintedText | null }[];
  /** Instruments of the same issuance, itself included; empty unless it is one. */
  readonly siblings: readonly DocumentHead[];
  /** The text that is valid on the day; null when none is known. */
  readonly text: PrintedText | null;
  readonly expression: ExpressionHead | null;
  /** Every text of the document: versions and editions. */
  readonly expressions: readonly ExpressionHead[];
  readonly date: Temporal.PlainDate;
  readonly status: StatusNow;
  /** Effects upon it, what its issuance shares included; the oldest record first. */
  readonly effects: readonly EffectRecord[];
  /** Ids of proposals that wait for a decision. */
  readonly open: ReadonlySet<string>;
  /** Effects that it has upon others. */
  readonly caused: readonly EffectRecord[];
  /** What was decided of its proposals, by the proposal's id; a proposal that still waits is not in it. */
  readonly settled: ReadonlyMap<string, EffectRecord>;
  /** Named periods, its validity among them. */
  readonly periods: readonly PeriodRecord[];
  readonly targets: ReadonlyMap<string, DocumentHead>;
  /** Other documents whose effects it bears: what repeals, amends or keeps it. */
  readonly actors: readonly DocumentHead[];
  /** Status of every document named on the page, on the day. */
  readonly statuses: ReadonlyMap<string, StatusNow>;
  readonly citing: readonly CitingDocument[];
  readonly moreCiting: boolean;
};

/** @returns undefined when there is no such document. Four queries; six when other documents have effects upon it. */
export async function readDocument(
  handle: Handle,
  id: string,
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<DocumentReading | undefined> {
  const family = await readFamily(handle, id);
  if (!family) return undefined;
  const { document, parent } = family;
  const carried = document.kind === 'instrument' ? [] : family.instruments;
  const shown = [document.id, ...carried.map((d) => d.id)];
  const expressions = shown.flatMap((d) => expressionOn(family.expressions, d, date) ?? []);
  const kin = parent ? [...shown, parent.id] : shown;
  const [texts, cited] = await Promise.all([
    readTexts(
      handle,
      expressions.map((x) => x.id),
      shown,
    ),
    readCiting(handle, kin),
  ]);
  const heads = [
    ...(parent ? [parent] : []),
    ...family.instruments,
    ...texts.targets.values(),
    ...cited.citing,
  ];
  const records = await readEffectRecords(handle, [...new Set([...kin, ...heads.flatMap(fatesOf)])], shown);
  const effectsOf = Map.groupBy(records, (e) => e.target);
  const historyOf = (head: DocumentHead) =>
    sharedHistory(head.id, effectsOf.get(head.id) ?? [], effectsOf.get(head.parentId ?? '') ?? []);
  const effects = historyOf(document);
  const statuses = new Map(heads.map((h) => [h.id, statusAt(historyOf(h), date, asKnownOn)] as const));
  const printed = (documentId: string): PrintedText | null => {
    const expression = expressions.find((x) => x.documentId === documentId);
    return expression ? printedText(expression, texts) : null;
  };
  const caused = records.filter((e) => isCaused(e, shown, kin));
  for (const { on } of caused)
    if (!statuses.has(on.id)) statuses.set(on.id, statusAt(historyOf(on), date, asKnownOn));
  const actors = await readActors(handle, effects, [document.id, ...heads.map((h) => h.id)]);
  for (const [id, status] of await statusesAt(
    handle,
    actors.map((a) => a.id),
    date,
    asKnownOn,
  ))
    statuses.set(id, status);
  return {
    document,
    parent,
    instruments: carried.map((head) => ({ head, text: printed(head.id) })),
    siblings: document.kind === 'instrument' ? family.instruments : [],
    text: printed(id),
    expression: expressions.find((x) => x.documentId === id) ?? null,
    expressions: family.expressions.filter((x) => x.documentId === id),
    date,
    status: statusAt(effects, date, asKnownOn),
    effects,
    open: new Set(openProposals(effects, asKnownOn).map((e) => e.id)),
    caused,
    settled: decisionsOf(caused, effectsOf, asKnownOn),
    periods: texts.periods,
    targets: texts.targets,
    actors: [...actors, ...heads.filter((h) => effects.some((e) => e.sourceDocumentId === h.id))],
    statuses,
    citing: cited.citing,
    moreCiting: cited.more,
  };
}

/** Its effects upon others. That a document must have begun because it is named is inferred, not an effect of naming it. */
const isCaused = (e: EffectRecord, shown: readonly string[], kin: readonly string[]): boolean =>
  e.sourceDocumentId !== null &&
  shown.includes(e.sourceDocumentId) &&
  !kin.includes(e.target) &&
  e.kind !== 'retract' &&
  e.assertedBy !== inferenceRules.inNumberYear;

/** Heads of the documents that these effects come from and that are not among the known. */
async function readActors(
  handle: Handle,
  effects: readonly EffectRecord[],
  known: readonly string[],
): Promise<DocumentHead[]> {
  const sources = new Set(effects.flatMap((e) => (e.kind === 'retract' ? [] : (e.sourceDocumentId ?? []))));
  return readHeads(handle, [...sources].filter((id) => !known.includes(id)).sort());
}

function decisionsOf(
  caused: readonly EffectRecord[],
  effectsOf: ReadonlyMap<string, readonly EffectRecord[]>,
  asKnownOn: Temporal.Instant,
): Map<string, EffectRecord> {
  const settled = new Map<string, EffectRecord>();
  for (const target of new Set(caused.filter((e) => e.stage === 'proposed').map((e) => e.target))) {
    for (const effect of standing(effectsOf.get(target) ?? [], asKnownOn) as EffectRecord[]) {
      const answered = effect.decides ?? effect.retracts;
      if (effect.stage === 'decided' && answered !== undefined) settled.set(answered, effect);
    }
  }
  return settled;
}

/** Documents whose effects decide the status of this one. */
const fatesOf = (head: DocumentHead): string[] => (head.parentId ? [head.id, head.parentId] : [head.id]);

/**
 * The text that holds on a day: of several versions the one whose interval contains it, else the next one to come,
 * else the last. A text read from a file goes before an outline of the same interval.
 */
function expressionOn(
  expressions: readonly ExpressionHead[],
  documentId: string,
  date: Temporal.PlainDate,
): ExpressionHead | undefined {
  const day = date.toString();
  const own = expressions
    .filter((x) => x.documentId === documentId)
    .sort((a, b) => Number(b.origin === 'file') - Number(a.origin === 'file'));
  const holds = (x: ExpressionHead) =>
    (x.validFrom === null || x.validFrom <= day) && (x.validUntil === null || day < x.validUntil);
  const ahead = own
    .filter((x) => x.validFrom !== null && x.validFrom > day)
    .sort((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? -1 : 1));
  return own.find(holds) ?? ahead[0] ?? own.at(-1);
}
