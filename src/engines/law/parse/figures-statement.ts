/**
 * Reads the figures of one paragraph: each numeral is taken with the words before it and with what the sentence has
 * said so far (period, whole of which parts are listed, the figure that a change belongs to).
 */
import type { Figure } from './artifact.ts';
import { cleanName, completeName, distributeNames, measureOf, ratioParts } from './figures-indicator.ts';
import type { Numeral } from './figures-number.ts';
import { type Frame, findPeriod } from './figures-period.ts';
import {
  hideComparedTimes,
  type Lead,
  readEarlier,
  readLead,
  readRankLead,
  readTrend,
  readUnchanged,
} from './figures-wording.ts';

/** Longer words before a numeral are cut at their head: it bounds the work per numeral. */
const LONGEST_LEAD = 400;
const LONGEST_NAME = 60;
/** A unit that counts things: what is counted may follow it (拥有 12 家医院). */
const CLASSIFIER =
  /^(?:个|家|户|所|座|处|项|条|名|位|人|起|件|种|类|支|部|栋|辆|台|套|间|张|只|头|次|场|批|对|万户|万人|万件|万辆)$/;

/** A figure in the making; the reader may still give it its change. */
type Draft = Figure;

export class ParagraphReader {
  #text: string;
  #frame: Frame;
  #issuance: number;
  #figures: Draft[] = [];
  #end = 0;
  #period: string | null;
  /** The period to return to after the semicolon, when a stock (年末…) stands at the head of a clause. */
  #flowPeriod: string | null | undefined;
  /** X of X中，…: the part of the economy that the names which follow are about. */
  #scope = '';
  /** The whole of a list of parts (其中，…; 按性别分，…). */
  #whole = '';
  #inParts = false;
  #name = '';
  #qualifiers: string[] = [];
  /** The last level that is neither share nor ratio, and the last figure of any kind. */
  #level: Draft | undefined;
  #last: Draft | undefined;
  #gapVerb = '';

  constructor(text: string, frame: Frame, issuance: number) {
    this.#text = text;
    this.#frame = frame;
    this.#issuance = issuance;
    this.#period = frame.period;
  }

  /** The figures of the paragraph [start, end) whose numerals are given, in print order. */
  read(start: number, end: number, numerals: readonly Numeral[]): Figure[] {
    this.#end = start;
    for (let index = 0; index < numerals.length; ) {
      const numeral = numerals[index];
      if (numeral === undefined) break;
      if (numeral.kind === 'time' || numeral.kind === 'other') {
        index++;
        continue;
      }
      const group = this.#groupAt(numerals, index);
      this.#statement(group);
      index += group.length;
    }
    this.#hearRest(end);
    return this.#figures;
  }

