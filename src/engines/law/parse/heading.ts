/**
 * The heading of a clause: a whole line (一、总体要求), or the first short sentence (1. 加强数据摸底。对…).
 */
import { isBlank } from './chars.ts';
import { type Label, Series } from './label.ts';

export type Heading = {
  heading: string | null;
  /** The clause's line holds nothing but the heading. */
  whole: boolean;
};

const NONE: Heading = { heading: null, whole: false };
const LINE_MAX = 60;
const SENTENCE_MAX = 30;

/** What comes after a clause: text or a deeper label (then its line may be a heading), a sibling, or nothing. */
export type Follower = 'below' | 'beside' | 'none';

/** Reads the heading of a labelled clause whose words lie in [label.textStart, end). */
export function readHeading(
  text: string,
  label: Label,
  end: number,
  statute: boolean,
  next: Follower,
): Heading {
  const start = label.textStart;
  if (start >= end) return { heading: null, whole: true };
  const words = clean(text.slice(start, Math.min(end, start + 100)));
  const whole = end - start <= 100;
  if (label.series <= Series.section) {
    return whole && words.length <= LINE_MAX ? { heading: words, whole: true } : NONE;
  }
  const marked = /^【([^】]{1,30})】/.exec(words);
  if (marked !== null)
    return { heading: marked[1] ?? null, whole: whole && marked[0].length === words.length };
  const stop = words.search(/[。；！？]/);
  if (statute) {
    const line = stop === -1 && whole && next === 'below' && label.series === Series.article;
    // 第一条（目的和依据）
    const named = /^[（(]([^（）()]{2,20})[)）]$/.exec(words)?.[1];
    if (line && named !== undefined) return { heading: named, whole: true };
    return line && words.length <= 20 && !/[，：:,]/.test(words) ? { heading: words, whole: true } : NONE;
  }
  if (stop === -1)
    return whole
      ? headingLine(words, next === 'below' || (next === 'beside' && label.series === Series.cn))
      : NONE;
  const sentence = words.slice(0, stop);
  if (words.charAt(stop) !== '。' || sentence.length > SENTENCE_MAX || sentence.startsWith('《')) return NONE;
  // 本通告自2024年1月1日起施行 says something, it names nothing.
  if (/起(正式)?(施行|实施|执行|生效)|^本.{1,6}(由|自|有效期)/.test(sentence)) return NONE;
  const commas = sentence.split(/[，,]/).length - 1;
  if (commas > (label.series >= Series.arabicBracket ? 0 : 1) || /[：:]/.test(sentence)) return NONE;
  if (stop < words.length - 1 || !whole) return { heading: sentence, whole: false };
  // The last entry of a deep list is a sentence, whatever stands below it.
  return next === 'below' && commas === 0 && label.series < Series.arabicBracket
    ? { heading: sentence, whole: true }
    : NONE;
}

/** A line without any sentence end is a heading when it is short, is no entry of a list and something follows it. */
function headingLine(words: string, followed: boolean): Heading {
  const colon = words.search(/[：:]/);
  if (colon === words.length - 1) {
    const lead = words.slice(0, -1);
    return lead.length <= 10 && !/[，,应應下列以如]/.test(lead) ? { heading: lead, whole: true } : NONE;
  }
  if (colon > 0 && colon <= 15) return { heading: words.slice(0, colon), whole: false };
  if (words.length > LINE_MAX || /[，,、]$/.test(words) || !followed) return NONE;
  if (/^《/.test(words) || /[〔[]\d{4}[〕\]]/.test(words)) return NONE;
  return { heading: words, whole: true };
}

function clean(s: string): string {
  let e = s.length;
  while (e > 0 && isBlank(s.charCodeAt(e - 1))) e--;
  return s.slice(0, e).replace(/\*\*/g, '');
}
