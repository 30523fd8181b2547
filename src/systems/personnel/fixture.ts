/** Acts for tests, all made up: what is not said is the plainest. For tests only. */
import type { ActKind } from './act.ts';
import type { ReadAct } from './record.ts';

const day = (text: string | null): Temporal.PlainDate | null =>
  text === null ? null : Temporal.PlainDate.from(text);

/** `n` is the notice; its document's id and number follow from it. `effective` null: from an unprinted trial. */
export function readAct(
  n: number,
  decidedOn: string | null,
  name: string,
  kind: ActKind,
  organisation: string,
  post: string,
  over: Partial<Omit<ReadAct, 'effective'>> & { effective?: string | null } = {},
): ReadAct {
  const { effective = decidedOn, ...rest } = over;
  return {
    name,
    kind,
    organisation,
    post,
    concurrent: false,
    seconded: false,
    probationMonths: null,
    decidedBy: '丙区人民政府党组会议',
    notice: {
      documentId: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`,
      number: `丙政干发〔2024〕${n}号`,
      title: `丙区人民政府第${n}号任免通知`,
      issuer: '丙区人民政府',
      dated: day(decidedOn),
    },
    place: null,
    ...rest,
    effective: day(effective),
    decidedOn: day(decidedOn),
  };
}
