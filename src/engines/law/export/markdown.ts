import {
  type ExportClause,
  type ExportDocument,
  type ExportTable,
  printedLabel,
  statusNames,
} from './document.ts';

/** A document in Markdown: headings for the two outer levels, paragraphs below, tables as pipes. Ends with a newline. */
export function toMarkdown(document: ExportDocument): string {
  const { status } = document;
  const facts = [
    document.number && `文号：${document.number}`,
    document.signedBy.length > 0 && `发文机关：${document.signedBy.join('、')}`,
    document.dated && `成文日期：${document.dated}`,
    `效力：${statusNames[status.status]}（${status.asOf}）`,
    `来源：${document.edition.issue} 第 ${document.edition.number} 版`,
    `网址：${document.url}`,
  ].filter((fact) => typeof fact === 'string');
  const blocks = [
    `# ${escapeText(document.title)}`,
    facts.map((fact) => `- ${escapeText(fact)}`).join('\n'),
    document.addressees.length > 0 ? `${escapeText(document.addressees.join('，'))}：` : '',
    escapeText(document.opening ?? ''),
    ...document.clauses.flatMap((clause) => clauseBlocks(clause, 0)),
    ...document.tables.map(table),
    document.related.map((r) => `- ${relations[r.relation]}：[${escapeText(r.title)}](${r.url})`).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

const relations = { carries: '所附文件', carried_by: '印发本文件的通知' };

const HEADING_DEPTH_MAX = 2;

function clauseBlocks(clause: ExportClause, depth: number): string[] {
  const { heading, text } = clause;
  const label = escapeText(printedLabel(clause.label));
  const below = clause.children.flatMap((child) => clauseBlocks(child, depth + 1));
  if (text === null)
    return [clause.gist === null ? label : `${label}*要点：${escapeText(clause.gist)}*`, ...below];
  if (heading === null || depth >= HEADING_DEPTH_MAX) return [`${label}${escapeText(text)}`, ...below];
  const rest = text.startsWith(heading) ? text.slice(heading.length).replace(/^[。.：:\s]+/u, '') : text;
  const words = rest === '' ? [] : [escapeText(rest)];
  return [`${'#'.repeat(depth + 2)} ${label}${escapeText(heading)}`, ...words, ...below];
}

function table({ caption, columns, rows }: ExportTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const head = [line(columns), `|${' --- |'.repeat(columns.length)}`];
  const body = rows.map((row) => line(columns.map((name) => row[name] ?? '')));
  return [...(caption ? [`**${escapeText(caption)}**`, ''] : []), ...head, ...body].join('\n');
}

const cell = (text: string): string =>
  escapeText(text)
    .replace(/\|/g, '\\|')
    .replace(/\s*\n\s*/g, '<br>');

/** What Markdown would read as its own marks. */
const escapeText = (text: string): string =>
  text
    .replace(/([\\`*_[\]<>])/g, '\\$1')
    .replace(/^(\s*)([#+-])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gm, '$1\\.');
