/**
 * An issue as far as published facts tell it: its documents, the outline of their clauses by path and hash, what
 * was proposed and decided, who was appointed; without the original text. When the file itself is imported, it
 * takes the place of this and every document keeps its identity.
 */
import { canonicalJson, sha256 } from '#base/digest.ts';
import { type AssertedEffect, inferenceRules } from '#engines/law/asserted.ts';
import type { CitationRow } from '#engines/law/citation-rows.ts';
import { type EditionContent, issueKeyOf } from '#engines/law/content.ts';
import { numberKey, titleKey } from '#engines/law/name.ts';
import { appointmentColumns, figureColumns, type RecordRows } from '#engines/law/record-rows.ts';
import type { ClauseRow, DocumentDraft, ExpressionDraft, TableRows } from '#engines/law/rows.ts';
import type { GazetteFacts } from './facts.ts';

type Issuance = GazetteFacts['documents']['issuances'][number];
type Indexed = GazetteFacts['clauses'][number];

export function factsContent(facts: GazetteFacts): EditionContent {
  const { issue } = facts;
  const documents: DocumentDraft[] = [];
  const expressions: ExpressionDraft[] = [];
  facts.documents.issuances.forEach((issuance, i) => {
    const indexed = indexedOf(facts, issuance);
    documents.push(draftOf(issuance, `issuance:${i}`, null, issuance.title));
    const own = indexed?.texts.find((t) => titleKey(t.title) === titleKey(issuance.title));
    expressions.push(outline(`issuance:${i}`, own?.clauses ?? []));
    // The issuance's own text is not one of the instruments, but it takes its place in their count.
    const carried = indexed?.texts.filter((t) => t !== own) ?? [];
    carried.forEach((text, j) => {
      const locator = `instrument:${i}/${j}`;
      documents.push(draftOf(issuance, locator, `issuance:${i}`, text.title));
      const lists = j === 0 && issuance.number === facts.permits.document;
      expressions.push(lists ? permitList(facts, locator) : outline(locator, text.clauses));
    });
  });
  return {
    artifactText: canonicalJson({ format: 'gongbao-facts/1', ...facts }),
    shape: 'gazette',
    issueKey: issueKeyOf({
      shape: 'gazette',
      issue: { ...issue, sponsor: null, editors: [], imprint: [], marks: [] },
      issuances: [],
    }),
    issue,
    encoding: 'utf-8',
    validFrom: null,
    rows: { documents, expressions, records: records(facts) },
    effects: effects(facts),
  };
}

const indexedOf = (facts: GazetteFacts, issuance: Issuance): Indexed | undefined =>
  facts.clauses.find((x) =>
    issuance.number !== null && x.number !== null
      ? numberKey(x.number) === numberKey(issuance.number)
      : titleKey(x.title) === titleKey(issuance.title),
  );

function draftOf(issuance: Issuance, locator: string, parent: string | null, title: string): DocumentDraft {
  const number = parent === null ? issuance.number : null;
  return {
    locator,
    kind: parent === null ? 'issuance' : 'instrument',
    parent,
    number,
    numberKey: number === null ? null : numberKey(number),
    title,
    titleKey: titleKey(title),
    section: issuance.kind,
    signedBy: issuance.issuedBy,
    dated: issuance.date,
    disclosed: null,
  };
}

function outline(locator: string, indexed: Indexed['texts'][number]['clauses']): ExpressionDraft {
  const ordOf = new Map(indexed.map(([path], ord) => [path, ord]));
  const parentOf = (path: string): number | null => {
    for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) {
      const ord = ordOf.get(path.slice(0, cut));
      if (ord !== undefined) return ord;
    }
    return null;
  };
  const clauses: ClauseRow[] = [];
  indexed.forEach(([path, key, hash], ord) => {
    const parent = parentOf(path);
    const label = path.slice(path.lastIndexOf('/') + 1);
    clauses.push({
      ord,
      parent_ord: parent,
      depth: parent === null ? 0 : (clauses[parent]?.depth ?? 0) + 1,
      label: label.startsWith('¶') ? '' : label,
      path,
      heading: null,
      text: null,
      sha256: hash,
      clause_key: key,
      start_at: null,
      end_at: null,
    });
  });
  return { ...emptyText(locator), text_sha256: sha256(canonicalJson(indexed)), clauses };
}

const emptyText = (locator: string): ExpressionDraft => ({
  locator,
  opening: null,
  addressees: [],
  attachments: [],
  start_at: 0,
  end_at: 0,
  text_sha256: sha256(''),
  clauses: [],
  tables: [],
  citations: [],
});

/** Rows stand at made-up places, one after another, so that a citation is found in its row. */
const ROW_SPREAD = 1_000;

