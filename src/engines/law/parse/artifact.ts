/**
 * The parse artifact: the one JSON object that `gongbao parse` prints and that the store keeps as the truth.
 *
 * Every table, index and search row is rebuilt from it. Spans are `[start, end)` in UTF-16 code units of
 * `source.text`; dates are `YYYY-MM-DD`; intervals are half-open, so 至2024年6月1日 ends on 2024-06-02.
 * The JSON Schema in `schemas/artifact.schema.json` is generated from here and checked by a test.
 */
import { z } from 'zod';

/** `[start, end)` in UTF-16 code units of the decoded input. */
export const Span = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type Span = [start: number, end: number];

const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** How precisely a date is known: a month-precise date is stored as the first of that month. */
export const Precision = z.enum(['day', 'month', 'year', 'unknown']);
export type Precision = z.infer<typeof Precision>;

/** The input as received. `text` is the decoded text; `bytes` (base64) is there only when `text` cannot be encoded back to the same bytes. */
export const Source = z.object({
  sha256: z.string(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'binary']),
  bom: z.boolean(),
  text: z.string(),
  bytes: z.string().optional(),
});
export type Source = z.infer<typeof Source>;

export const ParsedIssue = z.object({
  title: z.string().nullable(),
  year: z.int().nullable(),
  /** 第N期 */
  number: z.int().nullable(),
  /** 总第N期 */
  runningNumber: z.int().nullable(),
  date: IsoDate.nullable(),
  /** The body whose gazette it is (主管, else the name before 公报). */
  organ: z.string().nullable(),
  /** 主办 */
  sponsor: z.string().nullable(),
  /** Editorial board and editors, in print order: role as printed without inner spaces (主任, 主编…), names. */
  editors: z.array(z.object({ role: z.string(), names: z.array(z.string()), span: Span })),
  /** Contact and imprint lines, key without inner spaces (地址, 邮编, 电话, 传真, 邮箱, 网址, 准印证, 印数, 印刷, 发送对象, 期号…). A key may occur twice (front and back matter). */
  imprint: z.array(z.object({ key: z.string(), value: z.string(), span: Span })),
  /** Lines that gave title, year, number or date, and the headings of the contents (目录, 【…】). */
  marks: z.array(Span).optional(),
});
export type ParsedIssue = z.infer<typeof ParsedIssue>;

export const ContentsEntry = z.object({
  section: z.string().nullable(),
  title: z.string(),
  number: z.string().nullable(),
  page: z.int().nullable(),
  span: Span,
});
export type ContentsEntry = z.infer<typeof ContentsEntry>;

/** A node of the clause tree. */
export type Clause = {
  /** Opaque within the artifact, stable when labels are renumbered: a hash of the clause's own words and its ancestors' headings. */
  id: string;
  /** Printed label without its delimiter, brackets folded to full width: 一, （二）, 3, （4）, 一是, 第五条. Empty for an unlabelled paragraph. */
  label: string;
  /** Labels from the root joined by `/`, e.g. `二/（二）/8`; unlabelled paragraphs are `¶n` counted among their siblings. */
  path: string;
  /** The heading words of the clause when it has a heading, without label and closing punctuation. */
  heading: string | null;
  /** Label, heading and own text, without children; may cover blank lines of a folded page break. */
  span: Span;
  children: Clause[];
};
export const Clause: z.ZodType<Clause> = z.lazy(() =>
  z.object({
    id: z.string(),
    label: z.string(),
    path: z.string(),
    heading: z.string().nullable(),
    span: Span,
    children: z.array(Clause),
  }),
);

export const Table = z.object({
  caption: z.string().nullable(),
  /** Column names as printed. */
  columns: z.array(z.string()),
  /** One record per logical row; a merged group cell is repeated on every row of its group. */
  rows: z.array(z.record(z.string(), z.string())),
  /** One span per row, same order. */
  rowSpans: z.array(Span),
  /** The grouping that was resolved: which column, and which rows belong to which printed label; `path` is the body clause that settled it. */
  groups: z
    .object({
      column: z.string(),
      members: z.array(
        z.object({
          label: z.string(),
          path: z.string().nullable(),
          heading: z.string().nullable(),
          rows: z.array(z.int()),
        }),
      ),
    })
    .nullable(),
  span: Span,
});
export type Table = z.infer<typeof Table>;

export const Instrument = z.object({
  title: z.string(),
  titleSpan: Span,
  clauses: z.array(Clause),
  tables: z.array(Table),
  span: Span,
});
export type Instrument = z.infer<typeof Instrument>;

export const Issuance = z.object({
  /** The contents section it stands under (人事任免, 规范性文件…), or null. */
  kind: z.string().nullable(),
  number: z.string().nullable(),
  numberSpan: Span.nullable().optional(),
  title: z.string(),
  titleSpan: Span,
  /** Addressed bodies, split, without the closing colon. */
  addressees: z.array(z.string()),
  /** First paragraph of the notice after the addressees. */
  opening: z.string().nullable(),
  openingSpan: Span.nullable().optional(),
  signedBy: z.array(z.string()),
  date: IsoDate.nullable(),
  /** 此件公开发布 printed: true; another disclosure mark (不予公开, 依申请公开): false; none printed: null. */
  disclosed: z.boolean().nullable(),
  attachments: z.array(z.object({ label: z.string().nullable(), title: z.string(), span: Span })),
  instruments: z.array(Instrument),
  span: Span,
});
export type Issuance = z.infer<typeof Issuance>;

