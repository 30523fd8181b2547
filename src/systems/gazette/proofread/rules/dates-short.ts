/** Deadlines without a year: the end of a quarter or a month that has just gone by when the document is signed. */
import type { Noticed, Rule } from '../finding.ts';
import { byIssuance } from './dates.ts';
import { matches } from './passages.ts';
import { countOf } from './wording.ts';

/** Further back the words mean the next year. */
const DAYS_MOST = 100;
const QUARTER = /(?<![每各上去前年第至]|\d)第?([一二三四])季度(?:末|底)(?:之?前)?/gu;
const MONTH = /(?<![每年\d至—–-])(\d{1,2})\s?月\s?(?:底|末|(\d{1,2})\s?日)(?:之|以)?前/gu;
const TO_REACH = /达到|完成|实现|报送|上报|建成|开工|不低于/u;
const OTHER_TIME = /\d{4}\s?年|每|已|截至|去年|上年|次年|明年|翌年|同期|比上/u;

export const dateShort: Rule = {
  name: 'date.deadline_gone',
  title: '限期在发文时已过',
  about:
    '“三季度末达到……”“9月底前完成……”没有写年份，而文件成文时这个日子刚过去不到一百天；隔得更久的当作明年，不报。',
  *find(text): Iterable<Noticed> {
    for (const [i, passages] of byIssuance(text)) {
      const issuance = text.artifact.issuances[i];
      if (issuance?.date == null || /公报|报告|总结|通报|指标/u.test(issuance.title)) continue;
      const signed = Temporal.PlainDate.from(issuance.date);
      for (const p of passages) {
        if (!/季度[末底]|月\s?(?:底|末|\d{1,2}\s?日)(?:之|以)?前/u.test(p.flow.words)) continue;
        for (const { match, index, span } of [...matches(p, QUARTER), ...matches(p, MONTH)]) {
          const around = sentence(p.flow.words, index);
          if (!TO_REACH.test(around) || OTHER_TIME.test(around)) continue;
          const end = endOf(match, signed.year);
          const days = end === null ? -1 : end.until(signed, { largestUnit: 'day' }).days;
          if (end === null || days <= 0 || days > DAYS_MOST) continue;
          yield {
            span,
            message: `限期“${match[0]}”即${end.toString()}，本文件${issuance.date}才成文，请核对或写明年份。`,
          };
        }
      }
    }
  },
};

/** The part of the sentence, between ； and 。, that holds a place. */
function sentence(words: string, at: number): string {
  const from = Math.max(words.lastIndexOf('。', at), words.lastIndexOf('；', at)) + 1;
  const rest = words.slice(at);
  return words.slice(from, at) + (/^[^。；]*/u.exec(rest)?.[0] ?? '');
}

function endOf(match: RegExpMatchArray, year: number): Temporal.PlainDate | null {
  const n = countOf(match[1] ?? '') ?? 0;
  const month = match[0].includes('季度') ? n * 3 : n;
  if (month < 1 || month > 12) return null;
  const last = Temporal.PlainDate.from({ year, month, day: 1 }).daysInMonth;
  const day = match[2] === undefined ? last : Number(match[2]);
  return day < 1 || day > last ? null : Temporal.PlainDate.from({ year, month, day });
}
