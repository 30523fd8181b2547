/**
 * What the template `gazette.typ` is given: the contract between the plan and the layout. Every string is printed
 * as it is; none is ever read as Typst markup.
 */

/** A piece of running text. `ref` is the number of a note: it is raised and leads to the note. */
export type Run = { readonly s: string; readonly f?: 'heiti' | 'kaiti'; readonly ref?: string };

export type Block =
  | {
      readonly t: 'p';
      readonly runs: readonly Run[];
      /** Flush left: addressees. */
      readonly flush?: true;
      /** The parser claimed it by no rule: printed where it stood, with a mark in the margin. */
      readonly residue?: true;
      /** False for a paragraph of more than three lines, which may be split before a signature. */
      readonly short?: false;
      /** A heading in the type of the body: it stays with what follows. */
      readonly keep?: true;
      /** In the smaller type of notes, and the note's number if it is one. */
      readonly note?: string;
    }
  /** A heading on a line of its own; `level` 1 to 4 as GB/T 9704 counts 一、（一）1.（1）; 0 is a centred 第一章. `depth` counts from the document down. */
  | {
      readonly t: 'heading';
      readonly level: number;
      readonly runs: readonly Run[];
      readonly depth: number;
      readonly outline?: number;
    }
  /** Title of a document that another carries; an attachment has a label and begins a page. */
  | {
      readonly t: 'title';
      readonly text: string;
      readonly lines: readonly string[];
      readonly under: readonly string[];
      readonly label: string | null;
      /** Level in the outline of the file. */
      readonly outline?: number;
    }
  | { readonly t: 'byline'; readonly lines: readonly string[] }
  | { readonly t: 'attachments'; readonly head: string; readonly items: readonly string[] }
  | { readonly t: 'signature'; readonly names: readonly string[]; readonly date: string | null }
  /** 附注: （此件公开发布） */
  | { readonly t: 'aside'; readonly text: string }
  | { readonly t: 'table'; readonly table: TableSheet }
  | {
      readonly t: 'chart';
      readonly file: string;
      readonly caption: string;
      readonly note: string | null;
      readonly alt: string;
    };

export type TableSheet = {
  /** In lines; none where there is none. */
  readonly caption: readonly string[];
  readonly columns: readonly string[];
  /** Column widths in points; they add up to the width of the type area. */
  readonly widths: readonly number[];
  /** Whether a column holds figures, which stand right. */
  readonly align: readonly ('left' | 'center' | 'right')[];
  /** Type size in points. */
  readonly size: number;
  readonly landscape: boolean;
  /** Low enough to stand on one page. */
  readonly whole: boolean;
  /** The merged column, or -1. */
  readonly group: number;
  readonly rows: readonly {
    readonly cells: readonly string[];
    /** Index of its group, or -1. */
    readonly group: number;
    /** Higher than most of a page: only such a row may be split. */
    readonly tall: boolean;
  }[];
};

export type DocumentSheet = {
  readonly section: string | null;
  readonly title: string;
  readonly titleLines: readonly string[];
  /** Note marks after the title. */
  readonly titleRuns: readonly Run[];
  /** 发文机关标志, one line each; empty where there is none. */
  readonly organs: readonly string[];
  readonly number: string | null;
  /** Short enough to be tried on one page. */
  readonly fit: boolean;
  readonly blocks: readonly Block[];
};

/** A line of an imprint: a term with its value, or words without a term. */
export type ImprintItem = { readonly term: string | null; readonly value: string };

export type Sheet = {
  readonly title: string;
  readonly author: string;
  readonly language: 'zh';
  readonly date: readonly [year: number, month: number, day: number];
  /** Words of the running heads: left pages and, where a document has no section, right pages. */
  readonly runningHead: string | null;
  readonly cover: {
    /** The gazette's name, in lines. */
    readonly title: readonly string[];
    readonly year: string | null;
    readonly number: string | null;
    readonly date: string | null;
    /** Pinyin, mottoes and the like, as printed. */
    readonly words: readonly string[];
    readonly organ: string | null;
  } | null;
  readonly board: {
    readonly head: string | null;
    readonly items: readonly ImprintItem[];
    readonly words: readonly string[];
  } | null;
  /** Whether contents are printed. */
  readonly contents: boolean;
  readonly documents: readonly DocumentSheet[];
  /** The last page: about the gazette, and its address. */
  readonly back: {
    readonly title: string | null;
    readonly paragraphs: readonly string[];
    readonly items: readonly ImprintItem[];
  } | null;
  /** 版记 of a single document: where it was published. */
  readonly colophon: readonly string[];
  readonly fonts: Readonly<Record<string, readonly string[]>>;
};
