/**
 * What an appointment notice says about all of its acts: that it is one, who decided and when, from when the terms
 * count, how long the probation is.
 */
import type { Statement } from './appointments-clause.ts';
import type { Act } from './appointments-wording.ts';
import type { Issuance } from './artifact.ts';
import { readInteger, readPartialDateAt } from './dates.ts';

export type Notice = Pick<Issuance, 'kind' | 'number' | 'title' | 'titleSpan' | 'signedBy' | 'date' | 'span'>;

const RULES =
  /(?:办法|辦法|规定|規定|条例|條例|细则|細則|规则|规程|制度|方案|意见|公示|预告|通告|规范)(?:的通知|的公告|》|（|$)/;

/** Whether the issuance appoints or removes by its form: its title, or the contents section it stands under. */
export function isAppointmentNotice(notice: Pick<Issuance, 'kind' | 'title'>): boolean {
  const title = notice.title.replace(/\s+/g, '');
  if (RULES.test(title)) return false;
  if (/人事任免|任免|干部任职|人事/.test((notice.kind ?? '').replace(/\s+/g, ''))) return true;
  return /任职|任職|免职|免職|任免|任命|聘任|解聘|免去|辞去|辞职|挂职|挂任|(?:同志|等)(?:的)?(?:职务|職務)的/.test(
    title,
  );
}

/** The act that a bare line stands for when the title leaves no choice: 任职的通知, 免职的通知. */
export function actOfTitle(title: string): Act | undefined {
  const bare = title.replace(/\s+/g, '');
  if (/任免/.test(bare)) return undefined;
  const removes = /免职|免職|免去/.test(bare);
  const appoints = /任职|任職|任命/.test(bare);
  if (removes !== appoints) return removes ? 'remove' : 'appoint';
  if (removes) return undefined;
  if (/解聘/.test(bare)) return 'dismiss';
  return /聘任/.test(bare) ? 'engage' : undefined;
}

/** The first day in `words` as YYYY-MM-DD; a missing year is taken from `near`. Undefined when none is printed. */
function findDay(words: string, near: string | null): string | undefined {
  const year = near === null ? undefined : Number(near.slice(0, 4));
  for (const found of words.matchAll(DATE_START)) {
    const read = readPartialDateAt(words, found.index, { year: year ?? 0, month: 0 });
    if (read?.precision === 'day' && !read.date.startsWith('0000')) return read.date;
  }
  return undefined;
}

const DATE_START =
  /(?<![\d〇一二三四五六七八九十])(?:[\d０-９]{1,4}|[〇○零一二三四五六七八九十]{1,4})\s*[年月]/g;

export type Decision = { on: string | null; by: string | null };

/**
 * Who decided and when, from the words before the first act: 经…2023年9月13日…会议研究，决定; 根据…会议的决定.
 * A notice that names no meeting is itself the decision of the body that signs it, on its own date.
 */
export function findDecision(preamble: string, notice: Notice): Decision {
  const words = preamble
    .slice(-1500)
    .replace(/《[^》\n]{0,80}》/g, '')
    .replace(/[^\S\n]+/g, '');
  const clauses = words.split(/[，,。；：:\n（）()]/);
  const meeting =
    clauses.findLast(
      (clause) =>
        /会议|會議|全会|常委会|大会/.test(clause) &&
        /^(?:经|經|根据|依据|按照|由)|\d日|第.{1,8}次|研究|决定|通过|表决/.test(clause),
    ) ??
    clauses.findLast((clause) => /^(?:经|經|根据|由).{2,40}(?:研究|决定|批准|同意|审议|通过)/.test(clause));
  const on = (meeting && findDay(meeting, notice.date)) ?? findDay(words, notice.date) ?? notice.date;
  const by = meeting
    ?.replace(/^(?:已经|业经|经|經|根据|依据|按照|由)+/, '')
    .replace(/(?:上)?(?:集体)?(?:研究|审议|讨论|表决|通过|的?决定|決定|批准|同意|任命|任免).*$/, '')
    .replace(/^(?:.{4}年)?.{1,3}月.{1,3}日(?:召开)?的?/, '')
    .replace(/[的上]$/, '');
  return { on, by: by !== undefined && by.length >= 3 ? by : (notice.signedBy[0] ?? null) };
}

const PROBATION =
  /(?:试用期|試用期|试用)(?:限|期限|均|各|都|统一)?(?:为|是|為)?\s*([\d０-９]{1,3}|[一二两三四五六七八九十壹半]{1,3})\s*(?:个|個)?\s*(年半|年|月)/g;

