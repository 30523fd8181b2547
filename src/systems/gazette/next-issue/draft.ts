/** What a draft holds, and what is wrong with one. Pure. */
import { z } from 'zod';

const LINE_MAX = 300;
const TEXT_MAX = 400_000;

export const DraftAttachment = z.object({ title: z.string(), text: z.string() });
export type DraftAttachment = z.infer<typeof DraftAttachment>;

/** All that an editor writes of a document. Texts have line feeds only, no blanks at their ends. */
export const DraftContent = z.object({
  section: z.string(),
  /** 代字 from whose series it takes a number when published; null: it bears none. */
  series: z.string().nullable(),
  title: z.string(),
  /** As printed, without the closing colon; empty: none. */
  addressees: z.string(),
  /** Paragraphs with printed labels, one a line; tables as lines of cells separated by tabs. */
  body: z.string(),
  signedBy: z.array(z.string()),
  /** `YYYY-MM-DD`. */
  dated: z.string().nullable(),
  /** true: 此件公开发布; false: 此件依申请公开; null: no mark. */
  disclosed: z.boolean().nullable(),
  attachments: z.array(DraftAttachment),
  /** The published document that it replaces. */
  supersedes: z.string().nullable(),
});
export type DraftContent = z.infer<typeof DraftContent>;

export type DraftProblem = { readonly field: keyof DraftContent; readonly message: string };

/** Sections in the order in which an issue prints them; any other comes after these. */
export const SECTIONS = [
  '规范性文件',
  '政府文件',
  '区委办 政府办文件',
  '部门文件',
  '人事任免',
  '统计数据',
] as const;

/** Line feeds only, no trailing blanks, no control characters but the tab between cells (a last cell may be empty). */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\u200b\ufeff]/gu, '')
    .replace(/[ \u3000]+$/gmu, '')
    .replace(/^\n+|\n+$/g, '');

const cleanLine = (text: string): string => cleanText(text).replace(/\s+/gu, ' ').trim();

/** The same content in the one form that is stored and compared. */
export const cleanDraft = (content: DraftContent): DraftContent => ({
  section: cleanLine(content.section),
  series: content.series === null ? null : cleanLine(content.series).replaceAll(' ', '') || null,
  title: cleanLine(content.title),
  addressees: cleanLine(content.addressees).replace(/[：:]\s*$/, ''),
  body: cleanText(content.body),
  signedBy: content.signedBy.map(cleanLine).filter((name) => name !== ''),
  dated: content.dated?.trim() || null,
  disclosed: content.disclosed,
  attachments: content.attachments
    .map(({ title, text }) => ({ title: cleanLine(title), text: cleanText(text) }))
    .filter(({ title, text }) => title !== '' || text !== ''),
  supersedes: content.supersedes || null,
});

const SERIES = /^\p{Script=Han}{2,16}$/u;

/** What must be put right before a draft can be kept at all. Takes a cleaned one. */
export function checkDraft(draft: DraftContent): DraftProblem[] {
  const problems: DraftProblem[] = [];
  const wrong = (field: keyof DraftContent, message: string) => problems.push({ field, message });
  if (draft.title === '') wrong('title', '请填写标题；还没有想好，可以先写一个暂用的。');
  if (draft.title.length > LINE_MAX) wrong('title', `标题超过 ${LINE_MAX} 字，请缩短。`);
  if (draft.section === '') wrong('section', '请选择栏目。');
  if (draft.section.length > 24) wrong('section', '栏目名称超过 24 字，请缩短。');
  if (draft.series !== null && !SERIES.test(draft.series))
    wrong('series', '发文代字只写汉字，如“银西政办发”；年份和序号在出版时自动编。不编号的请留空。');
  if (draft.dated !== null && !isDate(draft.dated)) wrong('dated', '没有这一天，请改正成文日期。');
  if (draft.addressees.length > LINE_MAX) wrong('addressees', `主送机关超过 ${LINE_MAX} 字，请缩短。`);
  if (draft.signedBy.length > 12 || draft.signedBy.some((name) => name.length > 60))
    wrong('signedBy', '署名每行一个机关，最多 12 行，每行不超过 60 字。');
  if (draft.attachments.length > 40) wrong('attachments', '附件最多 40 个，请合并。');
  const length = draft.body.length + draft.attachments.reduce((sum, a) => sum + a.text.length, 0);
  if (length > TEXT_MAX) wrong('body', `正文连同附件超过 ${TEXT_MAX / 10_000} 万字，请分成几份文件。`);
  return problems;
}

/** What still lacks before a draft can go into an issue. Takes a cleaned one. */
export function missingOf(draft: DraftContent): DraftProblem[] {
  const missing: DraftProblem[] = [];
  const lacks = (field: keyof DraftContent, message: string) => missing.push({ field, message });
  if (draft.body === '' && draft.attachments.every((a) => a.text === '')) lacks('body', '还没有正文。');
  if (draft.dated === null) lacks('dated', '还没有成文日期。');
  if (draft.signedBy.length === 0) lacks('signedBy', '还没有署名机关。');
  for (const { title, text } of draft.attachments) {
    if (title === '') lacks('attachments', '有一个附件没有标题。');
    else if (text === '') lacks('attachments', `附件“${title}”还没有内容。`);
  }
  return missing;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}
