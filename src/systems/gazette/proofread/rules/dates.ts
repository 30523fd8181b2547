/** Dates that cannot be: impossible days, wrong weekdays, ends before beginnings, signatures before decisions. */

import type { Span } from '#engines/law/parse/artifact.ts';
import { readDateAt } from '#engines/law/parse/dates.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { matches, type Passage, passagesOf } from './passages.ts';
import { isNear } from './wording.ts';

const DAY = /(?<!\d)(\d{4})\s?年\s?(\d{1,2})\s?月\s?(\d{1,3})\s?日/gu;

/** A printed day that exists, `YYYY-MM-DD`. */
export type Day = { date: string; at: number; end: number; span: Span };

export function* daysIn(passage: Passage): Iterable<Day> {
  if (!passage.flow.words.includes('年')) return;
  for (const { match, index, span } of matches(passage, DAY)) {
    const read = readDateAt(passage.flow.words, index);
    if (read?.precision === 'day') yield { date: read.date, at: index, end: index + match[0].length, span };
  }
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const dateImpossible: Rule = {
  name: 'date.impossible',
  title: '日期不存在',
  about: '2月30日、13月一类日历上没有的日期。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('月')) continue;
      for (const { match, span } of matches(
        passage,
        /(?<![\d.])(?:(\d{4})\s?年\s?)?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?日)?(?![\u4e00-\u9fff]{0,0}\d)/gu,
      )) {
        const [, year, month, day] = match.map((m) => (m === undefined ? undefined : Number(m)));
        if (month === undefined) continue;
        const most =
          month === 2 && year !== undefined && !Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear
            ? 28
            : (MONTH_DAYS[month - 1] ?? 0);
        const bad =
          month < 1 || month > 12
            ? year !== undefined || day !== undefined
            : day !== undefined && (day < 1 || day > most);
        if (bad) yield { span, message: `日历上没有“${match[0].trim()}”这一天。` };
      }
    }
  },
};

const WEEK = '一二三四五六日';

export const dateWeekday: Rule = {
  name: 'date.weekday',
  title: '星期与日期不符',
  about: '日期后面括注的星期，按日历推算。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      if (!/星期|周/u.test(passage.flow.words)) continue;
      for (const day of daysIn(passage)) {
        const rest = /^\s?[（(]?\s?(?:星期|周)([一二三四五六日天])/u.exec(passage.flow.words.slice(day.end));
        if (rest === null) continue;
        const real = WEEK[Temporal.PlainDate.from(day.date).dayOfWeek - 1] ?? '';
        if ((rest[1] === '天' ? '日' : rest[1]) === real) continue;
        const at = day.end + rest[0].length - 1;
        yield {
          span: passage.flow.span(at, at + 1),
          message: `${day.date}是星期${real}，此处作“${rest[0].trim()}”。`,
          suggestion: real,
        };
      }
    }
  },
};

const DATE = '\\d{4}\\s?年(?:\\s?\\d{1,2}\\s?月(?:\\s?\\d{1,2}\\s?日)?)?';
const RANGE = new RegExp(`(?<!\\d)(${DATE})\\s?(?:起)?(?:至|到|[—–\\-~～－]{1,2})\\s?(${DATE})`, 'gu');

export const dateRange: Rule = {
  name: 'date.range',
  title: '起止日期颠倒',
  about: '“自某日至某日”“2025—2023年”：后一日早于前一日。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('年')) continue;
      for (const { match, index } of matches(passage, RANGE)) {
        const second = index + match[0].lastIndexOf(match[2] ?? '');
        const [a, b] = [readDateAt(passage.flow.words, index), readDateAt(passage.flow.words, second)];
        if (a === undefined || b === undefined || b.until > a.date) continue;
        yield {
          span: passage.flow.span(index, index + match[0].length),
          message: `起止日期颠倒：终止的${match[2]}早于起始的${match[1]}。`,
        };
      }
      for (const { match, span } of matches(
        passage,
        /(?<!\d)((?:19|20)\d{2})\s?[—–\-~～－至]{1,2}\s?((?:19|20)\d{2})\s?年(?!\s?\d)/gu,
      ))
        if (Number(match[2]) < Number(match[1]))
          yield { span, message: `起止年份颠倒：${match[2]}年早于${match[1]}年。` };
    }
  },
};

