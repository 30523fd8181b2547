/** Documents without notice or number: statutes in 章 and 条, and single plans and measures. */
import type { Artifact } from './artifact.ts';
import { type Doc, endsAsInstrument, isTitleLine, readBodies, readDate, wordsOf } from './document.ts';
import type { Head } from './heads.ts';
import { Series } from './label.ts';

/** The head of a document that is nothing but a title and labelled clauses, or null (then the input is no document). */
export function findLoneDocument(doc: Doc): Head | null {
  for (let i = 0; i < Math.min(3, doc.lines.length); i++) {
    if (isBulletin(doc, i)) return loneHead(i, i);
    if (!isTitleLine(doc, i) || readDate(doc, i) !== null) continue;
    let joined = '';
    for (let to = i; to < i + 4 && isTitleLine(doc, to); to++) {
      joined += wordsOf(doc, to);
      if (!endsAsInstrument(joined) || joined.length < 4) continue;
      if (!hasStructure(doc, to + 1)) return null;
      return loneHead(i, to);
    }
  }
  return null;
}

/** A statistics release: a title with its year, the issuing body below, then figures. */
function isBulletin(doc: Doc, i: number): boolean {
  if (
    !isTitleLine(doc, i) ||
    !/[12]\d{3}\s*年.*(统计|统計|經濟|经济|指标|指標|运行|收支|人口|普查)/.test(wordsOf(doc, i))
  )
    return false;
  const next = i + 1;
  return readBodies(doc, next)?.every((b) => /[局队隊厅廳委室]$/.test(b)) === true && !isNews(doc, next);
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

/** 第一条 and 第二条, or 一、 and 二、 at line starts; a news story with a dateline has none that counts. */
function hasStructure(doc: Doc, from: number): boolean {
  let articles = 0;
  let sections = 0;
  for (let i = from; i < doc.lines.length; i++) {
    const label = doc.lines[i]?.label;
    if (label == null) continue;
    if (label.series <= Series.article && label.series !== Series.section) articles++;
    else if (label.series === Series.cn && label.n === sections + 1) sections++;
    if (articles >= 2 || sections >= 2) return !isNews(doc, from);
  }
  return false;
}

function isNews(doc: Doc, from: number): boolean {
  for (let i = 0; i < Math.min(from + 4, doc.lines.length); i++) {
    const words = wordsOf(doc, i).slice(0, 60);
    if (
      /(讯|电)[（(]?(记者|通讯员|特约)|^(来源|作者|记者|编辑)[：:]|本报讯|(记者|通讯员)\s*\S{2,4}[）)]/.test(
        words,
      )
    )
      return true;
  }
  return false;
}

/** Whether the only document is a statute: articles carry it. */
export function isStatute(artifact: Artifact): boolean {
  if (artifact.issuances.length !== 1) return false;
  let articles = 0;
  let others = 0;
  const visit = (clauses: Artifact['issuances'][number]['instruments'][number]['clauses']): void => {
    for (const c of clauses) {
      if (/^第.+[条條]/.test(c.label)) articles++;
      else if (/^第.+[编編章节節]/.test(c.label)) visit(c.children);
      else if (c.label !== '') others++;
    }
  };
  const own = artifact.issuances[0];
  if (own === undefined || own.addressees.length > 0 || own.instruments[0]?.title !== own.title) return false;
  for (const instrument of own.instruments) visit(instrument.clauses);
  return articles >= 2 && articles > others;
}