export const Resolution = z.enum([
  'exact',
  'by_number',
  'by_title',
  'ambiguous',
  'known_not_held',
  'malformed',
  'unverified',
]);
export type Resolution = z.infer<typeof Resolution>;

export const Citation = z.object({
  /** The whole reading: 《title》 with the 〔number〕 that belongs to it, or either alone. */
  span: Span,
  title: z.string().nullable(),
  number: z.string().nullable(),
  /** What role the mention plays: the document's own number or title, a contents entry, or a citation of it. */
  role: z.enum(['self', 'contents', 'mention', 'anaphor']),
  /** law | regulation | rule | normative | standard | party | gazette | certificate | plan | other: by the title's own form. */
  class: z.string(),
  resolution: Resolution,
  /** Where it points: `issuance:I` or `instrument:I/J` of this artifact, `law:<title>` for a national law stub, else null. */
  target: z.string().nullable(),
  /** Index of the issuance whose text holds it, or null outside any. */
  issuance: z.int().nullable(),
});
export type Citation = z.infer<typeof Citation>;

export const Appointment = z.object({
  person: z.string(),
  act: z.enum(['appoint', 'engage', 'remove', 'dismiss']),
  organisation: z.string(),
  post: z.string(),
  concurrent: z.boolean(),
  seconded: z.boolean(),
  probationMonths: z.int().nullable(),
  effectiveDate: IsoDate.nullable(),
  decidedOn: IsoDate.nullable(),
  /** The meeting or body that decided, as printed. */
  decidedBy: z.string().nullable(),
  /** Number of the issuance, else its title. */
  issuance: z.string(),
  span: Span,
});
export type Appointment = z.infer<typeof Appointment>;

export const Figure = z.object({
  indicator: z.string(),
  place: z.string().nullable(),
  /** `2022`, `2022-11`, `2023-01/2023-11` (both months included), or null. */
  period: z.string().nullable(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  change: z.number().nullable(),
  changeUnit: z.string().nullable(),
  /** 'share', 'ratio', 'rank', 'level', 'growth', 'contribution', 'gap'… */
  measure: z.string(),
  /** What the value is compared with or a part of (比上年, 高于自治区, 占一般公共预算收入…), as printed, or null. */
  basis: z.string().nullable(),
  issuance: z.int().nullable(),
  span: Span,
});
export type Figure = z.infer<typeof Figure>;

export const ParsedEffect = z.object({
  /** commence, expire (end of validity), repeal, keep, amend, lapse, replace, suspend, extend. */
  kind: z.enum(['commence', 'expire', 'repeal', 'keep', 'amend', 'lapse', 'replace', 'suspend', 'extend']),
  targetNumber: z.string().nullable(),
  targetTitle: z.string().nullable(),
  stage: z.enum(['proposed', 'decided']),
  date: IsoDate.nullable(),
  precision: Precision,
  reason: z.string().nullable(),
  /** Edit instructions of an `amend`, in print order. */
  instructions: z
    .array(
      z.object({
        label: z.string(),
        action: z.enum(['delete', 'replace', 'insert', 'rename', 'other']),
        text: z.string(),
        span: Span,
      }),
    )
    .optional(),
  issuance: z.int().nullable(),
  span: Span,
});
export type ParsedEffect = z.infer<typeof ParsedEffect>;

/** Validity and named periods, half-open. */
export const Period = z.object({
  name: z.string(),
  kind: z.enum(['validity', 'season', 'period']),
  from: IsoDate.nullable(),
  until: IsoDate.nullable(),
  issuance: z.int().nullable(),
  span: Span,
});
export type Period = z.infer<typeof Period>;

/** A repair of the printed form, recorded so that nothing changes silently. */
export const Transform = z.object({
  kind: z.enum([
    'page_join',
    'table_header_fold',
    'table_row_join',
    'group_fill',
    'bracket_fold',
    'markdown_fold',
    'title_join',
  ]),
  span: Span,
});
export type Transform = z.infer<typeof Transform>;

export const Artifact = z.object({
  format: z.literal('gongbao-artifact/1'),
  source: Source,
  /** What the input is: an issue of a gazette, a single document (or several without front matter), a statute, or nothing that the parser claims. */
  shape: z.enum(['gazette', 'documents', 'statute', 'none']),
  issue: ParsedIssue.nullable(),
  contents: z.array(ContentsEntry),
  issuances: z.array(Issuance),
  citations: z.array(Citation),
  appointments: z.array(Appointment),
  figures: z.array(Figure),
  effects: z.array(ParsedEffect),
  periods: z.array(Period),
  transforms: z.array(Transform),
  /** What no rule claimed, as spans of non-blank text, in order. */
  residue: z.array(z.object({ span: Span })),
});
export type Artifact = z.infer<typeof Artifact>;
