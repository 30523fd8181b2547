/** A heading that lost its label: a short line between two entries of a lower list. */
import type { Clause, Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { PlacedClause, ProofText } from '../proof-text.ts';
import { type Printed, relabel, runsOf } from './series.ts';
import { fold, shown } from './wording.ts';

const HEADING = /^[\u4e00-\u9fff“”《》、（）()\d]{4,40}$/u;
/** Lines that stand between entries without being headings. */
const OTHER = /^(?:附|注|表|图|单位|备注|（|\(|牵头|责任|配合)|(?:表|图|如下|通知|政府|办公室|局|委员会)$/u;

export const seriesUnlabelled: Rule = {
  name: 'series.unlabelled',
  title: '标题漏了序号',
  about:
    '下级序号之间夹着一行没有序号的短标题，而上一级标题都是编了号、独占一行的；与同级标题首尾相同，或其后另从一编起，才报。',
  *find(text): Iterable<Noticed> {
    const printed = runsOf(text).flatMap(({ labels }) => labels);
    printed.sort((a, b) => a.span[0] - b.span[0]);
    for (const place of text.clauses) {
      const { clause, instrument } = place;
      if (clause.label !== '' || clause.children.length > 0) continue;
      const words = text.text.slice(...clause.span).trim();
      const open = openList(text, place);
      if (open !== null && /[。；]$/u.test(words) && !/^(?:前款|以上|上述|本款|有前|附)/u.test(words)) {
        yield {
          span: [clause.span[0], Math.min(clause.span[1], clause.span[0] + 8)],
          message: `前一项“${open.label}”以“；”结尾，列举没有完，此段却没有序号。请核对是否漏了序号。`,
          related: [open.span],
        };
        continue;
      }
      if (!HEADING.test(words) || OTHER.test(words) || /[：:。；]$/u.test(words)) continue;
      const after = nextOf(printed, clause.span[1]);
      const next = printed[after];
      const before = printed[after - 1];
      if (next?.place.instrument !== instrument || before?.place.instrument !== instrument) continue;
      if (text.text.slice(clause.span[1], next.span[0]).replace(/[\s*-]/gu, '') !== '') continue;
      const outer = outerOf(printed, after, next);
      const last = outer.at(-1);
      if (last === undefined || outer.length < 2 || outer.some((o) => !ownLine(text, o))) continue;
      const goesOn = lastOf(printed, after, next)?.label.n === next.label.n - 1 && next.label.n > 1;
      const restarts = next.label.n === 1 && before.label.series >= next.label.series;
      if (!(restarts || (goesOn && alikeEnds(words, outer)))) continue;
      yield {
        span: clause.span as Span,
        message: `“${shown(words, 24)}”像是“${last.text}”的下一个同级标题，却没有序号，似漏“${relabel(last, last.label.n + 1)}”。`,
        related: [last.span],
      };
    }
  },
};

/** The entry before an unlabelled paragraph when it and the entries before it end in ；: the list goes on. */
function openList(text: ProofText, { parent, place, siblings }: PlacedClause): Clause | null {
  const family = place === 0 ? parent?.siblings : siblings;
  const at = place === 0 ? (parent?.place ?? -1) : place - 1;
  const entry = family?.[at];
  if (entry === undefined || family === undefined || entry.label === '') return null;
  const ends = (c: Clause) =>
    /；\s*$/u.test(text.text.slice(...c.span)) && c.children.every((x) => x.label === '');
  const before = family.slice(Math.max(0, at - 3), at).filter((c) => c.label !== '');
  if (!ends(entry) || before.length === 0 || !before.every(ends)) return null;
  return entry;
}

/** Index of the first label at or after a place; labels are in print order. */
function nextOf(printed: readonly Printed[], place: number): number {
  let low = 0;
  let high = printed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((printed[middle]?.span[0] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

const REACH = 200;

/** The headings printed so far of the series directly above the list of `next`. */
function outerOf(printed: readonly Printed[], after: number, next: Printed): Printed[] {
  const before = printed
    .slice(Math.max(0, after - REACH), after)
    .filter((p) => p.place.instrument === next.place.instrument);
  const nearest = before.findLast((p) => p.label.series < next.label.series);
  if (nearest === undefined) return [];
  const from = before.findLastIndex((p) => p.label.series < nearest.label.series);
  return before.slice(from + 1).filter((p) => p.label.series === nearest.label.series);
}

const lastOf = (printed: readonly Printed[], after: number, next: Printed): Printed | undefined =>
  printed.slice(Math.max(0, after - REACH), after).findLast((p) => p.label.series === next.label.series);

function ownLine(text: ProofText, at: Printed): boolean {
  const end = text.text.indexOf('\n', at.label.textStart);
  const line = text.text.slice(at.label.textStart, end < 0 ? undefined : end).trim();
  return line !== '' && line.length <= 40 && !/[。；：:]/u.test(line);
}

/** Two of the headings begin or end with the same two characters as these words. */
function alikeEnds(words: string, outer: readonly Printed[]): boolean {
  const own = fold(words);
  const headings = outer.map((o) => fold(o.place.clause.heading ?? ''));
  return (
    headings.filter((h) => h.slice(0, 2) === own.slice(0, 2)).length >= 2 ||
    headings.filter((h) => h.slice(-2) === own.slice(-2)).length >= 2
  );
}
