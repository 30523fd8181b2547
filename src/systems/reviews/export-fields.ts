/**
 * The fields that 好差评 systems send one another, by the names that they use (facts §2). What is not known here is
 * empty, never made up. Pure.
 */
import { safeCell } from '#systems/statistics/index.ts';

/** In the order of the export. `own`: not among the known names, and needed to read a row. */
export const EXPORT_FIELDS = [
  'departmentCode',
  'departmentName',
  'evalProcess',
  'evalTime',
  'hallCode',
  'affairSerialNo',
  'affairCode',
  'affairHandleItem',
  'affairName',
  'officer',
  'applyTime',
  'doneTime',
  'userName',
  'userType',
  'certificateType',
  'certificateNo',
  'contactPhone',
  'windowNo',
  'workNo',
  'projectType',
  'serviceName',
  'serviceNumber',
  'serviceTime',
  'channel',
  'regionCode',
  'regionName',
] as const;
/** Names of our own: the level that was given, whether it counts, the state of a case. */
export const OWN_FIELDS = ['satisfaction', 'annulled', 'state'] as const;

export type ExportField = (typeof EXPORT_FIELDS)[number] | (typeof OWN_FIELDS)[number];
export type ExportRow = Readonly<Record<ExportField, string | number | null>>;

const BLANK = Object.fromEntries([...EXPORT_FIELDS, ...OWN_FIELDS].map((name) => [name, null])) as ExportRow;
export const exportRow = (known: Partial<ExportRow>): ExportRow => ({ ...BLANK, ...known });

/** `2024-05-06 14:05:09`, as it is in China. */
export const localTime = (at: Temporal.Instant): string =>
  at
    .toZonedDateTimeISO('Asia/Shanghai')
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ');

/** RFC 4180, UTF-8 with a byte-order mark. A cell that a spreadsheet would run is text; so are long digits. */
export function rowsToCsv<Name extends string>(
  fields: readonly Name[],
  rows: readonly Readonly<Record<Name, string | number | null>>[],
): string {
  const print = (cell: string | number | null): string => {
    const text = String(safeCell(cell) ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [fields as readonly string[], ...rows.map((row) => fields.map((f) => print(row[f])))];
  return `\ufeff${lines.map((line) => `${line.join(',')}\r\n`).join('')}`;
}

/** A person's kind of certificate: 10 is the identity card; other kinds are not known here (facts §2). */
export const certificateType = (number: string): string => (/^\d{17}[\dXx]$/u.test(number) ? '10' : '');
/** 0 person, 1 organisation, as systems send it; empty: not known. */
export const userType = (number: string): string =>
  number === '' ? '' : /^\d{17}[\dXx]$/u.test(number) ? '0' : number.length === 18 ? '1' : '';
