/** Dates of one document against each other and against its title: stages, a period within a period, the year spoken of. */
import type { Clause, Span } from '#engines/law/parse/artifact.ts';
import { readDateAt } from '#engines/law/parse/dates.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { byIssuance } from './dates.ts';
import { matches, type Passage, passagesOf } from './passages.ts';
import { shown } from './wording.ts';

const DAY = '\\d{4}\\s?年\\s?\\d{1,2}\\s?月(?:\\s?\\d{1,2}\\s?日)?';
const END = '(?:\\d{4}\\s?年\\s?)?\\d{1,2}\\s?月(?:\\s?\\d{1,2}\\s?日)?';

type Period = { from: string; until: string; at: number; end: number };

const PERIOD = new RegExp(`(?<!\\d)(${DAY})\\s?(?:起)?(?:至|到|[—–～~－-]{1,2})\\s?(${END})`, 'gu');

/** The periods of a passage, as half-open intervals; an end without a year is of the year that it begins in. */
function periodsIn(words: string): Period[] {
  const out: Period[] = [];
  for (const match of words.matchAll(PERIOD)) {
    const second = match[2] ?? '';
    const from = readDateAt(words, match.index);
    const at = match.index + match[0].length - second.length;
    const year = /^\d{4}/u.test(second) ? '' : `${words.slice(match.index, match.index + 4)}年`;
    const to = year === '' ? readDateAt(words, at) : readDateAt(year + second, 0);
    if (from !== undefined && to !== undefined && to.until > from.date)
      out.push({ from: from.date, until: to.until, at: match.index, end: match.index + match[0].length });
  }
  return out;
}

/** （2024年12月）: a stage of one month. */
function monthIn(words: string): Period | undefined {
  const found = /[（(]\s?(\d{4}\s?年\s?\d{1,2}\s?月)\s?[)）]/u.exec(words);
  const at = (found?.index ?? 0) + (found?.[0].search(/\d/u) ?? 0);
  const read = found === null ? undefined : readDateAt(words, at);
  if (read === undefined) return undefined;
  return { from: read.date, until: read.until, at, end: at + (found?.[1]?.length ?? 0) };
}

/** 动员部署阶段（2024年3月至4月）: in the heading or at the beginning of what stands under it. */
const STAGE = /阶段|^第[一二三四五六]步|时期/u;

export const dateStages: Rule = {
  name: 'date.stage_order',
  title: '阶段先后颠倒',
  about: '一组“某某阶段（某月至某月）”，后一阶段开始得比前一阶段还早，或者早得落在前一阶段开始之前。',
  *find(text): Iterable<Noticed> {
    const seen = new Map<readonly Clause[], { until: string; from: string; span: Span; name: string }>();
    for (const place of text.clauses) {
      const { clause, siblings } = place;
      if (clause.label === '') continue;
      const raw = text.text.slice(clause.span[0], Math.min(clause.span[1], clause.span[0] + 120));
      if (!/[（(\s：:]\d{4}\s?年/u.test(raw) || !STAGE.test(raw.slice(0, 60))) continue;
      const flow = text.flow([clause.span[0], Math.min(clause.span[1], clause.span[0] + 120)]);
      const head = /^[^。\n]{0,70}/u.exec(flow.words)?.[0] ?? '';
      if (!STAGE.test(head.slice(0, 40))) continue;
      const own = periodsIn(head)[0] ?? monthIn(head);
      if (own === undefined) continue;
      const span = flow.span(own.at, own.end);
      const before = seen.get(siblings);
      if (before !== undefined && (own.from < before.from || own.until < before.until))
        yield {
          span,
          message: `前一阶段是${before.name}，这一阶段${flow.words.slice(own.at, own.end)}反而在前，请核对年份和月份。`,
          related: [before.span],
        };
      seen.set(siblings, { ...own, span, name: flow.words.slice(own.at, own.end) });
    }
  },
};

export const dateWithin: Rule = {
  name: 'date.not_within',
  title: '其中的期间超出',
  about: '“某日至某日为防火期，其中某日至某日为高火险期”：其中的期间不在总的期间之内。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      const { words } = passage.flow;
      if (!words.includes('其中') || !words.includes('年')) continue;
      const periods = periodsIn(words);
      for (const [k, own] of periods.entries()) {
        const whole = periods[k - 1];
        if (whole === undefined || !/^[^。]{1,40}其中[，：]?\s?$/u.test(words.slice(whole.end, own.at)))
          continue;
        if (own.from >= whole.from && own.until <= whole.until) continue;
        yield {
          span: passage.flow.span(own.at, own.end),
          message: `“其中”的期间超出了总的期间（${words.slice(whole.at, whole.end)}）。`,
          related: [passage.flow.span(whole.at, whole.end)],
        };
      }
    }
  },
};

const TITLE_YEAR =
  /(?<![\d—–～~－-])((?:19|20)\d{2})\s?年(?!\s?[—–～~－至-])(?:度)?[^—–～至]*(?:统计公报|运行情况|执行情况|决算|年度报告|工作总结|发展情况)/u;
