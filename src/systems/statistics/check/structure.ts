/**
 * Wholes and their parts, read from the structure of the text: 其中, 分…看, 按…分, in X中. Pure and linear.
 *
 * No indicator is known by name: a list's beginning, the punctuation between its members and the kind of quantity
 * decide what is a part of what.
 */
import type { Artifact, Figure } from '#engines/law/parse/artifact.ts';
import { kindOf, lastName } from './name.ts';
import { type Operands, readOperands } from './operand.ts';
import { readUnit } from './unit.ts';

/** Why the parts are known to make up the whole, or at least not to overlap. */
export type Closure =
  /** 第一、第二、第三产业 */
  | 'industries'
  /** The last part is 其他… */
  | 'rest'
  /** 城镇 and 乡村, X and 非X: a pair that leaves nothing out. */
  | 'pair'
  /** Every part's own word stands in the whole's name (农林牧渔业). */
  | 'named'
  /** The printed shares make 100 %. */
  | 'shares'
  /** 分…看, 按…分: parts do not overlap, but may be a selection. */
  | 'classes'
  /** 其中: a selection, perhaps overlapping. */
  | 'none';

export type Group = {
  /** 其中, or the classification as printed (按性别分). */
  readonly opener: string;
  /** Index of the figure that is the whole. */
  readonly whole: number;
  /** Indices of the parts, in print order. */
  readonly parts: readonly number[];
  /** The list begins within a sentence (，其中 …；…), so that its end is not certain. */
  readonly loose: boolean;
  readonly closure: Closure;
};

/** What the checks work on. */
export type FigureText = {
  readonly text: string;
  readonly figures: readonly Figure[];
  readonly operands: readonly Operands[];
  readonly groups: readonly Group[];
  /** Index of the group that a figure is a part of. */
  readonly groupOf: ReadonlyMap<number, Group>;
};

export function readFigureText(artifact: Pick<Artifact, 'figures' | 'source'>): FigureText {
  const { figures } = artifact;
  const { text } = artifact.source;
  const operands = readOperands(text, figures);
  const groups = readGroups(text, figures, operands);
  const groupOf = new Map<number, Group>();
  for (const group of groups) for (const part of group.parts) groupOf.set(part, group);
  return { text, figures, operands, groups, groupOf };
}

type Open = { opener: string; whole: number; parts: number[]; loose: boolean; inner: boolean };

const OPENER = /其中|(?:^|[，。；：:,;])(?:从)?([分按从][^，。；：:,;]{1,12}?(?:看|分|分组))(?=[，：:,]|$)/g;
const SCOPE = /(?:^|[，。；])在?([^，。；]{2,24}?)(?:中|当中)，/;
const SENTENCE_END = /[。！!]/;
const PARAGRAPH_END = /[。！!：:\]］]\s*\n|\n\s*\n\s*\n/;

class GroupReader {
  readonly groups: Group[] = [];
  readonly #figures: readonly Figure[];
  readonly #operands: readonly Operands[];
  #head: number | undefined;
  #open: Open[] = [];
  /** Every figure read of this issuance, for 在X中. */
  #read: number[] = [];

  constructor(figures: readonly Figure[], operands: readonly Operands[]) {
    this.#figures = figures;
    this.#operands = operands;
  }

  /** A figure that names something, with the words between the numeral before it and its own. */
  read(index: number, lead: string): void {
    if (PARAGRAPH_END.test(lead)) this.endParagraph();
    const words = lead.replace(/\s+|\^?[[［]\d{1,3}[\]］]/g, '');
    const opener = [...words.matchAll(OPENER)].at(-1);
    if (opener !== undefined) this.#begin(words, opener);
    else if (SENTENCE_END.test(words)) this.#closeAll();
    else if (/[；;]/.test(words) && this.#open.at(-1)?.inner === true) this.#close();
    this.#read.push(index);
    const group = this.#open.at(-1);
    if (group === undefined) {
      this.#head = index;
    } else if (this.#fits(group.whole, index)) {
      const known = group.parts.some((part) => this.#nameOf(part) === this.#nameOf(index));
      if (!known) group.parts.push(index);
    }
  }

  endParagraph(): void {
    this.#closeAll();
    this.#head = undefined;
  }

  /** The end of an issuance: what was said in it is no whole of the next one's parts. */
  end(): void {
    this.endParagraph();
    this.#read = [];
  }

  #nameOf(index: number): string {
    return this.#figures[index]?.indicator ?? '';
  }

  #begin(words: string, opener: RegExpExecArray): void {
    const before = words.slice(0, opener.index);
    const scope = SCOPE.exec(words.slice(0, opener.index + 1))?.[1];
    const last = this.#open.at(-1);
    const loose = opener[0] === '其中' && !SENTENCE_END.test(before) && before !== '';
    const printed = opener[1] ?? '其中';
    const scoped = scope === undefined ? undefined : this.#named(scope);
    if (scoped !== undefined) this.#closeAll();
    else if (opener[0] === '其中' && last !== undefined && last.parts.length > 0 && loose) {
      // Within a member of the list: 第二产业增加值 80 亿元，其中工业 60 亿元；第三产业…
      const whole = last.parts.at(-1);
      if (whole !== undefined)
        this.#open.push({ opener: printed, whole, parts: [], loose: true, inner: true });
      return;
    }
    const whole = scoped ?? last?.whole ?? this.#head;
    this.#closeAll();
    if (whole !== undefined) this.#open.push({ opener: printed, whole, parts: [], loose, inner: false });
  }

