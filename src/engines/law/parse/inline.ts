/**
 * Labels in the middle of a paragraph: 一是…；二是…, ①…②…, （1）…；（2）….
 */
import { digitOf } from './chars.ts';
import { Series } from './label.ts';

export type Inline = { at: number; textStart: number; n: number; label: string; series: Series };

const CN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

type Chain = { series: Series; needles: string[]; labels: string[]; before: string };

const CHAINS: Chain[] = [
  {
    series: Series.firstly,
    needles: CN.map((n) => `${n}是`),
    labels: CN.map((n) => `${n}是`),
    before: '。；，：:;,、）) ”\u3000',
  },
  ...bracketChains(),
  ...['.', '．', '、'].map((mark) => ({
    series: Series.arabic,
    needles: CN.map((_, i) => `${i + 1}${mark}`),
    labels: CN.map((_, i) => String(i + 1)),
    before: '。；：;:',
  })),
  {
    series: Series.circled,
    needles: [...'①②③④⑤⑥⑦⑧⑨⑩'],
    labels: [...'①②③④⑤⑥⑦⑧⑨⑩'],
    before: '',
  },
];

function bracketChains(): Chain[] {
  const chains: Chain[] = [];
  for (const [open, close] of [
    ['（', '）'],
    ['(', ')'],
  ] as const) {
    const cn = CN.map((n) => `${open}${n}${close}`);
    const ar = CN.map((_, i) => `${open}${i + 1}${close}`);
    const before = '。；：:;';
    chains.push({ series: Series.cnBracket, needles: cn, labels: CN.map((n) => `（${n}）`), before });
    chains.push({
      series: Series.arabicBracket,
      needles: ar,
      labels: CN.map((_, i) => `（${i + 1}）`),
      before,
    });
  }
  return chains;
}

/**
 * Finds inline labels in successive stretches of one text. Each needle's next place is remembered, so that the
 * whole text is scanned once for each needle however many stretches are asked for.
 */
export class InlineFinder {
  readonly text: string;
  readonly next = new Map<string, { from: number; at: number }>();

  constructor(text: string) {
    this.text = text;
  }

  /** The labels inside [from, to) in order; `own` is the series of the paragraph's own label, which is not sought again. */
  find(from: number, to: number, own: Series | null, ownNumber: number): Inline[] {
    let best: Inline[] = [];
    for (const chain of CHAINS) {
      const same = chain.series === own && (own === Series.firstly || own === Series.arabic);
      if (own !== null && chain.series !== Series.firstly && chain.series <= own && !same) continue;
      const start = same ? ownNumber : 0;
      const found = this.chain(chain, start, from, to);
      const enough = start > 0 ? found.length > 0 : found.length > 1;
      if (enough && found.length > best.length) best = found;
    }
    return best;
  }

  chain(chain: Chain, start: number, from: number, to: number): Inline[] {
    const found: Inline[] = [];
    let pos = from;
    for (let k = start; k < chain.needles.length; k++) {
      const needle = chain.needles[k] ?? '';
      const at = this.seek(needle, chain.before, pos, from, to);
      if (at === -1) break;
      let textStart = at + needle.length;
      if (this.text.charAt(textStart) === '，') textStart++;
      found.push({ at, textStart, n: k + 1, label: chain.labels[k] ?? '', series: chain.series });
      pos = at + needle.length;
    }
    return found;
  }

  seek(needle: string, before: string, pos: number, from: number, to: number): number {
    let at = this.indexOf(needle, pos);
    while (at !== -1 && at < to) {
      const free = before === '' || at === from || before.includes(this.text.charAt(at - 1));
      // 2.5 is no label.
      if (free && digitOf(this.text.charCodeAt(at + needle.length)) < 0) return at;
      at = this.indexOf(needle, at + 1);
    }
    return -1;
  }

  indexOf(needle: string, from: number): number {
    const known = this.next.get(needle);
    if (known !== undefined && known.from <= from && (known.at === -1 || known.at >= from)) return known.at;
    const at = this.text.indexOf(needle, from);
    this.next.set(needle, { from, at });
    return at;
  }
}
