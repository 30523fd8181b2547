/** Acting on a case: lock it, decide, append. Two who act at once never both succeed on the same state. */
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { NewNotice } from '#platform/notices/notice.ts';
import type { UseCase } from '#platform/people/policy.ts';
import type { Db, Tx } from '#platform/store/store.ts';
import type { DayCounter } from '../clock.ts';
import { decideTransition, type TransitionProblem } from '../decide.ts';
import type { Procedure } from '../definition.ts';
import { applyEvent, type CaseActor, type CaseEvent, type CaseState, foldCase } from '../event.ts';
import {
  type CaseFile,
  findCommand,
  insertEvent,
  lockCase,
  type MaterialFile,
  readEvents,
} from './queries.ts';
import { foldedColumns, storable } from './rows.ts';

export type Acting = {
  readonly division: string;
  readonly caseId: string;
  readonly transition: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Version that the person saw; undefined only for the system. */
  readonly seen?: number | undefined;
  /** Key of the form or request, unique to its sender. */
  readonly requestKey: string;
  /** What is stated anew, sealed for the event of this number. */
  readonly sealForm?: (seq: number) => Uint8Array;
  /** Files that come with it; the caller has checked whose they are. */
  readonly materials?: readonly MaterialFile[];
  readonly useCase: UseCase;
  /** Reads what belongs to the case and gives the procedure that it runs on. */
  readonly prepare: (tx: Tx, file: CaseFile) => Procedure | Promise<Procedure>;
  /** Who acts, in which role; or why they may not. */
  readonly actorFor: (file: CaseFile, state: CaseState, procedure: Procedure) => Result<CaseActor>;
  /** Fills in what follows from who acts, e.g. the body that answers; or why it cannot be filled in. */
  readonly inputFor?: (
    state: CaseState,
    input: Readonly<Record<string, unknown>>,
  ) => Result<Readonly<Record<string, unknown>>>;
  readonly tell: (
    file: CaseFile,
    state: CaseState,
    event: CaseEvent,
    procedure: Procedure,
  ) => readonly NewNotice[];
  /** What else belongs to the event, in the same transaction: a licence, a document. */
  readonly also?: (tx: Tx, file: CaseFile, state: CaseState, event: CaseEvent) => Promise<void>;
};

export type ActedCase = {
  readonly state: string;
  readonly version: number;
  /** True when the command had been carried out before. */
  readonly again: boolean;
};

export type ActRefusal = TransitionProblem | 'procedure.no_case' | (string & {});

/** Makes a transition in one transaction. The same command sent again answers as it did the first time. */
export async function actOnCase(
  { db, calendar, now }: { db: Db; calendar: DayCounter; now?: () => Temporal.Instant },
  acting: Acting,
): Promise<Result<ActedCase, ActRefusal>> {
  const { division, caseId } = acting;
  return db.transaction().execute(async (tx) => {
    const file = await lockCase(tx, division, caseId);
    if (!file) return refuse('procedure.no_case', '没有这一办件。请核对办件编号，或从“我的办件”进入。');
    const events = await readEvents(tx, division, caseId);
    const state = foldCase(events);
    const procedure = await acting.prepare(tx, file);
    const actor = acting.actorFor(file, state, procedure);
    if (!actor.ok) return actor;
    const commandKey = `${actor.value.key} ${acting.requestKey}`;
    const before = await findCommand(tx, division, commandKey);
    if (before) return again(caseId, events, before);
    const input = acting.inputFor?.(state, acting.input) ?? ok(acting.input);
    if (!input.ok) return input;
    const decided = decideTransition(
      procedure,
      state,
      {
        transition: acting.transition,
        actor: actor.value,
        at: notBefore(state.changedAt, storable((now ?? Temporal.Now.instant)())),
        input: input.value,
        seen: acting.seen,
      },
      calendar,
    );
    if (!decided.ok) return decided;
    const event = decided.value;
    const next = applyEvent(state, event);
    await insertEvent(tx, {
      division,
      id: caseId,
      commandKey,
      columns: foldedColumns(procedure, next, calendar),
      event,
      sealedForm: acting.sealForm?.(event.seq) ?? null,
      beside: {
        materials: acting.materials ?? [],
        notices: acting.tell(file, next, event, procedure).map((notice) => ({ ...notice, id: newId() })),
        audit: {
          id: newId(),
          useCase: acting.useCase,
          detail: { transition: event.transition, seq: event.seq },
        },
      },
    });
    await acting.also?.(tx, file, next, event);
    return ok({ state: next.state, version: next.version, again: false });
  });
}

/** A clock of the machine that was set back must not put an event before the one that it follows. */
const notBefore = (last: Temporal.Instant, at: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(at, last) < 0 ? last : at;

function again(
  caseId: string,
  events: readonly CaseEvent[],
  before: { caseId: string; seq: number },
): Result<ActedCase, 'procedure.other_case'> {
  const made = before.caseId === caseId ? events.find((e) => e.seq === before.seq) : undefined;
  if (!made) return refuse('procedure.other_case', '这次提交的编号已用于另一办件。请刷新页面后再办理。');
  return ok({ state: made.to, version: made.seq, again: true });
}
