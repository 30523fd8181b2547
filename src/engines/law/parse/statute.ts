/** Documents without notice or number: statutes in 章 and 条, and single plans, measures and releases. */
import type { Artifact, Clause } from './artifact.ts';
import {
  type Doc,
  endsAsInstrument,
  foldedLine,
  isTitleLine,
  readBodies,
  readDate,
  readNumberLine,
  wordsOf,
} from './document.ts';
import type { Head } from './head.ts';
import { Series } from './label.ts';

/** How far down a page's own heading and data may push the document's title. */
const PAGE_TOP_MAX = 40;

/** The head of a document that is nothing but a title and labelled clauses, or null (then the input is no document). */
export function findLoneDocument(doc: Doc): Head | null {
  for (let i = 0; i < Math.min(3, doc.lines.length); i++) {
    if (isBulletin(doc, i)) return loneHead(i, i);
    if (!isTitleLine(doc, i) || readDate(doc, i) !== null) continue;
    let joined = '';
    for (let to = i; to < i + 4 && isTitleLine(doc, to); to++) {
      joined += wordsOf(doc, to);
      if (!endsAsInstrument(joined) || joined.length < 4) continue;
      return hasStructure(doc, to + 1) ? belowPageTop(doc, i, to) : null;
    }
  }
  return null;
}

function loneHead(from: number, to: number): Head {
  return {
    first: from,
    titleFrom: from,
    titleTo: to,
    numberLine: -1,
    number: null,
    body: to + 1,
    entry: -1,
    kind: null,
  };
}

/** A web page prints the title, data about the document, and the title again: the document begins at the last one. */
function belowPageTop(doc: Doc, from: number, to: number): Head {
  const head = loneHead(from, to);
  if (from !== to) return head;
  const title = foldedLine(doc, from);
  for (let i = to + 1; i < Math.min(doc.lines.length, to + PAGE_TOP_MAX); i++) {
    const label = doc.lines[i]?.label;
    if (label != null && !label.weak) break;
    head.number ??= readNumberLine(doc, i);
    if (foldedLine(doc, i) !== title) continue;
    Object.assign(head, { first: i, titleFrom: i, titleTo: i, body: i + 1 });
  }
  // A number counts only when it stood in the page's data above the document.
  return head.first === from ? loneHead(from, to) : head;
}

/** A statistics release: a title with its year, the issuing body below, then figures. */
function isBulletin(doc: Doc, i: number): boolean {
  const words = wordsOf(doc, i);
  if (
    !isTitleLine(doc, i) ||
    !/[12]\d{3}\s*年.*(统计|統計|經濟|经济|指标|指標|运行|收支|人口|普查)/.test(words)
  )
    return false;
  const next = i + 1;
  if (isNews(doc, next)) return false;
  if (readBodies(doc, next)?.every((b) => /[局队隊厅廳委室]$/.test(b)) === true) return true;
  return /(情况|指标|数据|公报|表)$/.test(words) && isFigures(doc, next);
}

/** A table, or prose full of figures (增长9.4%), right below the title. */
function isFigures(doc: Doc, i: number): boolean {
  const line = doc.lines[i];
  if (line === undefined) return false;
  if (line.kind === 'tab' || line.kind === 'pipe') return true;
  const said = wordsOf(doc, i).slice(0, 1000);
  return (said.match(/(增长|下降|提高|增加|减少)\s*\d+(\.\d+)?\s*(%|个百分点|亿|万)/g)?.length ?? 0) >= 3;
}

/** 第一条 and 第二条, or 一、 and 二、, or 1.1 and 1.2 at line starts. */
function hasStructure(doc: Doc, from: number): boolean {
  let articles = 0;
  let sections = 0;
  let decimals = 0;
  for (let i = from; i < doc.lines.length; i++) {
    const label = doc.lines[i]?.label;
    if (label == null) continue;
    if (label.series === Series.article) articles++;
    else if (label.series === Series.cn && label.n === sections + 1) sections++;
    else if (label.series === Series.decimal2) decimals++;
    if (articles >= 2) return true;
    if (sections >= 2 || decimals >= 3) return !isNews(doc, from);
  }
  return false;
}

/** A dateline or a reporter's name near the top: a news story, whatever its headline. */
function isNews(doc: Doc, from: number): boolean {
  for (let i = 0; i < Math.min(from + 4, doc.lines.length); i++) {
    const words = wordsOf(doc, i).slice(0, 60);
    if (/(讯|电)\s*[（(]\s*(记者|通讯员|特约)|本报讯|^(记者|通讯员)[：:\s]|[（(](记者|通讯员)/.test(words))
      return true;
  }
  return false;
}

/** Whether the only document is a statute: articles carry it, and no notice forwards it. */
export function isStatute(artifact: Artifact): boolean {
  const own = artifact.issuances[0];
  if (artifact.issuances.length !== 1 || own === undefined || own.addressees.length > 0) return false;
  if (own.instruments[0]?.title !== own.title) return false;
  let articles = 0;
  let others = 0;
  const visit = (clauses: Clause[]): void => {
    for (const c of clauses) {
      if (/^第.+[条條]/.test(c.label)) articles++;
      else if (/^第.+[编編章节節]/.test(c.label)) visit(c.children);
      else if (c.label !== '') others++;
    }
  };
  for (const instrument of own.instruments) visit(instrument.clauses);
  return articles >= 2 && articles > others;
}