/** Months of probation said in `words`, or undefined. */
export function findProbation(words: string): number | undefined {
  for (const found of words.matchAll(PROBATION)) {
    const count = found[1] === '半' ? 0.5 : readInteger(found[1] ?? '');
    if (count === undefined) continue;
    if (found[2] === '月') return Math.round(count);
    return Math.round(count * 12) + (found[2] === '年半' ? 6 : 0);
  }
  return undefined;
}

/** Those of the persons whom the words name, the longest name first: 马艳伟 does not name 马艳 too. */
function namedIn(words: string, persons: string[]): string[] {
  let left = words;
  return persons
    .toSorted((a, b) => b.length - a.length)
    .filter((person) => {
      const rest = left.replaceAll(person, '　');
      const named = rest !== left;
      left = rest;
      return named;
    });
}

/** The persons of the notice whom a sentence is about: those it names (除…外: all others), else all. */
function personsMeant(sentence: string, persons: string[]): Set<string> {
  const bare = sentence.replace(/(?<=\p{sc=Han})[ \u3000]+(?=\p{sc=Han})/gu, '');
  const except = /除(.{2,200}?)(?:以?外|之外)/.exec(bare)?.[1];
  if (except !== undefined) {
    const excepted = namedIn(except, persons);
    return new Set(persons.filter((person) => !excepted.includes(person)));
  }
  const named = namedIn(bare, persons);
  return new Set(named.length > 0 ? named : persons);
}

export type Terms = { probation: Map<string, number>; effective: Map<string, string | null> };

const COUNTED_FROM =
  /(?:任职|任職|试用期|任期|聘期|任免|任命|聘任|职务)(?:日期|时间|時間|期限|手续|职务)?(?:均|一律|统一|都)?(?:从|自|由|從)([^。；，\n]{0,60}?)(?:起|计算|算)|(?:任职|任免|任命)(?:日期|时间)(?:为|:|：)([^。；，\n]{4,20})/;

/**
 * Probation and first day per appointed person, from the sentences outside the acts (以上人员中，某某任职试用期1年…).
 * A term that counts from a trial's start that the notice does not date is null: unknown, not the decision's day.
 */
export function findTerms(text: string, notice: Notice, statements: Statement[], decision: Decision): Terms {
  const terms: Terms = { probation: new Map(), effective: new Map() };
  const [, end] = notice.span;
  const persons = [...new Set(statements.filter(isAppointing).map((statement) => statement.person))];
  if (persons.length === 0) return terms;
  const body = text.slice(notice.titleSpan[1], end);
  for (const found of body.matchAll(/[^。；;\n]+/g)) {
    const sentence = found[0];
    if (sentence.length > 1000 || !/试用|試用|从|自|由|從|时间|日期/.test(sentence)) continue;
    const months = findProbation(sentence.replace(/[（(][^（）()]*[）)]/g, ''));
    const counted = COUNTED_FROM.exec(sentence.replace(/[^\S\n]+/g, ''));
    if (months === undefined && counted === null) continue;
    const meant = personsMeant(sentence, persons);
    for (const person of meant) {
      if (months !== undefined) terms.probation.set(person, months);
      const from = counted && firstDay(counted[1] ?? counted[2] ?? '', notice, decision);
      if (from !== null && from !== undefined) terms.effective.set(person, from.day);
    }
  }
  return terms;
}

/** The day that 从…起 means; undefined when the words say nothing that is known here. */
function firstDay(words: string, notice: Notice, decision: Decision): { day: string | null } | undefined {
  const day = findDay(words, notice.date);
  if (day !== undefined) return { day };
  const month = /(\d{4})年(\d{1,2})月/.exec(words);
  if (month?.[1] !== undefined && month[2] !== undefined) {
    const number = Number(month[2]);
    return number >= 1 && number <= 12 ? { day: `${month[1]}-${month[2].padStart(2, '0')}-01` } : undefined;
  }
  if (/印发|发文|发布|公布|本通知|下发|行文/.test(words)) return { day: notice.date };
  if (/决定|任命|研究|会议|批准|通过/.test(words)) return { day: decision.on };
  return /试用|試用|到任|报到/.test(words) ? { day: null } : undefined;
}

/** Whether the statement gives a post (rather than takes it). */
export const isAppointing = (statement: Pick<Statement, 'act'>): boolean =>
  statement.act === 'appoint' || statement.act === 'engage';

/** Months and first day said in the brackets of one holding: （试用期一年）, （任职时间从2023年9月1日起）. */
export function termsInNotes(
  notes: string[],
  notice: Notice,
  decision: Decision,
): { months: number | undefined; from: { day: string | null } | undefined } {
  const words = notes.join('；').replace(/\s+/g, '');
  const counted = COUNTED_FROM.exec(words);
  return {
    months: findProbation(words),
    from: counted === null ? undefined : firstDay(counted[1] ?? counted[2] ?? '', notice, decision),
  };
}
