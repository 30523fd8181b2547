/**
 * Reads the figures of one paragraph: each numeral is taken with the words before it and with what the sentence has
 * said so far (period, whole of which parts are listed, the figure that a change belongs to).
 */
import type { Figure } from './artifact.ts';
import { ParagraphContext } from './figures-context.ts';
import { distributeNames, ratioParts } from './figures-indicator.ts';
import type { Numeral } from './figures-number.ts';
import type { Frame } from './figures-period.ts';
import { type Lead, readEarlier, readLead, readRankLead, readUnchanged } from './figures-wording.ts';

/** Longer words before a numeral are cut at their head: it bounds the work per numeral. */
const LONGEST_LEAD = 400;
/** A unit that counts things: what is counted may follow it (拥有 12 家医院). */
const CLASSIFIER =
  /^(?:个|家|户|所|座|处|项|条|名|位|人|起|件|种|类|支|部|栋|辆|台|套|间|张|只|头|次|场|批|对|万户|万人|万件|万辆)$/;

/** A figure in the making; the reader may still give it its change. */
type Draft = Figure;

export class ParagraphReader {
  #text: string;
  #context: ParagraphContext;
  #issuance: number;
  #figures: Draft[] = [];
  #end = 0;
  /** The last level that is neither share nor ratio, and the last figure of any kind. */
  #level: Draft | undefined;
  #last: Draft | undefined;
  #gapVerb = '';

  constructor(text: string, frame: Frame, issuance: number) {
    this.#text = text;
    this.#context = new ParagraphContext(frame);
    this.#issuance = issuance;
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
    const from = this.#end;
    const rest = this.#text.slice(from, Math.min(end, from + LONGEST_LEAD));
    let clauseStart = 0;
    for (let at = 0; at <= rest.length; at++) {
      if (at < rest.length && !isBreak(rest.charCodeAt(at))) continue;
      this.#hear(squeeze(rest.slice(clauseStart, at)), from + clauseStart, from + at);
      clauseStart = at + 1;
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
    if (group.length === 1) return group;
    const unit = group.at(-1)?.unit ?? null;
    return group.map((numeral) => ({ ...numeral, unit: numeral.unit ?? unit }));
  }

  #statement(group: Numeral[]): void {
    const first = group[0];
    const final = group.at(-1);
    if (first === undefined || final === undefined) return;
    const { words: before, start } = this.#wordsBefore(first);
    this.#end = final.end;
    // 男女性别比为 105:100（女性为100）: the base of the ratio, said again.
    if (/[（(][男女]性?(?:为|=)\s*$/.test(this.#text.slice(Math.max(0, first.start - 8), first.start)))
      return;
    const { words, period } = readEarlier(before, this.#context.frame.year);
    const own = this.#context.period;
    if (period !== undefined) this.#context.period = period;
    this.#classify(words, group, [start, final.end]);
    if (period !== undefined) this.#context.period = own;
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
    for (let at = 0; at < gap.length; at++) {
      const code = gap.charCodeAt(at);
      if (!isBreak(code)) continue;
      if (at > clauseStart) this.#hear(squeeze(gap.slice(clauseStart, at)), from + clauseStart, from + at);
      clauseStart = at + 1;
      if (isClauseEnd(code)) this.#context.endClause();
      if (isSentenceEnd(code)) {
        this.#context.endSentence(gap.slice(clauseStart, clauseStart + 24));
        this.#gapVerb = '';
      }
    }
    while (clauseStart < gap.length && BETWEEN.includes(gap.charAt(clauseStart))) clauseStart++;
    const words = this.#context.takeTime(squeeze(gap.slice(clauseStart)));
    return { words, start: from + clauseStart };
  }

  #hear(clause: string, start: number, end: number): void {
    const words = clause.replace(/^[、和及]+/, '');
    if (words === '' || words.length > 80) return;
    const unchanged = words.endsWith('持平') ? readUnchanged(words) : undefined;
    if (unchanged !== undefined) {
      this.#unchanged(unchanged, [start, end]);
      return;
    }
    this.#context.hear(words);
    if (this.#context.renamed) this.#level = undefined;
    this.#context.renamed = false;
  }

  /** 持平 is a change of 0, without a numeral. */
  #unchanged(said: { name: string; basis: string | null }, span: [number, number]): void {
    const own = this.#context.clean(said.name);
    if (own === '' && this.#attach(0, null, said.basis, span)) return;
    const indicator = this.#context.nameOf(own);
    if (indicator === '') return;
    this.#add({ indicator, measure: 'growth', change: 0, basis: this.#context.takeBasis(said.basis), span });
    this.#context.name = indicator;
    if (own !== '') this.#level = undefined;
  }

  #add(figure: Pick<Figure, 'indicator' | 'measure' | 'span'> & Partial<Figure>): Draft {
    const draft: Draft = {
      place: this.#context.frame.place,
      period: this.#context.period,
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
    const full = counted?.name ?? this.#context.nameOf(this.#context.clean(words));
    if (full === '') return;
    const names = distributeNames(full, group.length);
    const basis = this.#context.takeBasis(/^按.{2,20}(?:计算|折算)$/.test(full) ? full : null);
    for (const [index, numeral] of group.entries()) {
      const indicator = /^按.{2,20}(?:计算|折算)$/.test(full) ? this.#context.name : (names[index] ?? full);
      if (indicator === '') continue;
      this.#level = this.#add({
        indicator,
        measure: 'level',
        value: numeral.value,
        unit: numeral.unit,
        basis,
        span: [...span],
      });
      this.#context.name = indicator;
    }
    if (basis !== null) this.#context.keepBasis(basis);
  }

  /** 拥有 12 家医院: the thing counted follows the classifier when no noun stands before the numeral. */
  #countedThing(
    words: string,
    numeral: Numeral | undefined,
    end: number,
  ): { name: string; end: number } | undefined {
    if (numeral?.unit == null || !CLASSIFIER.test(numeral.unit)) return undefined;
    const own = this.#context.clean(words).replace(/[中内]$/, '');
    if (
      own !== '' &&
      !/[的有]$|^(?:新增|新建|建成|新设|培育|引进|实施|获批|举办|帮助|吸纳|转移|培训|救助|资助|接待|查处|办理|受理|审结|改造|开展|组织|成立|认定|培养|创建|命名)$/.test(
        own,
      )
    )
      return undefined;
    const behind = this.#text.slice(end, end + 60);
    const noun = /^[^\S\n]*([\p{sc=Han}“”、]{2,30}?)(?=[^\S\n]*[，,；;。：:（(\d\n]|$)/u.exec(behind);
    if (noun?.[1] === undefined || /^(?:左右|以上|以下|同比|比上年|增长|下降|和|，)/.test(noun[1]))
      return undefined;
    return { name: own + noun[1].replace(/[中里内]$/, ''), end: end + noun[0].length };
  }

  #growth(lead: Lead & { kind: 'growth' }, group: Numeral[], span: [number, number]): void {
    const own = this.#context.clean(lead.name);
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
    const named = this.#context.nameOf(own);
    if (named === '') return;
    const points = first.unit === '个百分点' || first.unit === '个千分点';
    const rate = lead.rate ?? (own === '' && points && !/率$|比重$|^.*增速$/.test(named) ? '增速' : '');
    const basis = this.#context.takeBasis(lead.basis);
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
      this.#context.name = names.at(-1) ?? named;
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
    target.basis = this.#context.takeBasis(said) ?? target.basis;
    target.span[1] = span[1];
    return true;
  }

  #gap(lead: Lead & { kind: 'gap' }, group: Numeral[], span: [number, number]): void {
    const indicator = this.#context.nameOf(this.#context.clean(lead.name.replace(/(?:增速|增幅)$/, '')));
    if (indicator === '') return;
    this.#gapVerb = lead.verb;
    const targets = group.length === 1 ? [lead.target] : distributeNames(lead.target, group.length);
    for (const [index, numeral] of group.entries()) {
      const basis = group.length === 1 ? lead.basis : lead.verb + (targets[index] ?? lead.target);
      const value = lead.sign < 0 ? -Math.abs(numeral.value) : numeral.value;
      this.#add({ indicator, measure: 'gap', value, unit: numeral.unit, basis, span: [...span] });
    }
    this.#context.name = indicator;
  }

