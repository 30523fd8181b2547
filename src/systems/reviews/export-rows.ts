/** Exporting ratings and cases: a desk use case. Personal fields are masked unless somebody entitled says what for. */
import { ok, type Result, refuse } from '#base/result.ts';
import { LEGAL_ZONE } from '#engines/procedure/clock.ts';
import { audit, auditEach } from '#platform/audit/audit.ts';
import { type Actor, actorKey } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { maskName, maskNumber } from '#platform/sealing/index.ts';
import { type Answers, formPlace, offerOfCase, readForm } from '#systems/services/index.ts';
import { certificateType, type ExportRow, exportRow, localTime, userType } from './export-fields.ts';
import { accountOf, instantOf } from './queries.ts';
import {
  type CaseToExport,
  casesToExport,
  type ExportRange,
  type RatingToExport,
  ratingsToExport,
} from './queries-statistics.ts';
import type { Reviews } from './reviews-of.ts';

const ROWS_MAX = 5000;
const REGION = { regionCode: '640105', regionName: '西夏区' };

export type ExportForm = {
  readonly kind: 'ratings' | 'cases';
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
  /** Whole names and numbers; then a reason is needed. */
  readonly reveal: boolean;
  readonly reason: string;
};

/** Whole personal fields in bulk are for whoever answers for a body, or checks. */
const MAY_REVEAL = { ratings: ['supervisor'], cases: ['head', 'supervisor'] } as const;
/** Whose ratings and cases somebody exports: those of the bodies in which they hold such a post. */
const MAY_EXPORT = {
  ratings: ['follow_up', 'supervisor'],
  cases: ['clerk', 'reviewer', 'approver', 'head', 'supervisor'],
} as const;

const bodiesBy = (actor: Actor, roles: readonly string[]): string[] =>
  actor.kind !== 'account'
    ? []
    : [...new Set((actor.posts ?? []).filter((p) => roles.includes(p.role)).map((p) => p.body))];

export async function exportRows(
  reviews: Reviews,
  division: string,
  actor: Actor,
  form: ExportForm,
): Promise<Result<readonly ExportRow[]>> {
  const useCase = form.kind === 'ratings' ? 'reviews.export' : 'services.case.export';
  const allowed = authorise(actor, useCase, division);
  if (!allowed.ok) return allowed;
  const days = readDays(form);
  if (!days) return refuse('reviews.export.days', '请填写起止日期，终止日期不早于起始日期。');
  const bodies = bodiesBy(actor, form.reveal ? MAY_REVEAL[form.kind] : MAY_EXPORT[form.kind]);
  if (bodies.length === 0)
    return refuse(
      'reviews.export.post',
      form.reveal
        ? '导出完整的姓名和号码，须由机关负责人或复核人员办理。遮掩的可以照常导出。'
        : '您没有相应的职责，不能导出。请联系系统管理员。',
    );
  const reason = form.reason.trim();
  if (form.reveal && reason === '')
    return refuse('reviews.export.reason', '导出完整的姓名和号码，请写明用途。用途会记入审计记录。');
  const range: ExportRange = { division, bodies, ...days, most: ROWS_MAX + 1 };
  const rows =
    form.kind === 'ratings'
      ? await ratingRows(reviews, range, actor, form.reveal)
      : await caseRows(reviews, range, form.reveal);
  if (rows.length > ROWS_MAX)
    return refuse('reviews.export.too_large', `超过${ROWS_MAX}条。请缩短起止日期，分几次导出。`);
  const said = { from: form.from, to: form.to, ...(form.reveal && { reason: reason.slice(0, 500) }) };
  await reviews.db.transaction().execute(async (tx) => {
    const detail = { ...said, rows: rows.length, revealed: form.reveal };
    await audit(tx, actor, { useCase, outcome: 'done', detail });
    // A sight of somebody's number is a line about them, which they can read.
    if (form.reveal)
      await auditEach(tx, actor, { useCase, outcome: 'done', detail: said }, [
        ...new Set(rows.flatMap((r) => (r.about === null ? [] : [`case:${r.about}`]))),
      ]);
  });
  return ok(rows.map((r) => r.row));
}

function readDays({ from, to }: ExportForm): { from: Temporal.Instant; until: Temporal.Instant } | undefined {
  const ISO = /^\d{4}-\d{2}-\d{2}$/;
  if (!ISO.test(from) || !ISO.test(to)) return undefined;
  try {
    const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
    if (Temporal.PlainDate.compare(first, last) > 0) return undefined;
    const start = (day: Temporal.PlainDate) => day.toZonedDateTime(LEGAL_ZONE).toInstant();
    return { from: start(first), until: start(last.add({ days: 1 })) };
  } catch {
    return undefined;
  }
}

