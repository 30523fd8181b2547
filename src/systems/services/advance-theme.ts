/**
 * A matter of several items goes on by itself: what its cases reach is noted in the transaction of their own step, and
 * what can begin is filed after it. A crash in between loses nothing: the job looks at every open matter, and filing
 * the same item again does nothing.
 */
import { type Result, refuse } from '#base/result.ts';
import {
  type CaseEvent,
  type CaseFile,
  foldCase,
  type Procedure,
  readEvents,
} from '#engines/procedure/index.ts';
import { type Actor, systemActor } from '#platform/people/actor.ts';
import type { Handle, Tx } from '#platform/store/store.ts';
import { roundsOf } from '#systems/permits/index.ts';
import type { Services } from './file-application.ts';
import { fileChild, type ThemeContent } from './file-theme.ts';
import { allOrNothing } from './file-with-licences.ts';
import { currentOffer, offerOfCase } from './offer.ts';
import {
  appendThemeEvent,
  lockTheme,
  openThemes,
  readChildren,
  readThemeEvents,
  type ThemeCase,
  type ThemeEvent,
  tellOfTheme,
  themeOfCase,
  themePlace,
} from './queries-themes.ts';
import { type ChildFacts, type ThemeStanding, themeAt } from './theme-state.ts';

const nowOf = ({ now }: Services): Temporal.Instant => (now ?? Temporal.Now.instant)();

/** What is recorded of a matter, and what follows from it. */
export type ThemeReading = {
  readonly row: ThemeCase;
  readonly events: readonly ThemeEvent[];
  readonly rounds: readonly (readonly string[])[];
  /** The cases by basic code of their item; null while one is not filed. */
  readonly cases: ReadonlyMap<string, { readonly id: string; readonly events: readonly CaseEvent[] } | null>;
  readonly facts: ReadonlyMap<string, ChildFacts>;
  /** What the items are called, by basic code. */
  readonly names: ReadonlyMap<string, string>;
  readonly standing: ThemeStanding;
};

/** Reads a matter with its cases, as of a moment. */
export async function readTheme(services: Services, handle: Handle, row: ThemeCase): Promise<ThemeReading> {
  const { division, id, theme } = row;
  const rounds = roundsOf(theme);
  const [events, children] = await Promise.all([
    readThemeEvents(handle, division, id),
    readChildren(handle, division, id),
  ]);
  const cases = new Map<string, { id: string; events: CaseEvent[] } | null>();
  const facts = new Map<string, ChildFacts>();
  const names = new Map<string, string>();
  for (const { code, caseId, dropped } of children) {
    const caseEvents = caseId ? await readEvents(handle, division, caseId) : null;
    cases.set(code, caseId && caseEvents ? { id: caseId, events: caseEvents } : null);
    const offer = await offerOfChild(handle, division, code, caseId);
    names.set(code, offer.item.name);
    facts.set(code, {
      code,
      state: caseEvents && foldCase(caseEvents),
      procedure: offer.procedure,
      promisedDays: offer.item.promisedDays,
      dropped,
      stuck: lastStuck(events, code),
    });
  }
  return {
    row,
    events,
    rounds,
    cases,
    facts,
    names,
    standing: themeAt(theme, rounds, facts, nowOf(services), services.calendar),
  };
}

async function offerOfChild(handle: Handle, division: string, code: string, caseId: string | null) {
  if (caseId) {
    const file = await handle
      .selectFrom('case_file')
      .select(['item_code', 'item_version'])
      .where('division', '=', division)
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow();
    return offerOfCase(handle, file);
  }
  const offered = await currentOffer(handle, code);
  if (offered.ok) return offered.value;
  // It has left the list: what it once was still says what it is called and how long it took.
  return offerOfCase(handle, { item_code: code, item_version: 1 });
}

/** Why filing an item was refused the last time, if it has not been filed since. */
function lastStuck(events: readonly ThemeEvent[], code: string): string | null {
  const last = events.findLast((e) => e.code === code && (e.kind === 'stuck' || e.kind === 'filed'));
  return last?.kind === 'stuck' ? (last.data.why ?? '') : null;
}

/**
 * Notes in the matter what happened to one of its cases, in the transaction of that step; nothing for other cases.
 * @returns the matter, which the caller lets go on once the step is stored
 */