const OPENS = /^\s?(?:\d{4})\s?年[，,]/u;
const OPENS_LEAST = 2;

export const dateYearOdd: Rule = {
  name: 'date.year_odd',
  title: '段首年份与标题不合',
  about:
    '公报、年度报告各部分都以标题的年份开头（“2022年，……”），只有一处是另一年；成文日期早于所说年份终了的也提示。',
  *find(text): Iterable<Noticed> {
    for (const [i, passages] of byIssuance(text)) {
      const issuance = text.artifact.issuances[i];
      const year = TITLE_YEAR.exec(issuance?.title ?? '')?.[1];
      if (issuance === undefined || year === undefined) continue;
      const opening = passages.flatMap((passage) => openingsOf(passage));
      const odd = opening.filter((one) => one.year !== year);
      if (odd.length === 1 && opening.length > OPENS_LEAST)
        for (const { span, year: other } of odd)
          yield {
            span,
            message: `本件是${year}年的，其他${opening.length - 1}段也以“${year}年”开头，此处作“${other}年”。`,
          };
      yield* early(text, passages, { title: issuance.title, year, date: issuance.date });
    }
  },
};

function openingsOf(passage: Passage): { year: string; span: Span }[] {
  if (passage.kind === 'row') return [];
  const label =
    /^\s?(?:[一二三四五六七八九十]{1,3}、[^。，\d]{1,16}|（[一二三四五六七八九十]{1,3}）)?/u.exec(
      passage.flow.words,
    )?.[0] ?? '';
  const found = OPENS.exec(passage.flow.words.slice(label.length));
  if (found === null) return [];
  const at = label.length + found[0].search(/\d/u);
  return [{ year: passage.flow.words.slice(at, at + 4), span: passage.flow.span(at, at + 4) }];
}

/** A year's results that are signed before the year is over. */
function* early(
  text: ProofText,
  passages: readonly Passage[],
  { title, year, date }: { title: string; year: string; date: string | null },
): Iterable<Noticed> {
  if (date === null || /上半年|季度|\d\s?月|计划|预算(?!执行)/u.test(title) || date > `${year}-12-25`) return;
  const line = passages.findLast(({ flow }) =>
    /^\d{4}年\d{1,2}月\d{1,2}日$/u.test(flow.words.replace(/\s/gu, '')),
  );
  const issuance = text.artifact.issuances.find((one) => one.title === title);
  if (issuance === undefined) return;
  yield {
    span: line?.span ?? issuance.titleSpan,
    message: `“${shown(title)}”的成文日期是${date}，那一年还没有过完。`,
    related: [issuance.titleSpan],
  };
}

export const dateZero: Rule = {
  name: 'date.zero',
  title: '月日编了虚位',
  about: '成文日期的月、日不编虚位（GB/T 9704：“1”不编为“01”）；表格里的日期不算。',
  *find(text): Iterable<Noticed> {
    for (const [i, passages] of byIssuance(text)) {
      const issuance = text.artifact.issuances[i];
      if (issuance?.date == null) continue;
      for (const passage of passages) {
        if (passage.kind !== 'line' || passage.flow.words.length > 24) continue;
        if (!/[年月]\s?0\d/u.test(passage.flow.words)) continue;
        for (const { match, span } of matches(
          passage,
          /^\s?\d{4}\s?年\s?(?:0\d|\d{1,2}\s?月\s?0\d|\d{1,2})\s?[月日](?:\s?\d{1,2}\s?日)?\s?$/gu,
        ))
          if (/[年月]\s?0\d/u.test(match[0]))
            yield {
              span,
              message: '成文日期的月、日不编虚位。',
              suggestion: match[0].replace(/(?<=[年月]\s?)0(?=\d)/gu, ''),
            };
      }
    }
  },
};

export const dateBeyond: Rule = {
  name: 'date.beyond_title',
  title: '期间超出标题所定',
  about: '标题括注了起止年份（2024—2026年）的方案，正文里同一年开始的期间却到更晚的年份。',
  *find(text): Iterable<Noticed> {
    for (const [i, passages] of byIssuance(text)) {
      const issuance = text.artifact.issuances[i];
      const named = /[（(]\s?(\d{4})\s?年?\s?[—–～~－-]{1,2}\s?(\d{4})\s?年\s?[)）]/u.exec(
        issuance?.title ?? '',
      );
      if (issuance === undefined || named === null) continue;
      for (const passage of passages)
        for (const { match, span } of matches(
          passage,
          /(?<!\d)(\d{4})\s?年?\s?(?:至|到|[—–～~－]{1,2})\s?(\d{4})\s?年(?!\s?\d)/gu,
        ))
          if (
            match[1] === named[1] &&
            Number(match[2]) > Number(named[2]) &&
            Number(match[2]) <= Number(named[2]) + 2
          )
            yield {
              span,
              message: `标题所定的期间是${named[1]}—${named[2]}年，此处作“${match[0]}”。`,
              related: [issuance.titleSpan],
            };
    }
  },
};
