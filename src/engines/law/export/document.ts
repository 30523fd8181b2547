/** A document as it is given out: what the downloads are made of. A plain value, so that each format is a pure function. */
import type { Status } from '../status.ts';

export type ExportClause = {
  /** Survives renumbering. */
  readonly key: string;
  /** Printed label without delimiter; empty for an unlabelled paragraph. */
  readonly label: string;
  readonly path: string;
  readonly heading: string | null;
  /** Own words; null when the original is not here. */
  readonly text: string | null;
  /** Gist written for this system, not part of the document. */
  readonly gist: string | null;
  readonly sha256: string;
  readonly children: readonly ExportClause[];
};

export type ExportTable = {
  readonly caption: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
};

export type ExportDocument = {
  readonly id: string;
  /** Permanent address. */
  readonly url: string;
  readonly kind: 'issuance' | 'instrument' | 'statute';
  readonly number: string | null;
  readonly title: string;
  readonly section: string | null;
  readonly signedBy: readonly string[];
  readonly dated: string | null;
  readonly addressees: readonly string[];
  readonly opening: string | null;
  readonly clauses: readonly ExportClause[];
  readonly tables: readonly ExportTable[];
  /** What the document carries, or what carries it. */
  readonly related: readonly {
    readonly relation: 'carries' | 'carried_by';
    readonly title: string;
    readonly url: string;
  }[];
  readonly status: {
    readonly status: Status;
    readonly asOf: string;
    readonly evidence: readonly ExportEvidence[];
  };
  /** The edition that it was read from; `sourceSha256` is null when only facts are here. */
  readonly edition: {
    readonly issue: string;
    readonly number: number;
    readonly importedAt: string;
    readonly sourceSha256: string | null;
    readonly textSha256: string;
  };
  /** Interval in which this is the text, half-open. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
};

export type ExportEvidence = {
  readonly kind: string;
  readonly date: string | null;
  readonly precision: string;
  readonly basis: string | null;
  readonly reason: string | null;
};

export const statusNames: Readonly<Record<Status, string>> = {
  not_yet: '尚未施行',
  in_force: '现行有效',
  amended: '已被修改',
  partly_repealed: '部分废止',
  suspended: '暂停施行',
  lapsed: '已失效',
  repealed: '已废止',
  unknown: '效力不明',
};

/** How a label is printed before its words: 一、 （一） 1. （1） 一是 第五条. */
export function printedLabel(label: string): string {
  if (label === '') return '';
  if (/^[一二三四五六七八九十百零〇]+$/u.test(label)) return `${label}、`;
  if (/^\d+$/u.test(label)) return `${label}. `;
  return /^(?:第|附)/u.test(label) ? `${label} ` : label;
}