function permitList(facts: GazetteFacts, locator: string): ExpressionDraft {
  const isLaw = lawTitles(facts);
  const citations: CitationRow[] = [];
  const rows = facts.permits.items.map((item, ord): TableRows['rows'][number] => {
    item.basis.forEach(({ title, number }, n) => {
      const at = ord * ROW_SPREAD + n;
      citations.push({
        ord: citations.length,
        clause_ord: null,
        start_at: at,
        end_at: at + 1,
        role: 'mention',
        class: isLaw.has(titleKey(title)) ? 'law' : 'normative',
        title,
        title_key: titleKey(title),
        number,
        number_key: number === null ? null : numberKey(number),
        read_as: 'known_not_held',
        read_target: isLaw.has(titleKey(title)) ? `law:${title}` : null,
      });
    });
    const cells = {
      序号: String(item.no),
      主管部门: item.authority,
      事项名称: item.name,
      实施机关: item.implementers.join('、'),
      设定和实施依据: item.basis
        .map((b) => `《${b.title}》${b.number === null ? '' : `（${b.number}）`}`)
        .join(''),
      备注: item.remark ?? '',
    };
    const start_at = ord * ROW_SPREAD;
    return { ord, cells, sha256: sha256(canonicalJson(cells)), start_at, end_at: start_at + ROW_SPREAD };
  });
  const columns = Object.keys(rows[0]?.cells ?? {});
  return { ...emptyText(locator), tables: [{ ord: 0, caption: null, columns, rows }], citations };
}

const nationalClasses = ['law', 'regulation', 'rule'];

/** Keys of the national laws, regulations and rules that the facts name. */
export const lawTitles = (facts: GazetteFacts): Map<string, string> =>
  new Map(
    [
      ...facts.documents.heldLaws,
      ...facts.documents.cited.filter((x) => nationalClasses.includes(x.class)),
    ].map(({ title }) => [titleKey(title), title]),
  );

function records(facts: GazetteFacts): RecordRows {
  const { issuances } = facts.documents;
  const named = (name: string) => {
    const at = issuances.findIndex((x) => (x.number ?? x.title) === name);
    return at < 0 ? null : `issuance:${at}`;
  };
  const nowhere = { start_at: 0, end_at: 0 };
  return {
    contents: issuances.map(({ kind, title, number, page }, ord) => ({
      ord,
      document: `issuance:${ord}`,
      section: kind,
      title,
      number,
      page,
    })),
    appointments: facts.appointments.map((a, ord) => ({
      ord,
      document: named(a.issuance),
      ...appointmentColumns(a),
      ...nowhere,
    })),
    figures: facts.figures.map((f, ord) => ({
      ord,
      document: f.issuance === null ? null : `issuance:${f.issuance}`,
      ...figureColumns(f),
      ...nowhere,
    })),
    periods: issuances
      .flatMap((x, i) => (x.periods ?? []).map((p) => ({ document: `issuance:${i}`, ...p })))
      .map(({ document, name, from, until }, ord) => ({
        ord,
        document,
        name,
        kind: 'season',
        starts: from,
        ends: until,
        ...nowhere,
      })),
  };
}

const said: Omit<AssertedEffect, 'kind' | 'by' | 'date'> = {
  target: null,
  precision: 'day',
  until: null,
  stage: 'decided',
  reason: null,
  instructions: null,
  span: [0, 0],
  inferredBy: null,
};

/** The issuance that carries the clean-up lists is the one whose title says so. */
const isCleanup = (issuance: Issuance): boolean => issuance.title.includes('清理工作报告');

function effects(facts: GazetteFacts): AssertedEffect[] {
  const { issuances, cleanup } = facts.documents;
  const own = issuances.flatMap((issuance, i): AssertedEffect[] => {
    const by = `issuance:${i}`;
    if (issuance.validity) {
      const { from, until } = issuance.validity;
      return [
        { ...said, kind: 'commence', by, date: from },
        { ...said, kind: 'expire', by, date: until },
      ];
    }
    if (issuance.date === null || issuance.issuedBy.length === 0) return [];
    const reason = '文件未载明施行日期，自成文日期起计（推定）';
    return [
      { ...said, kind: 'commence', by, date: issuance.date, reason, inferredBy: inferenceRules.asDated },
    ];
  });
  const by = `issuance:${issuances.findIndex(isCleanup)}`;
  const proposed = cleanup.flatMap((entry): AssertedEffect[] => {
    const [first, ...others] = entry.titles;
    const title = others.length === 0 ? (first ?? null) : entry.titles.map((t) => `《${t}》`).join('');
    const target = { number: entry.number, title };
    const year = entry.number === null ? undefined : /〔(\d{4})〕/u.exec(entry.number)?.[1];
    const proposal: AssertedEffect = {
      ...said,
      kind: entry.list,
      by,
      target,
      date: null,
      precision: 'unknown',
      stage: 'proposed',
      reason: entry.reason,
    };
    if (year === undefined) return [proposal];
    const guess: AssertedEffect = {
      ...said,
      kind: 'commence',
      by,
      target,
      date: `${year}-01-01`,
      precision: 'year',
      reason: `文号载明 ${year} 年，推定当年施行`,
      inferredBy: inferenceRules.inNumberYear,
    };
    return [proposal, guess];
  });
  return [...own, ...proposed];
}
