/**
 * What was granted, for anybody to look up (行政许可法第四十条). An organisation stands with its name, a person only as
 * one: nobody learns from the list who applied for what (assumed: no clause at hand says how people are shown).
 */
import { isId } from '#base/ids.ts';
import { cite, sayBasis } from '#engines/law/cite.ts';
import { dayOf } from '#engines/procedure/index.ts';
import { isCreditCode, isIdentityNumber } from '#systems/permits/index.ts';
import type { Answers, Services } from './file-application.ts';
import { formPlace } from './queries.ts';
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
    granted: shown.map((row) => grantedOf(services, row)),
    next: last?.case_id ?? null,
  };
}

function grantedOf({ sealing }: Services, row: GrantedRow): Granted {
  const { seq, sealed } = row;
  const answers: Answers =
    seq === null || sealed === null ? {} : JSON.parse(sealing.open(sealed, formPlace(row.case_id, seq)));
  const { name, number = '' } = (answers.applicant ?? {}) as { name?: string; number?: string };
  // The check character of a credit code fits one identity number in thirty-one.
  const isOrganisation = isCreditCode(number) && !isIdentityNumber(number);
  return {
    on: dayOf(Temporal.Instant.fromEpochMilliseconds(row.at.getTime())).toString(),
    item: row.title,
    body: row.transition === 'higher_granted' ? `${row.holder}初审，上级机关决定` : row.holder,
    number: row.number,
    organisation: isOrganisation ? (name ?? '') : null,
  };
}
