/** A grant becomes a licence in the same transaction: both exist or neither. */
import { type CaseEvent, type CaseFile, dayOf } from '#engines/procedure/index.ts';
import type { Actor } from '#platform/people/actor.ts';
import type { Tx } from '#platform/store/store.ts';
import { issueLicence, testAgencyCode, testTypeCode } from '#systems/licences/index.ts';
import type { Item } from '#systems/permits/index.ts';
import type { Answers, Services } from './file-application.ts';
import { formPlace, readForm } from './queries.ts';

/** Transitions by which a permit is granted. */
const GRANTS = new Set(['grant', 'higher_granted']);

/** The section of every form that says who applies. */
const APPLICANT = 'applicant';

/**
 * The first day after a licence's period; null where the item names no number of years: it holds as long as it is
 * not taken back, or as its decision says.
 */
export function endOfValidity(validity: string, from: Temporal.PlainDate): Temporal.PlainDate | null {
  const years = /^(?:最长)?(\d{1,2})年/u.exec(validity)?.[1];
  return years ? from.add({ years: Number(years) }) : null;
}

/** Issues the licence of a granted case, if its item's result is one. */
export async function grantLicence(
  services: Services,
  tx: Tx,
  actor: Actor,
  { file, event, item, holder }: { file: CaseFile; event: CaseEvent; item: Item; holder: string },
): Promise<void> {
  if (!GRANTS.has(event.transition) || item.result.kind !== '证照') return;
  const form = await readForm(tx, file.division, file.id);
  if (!form) return;
  const answers = JSON.parse(services.sealing.open(form.sealed, formPlace(file.id, form.seq))) as Answers;
  const { name, number } = (answers[APPLICANT] ?? {}) as { name?: string; number?: string };
  if (!name || !number) return;
  const organisation = number.length === 18 && !/^\d{17}[\dXx]$/u.test(number);
  const validFrom = dayOf(event.at);
  await issueLicence(tx, services.licenceKeys, actor, {
    division: file.division,
    caseId: file.id,
    caseNumber: file.number,
    itemCode: file.item_code,
    itemName: item.name,
    typeCode: testTypeCode(item.result.name),
    typeName: item.result.name,
    agency: { code: testAgencyCode(holder), name: holder },
    licenceNumber: null,
    holder: {
      kind: organisation ? 'organisation' : 'person',
      account: file.applicant.startsWith('walk-in:') ? null : file.applicant,
      name,
      numberKind: organisation ? '统一社会信用代码' : '公民身份号码',
      number,
    },
    content: [{ name: '有效期', value: item.result.validity }],
    validFrom,
    validUntil: endOfValidity(item.result.validity, validFrom),
    at: event.at,
  });
}
