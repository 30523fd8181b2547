/**
 * A document in Akoma Ntoso 3.0 (OASIS LegalDocML, namespace http://docs.oasis-open.org/legaldocml/ns/akn/3.0):
 * statutes as `act`, other documents as `doc`. Where the original words are not here, a clause holds the gist as
 * an editorial remark.
 */
import type { ExportClause, ExportDocument, ExportTable } from './document.ts';

export function toAkomaNtoso(document: ExportDocument): string {
  const isAct = document.kind === 'statute';
  const body = isAct ? 'body' : 'mainBody';
  const seen = new Map<string, number>();
  const children = [
    ...document.clauses.map((clause) => hierarchical(clause, seen)),
    ...document.tables.map(tableContainer),
  ];
  // A body may not be empty: an announcement whose clauses are in what it carries still has its opening.
  const content =
    children.length > 0 ? children : [hcontainer('opening', [paragraph(document.opening ?? '')])];
  const root = element(isAct ? 'act' : 'doc', { name: nameOf(document) }, [
    meta(document),
    element('preface', {}, [
      element('p', {}, [
        element('docTitle', {}, [escapeXml(document.title)]),
        ...(document.number ? [element('docNumber', {}, [escapeXml(document.number)])] : []),
        ...(document.dated
          ? [element('docDate', { date: document.dated }, [escapeXml(document.dated)])]
          : []),
      ]),
    ]),
    ...preamble(document),
    element(body, {}, content),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('akomaNtoso', { xmlns: 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0' }, [root])}\n`;
}

const nameOf = (document: ExportDocument): string =>
  /(通知|办法|方案|条例|规定|法|公报|报告|清单|决定|意见|通告|公告|细则)(?:[（(].*[)）])?$/u.exec(
    document.title,
  )?.[1] ?? document.kind;

function preamble(document: ExportDocument): string[] {
  if (document.clauses.length === 0 && document.tables.length === 0) return [];
  const lines = [
    document.addressees.length > 0 ? `${document.addressees.join('，')}：` : '',
    document.opening ?? '',
  ];
  const paragraphs = lines.filter((line) => line !== '').map(paragraph);
  return paragraphs.length === 0 ? [] : [element('preamble', {}, paragraphs)];
}

function meta(document: ExportDocument): string {
  const work = `/akn/cn/${document.kind === 'statute' ? 'act' : 'doc'}/${document.dated ?? 'undated'}/${document.id}`;
  const expression = `${work}/zho@${document.validFrom ?? document.dated ?? ''}`;
  const authors = document.signedBy.length > 0 ? document.signedBy : ['未载明'];
  const common = (uri: string, date: string, dateName: string, author: string) => [
    element('FRBRthis', { value: `${uri}/!main` }, []),
    element('FRBRuri', { value: uri }, []),
    element('FRBRdate', { date, name: dateName }, []),
    element('FRBRauthor', { href: author }, []),
  ];
  const dated = document.dated ?? '0001-01-01';
  const imported = document.edition.importedAt.slice(0, 10);
  const identification = element('identification', { source: '#publisher' }, [
    element('FRBRWork', {}, [
      ...common(work, dated, 'dated', '#body-1'),
      element('FRBRcountry', { value: 'cn' }, []),
      ...(document.number ? [element('FRBRnumber', { value: document.number }, [])] : []),
      element('FRBRname', { value: document.title }, []),
    ]),
    element('FRBRExpression', {}, [
      ...common(expression, document.validFrom ?? dated, 'validFrom', '#body-1'),
      element('FRBRlanguage', { language: 'zho' }, []),
    ]),
    element('FRBRManifestation', {}, [
      ...common(`${expression}/edition-${document.edition.number}.akn`, imported, 'imported', '#publisher'),
      element('FRBRformat', { value: 'application/akn+xml' }, []),
    ]),
  ]);
  const references = element('references', { source: '#publisher' }, [
    element('TLCOrganization', { eId: 'publisher', href: document.url, showAs: document.edition.issue }, []),
    ...authors.map((name, i) =>
      element('TLCOrganization', { eId: `body-${i + 1}`, href: `#body-${i + 1}`, showAs: name }, []),
    ),
  ]);
  return element('meta', {}, [identification, references]);
}

/** Structural elements by the printed label; the outermost that fits, so that depth is never lost. */
function elementName(label: string): string {
  if (/^第.+编$/u.test(label)) return 'part';
  if (/^第.+章$/u.test(label)) return 'chapter';
  if (/^第.+节$/u.test(label)) return 'section';
  if (/^第.+条/u.test(label)) return 'article';
  if (/^[一二三四五六七八九十百零〇]+$/u.test(label)) return 'section';
  if (/^（[一二三四五六七八九十百零〇]+）$/u.test(label)) return 'subsection';
  if (/^\d/u.test(label)) return 'paragraph';
  if (/^（\d+）$/u.test(label)) return 'subparagraph';
  return 'point';
}

/** @param seen how often each eId has been given: a label printed twice gets `__2`, as ids may not repeat */
function hierarchical(clause: ExportClause, seen: Map<string, number>): string {
  const name = clause.label === '' ? 'hcontainer' : elementName(clause.label);
  const attributes = {
    ...(clause.label === '' ? { name: 'unlabelled' } : {}),
    eId: eIdOf(clause.path, seen),
    wId: `k-${clause.key}`,
  };
  const head = [
    ...(clause.label === '' ? [] : [element('num', {}, [escapeXml(clause.label)])]),
    ...(clause.heading === null ? [] : [element('heading', {}, [escapeXml(clause.heading)])]),
  ];
  const words = wordsOf(clause);
  if (clause.children.length === 0) {
    return element(name, attributes, [...head, element('content', {}, [words ?? paragraph('')])]);
  }
  const intro = words === null ? [] : [element('intro', {}, [words])];
  return element(name, attributes, [
    ...head,
    ...intro,
    ...clause.children.map((child) => hierarchical(child, seen)),
  ]);
}

function eIdOf(path: string, seen: Map<string, number>): string {
  const id = idOf(path);
  const times = (seen.get(id) ?? 0) + 1;
  seen.set(id, times);
  return times === 1 ? id : `${id}__${times}`;
}

function wordsOf(clause: ExportClause): string | null {
  if (clause.text !== null) {
    const { heading, text } = clause;
    const rest =
      heading !== null && text.startsWith(heading)
        ? text.slice(heading.length).replace(/^[。.：:\s]+/u, '')
        : text;
    return rest === '' ? null : paragraph(rest);
  }
  if (clause.gist === null) return null;
  return element('p', {}, [element('remark', { status: 'editorial' }, [escapeXml(`要点：${clause.gist}`)])]);
}

/** `三/（二）/8` as an XML name: labels are kept, what no name may hold is not. */
const idOf = (path: string): string =>
  `c-${path
    .replace(/\//g, '.')
    .replace(/¶/g, 'p')
    .replace(/[^\p{L}\p{N}.-]/gu, '_')}`;

function tableContainer(table: ExportTable, i: number): string {
  const row = (cells: readonly string[], cell: 'th' | 'td') =>
    element(
      'tr',
      {},
      cells.map((text) => element(cell, {}, [paragraph(text)])),
    );
  const rows = [
    row(table.columns, 'th'),
    ...table.rows.map((r) =>
      row(
        table.columns.map((c) => r[c] ?? ''),
        'td',
      ),
    ),
  ];
  const caption = table.caption === null ? [] : [element('caption', {}, [escapeXml(table.caption)])];
  return hcontainer('table', [element('table', { eId: `table-${i + 1}` }, [...caption, ...rows])]);
}

const hcontainer = (name: string, content: readonly string[]): string =>
  element('hcontainer', { name }, [element('content', {}, content)]);

const paragraph = (text: string): string => element('p', {}, [escapeXml(text)]);

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly string[],
): string {
  const printed = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const open = `${name}${printed.join('')}`;
  return children.length === 0 ? `<${open}/>` : `<${open}>${children.join('')}</${name}>`;
}

/** Characters that XML 1.0 cannot hold at all are left out. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to leave out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
