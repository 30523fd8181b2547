/**
 * The canonical text of an issue: front matter, contents, and the documents one after another in the form in
 * which gazettes print them and our parser reads them. Pure; the same drafts give the same text.
 */
import { fold } from '#engines/law/parse/chars.ts';
import { namedInstruments } from '#engines/law/parse/issuance.ts';
import type { DraftAttachment, DraftContent } from './draft.ts';

export type IssueFront = {
  readonly title: string;
  readonly year: number;
  readonly number: number;
  readonly runningNumber: number | null;
  /** `YYYY-MM-DD` */
  readonly dated: string;
  /** Editors and imprint, one 名称：内容 a line. */
  readonly imprint: string;
};

/** A document as it goes into the issue: with the number that it takes, if it takes one. */
export type NumberedDraft = DraftContent & { readonly number: string | null };

/** One line that an editor wrote, and where it stands in the issue's text. */
export type WrittenLine = {
  /** Place of its document in the issue, from 0. */
  readonly document: number;
  /** The body, or the attachment at that place. */
  readonly part: 'body' | number;
  /** From 1. */
  readonly line: number;
  readonly words: string;
  /** Units of the text, `[start, end)`. */
  readonly span: readonly [number, number];
};

export type ComposedIssue = { readonly text: string; readonly lines: readonly WrittenLine[] };

export const BOARD_HEAD = '编辑委员会';
/** An imprint that begins with the editorial board, which has its name above it. */
const BOARD = /^\s*(?:主任|副主任|编委)：/u;

/** @param pages of each document where they are known: else the contents have none */
export function composeIssue(
  front: IssueFront,
  documents: readonly NumberedDraft[],
  pages?: readonly number[],
): ComposedIssue {
  const press = new Press();
  press.block(front.title);
  press.block(`${front.year}年第${front.number}期`);
  if (front.runningNumber !== null) press.block(`（总第${front.runningNumber}期）`);
  press.block(`${printDate(front.dated)}出版`);
  if (BOARD.test(front.imprint)) press.block(BOARD_HEAD);
  press.rows(front.imprint.split('\n').filter((line) => line.trim() !== ''));
  // One title below 目录 would be taken for the document itself: a single document has its section above it.
  if (documents.length > 1) composeContents(press, documents, pages);
  documents.forEach((document, at) => {
    if (documents.length === 1) press.block(`【${document.section}】`);
    composeDocument(press, document, at);
  });
  return { text: press.text, lines: press.written };
}

function composeContents(press: Press, documents: readonly NumberedDraft[], pages?: readonly number[]): void {
  press.block('目 录');
  let section = '';
  documents.forEach((document, at) => {
    if (document.section !== section) press.block(`【${document.section}】`);
    section = document.section;
    const page = pages?.[at] === undefined ? [] : [`..... ${pages[at]}`];
    press.rows([document.title, ...(document.number ? [`（${document.number}）`] : []), ...page]);
  });
}

function composeDocument(press: Press, document: NumberedDraft, at: number): void {
  const { carried, annexes } = partsOf(document);
  press.block(document.title);
  if (document.number) press.block(document.number);
  if (document.addressees) press.block(`${document.addressees}：`);
  press.prose(document.body, at, 'body');
  if (carried.length === 0) composeAnnexList(press, annexes);
  for (const body of document.signedBy) press.block(body);
  if (document.dated) press.block(printDate(document.dated));
  if (document.disclosed !== null)
    press.block(document.disclosed ? '（此件公开发布）' : '（此件依申请公开）');
  for (const { title, text, place } of carried) {
    press.block(title);
    press.prose(text, at, place);
  }
  if (carried.length > 0) composeAnnexList(press, annexes);
  annexes.forEach(({ title, text, place }, k) => {
    press.block(annexes.length === 1 ? '附件' : `附件${k + 1}`);
    press.block(title);
    press.prose(text, at, place);
  });
}

function composeAnnexList(press: Press, annexes: readonly Placed[]): void {
  const [only, ...more] = annexes;
  if (!only) return;
  if (more.length === 0) press.block(`附件：${only.title}`);
  else press.rows(annexes.map(({ title }, k) => `${k === 0 ? '附件：' : ''}${k + 1}. ${title}`));
}

type Placed = DraftAttachment & { readonly place: number };

/** What a notice carries by its own title （印发《…》） stands under its own name; the rest are annexes. */
export function partsOf(document: DraftContent): { carried: Placed[]; annexes: Placed[] } {
  const named = namedInstruments(document.title);
  const placed = document.attachments.map((attachment, place) => ({ ...attachment, place }));
  const isCarried = (a: Placed) => named.has(fold(a.title));
  return { carried: placed.filter(isCarried), annexes: placed.filter((a) => !isCarried(a)) };
}

/** 2024年6月28日 from `2024-06-28`. */
export const printDate = (iso: string): string => {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

/** Whether a line is a row of a table: cells between tabs, or between bars. */
export const isRow = (line: string): boolean => line.includes('\t') || /^\|.*\|$/.test(line.trim());

/** Sets blocks apart by a blank line; rows of a table stay together. */
class Press {
  text = '';
  readonly written: WrittenLine[] = [];

  block(words: string): void {
    this.rows([words]);
  }

  rows(lines: readonly string[]): void {
    if (lines.length === 0) return;
    if (this.text !== '') this.text += '\n';
    for (const line of lines) this.text += `${line}\n`;
  }

  /** Every line is a paragraph of its own, except rows of one table. */
  prose(text: string, document: number, part: WrittenLine['part']): void {
    let row = false;
    text.split('\n').forEach((words, at) => {
      if (words.trim() === '') {
        row = false;
        return;
      }
      if (!(row && isRow(words)) && this.text !== '') this.text += '\n';
      row = isRow(words);
      const start = this.text.length;
      this.text += `${words}\n`;
      this.written.push({ document, part, line: at + 1, words, span: [start, start + words.length] });
    });
  }
}
