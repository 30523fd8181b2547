/**
 * At which prices a figure stands: what is printed with it, what its list's whole says, or what a note of the bulletin
 * says of figures of its name. Nothing is assumed: a figure of which the text says nothing has no price basis. Pure.
 */
import { kindOf, lastName, sameName } from './check/name.ts';
import type { FigureText } from './check/structure.ts';

/** In the text's own words: 现行价格, 可比价格, 不变价格. */
export type Price = '现行价格' | '可比价格' | '不变价格';
export type PriceBasis = {
  readonly value: Price | null;
  readonly change: Price | null;
  /** printed with the figure; with the whole of its list; or the mark of the note that says so. */
  readonly from: { readonly kind: 'printed' | 'whole' } | { readonly kind: 'note'; readonly mark: string };
};

/** Notes of one issuance by their marks. */
export type Notes = ReadonlyMap<string, string>;

const priceIn = (words: string): Price | null => {
  const found = /按(现行|现|当年|可比|不变)价(?:格)?/.exec(words)?.[1];
  if (found === undefined) return null;
  return found === '可比' ? '可比价格' : found === '不变' ? '不变价格' : '现行价格';
};

/** @param notesOf the notes of a figure's issuance */
export function priceBasisOf(
  at: FigureText,
  index: number,
  notesOf: (issuance: number | null) => Notes,
): PriceBasis | null {
  const figure = at.figures[index];
  if (figure === undefined || (figure.measure !== 'level' && figure.measure !== 'growth')) return null;
  const noted = fromNotes(figure.indicator, notesOf(figure.issuance));
  const own = priceIn(figure.basis ?? '');
  const whole = at.figures[at.groupOf.get(index)?.whole ?? -1];
  const listed =
    own === null && whole !== undefined && sameKind(whole.indicator, figure.indicator)
      ? priceIn(whole.basis ?? '')
      : null;
  const hasValue = at.operands[index]?.value !== undefined;
  const hasChange = figure.change !== null;
  const change = own ?? (noted === undefined ? listed : noted.change);
  const basis = { value: hasValue ? (noted?.value ?? null) : null, change: hasChange ? change : null };
  if (basis.value === null && basis.change === null) return null;
  const from: PriceBasis['from'] =
    noted !== undefined ? { kind: 'note', mark: noted.mark } : { kind: own !== null ? 'printed' : 'whole' };
  return { ...basis, from };
}

const sameKind = (one: string, other: string): boolean =>
  kindOf(one) !== null && kindOf(one) === kindOf(other);

const SAYS =
  /^(.{2,80}?)(?:的)?绝对数按(现行|现|当年)价(?:格)?计算，(?:其)?(?:增长速度|增速|增长率)按(可比|不变)价(?:格)?计算/;

/** What a note says of all figures of some names: 地区生产总值、各产业增加值和人均地区生产总值绝对数按现行价格计算，…. */
function fromNotes(
  indicator: string,
  notes: Notes,
): { value: Price; change: Price; mark: string } | undefined {
  const own = sameName(lastName(indicator));
  for (const [mark, words] of notes) {
    for (const sentence of words.split(/[。；]/)) {
      const found = SAYS.exec(sentence.replace(/\s+/g, ''));
      if (found === null) continue;
      const names = (found[1] ?? '').split(/、|和|及|与/);
      const named = names.some(
        (name) => sameName(name) === own || (/^[各分][产行]业增加值$/.test(name) && isIndustry(indicator)),
      );
      if (named) return { value: '现行价格', change: found[3] === '可比' ? '可比价格' : '不变价格', mark };
    }
  }
  return undefined;
}

/** The value added of an industry; that of enterprises above a size is of another survey. */
const isIndustry = (indicator: string): boolean =>
  indicator.endsWith('增加值') && !/规模以上|规上|高技术|战略/.test(indicator);

/** 数值按现行价格，增减按不变价格. */
export function priceWords({ value, change }: PriceBasis): string {
  return [value && `数值按${value}`, change && `增减按${change}`].filter(Boolean).join('，');
}

export const priceSource = ({ from }: PriceBasis): string =>
  from.kind === 'note' ? `据注[${from.mark}]` : from.kind === 'whole' ? '随总数' : '原文注明';
