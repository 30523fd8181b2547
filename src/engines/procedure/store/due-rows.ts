/**
 * The columns by which lists of cases are sorted and lit rest on a calendar. When a notice of days off changes it, they
 * are computed again from the events; as often as one likes, it does nothing twice.
 */
import type { Db, Handle } from '#platform/store/store.ts';
import type { DayCounter } from '../clock.ts';
import type { Procedure } from '../definition.ts';
import { type CaseState, foldCase } from '../event.ts';
import { type CaseFile, readEventsOf } from './queries.ts';
import { foldedColumns } from './rows.ts';

export type OpenCase = { readonly file: CaseFile; readonly state: CaseState; readonly procedure: Procedure };

/** Which cases: their division, what the codes of their procedures begin with, and the procedure of each. */
export type CaseKind = {
  readonly division: string;
  readonly prefix: string;
  readonly procedureOf: (file: CaseFile) => Promise<Procedure> | Procedure;
};

const AT_ONCE = 200;
/** A case that is acted on at this very moment is looked at again, not for ever. */
const TRIES_MAX = 5;

/** Every open case of a kind, folded from its events. */
export async function* openCases(db: Db, kind: CaseKind): AsyncGenerator<OpenCase> {
  for (let after: string | undefined; ; ) {
    const files = await openCasesAfter(db, kind, after);
    const events = await readEventsOf(
      db,
      kind.division,
      files.map((f) => f.id),
    );
    for (const file of files)
      yield { file, state: foldCase(events.get(file.id) ?? []), procedure: await kind.procedureOf(file) };
    after = files.at(-1)?.id;
    if (files.length < AT_ONCE) return;
  }
}

/** Corrects the rows of a kind's open cases. @returns how many differed */
export async function recomputeDueRows(db: Db, kind: CaseKind, calendar: DayCounter): Promise<number> {
  let changed = 0;
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    let overtaken = 0;
    for await (const { file, state, procedure } of openCases(db, kind)) {
      if (state.version !== file.version) {
        overtaken++;
        continue;
      }
      const { clock, due_on, warn_on, suspended } = foldedColumns(procedure, state, calendar);
      if (
        clock === file.clock &&
        due_on === file.due_on &&
        warn_on === file.warn_on &&
        suspended === file.suspended
      )
        continue;
      if (await setDue(db, file, { clock, due_on, warn_on, suspended })) changed++;
      else overtaken++;
    }
    if (overtaken === 0) break;
  }
  return changed;
}

const openCasesAfter = (db: Handle, kind: CaseKind, after: string | undefined): Promise<CaseFile[]> =>
  db
    .selectFrom('case_file')
    .selectAll()
    .where('division', '=', kind.division)
    .where('closed_at', 'is', null)
    .where('procedure_code', 'like', `${kind.prefix}%`)
    .$if(after !== undefined, (q) => q.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();

/** Unless a step was made meanwhile. @returns whether it was done */
async function setDue(
  db: Handle,
  file: Pick<CaseFile, 'division' | 'id' | 'version'>,
  due: Pick<CaseFile, 'clock' | 'due_on' | 'warn_on' | 'suspended'>,
): Promise<boolean> {
  const changed = await db
    .updateTable('case_file')
    .set(due)
    .where('division', '=', file.division)
    .where('id', '=', file.id)
    .where('version', '=', file.version)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
}