  /** 高于自治区 9.9 个百分点、银川市 6.3 个百分点: the second gap has no verb of its own. */
  #continuedGap(words: string, numeral: Numeral): Lead | undefined {
    if (this.#last?.measure !== 'gap' || this.#gapVerb === '' || numeral.unit !== this.#last.unit)
      return undefined;
    // 高于全省 9.9 个百分点、低于全市 1.3 个百分点: a verb of its own.
    if (/^(?:[高低快慢好优多少][于出]|领先|落后)/.test(words)) return undefined;
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
    const own = this.#context.clean(lead.name);
    const owner = own === '' ? (this.#level?.indicator ?? this.#context.name) : '';
    const named = owner !== '' ? owner : this.#context.nameOf(own);
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
      this.#context.name = names.at(-1) ?? named;
      this.#level = undefined;
    }
  }

  #rank(words: string, numeral: Numeral, span: [number, number]): void {
    const { name, basis } = readRankLead(words);
    const own = this.#context.clean(name);
    const measured = /^(?:增速|总量|增幅|位次|排名)$/.test(own);
    const indicator = measured
      ? this.#context.name + own.replace(/^(?:位次|排名)$/, '')
      : own === ''
        ? this.#context.name
        : this.#context.nameOf(own);
    if (indicator === '') return;
    this.#add({ indicator, measure: 'rank', value: numeral.value, unit: numeral.unit, basis, span });
    if (!measured) this.#context.name = indicator;
  }

  #ratio(words: string, numeral: Numeral, span: [number, number]): void {
    const named = this.#context.nameOf(this.#context.clean(words));
    if (named === '') return;
    const labels = ratioParts(named, numeral.parts.length);
    for (const [index, value] of numeral.parts.entries()) {
      this.#add({ indicator: `${named}·${labels[index]}`, measure: 'ratio', value, span: [...span] });
    }
    this.#context.name = named;
    this.#level = undefined;
  }
}

const codes = (chars: string): Set<number> => new Set([...chars].map((char) => char.charCodeAt(0)));
const BREAKS = codes('，,；;。：:！!');
const CLAUSE_ENDS = codes('；;。');
const SENTENCE_ENDS = codes('。！!');
const isBreak = (code: number): boolean => BREAKS.has(code);
const isClauseEnd = (code: number): boolean => CLAUSE_ENDS.has(code);
const isSentenceEnd = (code: number): boolean => SENTENCE_ENDS.has(code);

/** What may stand between a figure and the words of the next. */
const BETWEEN = ' \t\r\n\u3000\u00a0、和及（()）)]％%”"';

/** Words without spaces and footnote marks. */
const squeeze = (words: string): string =>
  /[\s[［*^]/.test(words) ? words.replace(/\s+|\^?[[［]\d{1,3}[\]］]|\*\*|\^/g, '') : words;