/** The passages of each issuance. */
export function byIssuance(text: ProofText): Map<number, Passage[]> {
  const out = new Map<number, Passage[]>();
  for (const p of passagesOf(text)) {
    if (p.issuance < 0) continue;
    const held = out.get(p.issuance);
    if (held === undefined) out.set(p.issuance, [p]);
    else held.push(p);
  }
  return out;
}

/** Where the date of an issuance is printed: the last passage of its kind that holds nothing else. */
function dateLine(passages: readonly Passage[], date: string): Span | null {
  for (const p of passages)
    for (const d of daysIn(p))
      if (d.date === date && p.flow.words.length - (d.end - d.at) < 24 && p.kind === 'line') return d.span;
  return null;
}

const DECIDED =
  /(?:^|[，,：:经据])[^。；]{0,30}?(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)[^。；，,]{0,40}?(?:会议|研究|审议|讨论|决定|通过|批准|同意)/gu;

export const dateSigned: Rule = {
  name: 'date.signed_early',
  title: '成文日期早于决定日期',
  about: '正文说某日会议研究、审议、通过，成文日期却更早；或者成文日期晚于本期公报出版日期。',
  *find(text): Iterable<Noticed> {
    const published = text.artifact.issue?.date ?? null;
    for (const [i, passages] of byIssuance(text)) {
      const issuance = text.artifact.issuances[i];
      if (issuance?.date == null) continue;
      const signed = dateLine(passages, issuance.date);
      const place = signed ?? issuance.titleSpan;
      if (published !== null && issuance.date > published)
        yield { span: place, message: `成文日期${issuance.date}晚于本期公报的出版日期${published}。` };
      for (const p of passages.slice(0, 12)) {
        for (const { match, index } of matches(p, DECIDED)) {
          const at = index + match[0].indexOf(match[1] ?? '');
          const read = readDateAt(p.flow.words, at);
          if (read === undefined || read.date <= issuance.date || /将|拟|定于|召开前/u.test(match[0]))
            continue;
          yield {
            span: place,
            message: `成文日期${issuance.date}早于正文所说的决定日期${read.date}。`,
            related: [p.flow.span(at, at + (match[1]?.length ?? 0))],
          };
        }
      }
    }
  },
};

