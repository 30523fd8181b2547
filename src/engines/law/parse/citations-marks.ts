/**
 * One pass over the text that finds what can cite: titles, numbers and anaphora, in print order, never overlapping.
 */
import { readTitle } from './citations-titles.ts';
import { readBracketNumber, readOrderNumber, readStandardNumber } from './numbers.ts';

/** A title, a number or an anaphor (本办法, 该通知) as it stands in the text. */
export type Mark = {
  kind: 'title' | 'number' | 'anaphor';
  start: number;
  end: number;
  /** Title words; for an anaphor its noun (办法). */
  title: string | null;
  number: string | null;
  wellFormed: boolean;
  /** For an anaphor: whether it points at its own document (本) or back at one just named (该, 上述). */
  own?: boolean;
};

const TITLE = 1;
const BRACKET = 2;
const ORDER = 3;
const LETTER = 4;
const OWN = 5;
const BACK = 6;

const TRIGGER = triggers();

function triggers(): Uint8Array {
  const table = new Uint8Array(0x10000);
  const set = (chars: string, kind: number) => {
    for (const char of chars) table[char.charCodeAt(0)] = kind;
  };
  set('《', TITLE);
  set('〔﹝[【［〖(（„', BRACKET);
  set('令告', ORDER);
  set('GDJCWHNLSAYTMQ', LETTER);
  set('本', OWN);
  set('该上前', BACK);
  return table;
}

const NOUNS =
  '方案|办法|细则|意见|通知|决定|规定|条例|规则|规划|计划|纲要|预案|清单|目录|公告|通告|公报|报告|制度|指南|规范|标准|规程|程序|批示|章程|令|法';
const MODIFIERS = '(?:实施|工作|管理|暂行|试行|指导|戒严|禁火|总体|行动|应急|若干){0,2}';
const AFTER_NOUN = '(?![院人律定学庭官系治书栏员]|规(?!定))';
const OWN_AT = new RegExp(`本(${MODIFIERS}(?:${NOUNS}))${AFTER_NOUN}`, 'y');
const BACK_AT = new RegExp(`(?:该|上述|前述)(${MODIFIERS}(?:${NOUNS}|文件))${AFTER_NOUN}`, 'y');
const NOT_OWN_AFTER = '基根资样版日成标课剧文书读副脚原账范蓝版村';

/** Every mark in the text. Time and memory are linear in its length. */
export function findMarks(text: string): Mark[] {
  const marks: Mark[] = [];
  let floor = 0;
  for (let i = 0; i < text.length; i += 1) {
    const kind = TRIGGER[text.charCodeAt(i)];
    if (kind === 0) continue;
    const mark = markAt(text, i, kind ?? 0, floor);
    if (!mark) continue;
    marks.push(mark);
    floor = mark.end;
    i = mark.end - 1;
  }
  return marks;
}

function markAt(text: string, at: number, kind: number, floor: number): Mark | undefined {
  if (kind === TITLE) return { kind: 'title', ...readTitle(text, at) };
  if (kind === OWN || kind === BACK) return anaphorAt(text, at, kind === OWN);
  if (kind === LETTER) {
    const next = text.charCodeAt(at + 1);
    return next >= 0x41 && next <= 0x5a ? numberMark(readStandardNumber(text, at)) : undefined;
  }
  if (!mayOpenNumber(text.charCodeAt(at + 1))) return undefined;
  return numberMark(kind === BRACKET ? readBracketNumber(text, at, floor) : readOrderNumber(text, at, floor));
}

/** A digit of any kind, a space, 第 or a bracket: what may follow the anchor of a number. */
function mayOpenNumber(code: number): boolean {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || code <= 0x20 || code === 0x28 || code === 0x5b;
  if (code >= 0x4e00 && code <= 0x9fff) return '第一二三四五六七八九十零'.includes(String.fromCharCode(code));
  return true;
}

function numberMark(found: ReturnType<typeof readStandardNumber>): Mark | undefined {
  if (!found) return undefined;
  const { start, end, number, wellFormed } = found;
  return { kind: 'number', start, end, title: null, number, wellFormed };
}

function anaphorAt(text: string, at: number, own: boolean): Mark | undefined {
  const pattern = own ? OWN_AT : BACK_AT;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (!found) return undefined;
  if (own && at > 0 && NOT_OWN_AFTER.includes(text[at - 1] ?? '')) return undefined;
  return {
    kind: 'anaphor',
    start: at,
    end: pattern.lastIndex,
    title: found[1] ?? null,
    number: null,
    wellFormed: true,
    own,
  };
}
