/**
 * Opening a case: one statement, shared by all who file at the same time, and the same command sent again has the same
 * outcome.
 */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { NewNotice } from '#platform/notices/notice.ts';
import type { UseCase } from '#platform/people/policy.ts';
import { batchedOn } from '#platform/store/batched.ts';
import type { Handle } from '#platform/store/store.ts';
import type { DayCounter } from '../clock.ts';
import { openCase as decideOpening } from '../decide.ts';
import type { Procedure } from '../definition.ts';
import { applyEvent, type CaseActor, type CaseEvent, type CaseState } from '../event.ts';
import { findCase, findCommand, insertCases, type MaterialFile, type NewCaseRow } from './queries.ts';
import { foldedColumns, storable } from './rows.ts';

export type Opening = {
  readonly division: string;
  readonly procedure: Procedure;
  readonly itemCode: string;
  readonly itemVersion: number;
  /** What its number begins with, for a case that is no application for an item; absent: the item's code. */
  readonly series?: string;
  /** What the opening step must be given, as the definition asks; absent: nothing. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly title: string;
  /** Account that it is for. */
  readonly applicant: string;
  readonly actor: CaseActor;
  readonly channel: 'web' | 'window' | 'api';
  /** The body that takes it in. */
  readonly holder: string;
  /** Key of the form or request, unique to its sender. */
  readonly requestKey: string;
  /** The answers, sealed for the case of this id; absent: none. */
  readonly sealForm?: (caseId: string) => Uint8Array;
  /** Files that come with it; the caller has checked whose they are. */
  readonly materials?: readonly MaterialFile[];
  readonly useCase: UseCase;
  /** Whom to tell of it; `{number}` in a body becomes the case's number. */
  readonly tell: (state: CaseState, event: CaseEvent) => readonly NewNotice[];
};

export type OpenedCase = { readonly id: string; readonly number: string; readonly again: boolean };

export type OpenRefusal = 'procedure.wrong_role' | 'procedure.input' | 'procedure.numbers_used_up';

/** More would keep the first of a round waiting for the last. */
const OPENINGS_MAX = 32;
const UNIQUE_OR_CHECK = /^23/;
const DEADLOCK = '40P01';

/** Inside a transaction a case is opened by itself; else together with those that are filed at the same moment. */
const insertTogether = batchedOn(insertEach, OPENINGS_MAX);

async function insert(db: Handle, row: NewCaseRow): Promise<string | undefined> {
  const number = await insertTogether(db, row);
  if (number instanceof Error) throw number;
  return number;
}

/** One statement; when one of the openings is refused, each by itself, so that it fails alone. */
async function insertEach(db: Handle, rows: readonly NewCaseRow[]): Promise<(string | Error | undefined)[]> {
  try {
    return await insertCases(db, rows);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (rows.length === 1 || !(UNIQUE_OR_CHECK.test(code) || code === DEADLOCK)) throw error;
    const outcomes: (string | Error | undefined)[] = [];
    for (const row of rows)
      outcomes.push(
        await insertCases(db, [row]).then(
          ([number]) => number,
          (reason: Error) => reason,
        ),
      );
    return outcomes;
  }
}

/** @returns the case and its number; `again` when the command had been carried out before */
export async function openCase(
  { db, calendar, now }: { db: Handle; calendar: DayCounter; now?: () => Temporal.Instant },
  opening: Opening,
): Promise<Result<OpenedCase, OpenRefusal>> {
  const { division, procedure, actor } = opening;
  const at = storable((now ?? Temporal.Now.instant)());
  const decided = decideOpening(procedure, { actor, at, input: opening.input ?? {}, holder: opening.holder });
  if (!decided.ok) return decided;
  const event = decided.value;
  const state = applyEvent(undefined, event);
  const id = newId();
  const commandKey = `${actor.key} ${opening.requestKey}`;
  try {
    const number = await insert(db, {
      division,
      id,
      commandKey,
      procedureCode: procedure.code,
      itemCode: opening.itemCode,
      series: opening.series ?? opening.itemCode,
      itemVersion: opening.itemVersion,
      title: opening.title,
      applicant: opening.applicant,
      channel: opening.channel,
      columns: foldedColumns(procedure, state, calendar),
      event,
      sealedForm: opening.sealForm?.(id) ?? null,
      beside: {
        materials: opening.materials ?? [],
        notices: opening.tell(state, event).map((notice) => ({ ...notice, id: newId() })),
        audit: { id: newId(), useCase: opening.useCase, detail: { item: opening.itemCode } },
      },
    });
    if (number !== undefined) return ok({ id, number, again: false });
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'case_serial_highest_check')
      return refuse(
        'procedure.numbers_used_up',
        '今天这一类的编号已经用完。您填的内容没有丢失，请明天再提交，或到窗口办理。',
      );
    throw error;
  }
  const before = await findCommand(db, division, commandKey);
  const file = before && (await findCase(db, division, before.caseId));
  if (!file) throw new Error('openCase: a command without its case');
  return ok({ id: file.id, number: file.number, again: true });
}
