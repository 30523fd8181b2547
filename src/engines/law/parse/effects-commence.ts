/** Commencement: 自2023年5月1日起施行, 自印发之日起执行. */
import type { Issuance, ParsedEffect } from './artifact.ts';
import { readDateAt, readInteger } from './dates.ts';
import { type Dated, effect, type Place, UNDATED } from './effects-place.ts';
import { carries, ownNumber, ownTarget, type Target } from './effects-targets.ts';

/** 本办法 and the like as the subject of a clause. */
export const OWN =
  /(?:^|[，,、：:）)\s])(?:本|此)(?:实施|工作|管理|暂行|戒严|禁火|行政|规范性|若干){0,2}(?:方案|办法|细则|意见|通知|决定|规定|条例|规则|规划|计划|纲要|预案|清单|目录|公告|通告|制度|指南|规范|标准|规程|程序|批示|章程|文件|令|法)/;
const ISSUE_DAY = /(?:本?\p{Script=Han}{0,4}?)?(公布|印发|发布|下发|颁布|签发|通过)(之日|之?次日|翌日)/uy;

/** 自…起施行, or a line that is nothing but a date and 施行. */
export function readCommencement(place: Place): ParsedEffect[] {
  const { text, at, sentence } = place;
  const since = lastSince(text, sentence.start, at);
  const dated = since === undefined ? lineDate(place) : dateSince(place, since);
  if (!dated) return [];
  if (since === undefined) return [effect(place, 'commence', ownTarget(place.issuance, at, false), dated)];
  const target = commencing(place, text.slice(sentence.start, since), since);
  return target ? [effect(place, 'commence', target, dated)] : [];
}

function lastSince(text: string, from: number, to: number): number | undefined {
  for (let i = to - 1; i >= Math.max(from, to - 40); i -= 1) {
    if (text[i] === '自' || text[i] === '从') return i;
  }
  return undefined;
}

/** A line that is nothing but a date and 施行, as above a statute. */
function lineDate({ text, at, end }: Place): Dated | undefined {
  const before = text.slice(Math.max(0, at - 40), at);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const date = readDateAt(text, at - line.trimStart().length);
  if (!date || text.slice(date.end, at).trim() !== '' || !/^\s*(?:\n|$)/.test(text.slice(end, end + 8)))
    return undefined;
  return /施行|实施|生效/.test(text.slice(at, end))
    ? { date: date.date, precision: date.precision }
    : undefined;
}

function dateSince({ text, at, issuance }: Place, since: number): Dated | undefined {
  const from =
    since +
    1 +
    (text.slice(since + 1, since + 3).length - text.slice(since + 1, since + 3).trimStart().length);
  const date = readDateAt(text, from);
  if (date && date.end <= at && /^\s*(?:零时|0时)?\s*$/.test(text.slice(date.end, at))) {
    return { date: date.date, precision: date.precision };
  }
  ISSUE_DAY.lastIndex = from;
  const issued = ISSUE_DAY.exec(text);
  if (issued === null || ISSUE_DAY.lastIndex > at) return undefined;
  const delay = /^起?(?:满)?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*日(?:后|之后)?$/.exec(
    text.slice(ISSUE_DAY.lastIndex, at).trim(),
  );
  if (!delay && text.slice(ISSUE_DAY.lastIndex, at).trim() !== '') return undefined;
  if (!issuance?.date) return UNDATED;
  const next = issued[2] === '之日' ? 0 : 1;
  const days = next + (delay ? (readInteger(delay[1] ?? '') ?? 0) : 0);
  return { date: Temporal.PlainDate.from(issuance.date).add({ days }).toString(), precision: 'day' };
}

/** What comes into force: the document the sentence names as its subject, or the one it stands in; undefined for anything else. */
function commencing(place: Place, before: string, since: number): Target | undefined {
  const { sentence, issuance, at } = place;
  const clause = before.slice(Math.max(before.lastIndexOf('，'), before.lastIndexOf(',')) + 1).trim();
  const subject = clause
    .replace(
      /^(?:第?[\d一二三四五六七八九十百零]{1,5}条?[\s　、.]*|[（(][一二三四五六七八九十\d]{1,3}[）)])/,
      '',
    )
    .trim();
  if (OWN.test(subject) && /(?:本|此)\p{Script=Han}{1,8}$/u.test(subject))
    return ownTarget(issuance, at, /通知$/.test(subject));
  const named = sentence.named.filter((one) => one.end <= since && one.title !== null).at(-1);
  if (named && since - named.end <= 1 && subject !== '') return carried(issuance, named);
  if (subject !== '' && !/^(?:现予?|予以|特此)?(?:公布|印发|发布|通知)$/.test(subject)) return undefined;
  if (OWN.test(before)) return ownTarget(issuance, at, /本通知/.test(before));
  if (named && /公布|印发|发布/.test(before)) return carried(issuance, named);
  return before.trim() === '' ? ownTarget(issuance, at, false) : undefined;
}

/** A named document, with the issuance's number when that issuance carries it. */
export function carried(issuance: Issuance | undefined, { title, number }: Target): Target {
  return { title, number: number ?? (carries(issuance, title) ? ownNumber(issuance) : null) };
}