  /** The last figure that is about `scope`: 规模以上工业增加值 for 在规模以上工业中. */
  #named(scope: string): number | undefined {
    const bare = scope.replace(/^在/, '');
    return this.#read.findLast((index) => {
      const name = this.#nameOf(index);
      return name.startsWith(bare) && !name.includes('·');
    });
  }

  #fits(whole: number, part: number): boolean {
    const [of, own] = [this.#figures[whole], this.#figures[part]];
    if (of === undefined || own === undefined || of.indicator === own.indicator) return false;
    const [kindOfWhole, kind] = [kindOf(of.indicator), kindOf(own.indicator)];
    if (kindOfWhole === 'rate' || kind === 'rate') return false;
    if (kindOfWhole !== null && kind !== null && kindOfWhole !== kind) return false;
    if (of.value === null || own.value === null) return kindOfWhole !== null && kindOfWhole === kind;
    const [unitOfWhole, unit] = [readUnit(of.unit), readUnit(own.unit)];
    return unitOfWhole.base === unit.base && unitOfWhole.dimension !== 'none';
  }

  #closeAll(): void {
    while (this.#open.length > 0) this.#close();
  }

  #close(): void {
    const open = this.#open.pop();
    if (open === undefined || open.parts.length === 0) return;
    const { opener, whole, parts, loose } = open;
    const closure = closureOf(
      opener,
      this.#nameOf(whole),
      parts.map((part) => this.#nameOf(part)),
    );
    const sharesClose = closure !== 'industries' && this.#sharesMakeHundred(parts);
    this.groups.push({ opener, whole, parts, loose, closure: sharesClose ? 'shares' : closure });
  }

  /** Whether every part has a printed share and these make 100 %. */
  #sharesMakeHundred(parts: readonly number[]): boolean {
    let total = 0;
    let half = 0;
    for (const part of parts) {
      const at = this.#figures.findIndex(
        (figure, index) => index > part && index <= part + 2 && isOwnShare(figure, this.#nameOf(part)),
      );
      const share = this.#operands[at]?.value;
      if (share === undefined) return false;
      total += share.value;
      half += 0.5 * 10 ** -share.decimals;
    }
    return parts.length > 1 && Math.abs(total - 100) <= half + 1e-9;
  }
}

const isOwnShare = (figure: Figure, indicator: string): boolean =>
  figure.measure === 'share' && figure.indicator === indicator && /^占|^比重$/.test(figure.basis ?? '');

function readGroups(text: string, figures: readonly Figure[], operands: readonly Operands[]): Group[] {
  const reader = new GroupReader(figures, operands);
  let issuance: number | null | undefined;
  let end = 0;
  for (const [index, figure] of figures.entries()) {
    if (figure.issuance !== issuance) {
      reader.end();
      issuance = figure.issuance;
      end = figure.span[0];
    }
    const own = operands[index];
    const first = own?.value ?? own?.change;
    const start = first?.span[0] ?? figure.span[1];
    const isTable = /[\t|]/.test(text.slice(figure.span[0], figure.span[1]));
    if (isTable) reader.endParagraph();
    else if (figure.measure === 'level' || figure.measure === 'growth') {
      const repeats = figures[index - 1]?.indicator === figure.indicator && figure.measure === 'growth';
      if (!repeats) reader.read(index, text.slice(Math.min(end, start), start));
    }
    // A level's change may be printed behind its share: what follows the change is the next figure's lead.
    if (!isTable) end = Math.max(end, own?.value?.span[1] ?? 0, own?.change?.span[1] ?? 0);
    else end = Math.max(end, figure.span[1]);
  }
  reader.end();
  return reader.groups;
}

const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/城镇|城市/, /乡村|农村/],
  [/男/, /女/],
  [/(?<!进)出口/, /进口/],
  [/境内|国内/, /境外|国外|入境/],
  [/公有制/, /非公有制/],
  [/中央/, /地方/],
  [/轻工业/, /重工业/],
  [/夏粮|早稻/, /秋粮/],
];

function isPair(a: string, b: string): boolean {
  if (b === `非${a}` || a === `非${b}`) return true;
  return PAIRS.some(([one, other]) => (one.test(a) && other.test(b)) || (one.test(b) && other.test(a)));
}

/** What the names of whole and parts say about their completeness. */
export function closureOf(opener: string, whole: string, names: readonly string[]): Closure {
  const own = names.map(lastName);
  const starts = (word: string): boolean => own.some((name) => name.startsWith(word));
  if (starts('第一产业') && starts('第二产业') && starts('第三产业') && own.length === 3) return 'industries';
  const [last, previous] = [own.at(-1) ?? '', own.at(-2) ?? ''];
  if (/^其[他它余]/.test(last) && own.length > 1) return 'rest';
  if (own.length === 2 && isPair(previous, last)) return 'pair';
  if (last === `非${previous}` && own.length > 2) return 'rest';
  const bare = lastName(whole);
  const words = own.map((name) => name.charAt(0));
  if (own.length >= 3 && new Set(words).size >= 3) {
    const places = words.map((word) => bare.indexOf(word));
    if (places.every((at) => at >= 0)) return 'named';
  }
  // Meat of one animal is none of another.
  if (own.length >= 3 && own.every((name) => /^[猪牛羊禽兔鸡鸭鹅]肉?/.test(name))) return 'classes';
  return opener === '其中' ? 'none' : 'classes';
}
