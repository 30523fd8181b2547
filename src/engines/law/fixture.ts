/**
 * Artifacts for tests, drawn up from a short description: tests of the store then say in a few lines what is in
 * a file, and do not depend on how well a text is read. Everything described is made up.
 */
import { sha256 } from '#base/digest.ts';
import type {
  Artifact,
  Citation,
  Clause,
  Instrument,
  Issuance,
  ParsedEffect,
  Span,
} from './parse/artifact.ts';

export type FixtureClause = readonly [label: string, text: string, children?: readonly FixtureClause[]];
export type FixtureDocument = {
  number?: string;
  title: string;
  date?: string;
  signedBy?: string[];
  /** Lines under the title: the history of a statute. */
  lines?: readonly string[];
  /** Title of the instrument that it carries; by default the clauses are its own. */
  carries?: string;
  clauses?: readonly FixtureClause[];
  rows?: readonly Record<string, string>[];
  effects?: Partial<ParsedEffect>[];
};
export type FixtureFile = {
  shape?: Artifact['shape'];
  issue?: { title: string; year: number; number: number; date: string };
  documents: readonly FixtureDocument[];
};

/** The file that holds a description, and the reading of it. */
export const fixtureBytes = (file: FixtureFile): Uint8Array => new TextEncoder().encode(JSON.stringify(file));

export function parseFixture(bytes: Uint8Array): Artifact {
  const given = new TextDecoder().decode(bytes);
  let file: FixtureFile;
  try {
    file = JSON.parse(given) as FixtureFile;
  } catch {
    file = { shape: 'none', documents: [] };
  }
  const printed = new Printer();
  const citations: Citation[] = [];
  const effects: ParsedEffect[] = [];
  const issuances = file.documents.map((document, i): Issuance => {
    const from = printed.text.length;
    const titleSpan = printed.line(document.title);
    if (document.number) printed.line(`（${document.number}）`);
    for (const line of document.lines ?? []) printed.line(line);
    const instrument = printInstrument(printed, document);
    const span: Span = [from, printed.text.length];
    citations.push(...findCitations(printed.text, span, i));
    effects.push(
      ...(document.effects ?? []).map((e) => ({ ...noEffect, issuance: i, span: titleSpan, ...e })),
    );
    return {
      kind: file.issue ? '政府文件' : null,
      number: document.number ?? null,
      title: document.title,
      titleSpan,
      numberSpan: null,
      openingSpan: null,
      addressees: [],
      opening: null,
      signedBy: document.signedBy ?? ['甲区人民政府'],
      date: document.date ?? null,
      disclosed: null,
      attachments: [],
      instruments: instrument ? [instrument] : [],
      span,
    };
  });
  return {
    format: 'gongbao-artifact/1',
    source: { sha256: sha256(bytes), encoding: 'utf-8', bom: false, text: printed.text || given },
    shape: file.shape ?? (file.issue ? 'gazette' : 'documents'),
    issue: file.issue
      ? {
          ...file.issue,
          runningNumber: null,
          organ: '甲区人民政府',
          sponsor: null,
          editors: [],
          imprint: [],
          marks: [],
        }
      : null,
    contents: file.issue
      ? issuances.map((x) => ({
          section: '政府文件',
          title: x.title,
          number: x.number,
          page: 1,
          span: [0, 0],
        }))
      : [],
    issuances,
    citations,
    appointments: [],
    figures: [],
    effects,
    periods: [],
    transforms: [],
    residue: [],
  };
}

const noEffect: Omit<ParsedEffect, 'issuance' | 'span'> = {
  kind: 'commence',
  targetNumber: null,
  targetTitle: null,
  stage: 'decided',
  date: null,
  precision: 'day',
  reason: null,
};

class Printer {
  text = '';
  line(words: string): Span {
    const start = this.text.length;
    this.text += words;
    const span: Span = [start, this.text.length];
    this.text += '\n';
    return span;
  }
}

function printInstrument(printed: Printer, document: FixtureDocument): Instrument | null {
  if (!document.clauses && !document.rows) return null;
  const from = printed.text.length;
  const title = document.carries ?? document.title;
  const titleSpan = printed.line(title);
  const clauses = printClauses(printed, document.clauses ?? [], '');
  const rows = document.rows ?? [];
  const rowSpans = rows.map((row) => printed.line(Object.values(row).join('\t')));
  const columns = Object.keys(rows[0] ?? {});
  const tables =
    rows.length === 0
      ? []
      : [
          {
            caption: null,
            columns,
            rows: [...rows],
            rowSpans,
            groups: null,
            span: [rowSpans[0]?.[0] ?? 0, printed.text.length] as Span,
          },
        ];
  return { title, titleSpan, clauses, tables, span: [from, printed.text.length] };
}

function printClauses(printed: Printer, clauses: readonly FixtureClause[], above: string): Clause[] {
  return clauses.map(([label, text, children]) => {
    const path = above === '' ? label : `${above}/${label}`;
    const span = printed.line(`${label}、${text}`);
    return {
      id: sha256(text).slice(0, 16),
      label,
      path,
      heading: null,
      span,
      children: printClauses(printed, children ?? [], path),
    };
  });
}

/** 《title》 and 〔number〕 after it, as the simplest reader would see them. */
function findCitations(text: string, [from, to]: Span, issuance: number): Citation[] {
  const found: Citation[] = [];
  const mention = /《([^》]+)》(?:（([^（）]+号)）)?|（([^（）〔]+〔\d{4}〕\d+号)）/gu;
  mention.lastIndex = from;
  for (let m = mention.exec(text); m && m.index < to; m = mention.exec(text)) {
    const title = m[1] ?? null;
    const isLaw = title !== null && /(?<!办)法$/.test(title);
    found.push({
      span: [m.index, m.index + m[0].length],
      title,
      number: m[2] ?? m[3] ?? null,
      role: title === null ? 'self' : 'mention',
      class: isLaw ? 'law' : 'normative',
      resolution: 'known_not_held',
      target: isLaw ? `law:${title}` : null,
      issuance,
    });
  }
  return found;
}