export async function followCase(
  tx: Tx,
  actor: Actor,
  file: Pick<CaseFile, 'division' | 'id' | 'number'>,
  event: CaseEvent,
  procedure: Procedure,
): Promise<string | undefined> {
  const transition = procedure.transitions[event.transition];
  // What the applicant is told of is what concerns the whole.
  if (!transition?.tells?.length) return undefined;
  const of = await themeOfCase(tx, file.division, file.id);
  if (!of) return undefined;
  await lockTheme(tx, file.division, of.themeId);
  await appendThemeEvent(tx, file.division, of.themeId, actor, {
    at: event.at,
    kind: 'step',
    code: of.code,
    data: { transition: event.transition, done: transition.done, number: file.number },
  });
  return of.themeId;
}

/**
 * Files what can begin in a matter, one item a transaction, and closes it when all has ended. Runs as often as one
 * likes.
 * @returns how many items were filed
 */
export async function advanceTheme(services: Services, division: string, id: string): Promise<number> {
  const actor = systemActor('theme');
  let filed = 0;
  for (const tried = new Set<string>(); ; ) {
    const next = await services.db.transaction().execute(async (tx) => {
      const row = await lockTheme(tx, division, id);
      if (!row || row.closed_at) return undefined;
      const { standing } = await readTheme(services, tx, row);
      if (standing.ended) await close(services, tx, actor, row, standing);
      return standing.children.find((c) => (c.phase === 'ready' || c.phase === 'stuck') && !tried.has(c.code))
        ?.code;
    });
    if (next === undefined) return filed;
    tried.add(next);
    const outcome = await allOrNothing(services.db, (tx) =>
      fileReady(services, tx, actor, division, id, next),
    );
    if (outcome.ok) filed++;
    else if (outcome.error.code !== 'services.theme.not_ready')
      await noteStuck(services, actor, division, id, next, outcome.error.message);
  }
}

async function fileReady(
  services: Services,
  tx: Tx,
  actor: Actor,
  division: string,
  id: string,
  code: string,
): Promise<Result<{ id: string; number: string }>> {
  const row = await lockTheme(tx, division, id);
  const reading = row && (await readTheme(services, tx, row));
  const child = reading?.standing.children.find((c) => c.code === code);
  // Somebody else was first.
  if (!row || !child || (child.phase !== 'ready' && child.phase !== 'stuck'))
    return refuse('services.theme.not_ready', '这一项已经提交，或还不能提交。');
  const content = JSON.parse(services.sealing.open(row.sealed, themePlace(id))) as ThemeContent;
  const granted = new Set(reading?.standing.children.filter((c) => c.phase === 'granted').map((c) => c.code));
  return fileChild(services, tx, actor, row, content, code, granted);
}

/** Says once why an item could not be filed; the applicant is told. */
async function noteStuck(
  services: Services,
  actor: Actor,
  division: string,
  id: string,
  code: string,
  why: string,
): Promise<void> {
  await services.db.transaction().execute(async (tx) => {
    const row = await lockTheme(tx, division, id);
    if (!row || lastStuck(await readThemeEvents(tx, division, id), code) === why) return;
    const at = nowOf(services);
    await appendThemeEvent(tx, division, id, actor, { at, kind: 'stuck', code, data: { why } });
    await tellOfTheme(tx, row, {
      kind: 'theme_stuck',
      title: `${row.theme.title}：有一项没能自动提交`,
      body: `您的“${row.theme.title}”（编号${row.number}）：${why}其他各项照常办理。`,
      at,
    });
  });
}

async function close(
  services: Services,
  tx: Tx,
  actor: Actor,
  row: ThemeCase,
  { children }: ThemeStanding,
): Promise<void> {
  const at = nowOf(services);
  const granted = children.filter((c) => c.phase === 'granted').length;
  await appendThemeEvent(tx, row.division, row.id, actor, {
    at,
    kind: 'closed',
    code: null,
    data: { granted: String(granted), of: String(children.length) },
  });
  await tellOfTheme(tx, row, {
    kind: 'theme_closed',
    title: `${row.theme.title}：全部办结`,
    body: `您的“${row.theme.title}”（编号${row.number}）各项都已办结：${children.length}项中获准${granted}项。没有获准的，各项页面上写明了理由和救济途径。`,
    at,
  });
}

/** Lets every open matter go on. @returns how many items were filed */
export async function advanceThemes(services: Services, division: string): Promise<number> {
  const AT_ONCE = 200;
  let filed = 0;
  for (let after: string | undefined; ; ) {
    const ids = await openThemes(services.db, division, after, AT_ONCE);
    for (const id of ids) filed += await advanceTheme(services, division, id);
    after = ids.at(-1);
    if (ids.length < AT_ONCE) return filed;
  }
}
