/** Document numbers as they are written: brackets, year, serial number (GB/T 9704—2012, 7.2.5). */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { matches, passagesOf } from './passages.ts';

const NUMBER =
  /((?:[\u4e00-\u9fff]|[（(][\u4e00-\u9fff]{1,3}[）)]){2,16}?)\s?([〔[［【（(﹝〈])\s?(\d{1,6}|)\s?年?\s?([〕\]］】）)﹞〉]?)\s?(第?)\s?(\d{1,5})\s?(号{0,2})/gu;
const PREFIX_END = /(?:[发函字令规告办审批通报议任免电党政]|公告|通告)$/u;
const PAIRS: Record<string, string> = {
  '〔': '〕',
  '[': ']',
  '［': '］',
  '【': '】',
  '（': '）',
  '(': ')',
  '﹝': '﹞',
  '〈': '〉',
};

type Printed = {
  span: Span;
  prefix: string;
  open: string;
  year: string;
  close: string;
  ordinal: string;
  serial: string;
  mark: string;
};

/** Numbers as printed, read loosely so that broken ones are seen. */
function* printedNumbers(text: ProofText): Iterable<Printed> {
  const imprint = text.artifact.issue?.imprint ?? [];
  for (const passage of passagesOf(text)) {
    // Permits in the imprint are compared by rules of their own.
    if (
      passage.issuance < 0 &&
      imprint.some((l) => l.span[0] < passage.span[1] && passage.span[0] < l.span[1])
    )
      continue;
    if (!/[〔[［【（(﹝〈]/u.test(passage.flow.words)) continue;
    for (const { match, index } of matches(passage, NUMBER)) {
      const [whole, prefix = '', open = '', year = '', close = '', ordinal = '', serial = '', mark = ''] =
        match;
      const after = passage.flow.words.slice(index + whole.length, index + whole.length + 4);
      if (!PREFIX_END.test(prefix) || /^[\s]?[\d.．%％年月日条款项个]/u.test(after)) continue;
      const marked = mark !== '' || open === '〔';
      if (close === '' && (year.length !== 4 || mark === '')) continue;
      if (!marked || (open !== '〔' && year.length !== 4 && open !== '[')) continue;
      const from = index + whole.indexOf(open, prefix.length);
      yield {
        span: passage.flow.span(from, index + whole.trimEnd().length),
        prefix,
        open,
        year,
        close,
        ordinal,
        serial,
        mark,
      };
    }
  }
}

/** 宁新出管（西）字〔2023〕第096号: permits are numbered with 第 and zeros. */
const isPermit = (p: Printed): boolean => /字$/u.test(p.prefix) && !/厅字$/u.test(p.prefix);

const written = (p: Printed): string => `〔${p.year}〕${Number(p.serial)}号`;

export const numberForm: Rule = {
  name: 'number.form',
  title: '文号写法有误',
  about:
    '文号应作“代字〔年份〕序号号”：年份四位，用六角括号，序号不加“第”、不补零，末尾有“号”（GB/T 9704—2012，7.2.5）。',
  *find(text) {
    for (const p of printedNumbers(text)) {
      const faults: string[] = [];
      const permit = isPermit(p);
      // The wrong kind of bracket, well paired, is noticed by the rules on widths.
      if (PAIRS[p.open] !== p.close)
        faults.push(p.close === '' ? '年份的括号没有闭合' : '年份前后的括号不配对');
      if (p.year.length !== 4) faults.push('年份应当是四位数字');
      if (p.ordinal !== '' && !permit) faults.push('序号前不加“第”');
      if (/^0/u.test(p.serial) && !permit) faults.push('序号前不补零');
      if (p.mark === '') faults.push('末尾缺“号”');
      if (p.mark === '号号') faults.push('“号”字重复');
      if (faults.length === 0) continue;
      const sure = p.year.length === 4;
      yield {
        span: p.span,
        message: `文号写法有误：${faults.join('，')}。`,
        suggestion: sure && !permit ? written(p) : null,
      };
    }
  },
};

const YEARLESS =
  /(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{0,4}(?:政|党|委|府)(?:办|规|干|办规)?[发函]\s?(\d{1,4})号/gu;

export const numberNoYear: Rule = {
  name: 'number.no_year',
  title: '文号缺年份或代字',
  about: '“某政发5号”缺年份，括号里只有“〔2023〕5号”缺代字。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      for (const { span, match } of matches(passage, YEARLESS))
        yield { span, message: `文号“${match[0]}”没有年份，应作“代字〔年份〕${match[1]}号”。` };
      for (const { span, match } of matches(passage, /(?<=[（(]\s?)〔\d{4}〕\s?\d{1,4}号(?=\s?[）)])/gu))
        yield { span, message: `文号“${match[0]}”没有发文机关代字。` };
    }
  },
};
