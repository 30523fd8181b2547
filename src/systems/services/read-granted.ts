/**
 * What was granted, for anybody to look up (行政许可法第四十条). An organisation stands with its name, a person only as
 * one: nobody learns from the list who applied for what (assumed: no clause at hand says how people are shown).
 */
import { isId } from '#base/ids.ts';
import { cite, sayBasis } from '#engines/law/cite.ts';
import { dayOf } from '#engines/procedure/index.ts';
import type { Answers, Services } from './file-application.ts';
import { formPlace, readForm } from './queries.ts';
import { type GrantedRow, grantedCases } from './queries-granted.ts';

export const GRANTED_BASIS = sayBasis(cite('中华人民共和国行政许可法', '第四十条'));

export type Granted = {
  readonly on: string;
  readonly item: string;
  readonly body: string;
  readonly number: string;
  /** Name of an organisation; null: a person. */
  readonly organisation: string | null;
};

export type GrantedPage = {
  readonly granted: readonly Granted[];
  /** From where the next page goes on; null: this is the last. */
  readonly next: string | null;
};

const PAGE = 50;
const IDENTITY_CARD = /^\d{17}[\dXx]$/u;

/** @param after `next` of the page before */
export async function readGranted(
  services: Services,
  division: string,
  after: string | undefined,
): Promise<GrantedPage> {
  const rows = await grantedCases(services.db, division, after && isId(after) ? after : undefined, PAGE + 1);
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    granted: await Promise.all(shown.map((row) => grantedOf(services, division, row))),
    next: last?.case_id ?? null,
  };
}

async function grantedOf(services: Services, division: string, row: GrantedRow): Promise<Granted> {
  const form = await readForm(services.db, division, row.case_id);
  const answers = form
    ? (JSON.parse(services.sealing.open(form.sealed, formPlace(row.case_id, form.seq))) as Answers)
    : {};
  const { name, number } = (answers.applicant ?? {}) as { name?: unknown; number?: unknown };
  const isOrganisation = typeof number === 'string' && number.length === 18 && !IDENTITY_CARD.test(number);
  return {
    on: dayOf(Temporal.Instant.fromEpochMilliseconds(row.at.getTime())).toString(),
    item: row.title,
    body: row.transition === 'higher_granted' ? `${row.holder}初审，上级机关决定` : row.holder,
    number: row.number,
    organisation: isOrganisation ? String(name ?? '') : null,
  };
}
