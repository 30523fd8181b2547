/**
 * Reads one title in book-title marks 《…》, with nested marks, across a page break, or left open.
 */
import { normaliseNumber, skipGap } from './numbers.ts';

/** A title as read: `title` is its words without outer marks, breaks and an inner number; `number` is one printed inside the marks. */
export type TitleReading = {
  start: number;
  end: number;
  title: string | null;
  number: string | null;
  wellFormed: boolean;
};

const TITLE_LENGTH_MAX = 240;
const AFTER_BREAK_MAX = 80;
const OPEN_LENGTH_MAX = 60;
const NESTING_MAX = 6;

const OPEN_MARK = 0x300a;
const CLOSE_MARK = 0x300b;

/** What starts a new block, so that a title cannot run into it. */
const BLOCK_START =
  /[-*•#|【]|\d{1,3}[.、．](?!\d)|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百零]{1,6}[章节条]|附件|附：/y;

/** Whether the words before `at` go on at the next line with ink, as they do over a page break. Returns that place or -1. */
export function continuation(text: string, at: number): number {
  const next = skipGap(text, at);
  if (next === at || next >= text.length) return -1;
  if ('。；：！？!?;:'.includes(text[at - 1] ?? '')) return -1;
  BLOCK_START.lastIndex = next;
  return BLOCK_START.test(text) ? -1 : next;
}

/** The title whose 《 stands at `open`. Always a reading: what cannot be closed is malformed and stays inside its paragraph. */
export function readTitle(text: string, open: number): TitleReading {
  const limit = Math.min(text.length, open + TITLE_LENGTH_MAX);
  let depth = 1;
  let inner = -1;
  let lastClose = -1;
  let bound = limit;
  for (let i = open + 1; i < bound; i += 1) {
    const code = text.charCodeAt(i);
    if (code === CLOSE_MARK) {
      depth -= 1;
      lastClose = i;
      if (depth === 0) return closed(text, open, i + 1);
    } else if (code === OPEN_MARK) {
      depth += 1;
      if (inner < 0) inner = i;
      if (depth > NESTING_MAX) break;
    } else if (code === 0x3002 || code === 0xff1b || code === 0x09 || code === 0x7c) break;
    else if (code === 0x0a || code === 0x0d || code === 0x0c) {
      const next = continuation(text, i);
      if (next < 0) break;
      bound = Math.min(limit, next + AFTER_BREAK_MAX);
      i = next - 1;
    }
  }
  return unclosed(text, open, inner, depth === 1 ? lastClose : -1);
}

function closed(text: string, start: number, end: number): TitleReading {
  const inside = cleanTitle(text.slice(start + 1, end - 1));
  if (inside === '') return { start, end, title: null, number: null, wellFormed: false };
  const { title, number } = splitInnerNumber(inside);
  return { start, end, title, number, wellFormed: true };
}

const FRAME_END = /(?:印发|发布|公布|颁布|转发|修改|修订|废止|贯彻|落实|执行|实施|关于|[<〈])$/;
function unclosed(text: string, start: number, inner: number, lastClose: number): TitleReading {
  if (lastClose > 0 && FRAME_END.test(text.slice(start + 1, inner))) {
    const title = cleanTitle(text.slice(start + 1, lastClose));
    return { start, end: lastClose + 1, title, number: null, wellFormed: false };
  }
  return openTitle(text, start);
}

function openTitle(text: string, start: number): TitleReading {
  const stretch = text.slice(start + 1, start + 1 + OPEN_LENGTH_MAX);
  const words = stretch.slice(0, stretch.search(/[《》，。；：！？、（）()\n\r\f\t|]|$/)).trimEnd();
  const title = cleanTitle(words);
  return {
    start,
    end: start + 1 + words.length,
    title: title === '' ? null : title,
    number: null,
    wellFormed: false,
  };
}

const SPOILED = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/;
const WRAP =
  /(?<=[\p{Script=Han}“”、）])(?<!办公厅|办公室|委员会|政府|[部局院厅会委])[ \u3000](?=[\p{Script=Han}“”（])/gu;

/**
 * Printed words of a title without page breaks, invisible characters, and the space that a folded line leaves between
 * two characters. A space after a body's name stays: it stands between two issuers.
 */
export function cleanTitle(printed: string): string {
  if (!SPOILED.test(printed)) return printed;
  return printed
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[ \t\u3000]*[\n\r\f][\s\u3000]*/g, '')
    .replace(WRAP, '')
    .trim();
}

const INNER_BRACKET =
  /^(.{2,}?)\s*[（([]([^（）()]{4,40}|[^（）()]{1,20}[（(][^（）()]{1,4}[）)][^（）()]{4,20})[）)\]]$/;

function splitInnerNumber(inside: string): { title: string | null; number: string | null } {
  const last = inside.charCodeAt(inside.length - 1);
  if (last === 0xff09 || last === 0x29 || last === 0x5d) {
    const found = INNER_BRACKET.exec(inside);
    const number = found && /\d/.test(found[2] ?? '') ? normaliseNumber(found[2] ?? '') : undefined;
    if (found && number) return { title: found[1] ?? null, number };
  } else if (last === 0x53f7) {
    const number = normaliseNumber(inside);
    if (number) return { title: null, number };
  }
  return { title: inside, number: null };
}