  /** The clauses behind the last numeral: one may say that it did not change. */
  #hearRest(end: number): void {
    let from = this.#end;
    const rest = this.#text.slice(from, Math.min(end, from + LONGEST_LEAD));
    for (const mark of rest.matchAll(/[，,；;。：:！!]|$/g)) {
      this.#hear(squeeze(rest.slice(from - this.#end, mark.index)), from, this.#end + mark.index);
      from = this.#end + mark.index + 1;
    }
  }

  /** Numerals that share their words: 分别为 3.1、2.2 和 1.9 亿元. */
  #groupAt(numerals: readonly Numeral[], index: number): Numeral[] {
    const first = numerals[index];
    if (first === undefined) return [];
    const group = [first];
    if (first.kind !== 'statistic') return group;
    const said = this.#text.slice(Math.max(this.#end, first.start - LONGEST_LEAD), first.start);
    const together =
      /分别|依次/.test(said.slice(said.search(/[，。；;][^，。；;]*$/) + 1)) || first.unit === null;
    if (!together) return group;
    for (let next = index + 1; next < numerals.length; next++) {
      const numeral = numerals[next];
      const previous = group.at(-1);
      if (numeral?.kind !== 'statistic' || previous === undefined) break;
      if (!/^\s*[、，,和与及]\s*$/.test(this.#text.slice(previous.end, numeral.start))) break;
      group.push(numeral);
    }
    const unit = group.at(-1)?.unit ?? null;
    return group.map((numeral) => ({ ...numeral, unit: numeral.unit ?? unit }));
  }

  #statement(group: Numeral[]): void {
    const first = group[0];
    const final = group.at(-1);
    if (first === undefined || final === undefined) return;
    const { words: before, start } = this.#wordsBefore(first);
    this.#end = final.end;
    const { words, period } = readEarlier(before, this.#frame.year);
    const own = this.#period;
    if (period !== undefined) this.#period = period;
    this.#classify(words, group, [start, final.end]);
    if (period !== undefined) this.#period = own;
  }

  #classify(words: string, group: Numeral[], span: [number, number]): void {
    const first = group[0];
    if (first === undefined) return;
    if (first.kind === 'rank') this.#rank(words, first, span);
    else if (first.kind === 'ratio') this.#ratio(words, first, span);
    else {
      const lead = this.#continuedGap(words, first) ?? readLead(words);
      if (lead.kind === 'growth') this.#growth(lead, group, span);
      else if (lead.kind === 'gap') this.#gap(lead, group, span);
      else if (lead.kind === 'level') this.#levels(lead.name, group, span);
      else this.#related(lead, group, span);
    }
  }

  /** The words of the numeral's own clause, after the clauses before it have been heard; spaces and notes removed. */
  #wordsBefore(numeral: Numeral): { words: string; start: number } {
    const from = Math.max(this.#end, numeral.start - LONGEST_LEAD);
    const gap = this.#text.slice(from, numeral.start);
    let clauseStart = 0;
    for (const mark of gap.matchAll(/[，,；;。：:！!]/g)) {
      this.#hear(squeeze(gap.slice(clauseStart, mark.index)), from + clauseStart, from + mark.index);
      if (/[；;。]/.test(mark[0]) && this.#flowPeriod !== undefined) {
        this.#period = this.#flowPeriod;
        this.#flowPeriod = undefined;
      }
      if (/[。！!]/.test(mark[0])) this.#endSentence(gap.slice(mark.index + 1));
      clauseStart = mark.index + 1;
    }
    const lead = gap.slice(clauseStart);
    const printed = lead.replace(/^[\s、和及（(）)）\]％%”"]+/, '');
    let words = squeeze(lead).replace(/^[、和及）)”"]+/, '');
    const time = findPeriod(hideComparedTimes(words), this.#frame);
    if (time !== undefined && !/^按/.test(words)) {
      if (/[末底]/.test(words.slice(time.start, time.end))) this.#flowPeriod ??= this.#period;
      this.#period = time.period ?? this.#period;
      words = words.slice(0, time.start) + words.slice(time.end);
    }
    return { words, start: numeral.start - printed.length };
  }

  #endSentence(next: string): void {
    this.#period = this.#frame.period;
    this.#qualifiers = [];
    this.#gapVerb = '';
    const goesOn = /^\s*(?:其中|[分按从].{1,12}(?:看|分)|另外)/.test(next);
    if (!goesOn) {
      this.#scope = '';
      this.#inParts = false;
      this.#whole = '';
    }
  }

  /** A clause without a figure: a time, the whole of a list, a scope, a way of reckoning. */
  #hear(clause: string, start: number, end: number): void {
    const words = clause.replace(/^[、和及]+/, '');
    if (words === '' || words.length > 80) return;
    const unchanged = words.endsWith('持平') ? readUnchanged(words) : undefined;
    if (unchanged !== undefined) {
      this.#unchanged(unchanged, [start, end]);
      return;
    }
    const time = findPeriod(hideComparedTimes(words), this.#frame);
    const rest = time === undefined ? words : words.slice(0, time.start) + words.slice(time.end);
    if (time?.period && /^(?:截至|截止|到|至|在)?[，、]?$/.test(rest)) this.#period = time.period;
    else if (time?.period && /^(?:年末|全年)/.test(words)) this.#period = time.period;
    if (/^其中|[分按从].{1,12}(?:看|分)$/.test(rest) && !this.#inParts) {
      this.#whole = this.#name;
      this.#inParts = true;
    }
    const trend = readTrend(rest);
    if (trend !== undefined && measureOf(trend) !== undefined) {
      this.#name = this.#nameOf(trend);
      this.#level = undefined;
    }
    const scope = /^(?:在)?(?!其中)(.{2,24}?)(?:中|当中)$/.exec(rest)?.[1];
    if (scope !== undefined) this.#scope = cleanName(scope, this.#frame.place);
    if (/^(?:按|扣除|剔除).{1,24}(?:计算|核算|口径|因素后?|影响后?|后)$/.test(rest))
      this.#qualifiers.push(rest);
  }

  /** 持平 is a change of 0, without a numeral. */
  #unchanged(said: { name: string; basis: string | null }, span: [number, number]): void {
    const own = cleanName(said.name, this.#frame.place);
    if (own === '' && this.#attach(0, null, said.basis, span)) return;
    const indicator = this.#nameOf(said.name);
    if (indicator === '') return;
    this.#add({ indicator, measure: 'growth', change: 0, basis: this.#basis(said.basis), span });
    this.#name = indicator;
    if (own !== '') this.#level = undefined;
  }

  /** The indicator's full name for the words before a figure; the one in use when they hold none. */
  #nameOf(words: string): string {
    const inner = /^(.{2,24}?)(?:中|当中)[，,：:](.+)$/.exec(words);
    const own = cleanName(inner?.[2] ?? words, this.#frame.place).slice(-LONGEST_NAME);
    if (own === '') return this.#name;
    const before = this.#name.split('·').at(-1) ?? '';
    const full = completeName(own, before, this.#whole);
    return this.#scope !== '' && !full.startsWith(this.#scope) ? `${this.#scope}·${full}` : full;
  }

  #basis(own: string | null): string | null {
    const parts = [...this.#qualifiers, ...(own === null ? [] : [own])];
    this.#qualifiers = [];
    return parts.length > 0 ? parts.join('，') : null;
  }

  #add(figure: Pick<Figure, 'indicator' | 'measure' | 'span'> & Partial<Figure>): Draft {
    const draft: Draft = {
      place: this.#frame.place,
      period: this.#period,
      value: null,
      unit: null,
      change: null,
      changeUnit: null,
      basis: null,
      issuance: this.#issuance,
      ...figure,
    };
    this.#figures.push(draft);
    this.#last = draft;
    return draft;
  }

  #levels(words: string, group: Numeral[], span: [number, number]): void {
    const end = group.at(-1)?.end ?? span[1];
    const counted = group.length === 1 ? this.#countedThing(words, group[0], end) : undefined;
    if (counted !== undefined) span[1] = this.#end = counted.end;
    const full = counted?.name ?? this.#nameOf(words);
    if (full === '') return;
    const names = distributeNames(full, group.length);
    const basis = this.#basis(/^按.{2,20}(?:计算|折算)$/.test(full) ? full : null);
    for (const [index, numeral] of group.entries()) {
      const indicator = /^按.{2,20}(?:计算|折算)$/.test(full) ? this.#name : (names[index] ?? full);
      if (indicator === '') continue;
      this.#level = this.#add({
        indicator,
        measure: 'level',
        value: numeral.value,
        unit: numeral.unit,
        basis,
        span: [...span],
      });
      this.#name = indicator;
    }
    if (basis !== null) this.#qualifiers = [basis];
  }

  /** 拥有 12 家医院: the thing counted follows the classifier when no noun stands before the numeral. */
  #countedThing(
    words: string,
    numeral: Numeral | undefined,
    end: number,
  ): { name: string; end: number } | undefined {
    if (numeral?.unit == null || !CLASSIFIER.test(numeral.unit)) return undefined;
    const own = cleanName(words, this.#frame.place).replace(/[中内]$/, '');
    if (own !== '' && !/[的有]$|^(?:新增|新建|建成|新设|培育|引进|实施|获批|举办)$/.test(own))
      return undefined;
    const behind = this.#text.slice(end, end + 60);
    const noun = /^[^\S\n]*([\p{sc=Han}“”、]{2,30}?)(?=[^\S\n]*[，,；;。：:（(\d\n]|$)/u.exec(behind);
    if (noun?.[1] === undefined || /^(?:左右|以上|以下|同比|比上年|增长|下降|和|，)/.test(noun[1]))
      return undefined;
    return { name: own + noun[1].replace(/[中里内]$/, ''), end: end + noun[0].length };
  }

  #growth(lead: Lead & { kind: 'growth' }, group: Numeral[], span: [number, number]): void {
    const own = cleanName(lead.name, this.#frame.place);
    const first = group[0];
    if (first === undefined) return;
    const signed = (numeral: Numeral): number => (lead.sign < 0 ? -Math.abs(numeral.value) : numeral.value);
    if (
      own === '' &&
      group.length === 1 &&
      lead.rate === null &&
      this.#attach(signed(first), first.unit, lead.basis, span)
    ) {
      return;
    }
    const named = this.#nameOf(lead.name);
    if (named === '') return;
    const points = first.unit === '个百分点' || first.unit === '个千分点';
    const rate = lead.rate ?? (own === '' && points && !/率$|比重$|^.*增速$/.test(named) ? '增速' : '');
    const basis = this.#basis(lead.basis);
    const names = distributeNames(named, group.length);
    for (const [index, numeral] of group.entries()) {
      const indicator = (names[index] ?? named) + rate;
      this.#add({
        indicator,
        measure: 'growth',
        change: signed(numeral),
        changeUnit: numeral.unit,
        basis,
        span: [...span],
      });
    }
    if (own !== '') {
      this.#name = names.at(-1) ?? named;
      this.#level = undefined;
    }
  }

  /** Give a change to the level it belongs to; false when there is none that waits for one. */
  #attach(change: number, unit: string | null, said: string | null, span: [number, number]): boolean {
    const points = unit === '个百分点' || unit === '个千分点';
    const percentLevel = (figure: Draft | undefined): boolean => figure?.unit === '%' || figure?.unit === '‰';
    let target = this.#level;
    if (points) {
      const last = this.#last;
      if (last?.measure !== 'gap' && percentLevel(last) && last?.value !== null) target = last;
      else if (!percentLevel(target)) return false;
    }
    if (target === undefined) return false;
    if (target.change !== null) {
      // 比上年增加 1417 元，增长 4.1%: the rate is the change of the level, the amount a figure of its own.
      if (unit !== '%' || target.changeUnit === '%' || target.changeUnit === null) return false;
      const { indicator, change: amount, changeUnit, basis, period } = target;
      const amountSpan: [number, number] = [target.span[0], span[0]];
      const at = this.#figures.indexOf(target);
      target.change = null;
      this.#add({
        indicator,
        measure: 'growth',
        change: amount,
        changeUnit,
        basis,
        period,
        span: amountSpan,
      });
      this.#figures.splice(at + 1, 0, ...this.#figures.splice(-1));
    }
    target.change = change;
    target.changeUnit = unit;
    target.basis = this.#basis(said) ?? target.basis;
    target.span[1] = span[1];
    return true;
  }

  #gap(lead: Lead & { kind: 'gap' }, group: Numeral[], span: [number, number]): void {
    const indicator = this.#nameOf(lead.name.replace(/(?:增速|增幅)$/, ''));
    if (indicator === '') return;
    this.#gapVerb = lead.verb;
    const targets = group.length === 1 ? [lead.target] : distributeNames(lead.target, group.length);
    for (const [index, numeral] of group.entries()) {
      const basis = group.length === 1 ? lead.basis : lead.verb + (targets[index] ?? lead.target);
      const value = lead.sign < 0 ? -Math.abs(numeral.value) : numeral.value;
      this.#add({ indicator, measure: 'gap', value, unit: numeral.unit, basis, span: [...span] });
    }
    this.#name = indicator;
  }

  /** 高于自治区 9.9 个百分点、银川市 6.3 个百分点: the second gap has no verb of its own. */
  #continuedGap(words: string, numeral: Numeral): Lead | undefined {
    if (this.#last?.measure !== 'gap' || this.#gapVerb === '' || numeral.unit !== this.#last.unit)
      return undefined;
    if (!/^(?:全\p{sc=Han}{1,6}|\p{sc=Han}{1,10}[省市区县州盟旗])(?:平均水平|平均)?$/u.test(words))
      return undefined;
    const sign = (this.#last.value ?? 0) < 0 ? -1 : 1;
    return { kind: 'gap', name: '', basis: this.#gapVerb + words, sign, verb: this.#gapVerb, target: words };
  }

  #related(
    lead: Lead & { kind: 'share' | 'contribution' | 'multiple' },
    group: Numeral[],
    span: [number, number],
  ): void {
    const owner =
      cleanName(lead.name, this.#frame.place) === '' ? (this.#level?.indicator ?? this.#name) : '';
    const named = owner !== '' ? owner : this.#nameOf(lead.name);
    if (named === '') return;
    const names = distributeNames(named, group.length);
    const measure = lead.kind === 'multiple' ? 'ratio' : lead.kind;
    for (const [index, numeral] of group.entries()) {
      const value = lead.sign < 0 ? -Math.abs(numeral.value) : numeral.value;
      this.#add({
        indicator: names[index] ?? named,
        measure,
        value,
        unit: numeral.unit,
        basis: lead.basis,
        span: [...span],
      });
    }
    if (owner === '') {
      this.#name = names.at(-1) ?? named;
      this.#level = undefined;
    }
  }

  #rank(words: string, numeral: Numeral, span: [number, number]): void {
    const { name, basis } = readRankLead(words);
    const own = cleanName(name, this.#frame.place);
    const measured = /^(?:增速|总量|增幅|位次|排名)$/.test(own);
    const indicator = measured
      ? this.#name + own.replace(/^(?:位次|排名)$/, '')
      : own === ''
        ? this.#name
        : this.#nameOf(name);
    if (indicator === '') return;
    this.#add({ indicator, measure: 'rank', value: numeral.value, unit: numeral.unit, basis, span });
    if (!measured) this.#name = indicator;
  }

  #ratio(words: string, numeral: Numeral, span: [number, number]): void {
    const named = this.#nameOf(words);
    if (named === '') return;
    const labels = ratioParts(named, numeral.parts.length);
    for (const [index, value] of numeral.parts.entries()) {
      this.#add({ indicator: `${named}·${labels[index]}`, measure: 'ratio', value, span: [...span] });
    }
    this.#name = named;
    this.#level = undefined;
  }
}

/** Words without spaces and footnote marks. */
const squeeze = (words: string): string => words.replace(/\s+|\^?[[［]\d{1,3}[\]］]|\*\*|\^/g, '');
