/** Contents, appointments, figures and periods of an edition as rows, each with the issuance it belongs to. */
import { numberKey, titleKey } from './name.ts';
import type { Appointment, Artifact, Figure } from './parse/artifact.ts';

type Row = { readonly ord: number; readonly document: string | null } & Readonly<Record<string, unknown>>;

export type RecordRows = {
  readonly contents: readonly Row[];
  readonly appointments: readonly Row[];
  readonly figures: readonly Row[];
  readonly periods: readonly Row[];
};

/** What an appointment says, as columns, wherever it was read. */
export const appointmentColumns = (a: Omit<Appointment, 'span'>) => ({
  person: a.person,
  act: a.act,
  organisation: a.organisation,
  post: a.post,
  concurrent: a.concurrent,
  seconded: a.seconded,
  probation_months: a.probationMonths,
  effective_date: a.effectiveDate,
  decided_on: a.decidedOn,
  decided_by: a.decidedBy,
});

/** What a figure says, as columns, wherever it was read. */
export const figureColumns = (f: Omit<Figure, 'span'>) => ({
  indicator: f.indicator,
  place: f.place,
  period: f.period,
  value: f.value,
  unit: f.unit,
  change: f.change,
  change_unit: f.changeUnit,
  measure: f.measure,
  compared_with: f.basis,
});

export function recordRows(artifact: Artifact): RecordRows {
  const issuance = (index: number | null) => (index === null ? null : `issuance:${index}`);
  return {
    contents: artifact.contents.map(({ section, title, number, page }, ord) => ({
      ord,
      document: issuance(issuanceNamed(artifact, number, title)),
      section,
      title,
      number,
      page,
    })),
    appointments: artifact.appointments.map((a, ord) => ({
      ord,
      document: issuance(issuanceNamed(artifact, a.issuance, a.issuance)),
      ...appointmentColumns(a),
      start_at: a.span[0],
      end_at: a.span[1],
    })),
    figures: artifact.figures.map((f, ord) => ({
      ord,
      document: issuance(f.issuance),
      ...figureColumns(f),
      start_at: f.span[0],
      end_at: f.span[1],
    })),
    periods: artifact.periods.map((p, ord) => ({
      ord,
      document: issuance(p.issuance),
      name: p.name,
      kind: p.kind,
      starts: p.from,
      ends: p.until,
      start_at: p.span[0],
      end_at: p.span[1],
    })),
  };
}

/** The first issuance with that number, else with that title; null when none has either. */
function issuanceNamed(artifact: Artifact, number: string | null, title: string): number | null {
  const find = (test: (x: Artifact['issuances'][number]) => boolean) => artifact.issuances.findIndex(test);
  const byNumber =
    number === null ? -1 : find((x) => x.number !== null && numberKey(x.number) === numberKey(number));
  const at = byNumber >= 0 ? byNumber : find((x) => titleKey(x.title) === titleKey(title));
  return at < 0 ? null : at;
}
