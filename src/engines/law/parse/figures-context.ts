/**
 * What a paragraph has said so far that the next figure rests on: the period, the part of the economy spoken of, the
 * whole of which parts are being listed, the indicator in use, a way of reckoning (按可比价格计算).
 */
import { cleanName, completeName, measureOf } from './figures-indicator.ts';
import { type Frame, findPeriod } from './figures-period.ts';
import { hideComparedTimes, readTrend } from './figures-wording.ts';

const LONGEST_NAME = 60;

export class ParagraphContext {
  readonly frame: Frame;
  period: string | null;
  #name = '';
  /** Whether the indicator in use was named in this sentence: only then does it complete a bare one. */
  #named = false;
  /** Set by a clause that names an indicator anew without a number (工业投资由负转正，…). */
  renamed = false;
  /** The period to return to after the semicolon, when a stock (年末…) stands at the head of a clause. */
  #flowPeriod: string | null | undefined;
  /** X of X中，…: the part of the economy that the names which follow are about. */
  #scope = '';
  /** The whole of a list of parts (其中，…; 按性别分，…). */
  #whole = '';
  #inParts = false;
  #qualifiers: string[] = [];

  constructor(frame: Frame) {
    this.frame = frame;
    this.period = frame.period;
  }

  /** The indicator in use: changes, gaps and ranks without a name of their own are about it. */
  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    this.#named = true;
  }

  /** A clause without a figure, spaces removed: a time, a list's beginning, a trend, a scope, a way of reckoning. */
  hear(words: string): void {
    const time = findPeriod(hideComparedTimes(words), this.frame);
    const rest = time === undefined ? words : words.slice(0, time.start) + words.slice(time.end);
    if (time?.period && (/^(?:截至|截止|到|至|在)?[，、]?$/.test(rest) || /^(?:年末|全年)/.test(words))) {
      this.period = time.period;
    }
    if (rest === '') return;
    if (!this.#inParts && /^其中|[分按从].{1,12}(?:看|分)$/.test(rest)) {
      this.#whole = this.name;
      this.#inParts = true;
    }
    const trend = readTrend(rest);
    if (trend !== undefined && measureOf(trend) !== undefined) {
      this.name = this.nameOf(this.clean(trend));
      this.renamed = true;
    }
    const scope = /^(?:在)?(?!其中)(.{2,24}?)(?:中|当中)$/.exec(rest)?.[1];
    if (scope !== undefined) this.#scope = this.clean(scope);
    if (/^(?:按|扣除|剔除).{1,24}(?:计算|核算|口径|因素后?|影响后?|后)$/.test(rest))
      this.#qualifiers.push(rest);
  }

  /** After a semicolon or stop a stock's period no longer holds. */
  endClause(): void {
    if (this.#flowPeriod === undefined) return;
    this.period = this.#flowPeriod;
    this.#flowPeriod = undefined;
  }

  /** A stop: the next sentence, of which `next` is the beginning, starts afresh unless it goes on listing parts. */
  endSentence(next: string): void {
    this.period = this.frame.period;
    this.#qualifiers = [];
    this.#named = false;
    if (/^\s*(?:其中|[分按从].{1,12}(?:看|分)|另外)/.test(next)) return;
    this.#scope = '';
    this.#inParts = false;
    this.#whole = '';
  }

  /** Take the time out of the words directly before a figure; it holds from here on. */
  takeTime(words: string): string {
    const time = findPeriod(hideComparedTimes(words), this.frame);
    if (time === undefined || words.startsWith('按')) return words;
    if (/[末底]/.test(words.slice(time.start, time.end))) this.#flowPeriod ??= this.period;
    this.period = time.period ?? this.period;
    return words.slice(0, time.start) + words.slice(time.end);
  }

  clean(words: string): string {
    return words === '' ? '' : cleanName(words, this.frame.place);
  }

  /** The indicator's full name for a cleaned one; the one in use when it is empty. */
  nameOf(cleaned: string): string {
    if (cleaned === '') return this.name;
    const before = this.#named ? this.#name.slice(this.#name.lastIndexOf('·') + 1) : '';
    const full = completeName(cleaned.slice(-LONGEST_NAME), before, this.#whole);
    return this.#scope !== '' && !full.startsWith(this.#scope) ? `${this.#scope}·${full}` : full;
  }

  /** The ways of reckoning heard since the last figure, with the comparison printed at this one. */
  takeBasis(own: string | null): string | null {
    if (this.#qualifiers.length === 0) return own;
    const parts = own === null ? this.#qualifiers : [...this.#qualifiers, own];
    this.#qualifiers = [];
    return parts.join('，');
  }

  /** Keep a way of reckoning for the change that follows its level. */
  keepBasis(basis: string): void {
    this.#qualifiers = [basis];
  }
}
