/** Pre-reviews as data: for the clerk, for the person, and beside the case that came of one. */
import type { z } from 'zod';
import { dayOf, formatLimit, isProvisional, readMaterials } from '#engines/procedure/index.ts';
import { filesNamed } from '#platform/files/file.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authoriseInBody } from '#platform/people/policy.ts';
import { checkAnswers, materialsFor, sectionsOf } from '#systems/permits/index.ts';
import { answerLines } from './answer-lines.ts';
import type { PreAnswerBody, PreReviewOfCaseBody } from './api-schema-pre-answer.ts';
import type { OwnPreReviewOut, PreReviewBody, PreReviewRowBody } from './api-schema-pre-reviews.ts';
import type { Services } from './file-application.ts';
import { currentOffer, offerOfVersion } from './offer.ts';
import { instantOf, openAnswer, openSnapshot, promiseAt, sectionNotes } from './pre-review.ts';
import type { Application } from './queries.ts';
import {
  answeredBefore,
  type DeskRow,
  newestPreReview,
  type PreReview,
  preReviewOfCase,
} from './queries-pre-reviews.ts';

const nowOf = ({ now }: Services): Temporal.Instant => (now ?? Temporal.Now.instant)();

/** What every view of a request says of it. */
function common(services: Services, row: Omit<PreReview, 'sealed' | 'answer'>) {
  const { light, dueOn } = promiseAt(row, nowOf(services), services.calendar);
  return {
    id: row.id,
    title: row.title,
    body: row.body,
    state: row.state,
    askedAt: row.asked_at.toISOString(),
    light,
    dueOn: dueOn?.toString() ?? null,
    provisional: isProvisional(services.calendar, dayOf(instantOf(row.asked_at)), dueOn),
  };
}

export const rowOut = (services: Services, row: DeskRow): PreReviewRowBody => ({
  ...common(services, row),
  times: row.times,
  verdict: row.verdict,
  answeredBy: row.answered_by_name,
});

/** What was answered, with the titles of the sections; null: nothing was. */
export async function answerOut(services: Services, row: PreReview): Promise<PreAnswerBody | null> {
  const answer = openAnswer(services, row);
  if (!answer || !row.answered_at) return null;
  const { item } = await offerOfVersion(services.db, row.item_code, row.item_version);
  return {
    verdict: answer.verdict,
    summary: answer.summary,
    elsewhere: answer.elsewhere,
    sections: sectionNotes(item.form, answer),
    materials: [...answer.materials],
    by: row.answered_by_name ?? '',
    at: row.answered_at.toISOString(),
  };
}

/**
 * A request as the clerk reads it. What was taken back or replaced shows no content: it is not for the clerk any more.
 * @param masked whether identity numbers and phones are masked
 */
export async function preReviewOut(
  services: Services,
  actor: Actor,
  row: PreReview,
  masked: boolean,
): Promise<PreReviewBody> {
  const { item } = await offerOfVersion(services.db, row.item_code, row.item_version);
  const shown = isShown(row);
  const snapshot = shown ? openSnapshot(services, row) : undefined;
  const [current, before, newest, files] = await Promise.all([
    currentOffer(services.db, row.item_code),
    shown ? answeredBefore(services.db, row) : undefined,
    newestPreReview(services.db, row.division, row.draft_id),
    filesNamed(services.db, row.division, snapshot ? Object.values(snapshot.materials).flat() : []),
  ]);
  const lines = snapshot ? answerLines(item.form, snapshot.answers, masked) : [];
  const wrong = snapshot ? checkAnswers(item.form, snapshot.answers) : [];
  const of = (section: string) => (line: { key?: string; field?: string }) =>
    (line.key ?? line.field ?? '').split('.')[0] === section;
  return {
    ...common(services, row),
    itemCode: row.item_code,
    itemVersion: row.item_version,
    outdated: !current.ok || current.value.version !== row.item_version,
    promised: formatLimit({ days: row.promised_days, unit: row.promised_unit }),
    forWhom: snapshot?.forWhom ?? null,
    conditions: item.conditions,
    sections: snapshot
      ? sectionsOf(item.form).map(([name, { title }]) => ({
          name,
          title,
          answers: lines.filter(of(name)),
          wrong: wrong.filter(of(name)).map((w) => w.message),
        }))
      : [],
    materials: snapshot
      ? materialsFor(item, snapshot.answers).map(({ material: m }) => ({
          name: m.name,
          need: m.need,
          about: `${m.form}${m.copies}份。${m.standard}`,
          files: files
            .filter((f) => snapshot.materials[m.name]?.includes(f.id))
            .map(({ id, name, mediaType, sizeBytes }) => ({ id, name, mediaType, sizeBytes })),
          licensed: snapshot.licensed.includes(m.name),
        }))
      : [],
    answer: shown ? await answerOut(services, row) : null,
    before: before ? await answerOut(services, before) : null,
    mayAnswer:
      row.state === 'waiting' &&
      row.account_id !== actorKey(actor) &&
      authoriseInBody(actor, 'services.pre_review.answer', row.body, row.division).ok,
    newer: row.state === 'superseded' && newest && newest.id !== row.id ? newest.id : null,
    caseId: row.case_id,
  };
}

/** Whether a clerk reads what was sent: while it counts, and beside the case that it became. */
export const isShown = ({ state }: Pick<PreReview, 'state'>): boolean =>
  state === 'waiting' || state === 'answered' || state === 'filed';

/** A request as its asker reads it. */
export async function ownPreReviewOut(
  services: Services,
  row: PreReview,
): Promise<z.infer<typeof OwnPreReviewOut>> {
  return {
    ...common(services, row),
    draft: row.draft_id,
    itemCode: row.item_code,
    itemVersion: row.item_version,
    answer: await answerOut(services, row),
    caseId: row.case_id,
  };
}

/** What was said of the draft that a case came of, and which files are still the ones that were looked at. */
export async function preReviewBesideCase(
  services: Services,
  file: Application,
): Promise<PreReviewOfCaseBody | null> {
  const row = await preReviewOfCase(services.db, file.division, file.id);
  if (!row || !file.item_code.endsWith(row.item_code)) return null;
  const looked = openSnapshot(services, row).materials;
  const now = await readMaterials(services.db, file.division, file.id);
  const same = (name: string, ids: readonly string[]): boolean => {
    const filed = new Set(now.filter((m) => m.material === name).map((m) => m.id));
    return filed.size === new Set(ids).size && ids.every((id) => filed.has(id));
  };
  return {
    id: row.id,
    answer: await answerOut(services, row),
    unchanged: Object.entries(looked).flatMap(([name, ids]) => (same(name, ids) ? [name] : [])),
  };
}
