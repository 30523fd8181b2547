/** Rates of running text beside the numbers that they are of: 比上年减少5起，下降25%; 42个……整改率95.2%. */
import type { Noticed, Rule } from '../finding.ts';
import { type Passage, proseOf } from './passages.ts';
import { amount, PASSAGE_MOST, type Quantity, quantitiesIn, slack } from './quantities.ts';

const LESS = /(?:减少|下降|降低|回落)(?:了)?$/u;
const MORE = /(?:增加|增长|上升|净增|提高)(?:了)?$/u;
const RATE =
  /(整改|办结|完成|开工|合格|达标|参保|签约|覆盖|结案|到位|回访|达产|投产|竣工|治愈|落实|销号|清零|参评|通过|录取)率(?:为|达到?|达)?$/u;

export const countGrowth: Rule = {
  name: 'count.growth',
  title: '增减量与幅度不合',
  about:
    '“15起，比上年减少5起，下降25%”：由现数和增减量推算的幅度与所写的比较；“42个，已整改40个，整改率95.2%”同样推算。统计公报另有规则。',
  *find(text): Iterable<Noticed> {
    for (const passage of proseOf(text)) {
      if (!/[%％]/u.test(passage.flow.words) || passage.flow.words.length > PASSAGE_MOST) continue;
      const all = quantitiesIn(passage.flow.words);
      for (const [k, rate] of all.entries()) {
        if (rate.base !== '%') continue;
        const told = fromChange(passage, all, k, rate) ?? fromParts(passage, all, k, rate);
        if (told !== null) yield told;
      }
    }
  },
};

const within = (words: string, from: number, to: number): boolean => !/[。；]/u.test(words.slice(from, to));

/** A level, then its change in the same unit, then the rate of change. */
function fromChange(passage: Passage, all: readonly Quantity[], k: number, rate: Quantity): Noticed | null {
  const [change, level] = [all[k - 1], all[k - 2]];
  if (change === undefined || level === undefined || change.base !== level.base || level.base === '%')
    return null;
  const sign = LESS.test(change.lead) ? -1 : MORE.test(change.lead) ? 1 : 0;
  if (sign === 0 || !/^(?:同比|比上年|较上年|比去年)|减少|增加|净增/u.test(change.lead)) return null;
  if (!(sign < 0 ? LESS : MORE).test(rate.lead) || rate.lead.length > 6) return null;
  if (LESS.test(level.lead) || MORE.test(level.lead) || !within(passage.flow.words, level.at, rate.at))
    return null;
  const moved = sign * amount(change);
  const then = amount(level) - moved;
  if (then <= 0) return null;
  const room = slack(rate) + roomOf(level, change, moved, then);
  const made = (Math.abs(moved) / then) * 100;
  if (Math.abs(made - rate.value) <= room * 1.02) return null;
  return {
    span: passage.flow.span(rate.at, rate.to),
    message: `幅度不合：${change.printed}÷（${level.printed}${sign < 0 ? '＋' : '－'}${change.printed}）＝${made.toFixed(rate.decimals + 1)}%，印作${rate.printed}。`,
    related: [passage.flow.span(level.at, level.to), passage.flow.span(change.at, change.to)],
  };
}

/** What rounding of a level and its change may do to the rate, in points. */
function roomOf(level: Quantity, change: Quantity, moved: number, then: number): number {
  if (level.decimals + change.decimals === 0 && level.factor === 1 && change.factor === 1) return 0;
  const share = Math.abs(moved) / then;
  return 100 * (slack(change) / then + (share * (slack(level) + slack(change))) / then);
}

/** 查出42个，已整改40个，……，整改率95.2%: the part is named as the rate is, the whole is the first before it. */
function fromParts(passage: Passage, all: readonly Quantity[], k: number, rate: Quantity): Noticed | null {
  const named = RATE.exec(rate.lead)?.[1];
  if (named === undefined) return null;
  const { words } = passage.flow;
  const near = all.slice(Math.max(0, k - 4), k).filter((q) => q.base !== '%' && within(words, q.at, rate.at));
  const part = near.find((q) => q.lead.includes(named) && !/正在|未|尚|需|应|待/u.test(q.lead));
  const whole = near[0];
  if (part === undefined || whole === undefined || part === whole || part.base !== whole.base) return null;
  if (amount(part) > amount(whole) * 3 || amount(whole) <= 0 || whole.lead.includes(named)) return null;
  const made = (amount(part) / amount(whole)) * 100;
  const exact = part.decimals + whole.decimals === 0 && part.factor === 1 && whole.factor === 1;
  const room = slack(rate) + (exact ? 0 : made * (slack(part) / amount(part) + slack(whole) / amount(whole)));
  if (Math.abs(made - rate.value) <= room * 1.02) return null;
  return {
    span: passage.flow.span(rate.at, rate.to),
    message: `${named}率不合：${part.printed}÷${whole.printed}＝${made.toFixed(rate.decimals + 1)}%，印作${rate.printed}。`,
    related: [passage.flow.span(part.at, part.to), passage.flow.span(whole.at, whole.to)],
  };
}