type Person = { readonly name: string; readonly number: string; readonly phone: string };
const NOBODY: Person = { name: '', number: '', phone: '' };

/** Who applied, out of the answers of a form. */
function personOf(answers: Answers): Person {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const { name, number } = answers.applicant ?? {};
  const phone =
    Object.values(answers)
      .map((s) => text(s.mobile))
      .find((m) => m !== '') ?? '';
  return { name: text(name), number: text(number), phone };
}

const personal = ({ name, number, phone }: Person, reveal: boolean): Partial<ExportRow> => ({
  userName: name === '' ? null : reveal ? name : maskName(name),
  userType: userType(number) || null,
  certificateType: certificateType(number) || null,
  certificateNo: number === '' ? null : reveal ? number : maskNumber(number),
  contactPhone: phone === '' ? null : reveal ? phone : maskNumber(phone),
});

const open = (reviews: Reviews, caseId: string, seq: number, sealed: Uint8Array): Answers =>
  JSON.parse(reviews.forms.open(sealed, formPlace(caseId, seq))) as Answers;

const instant = (date: Date): Temporal.Instant => instantOf(new Date(date));

/** A row, and the case out of which its personal fields come; null: it has none. */
type Exported = { readonly about: string | null; readonly row: ExportRow };

async function ratingRows(
  reviews: Reviews,
  range: ExportRange,
  actor: Actor,
  reveal: boolean,
): Promise<Exported[]> {
  const rows: Exported[] = [];
  for (const r of await ratingsToExport(reviews.db, range, actorKey(actor)))
    rows.push({
      // The application holds the number; what was left at the window stands in the case of the rating.
      about: r.rater === null ? r.matterCase : r.caseId,
      row: exportRow({
        ...REGION,
        ...personal(await raterOf(reviews, range.division, r), reveal),
        departmentCode: r.affairCode.slice(0, 18),
        departmentName: r.body,
        evalTime: localTime(instant(r.ratedAt)),
        affairSerialNo: r.caseNumber,
        affairCode: r.affairCode,
        affairName: r.itemName,
        officer: r.clerkName ?? r.officerName,
        applyTime: r.appliedAt && localTime(instant(r.appliedAt)),
        doneTime: localTime(instant(r.servedAt)),
        windowNo: r.windowNo || null,
        serviceNumber: 1,
        serviceTime: localTime(instant(r.servedAt)),
        channel: r.channel,
        satisfaction: r.level,
        annulled: r.annulled,
      }),
    });
  return rows;
}

/** Who rated: the applicant of the case, or what was left at the window. */
async function raterOf(reviews: Reviews, division: string, r: RatingToExport): Promise<Person> {
  if (r.rater !== null && r.caseId !== null) {
    const form = await readForm(reviews.db, division, r.caseId);
    const person = form ? personOf(open(reviews, r.caseId, form.seq, form.sealed)) : NOBODY;
    return person.name === ''
      ? { ...NOBODY, name: (await accountOf(reviews.db, r.rater))?.name ?? '' }
      : person;
  }
  if (r.matterCase === null) return NOBODY;
  const form = await readForm(reviews.db, division, r.matterCase);
  if (!form) return NOBODY;
  const { name, phone } = JSON.parse(
    reviews.sealing.open(form.sealed, formPlace(r.matterCase, form.seq)),
  ) as Person;
  return { name, number: '', phone };
}

async function caseRows(reviews: Reviews, range: ExportRange, reveal: boolean): Promise<Exported[]> {
  const rows: Exported[] = [];
  for (const c of await casesToExport(reviews.db, range))
    rows.push({ about: c.id, row: await caseRow(reviews, c, reveal) });
  return rows;
}

async function caseRow(reviews: Reviews, c: CaseToExport, reveal: boolean): Promise<ExportRow> {
  const { item } = await offerOfCase(reviews.db, { item_code: c.itemCode, item_version: c.itemVersion });
  const person =
    c.formSealed === null || c.formSeq === null
      ? NOBODY
      : personOf(open(reviews, c.id, c.formSeq, c.formSealed));
  return exportRow({
    ...REGION,
    ...personal(person, reveal),
    departmentCode: c.itemCode.slice(0, 18),
    departmentName: c.holder,
    affairSerialNo: c.number,
    affairCode: c.itemCode,
    affairName: c.title,
    officer: c.officerName,
    applyTime: localTime(instant(c.openedAt)),
    doneTime: c.closedAt && localTime(instant(c.closedAt)),
    projectType: item.caseKind === '即办件' ? 1 : 2,
    channel: c.channel,
    state: c.state,
  });
}
