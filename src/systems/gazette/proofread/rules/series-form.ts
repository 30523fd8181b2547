/** Labels and headings that are printed in another form than their neighbours. */
import type { Span } from '#engines/law/parse/artifact.ts';
import { Series } from '#engines/law/parse/label.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { type Printed, type Run, relabel, runsOf } from './series.ts';
import { readingOf } from './text/reading.ts';
import { fold, shown } from './wording.ts';

const BRACKETED: ReadonlySet<number> = new Set([Series.cnBracket, Series.arabicBracket, Series.arabicHalf]);
const wide = (s: string): string => s.replace(/\(/gu, '（').replace(/\)/gu, '）');

export const seriesBrackets: Rule = {
  name: 'series.brackets',
  title: '序号括号宽窄不一',
  about: '同一组序号的括号中途由全角变半角或相反，只在第一处提示；一个序号的两个括号宽窄不同也提示。',
  *find(text) {
    for (const { labels } of runsOf(text)) {
      let told = false;
      for (const [i, at] of labels.entries()) {
        if (!BRACKETED.has(at.label.series)) break;
        const before = labels[i - 1];
        if (/（.*\)|\(.*）/su.test(at.text))
          yield { span: at.span, message: `序号“${at.text}”的两个括号宽窄不同。`, suggestion: wide(at.text) };
        else if (!told && before !== undefined && /[()]/u.test(before.text) !== /[()]/u.test(at.text)) {
          told = true;
          const narrow = /[()]/u.test(at.text);
          const after = narrow
            ? labels.slice(i + 1).filter((l) => /^[^（）]*[()][^（）]*$/u.test(l.text))
            : [];
          yield {
            span: at.span,
            message: `同一组序号的括号宽窄不一：前一项作“${before.text}”，从此处起作“${at.text}”。`,
            suggestion: narrow ? wide(at.text) : null,
            related: [before.span],
            alongside: after.map((l) => ({ span: l.span, replacement: wide(l.text) })),
          };
        }
      }
    }
  },
};

/** What stands after the number of a label: 、 or . or ．; blanks do not count. */
const delimiter = (p: Printed): string => p.text.replace(/[\s\d０-９一二三四五六七八九十百零]/gu, '');

export const seriesDelimiter: Rule = {
  name: 'series.delimiter',
  title: '序号后的点号不一',
  about: '同一组序号后面有的用“、”有的用“.”，只报少数的一种。',
  *find(text) {
    for (const { labels } of runsOf(text)) {
      const series = labels[0]?.label.series;
      if (labels.length < 3 || (series !== Series.cn && series !== Series.arabic)) continue;
      const marks = labels.map(delimiter);
      const usual = most(marks);
      if (usual === null || usual === '') continue;
      for (const [i, at] of labels.entries()) {
        const mark = marks[i] ?? '';
        if (mark === usual || mark === '' || fold(mark) === fold(usual)) continue;
        yield {
          span: at.span,
          message: `同一组序号多作“${labels[marks.indexOf(usual)]?.text}”，此处作“${at.text}”。`,
          suggestion: at.text.replace(mark, usual),
        };
      }
    }
  },
};

/** The value that at least three quarters share, or null. */
function most(values: readonly string[], share = 0.75): string | null {
  const counts = new Map<string, number>();
  for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best !== undefined && best[1] < values.length && best[1] >= values.length * share ? best[0] : null;
}

/** The words of a label's line when it is a heading on a line of its own. */
function headingLine(text: ProofText, at: Printed): { words: string; span: Span } | null {
  const { clause } = at.place;
  const from = at.label.textStart;
  const end = clause.span[1];
  if (end - from > 80) return null;
  const words = text.flow([from, end]).words;
  if (words === '' || /[。；：:;，,].+/u.test(words)) return null;
  return { words, span: [from, end] };
}

export const seriesHeadingMark: Rule = {
  name: 'series.heading_mark',
  title: '标题末尾标点不一',
  about: '同级标题独占一行时末尾都不加句号（或都加），个别不同的提示。',
  *find(text) {
    for (const { labels } of runsOf(text)) {
      const lines = labels.map((l) => headingLine(text, l));
      // A line that leads in a list ends with its colon.
      if (labels.length < 3 || lines.some((l) => l === null || /[：:]$/u.test(l.words))) continue;
      const ends = lines.map((l) => /[。；;]$/u.exec(l?.words ?? '')?.[0] ?? '');
      const usual = most(ends, 0.66);
      // Entries of a list end with ； and the last with 。; that is punctuation of sentences.
      if (usual === null || usual === '；' || ends.includes('；') || ends.includes(';')) continue;
      if (labels.some((l) => l.label.series >= Series.arabicBracket)) continue;
      for (const [i, line] of lines.entries()) {
        if (line === null || ends[i] === usual) continue;
        const odd = ends[i] !== '';
        yield {
          span: odd ? [line.span[1] - 1, line.span[1]] : [line.span[1] - 2, line.span[1]],
          message: odd
            ? `同级标题末尾都没有“${ends[i]}”，只有此处有。`
            : `同级标题末尾都有“${usual}”，只有此处没有。`,
          suggestion: odd ? '' : `${text.text.slice(line.span[1] - 2, line.span[1])}${usual}`,
        };
      }
    }
  },
};