const DEADLINE =
  /(?<!\d)(\d{4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?\s?(?:年?底|年?末)?)\s?(?:之|以)?前[，,]?\s?([^。；，,]{0,24})/gu;
const TO_DO =
  /^(?:要|应|须|需|必须|全面|基本|初步)?(?:[^。]{0,10})?(?:完成|报送|上报|报|实现|建成|建立|提交|整改|达到|启动|制定|出台|形成|落实|到位)/u;

/** 某日前，各镇…，完成…: what is to be done stands in a later part of the sentence. */
const STEP =
  /^\s?(?:之|以)?前[，,](?:[^。]{0,60}[，、,])?(?:全面|基本|不断|认真|要|应|须|并|及时)?(?:完成|报送|上报|实现|建成|建立|提交|启动|制定|出台|形成|落实|拓展|创新|开展|提出|对)/u;

export const dateDeadline: Rule = {
  name: 'date.deadline_past',
  title: '期限早于发文日期',
  about: '要求“某年某月某日前完成、报送”的期限早于文件自己的成文日期；已经完成的事不算。',
  *find(text): Iterable<Noticed> {
    for (const [i, passages] of byIssuance(text)) {
      const issuance = text.artifact.issuances[i];
      if (issuance?.date == null || /统计公报|工作报告|总结/u.test(issuance.title)) continue;
      for (const p of passages) {
        if (!p.flow.words.includes('前')) continue;
        for (const { match, index } of matches(p, DEADLINE)) {
          const read = readDateAt(p.flow.words, index);
          const before = p.flow.words.slice(Math.max(0, index - 12), index);
          const end = index + (match[1]?.length ?? 0);
          const rest = p.flow.words.slice(end, end + 120).split('。')[0] ?? '';
          if (read === undefined || read.until > issuance.date) continue;
          if (!TO_DO.test(match[2] ?? '') && !STEP.test(rest)) continue;
          // 2000年以前建成的小区: what is, not what is to be done.
          if (
            /^[^，。；]{0,10}(?:建成|完成|形成|启动|制定|出台)(?:并[^，。；]{2,6})?的/u.test(
              rest.replace(/^\s?(?:之|以)?前/u, ''),
            )
          )
            continue;
          if (/已|曾|截至|截止|自|从/u.test(before) || /已|曾|的$|取得|核发|颁布/u.test(match[2] ?? ''))
            continue;
          if (!TO_DO.test(match[2] ?? '') && /已|曾|了|取得|颁布|出生|参加工作|登记(?:的|在册)/u.test(rest))
            continue;
          yield {
            span: p.flow.span(index, index + (match[1]?.length ?? 0)),
            message: `要求完成的期限“${match[1]?.trim()}前”早于本文件的成文日期${issuance.date}。`,
          };
        }
      }
    }
  },
};

export const dateCommence: Rule = {
  name: 'date.commence_early',
  title: '施行日期早于成文日期',
  about: '“本办法自某日起施行”的日期早于成文日期；有效期的终日早于成文日期或施行日期。',
  *find(text): Iterable<Noticed> {
    for (const [i, passages] of byIssuance(text)) {
      const issuance = text.artifact.issuances[i];
      if (issuance?.date == null || text.artifact.shape === 'statute') continue;
      for (const p of passages) {
        if (!/施行|实施|执行|有效期/u.test(p.flow.words)) continue;
        const own =
          /(?:^|[。，；\s])本(?:通知|办法|规定|方案|意见|细则|通告|公告|令|制度|决定|戒严令|禁火令|规则|预案)[^。；]{0,6}自\s?(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)\s?起(?:正式)?(?:施行|实施|执行|生效)/gu;
        for (const { match, index } of matches(p, own)) {
          const at = index + match[0].indexOf(match[1] ?? '');
          const read = readDateAt(p.flow.words, at);
          if (read === undefined || read.date >= issuance.date) continue;
          yield {
            span: p.flow.span(at, at + (match[1]?.length ?? 0)),
            message: `施行日期${read.date}早于成文日期${issuance.date}。`,
          };
        }
        for (const { match, index } of matches(
          p,
          /有效期(?:限)?(?:截止|截至|为|至|到|[:：])*[^。；\d]{0,4}(?:至|到)\s?(\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)/gu,
        )) {
          const at = index + match[0].lastIndexOf(match[1] ?? '');
          const read = readDateAt(p.flow.words, at);
          if (
            read === undefined ||
            read.date >= issuance.date ||
            /已|届满/u.test(p.flow.words.slice(index, index + 30))
          )
            continue;
          yield {
            span: p.flow.span(at, at + (match[1]?.length ?? 0)),
            message: `有效期的终日${read.date}早于成文日期${issuance.date}。`,
          };
        }
      }
    }
  },
};

export const datePeriods: Rule = {
  name: 'date.periods_differ',
  title: '同一期间前后不一',
  about: '同一文件中同一名称的期间（防火期、有效期……）写了两种起止日期。',
  *find(text): Iterable<Noticed> {
    const seen = new Map<string, { from: string | null; until: string | null; span: Span }>();
    for (const { name, from, until, issuance, span } of text.artifact.periods) {
      if (issuance === null || name.length < 2) continue;
      const key = `${issuance} ${name}`;
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, { from, until, span });
        continue;
      }
      const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
      const endsNear =
        !differs(before.from, from) ||
        !differs(before.until, until) ||
        isNear(before.from ?? '', from ?? '', 2);
      if ((!differs(before.from, from) && !differs(before.until, until)) || (name !== '有效期' && !endsNear))
        continue;
      yield {
        span,
        message: `“${name}”前后不一：前面是${say(before)}，此处是${say({ from, until })}。`,
        related: [before.span],
      };
    }
  },
};

/** The half-open interval as it is printed, with its last day. */
function say({ from, until }: { from: string | null; until: string | null }): string {
  const last = until === null ? '（未写）' : Temporal.PlainDate.from(until).subtract({ days: 1 }).toString();
  return `${from ?? '（未写）'}至${last}`;
}
