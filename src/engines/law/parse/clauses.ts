/**
 * Third pass: paragraphs to the clause tree, by a stack of label series.
 */
import type { Clause, Transform } from './artifact.ts';
import { joinTitle } from './chars.ts';
import { assignIds } from './clause-id.ts';
import { type Follower, readHeading } from './heading.ts';
import type { InlineFinder } from './inline.ts';
import { type Label, Series } from './label.ts';
import type { Paragraph } from './paragraphs.ts';

type Draft = {
  clause: Clause;
  series: Series | -1;
  n: number;
  indent: number;
  /** Closes with a semicolon: an entry of a list, not the head of what follows. */
  entry: boolean;
  /** Nothing but a heading so far. */
  headingOnly: boolean;
  unlabelled: number;
};

type Segment = { label: Label | null; start: number; end: number; inline: boolean; indent: number };

const RESPONSIBLE = /^[（(]?(牵头|责任|配合|协办|主办|承办|协助|完成|落实)(单位|部门|领导|人|时限|科室)/;
const APART = /^(注|注释|备注|附注|说明|资料来源|数据来源)[：:]|^特此(通知|公告|通告|报告|批复|函复|决定)/;

export class ClauseBuilder {
  readonly text: string;
  readonly prefix: string;
  readonly transforms: Transform[];
  readonly roots: Clause[] = [];
  readonly root: Draft;
  stack: Draft[] = [];
  /** Last number seen in each series: weak labels must go on from it. */
  last: number[] = [];
  rootSeries: Series | -1 = -1;
  /** The clause whose latest child was an entry of a list. */
  afterEntry: Draft | null = null;

  constructor(text: string, prefix: string, transforms: Transform[]) {
    this.text = text;
    this.prefix = prefix;
    this.transforms = transforms;
    const clause: Clause = { id: '', label: '', path: '', heading: null, span: [0, 0], children: this.roots };
    this.root = { clause, series: -1, n: 0, indent: 0, entry: false, headingOnly: false, unlabelled: 0 };
  }

  add(segment: Segment, next: Segment | undefined): void {
    const label = segment.label !== null && this.accepts(segment.label, segment) ? segment.label : null;
    if (label === null) this.addUnlabelled(segment);
    else this.addLabelled(label, segment, next);
  }

  /** Whether a label counts here; weak ones (no blank after 第三条, decimals) must continue their series. */
  accepts(label: Label, segment: Segment): boolean {
    const last = this.last[label.series] ?? 0;
    if (label.series === Series.firstly && !segment.inline) return label.n === 1 || label.n === last + 1;
    if (!label.weak) return true;
    if (label.series === Series.decimal2 || label.series === Series.decimal3) {
      return label.n === 1 || label.n === last + 1;
    }
    if (label.series === Series.arabic) return label.n === last + 1;
    return label.n > last && label.n <= last + 5;
  }

  addLabelled(label: Label, segment: Segment, next: Segment | undefined): void {
    const parent = this.place(label, segment.indent);
    this.last[label.series] = label.n;
    for (let s = label.series + 1; s <= Series.firstly; s++) {
      // Articles run on through chapters and sections.
      if (s !== Series.article) this.last[s] = 0;
    }
    const path = joinPath(parent === this.root ? this.prefix : parent.clause.path, label.text);
    if (this.rootSeries === -1) this.rootSeries = label.series;
    const read = readHeading(
      this.text,
      label,
      segment.end,
      this.inStatute(),
      follower(this.text, label, next),
    );
    const clause: Clause = {
      id: '',
      label: label.text,
      path,
      heading: read.heading === null ? null : joinTitle(read.heading),
      span: [segment.start, segment.end],
      children: [],
    };
    parent.clause.children.push(clause);
    if (label.folded) this.transforms.push({ kind: 'bracket_fold', span: [segment.start, label.textStart] });
    const lastChar = this.text.charAt(segment.end - 1);
    // The last entry of a list ends with a full stop, but is an entry as those before it.
    const entry = lastChar === '；' || lastChar === ';' || (this.afterEntry === parent && label.n > 1);
    this.afterEntry = entry ? parent : null;
    this.stack.push({
      clause,
      series: label.series,
      n: label.n,
      indent: segment.indent,
      entry,
      headingOnly: read.whole,
      unlabelled: 0,
    });
  }

  inStatute(): boolean {
    return this.rootSeries !== -1 && this.rootSeries <= Series.article;
  }

  /** Unwinds the stack to the new clause's parent. */
  place(label: Label, indent: number): Draft {
    const { stack } = this;
    let same = -1;
    for (let i = stack.length - 1; i >= 0; i--) {
      const open = stack[i];
      if (open?.series !== label.series) continue;
      same = i;
      // A list that begins anew, set in deeper, is nested in the entry above it; one set out again ends the nested list.
      if (label.n === 1 && indent >= open.indent + 2) same = i + 1;
      if (open.indent <= indent || label.n === 1) break;
    }
    if (same >= 0) stack.length = same;
    else if (label.series !== Series.firstly) {
      let keep = stack.length;
      while (keep > 0 && (stack[keep - 1]?.series ?? -1) > label.series) keep--;
      // A list numbered from 1 below a single unusual series is its child (1. over （一）), not a new top level.
      const unusual = keep === 0 && label.n === 1 && stack.length > 0 && label.series >= Series.cnBracket;
      if (!unusual) stack.length = keep;
    }
    return stack[stack.length - 1] ?? this.root;
  }

  addUnlabelled(segment: Segment): void {
    const words = this.text.slice(segment.start, Math.min(segment.end, segment.start + 24));
    if (APART.test(words) && !this.inStatute()) this.stack = [];
    const top = this.stack[this.stack.length - 1];
    const responsible = RESPONSIBLE.test(words);
    const body = top?.headingOnly && top.series >= Series.arabic && this.closes(top);
    const own = responsible && top?.series !== Series.firstly;
    if (top !== undefined && top.clause.children.length === 0 && (own || body)) {
      top.clause.span = [top.clause.span[0], segment.end];
      top.headingOnly = false;
      return;
    }
    const parent = this.parentOfText();
    parent.unlabelled++;
    const base = parent === this.root ? this.prefix : parent.clause.path;
    parent.clause.children.push({
      id: '',
      label: '',
      path: joinPath(base, `¶${parent.unlabelled}`),
      heading: null,
      span: [segment.start, segment.end],
      children: [],
    });
  }

  /** A heading printed with its full stop: what follows on the next line is the clause's own text. */
  closes(draft: Draft): boolean {
    return this.text.charAt(draft.clause.span[1] - 1) === '。';
  }

  /** Where a paragraph without a label belongs: under the open clause, past the entries of a finished list. */
  parentOfText(): Draft {
    const { stack } = this;
    let i = stack.length - 1;
    const article = stack.findIndex((d) => d.series === Series.article);
    if (article >= 0) i = article;
    else while (i >= 0 && (stack[i]?.entry || stack[i]?.series === Series.firstly)) i--;
    stack.length = i + 1;
    return stack[i] ?? this.root;
  }
}

function joinPath(base: string, label: string): string {
  return base === '' || base.endsWith('/') ? base + label : `${base}/${label}`;
}

function follower(text: string, label: Label, next: Segment | undefined): Follower {
  if (next === undefined) return 'none';
  // 特此批复 stands apart from the clauses before it.
  if (next.label === null && APART.test(text.slice(next.start, Math.min(next.end, next.start + 12))))
    return 'beside';
  return next.label === null || next.label.series > label.series ? 'below' : 'beside';
}

/** The clause tree of an instrument's paragraphs. `prefix` (`附件1/`) leads every path. */
export function buildClauses(
  text: string,
  paragraphs: Paragraph[],
  prefix: string,
  title: string,
  run: { finder: InlineFinder; transforms: Transform[]; ids: Map<string, number> },
): Clause[] {
  const builder = new ClauseBuilder(text, prefix, run.transforms);
  const segments: Segment[] = [];
  for (const p of paragraphs) splitParagraph(p, run.finder, segments);
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i];
    if (segment !== undefined) builder.add(segment, segments[i + 1]);
  }
  assignIds(text, builder.roots, title, run.ids);
  return builder.roots;
}

function splitParagraph(p: Paragraph, finder: InlineFinder, out: Segment[]): void {
  const from = p.label?.textStart ?? p.start;
  const inline = p.end - from < 12 ? [] : finder.find(from, p.end, p.label?.series ?? null, p.label?.n ?? 0);
  const first = inline[0];
  if (first === undefined) {
    out.push({ label: p.label, start: p.start, end: p.end, inline: false, indent: p.indent });
    return;
  }
  if (first.at > p.start)
    out.push({ label: p.label, start: p.start, end: first.at, inline: false, indent: p.indent });
  for (let i = 0; i < inline.length; i++) {
    const at = inline[i];
    if (at === undefined) continue;
    const label: Label = {
      series: at.series,
      n: at.n,
      text: at.label,
      textStart: at.textStart,
      weak: false,
      folded: false,
    };
    out.push({ label, start: at.at, end: inline[i + 1]?.at ?? p.end, inline: true, indent: p.indent });
  }
}
