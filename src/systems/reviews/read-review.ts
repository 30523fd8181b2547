/** A review's case as its reader may see it, and how to call its writer back: a sight of that is audited. */
import { ok, type Result, refuse } from '#base/result.ts';
import {
  type CaseEvent,
  type CaseFile,
  type CaseState,
  type CaseView,
  dayOf,
  findCase,
  foldCase,
  type Light,
  lastMade,
  lightOfRow,
  readEvents,
  readEventsOf,
  viewCase,
} from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Actor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { formPlace, readForm } from '#systems/services/index.ts';
import type { Written } from './open-matter.ts';
import { appealIsOpen, mayGoWithoutCall } from './procedure/follow-up.ts';
import { accountOf, findMatter, type Matter, mattersOf, reviewCasesIn } from './queries.ts';
import { rolesInReview } from './review-roles.ts';
import { nowOf, type Reviews } from './reviews-of.ts';

export type ReviewCase = {
  readonly file: CaseFile;
  readonly matter: Matter;
  readonly shown: CaseView;
  /** Of a bad rating; null: another kind. */
  readonly level: number | null;
  readonly appealOpen: boolean;
  readonly roles: readonly string[];
};
/** With what its writer wrote; empty for whoever is reviewed. */
export type ReviewView = ReviewCase & { readonly words: string };

/** Steps that the definition offers and a rule would refuse now: not shown. */
function refusedNow(transition: string, state: CaseState): boolean {
  if (transition === 'annul' || transition === 'reject_appeal') return !appealIsOpen(state);
  if (transition === 'go_without_call') return !mayGoWithoutCall(state);
  if (['mend', 'explain', 'mend_ledger'].includes(transition)) return appealIsOpen(state);
  return false;
}

/** A case as its reader may see it, without its words; undefined when it is not theirs. Pure. */
function viewReview(
  reviews: Reviews,
  actor: Actor,
  file: CaseFile,
  matter: Matter,
  events: readonly CaseEvent[],
  codeIndex?: string,
): ReviewCase | undefined {
  const state = foldCase(events);
  const byCode = codeIndex !== undefined && matter.code_index === codeIndex;
  const roles = byCode ? ['applicant'] : rolesInReview(actor, { ...file, reviewed: matter.reviewed }, state);
  if (roles.length === 0) return undefined;
  const procedure = reviews.procedures[matter.kind];
  const shown = viewCase(file, events, procedure, reviews.calendar, nowOf(reviews), roles);
  const actions = shown.actions.filter(
    ({ transition }) =>
      !refusedNow(transition, state) &&
      !(transition === 'propose_item_change' && (matter.item_code === null || state.made[transition])),
  );
  return {
    file,
    matter,
    shown: { ...shown, actions },
    level: Number(lastMade(state, 'open')?.data.level ?? 0) || null,
    appealOpen: appealIsOpen(state),
    roles,
  };
}

/** Those of some cases that the reader may see, in their order, read together. */
export async function readReviews(
  reviews: Reviews,
  division: string,
  actor: Actor,
  files: readonly CaseFile[],
): Promise<ReviewCase[]> {
  const ids = files.map((f) => f.id);
  const [matters, events] = await Promise.all([
    mattersOf(reviews.db, division, ids),
    readEventsOf(reviews.db, division, ids),
  ]);
  return files.flatMap((file) => {
    const matter = matters.get(file.id);
    return (matter && viewReview(reviews, actor, file, matter, events.get(file.id) ?? [])) ?? [];
  });
}

/** @returns undefined when it is not there or not the reader's to see. @param codeIndex the reader's code, instead of an account */
export async function readReview(
  reviews: Reviews,
  division: string,
  actor: Actor,
  caseId: string,
  codeIndex?: string,
): Promise<ReviewView | undefined> {
  const [file, matter, events] = await Promise.all([
    findCase(reviews.db, division, caseId),
    findMatter(reviews.db, division, caseId),
    readEvents(reviews.db, division, caseId),
  ]);
  const view = file && matter && viewReview(reviews, actor, file, matter, events, codeIndex);
  if (!view) return undefined;
  // Words may say who wrote them: whoever is reviewed does not read them.
  const reads = !view.roles.includes('reviewed');
  return { ...view, words: reads ? (await readWritten(reviews, division, caseId)).words : '' };
}

async function readWritten(reviews: Reviews, division: string, caseId: string): Promise<Written> {
  const form = await readForm(reviews.db, division, caseId);
  return form
    ? (JSON.parse(reviews.sealing.open(form.sealed, formPlace(caseId, form.seq))) as Written)
    : { words: '', name: '', phone: '' };
}

export type Contact = { readonly name: string; readonly phone: string };

/** How to call the writer back; only for whoever handles or checks the case, and written into the audit trail. */
export async function readContact(
  reviews: Reviews,
  division: string,
  actor: Actor,
  caseId: string,
): Promise<Result<Contact>> {
  const allowed = authorise(actor, 'reviews.contact.read', division);
  if (!allowed.ok) return allowed;
  const view = await readReview(reviews, division, actor, caseId);
  if (!view?.roles.some((r) => r === 'handler' || r === 'supervisor'))
    return refuse('reviews.not_found', '没有这一件，或它不由您办理。');
  const written = await readWritten(reviews, division, caseId);
  const account = await accountOf(reviews.db, view.file.applicant);
  const registered = account?.phoneSealed
    ? reviews.phones.open(account.phoneSealed, `account_person.phone:${account.id}`)
    : '';
  await audit(reviews.db, actor, {
    useCase: 'reviews.contact.read',
    subject: `case:${caseId}`,
    outcome: 'done',
  });
  return ok({ name: written.name || (account?.name ?? ''), phone: written.phone || registered });
}

export type ReviewLine = {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly kind: Matter['kind'];
  readonly stateTitle: string;
  readonly holder: string;
  readonly light: Light;
  readonly dueOn: string | null;
  /** What the reader can do next, in words; empty: nothing now. */
  readonly steps: readonly string[];
};

/** Posts by which officials follow up. */
export const followUpBodies = (actor: Actor, division: string): string[] =>
  actor.kind !== 'account'
    ? []
    : [
        ...new Set(
          (actor.posts ?? [])
            .filter((p) => ['follow_up', 'supervisor'].includes(p.role) && division.startsWith(p.division))
            .map((p) => p.body),
        ),
      ];

/** The reader's follow-ups with their lights: what waits for them, or (`open` false) what has ended. */
export async function listFollowUps(
  reviews: Reviews,
  division: string,
  actor: Actor,
  open: boolean,
): Promise<ReviewLine[]> {
  const files = await reviewCasesIn(reviews.db, division, followUpBodies(actor, division), open);
  const found = await readReviews(reviews, division, actor, files);
  // What is about the reader, or by them, is in no list of theirs.
  return found
    .filter(({ roles }) => roles.some((r) => r === 'handler' || r === 'supervisor'))
    .map((view) => lineOf(reviews, view));
}

/** A case as a line of a list. */
export function lineOf(reviews: Reviews, { file, matter, shown }: ReviewCase): ReviewLine {
  const { transitions } = reviews.procedures[matter.kind];
  return {
    id: file.id,
    number: file.number,
    title: file.title,
    kind: matter.kind,
    stateTitle: shown.state.title,
    holder: shown.holder,
    light: file.closed_at === null ? lightOfRow(file, dayOf(nowOf(reviews))) : shown.light,
    dueOn: file.closed_at === null ? file.due_on : null,
    steps: shown.actions.filter((a) => !transitions[a.transition]?.aside).map((a) => a.title),
  };
}