export const seriesEmpty: Rule = {
  name: 'series.empty',
  title: '序号后没有内容',
  about: '只印了序号，后面没有标题也没有正文。',
  *find(text) {
    for (const { labels } of runsOf(text))
      for (const at of labels) {
        const rest = text.flow([
          at.label.textStart,
          Math.max(at.label.textStart, at.place.clause.span[1]),
        ]).words;
        if (rest.trim() === '' || /^[。；，、：]+$/u.test(rest.trim()))
          yield { span: at.span, message: `序号“${at.text}”后面没有标题或内容。` };
      }
  },
};

export const seriesHeadingRepeats: Rule = {
  name: 'series.heading_repeats',
  title: '同级标题重复',
  about: '同级的两个标题一字不差。',
  *find(text) {
    for (const { labels } of runsOf(text)) {
      const seen = new Map<string, Printed>();
      for (const at of labels) {
        const heading = at.place.clause.heading;
        if (heading === null || heading.length < 4) continue;
        const key = fold(heading);
        const before = seen.get(key);
        if (before === undefined) {
          seen.set(key, at);
          continue;
        }
        yield {
          span: headingSpan(text, at),
          message: `“${at.text}”的标题与“${before.text}”的标题相同：“${shown(heading)}”。`,
          related: [headingSpan(text, before)],
        };
      }
    }
  },
};

function headingSpan(text: ProofText, at: Printed): Span {
  const length = at.place.clause.heading?.length ?? 0;
  const flow = text.flow([at.label.textStart, at.place.clause.span[1]]);
  return flow.span(0, Math.min(length, flow.words.length));
}

export const seriesHeadingForm: Rule = {
  name: 'series.heading_form',
  title: '同级标题体例不一',
  about: '同级标题大多以同样的两个字开头（或同样的四个字结尾），个别标题只差一个字。',
  *find(text) {
    for (const run of runsOf(text)) {
      const headed = run.labels.filter((l) => (l.place.clause.heading?.length ?? 0) >= 6);
      if (headed.length < 4 || headed.length < run.labels.length) continue;
      yield* oddEnds(text, run, 'start', 2);
      yield* oddEnds(text, run, 'end', 4);
    }
  },
};

/** So much of a heading tells which mend makes words. */
const REST_READ = 6;

/** Headings whose first or last `length` characters differ by one from those that most share. */
function* oddEnds(text: ProofText, run: Run, side: 'start' | 'end', length: number): Iterable<Noticed> {
  const part = (l: Printed): string => {
    const heading = fold(l.place.clause.heading ?? '').replace(/[。；]$/u, '');
    return side === 'start' ? heading.slice(0, length) : heading.slice(-length);
  };
  const parts = run.labels.map(part);
  const usual = most(parts, 0.6);
  if (usual === null) return;
  for (const [i, at] of run.labels.entries()) {
    const own = parts[i] ?? '';
    const off = [...own].filter((ch, k) => ch !== usual[k]).length;
    if (own === usual || off !== 1 || (side === 'start' && own[0] !== usual[0])) continue;
    const [from, to] = headingSpan(text, at);
    const span: Span = side === 'start' ? [from, from + length] : [to - length, to];
    if (fold(text.text.slice(span[0], span[1])) !== own) continue;
    // 实行政…… among headings that begin with 实施: the word is cut short, not another one.
    const rest = fold(at.place.clause.heading ?? '').slice(length, length + REST_READ);
    const { read } = readingOf(text);
    const dropped = side === 'start' && read(usual + own.slice(1) + rest).cost < read(usual + rest).cost;
    yield {
      span,
      message: `同级标题多以“${usual}”${side === 'start' ? '开头' : '结尾'}，此处作“${own}”${dropped ? `，疑漏了“${usual.slice(1)}”` : ''}。`,
      suggestion: dropped ? usual + own.slice(1) : usual,
      related: run.labels
        .filter((_, k) => parts[k] === usual)
        .slice(0, 1)
        .map((l) => headingSpan(text, l)),
    };
  }
}

export const seriesSingle: Rule = {
  name: 'series.single',
  title: '只有一项却编了号',
  about: '一组“一、”或“（一）”级的标题只有一项，后面没有二。',
  *find(text) {
    const runs = runsOf(text);
    for (const { labels, before } of runs) {
      const [only] = labels;
      if (only === undefined || labels.length > 1 || before > 0 || only.label.n !== 1) continue;
      if (only.label.series !== Series.cn && only.label.series !== Series.cnBracket) continue;
      if (only.place.clause.heading === null) continue;
      const [start, end] = only.place.clause.span;
      if (text.text.slice(start, end).includes(relabel(only, 2))) continue;
      yield {
        span: only.span,
        message: `编了“${only.text}”，同级却没有第二项。请核对是否漏了内容，或者不必编号。`,
      };
    }
  },
};

const BROKEN =
  /^(?:[（(]([一二三四五六七八九十]{1,3})(?![一二三四五六七八九十、\s]*[）)])(?=[\u4e00-\u9fff、])|([一二三四五六七八九十]{1,3})[）)])/u;

export const seriesBroken: Rule = {
  name: 'series.broken',
  title: '序号括号不全',
  about: '“（二”“二）”：段首的序号少了半个括号。',
  *find(text) {
    for (const { clause } of text.clauses) {
      if (clause.label !== '') continue;
      const head = text.text.slice(clause.span[0], Math.min(clause.span[0] + 12, clause.span[1]));
      const lead = /^[\s*-]*/u.exec(head)?.[0].length ?? 0;
      const match = BROKEN.exec(head.slice(lead));
      if (match === null) continue;
      const from = clause.span[0] + lead;
      yield {
        span: [from, from + match[0].length],
        message: `序号“${match[0]}”少了半个括号。`,
        suggestion: `（${match[1] ?? match[2]}）`,
      };
    }
  },
};
