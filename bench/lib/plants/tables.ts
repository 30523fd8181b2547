/** Defects of tables and of the labels of tasks: rows, cells, responsible bodies, headings. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { ProofText } from '#systems/gazette/proofread/proof-text.ts';
import { dropOne, found, type Kind, lineAt, otherNumber, type Plant } from './plant.ts';

type Row = {
  line: Span;
  cells: Span[];
  column: string[];
  place: number;
  last: boolean;
  /** Columns in which a blank cell is usual. */
  grouped: number[];
};

/** The row begins with its number, or names its task by one. */
const numbered = (t: ProofText, { cells }: Row): boolean =>
  cells.slice(0, 2).some((span) => /^\d{1,3}(?:$|[.、])/u.test(t.text.slice(...span)));

/** Rows that are one printed line, with the span of each cell. */
function* rows(t: ProofText): Iterable<Row> {
  for (const { table } of t.tables)
    for (const [place, span] of table.rowSpans.entries()) {
      const words = t.text.slice(...span);
      if (words.includes('\n')) continue;
      const cells: Span[] = [];
      let at = span[0];
      for (const cell of words.split('\t')) {
        cells.push([at, at + cell.length]);
        at += cell.length + 1;
      }
      const grouped = table.columns.flatMap((c, k) =>
        c === table.groups?.column || blank(t, table.rowSpans, k) > 1 ? [k] : [],
      );
      const last = place === table.rowSpans.length - 1;
      if (cells.length >= 3)
        yield { line: lineAt(t.text, span[0]), cells, column: table.columns, place, last, grouped };
    }
}

const blank = (t: ProofText, rowSpans: readonly Span[], k: number): number =>
  rowSpans.filter((span) => (t.text.slice(...span).split('\t')[k] ?? '').trim() === '').length;

function* cell(
  t: ProofText,
  column: RegExp,
  make: (span: Span, words: string, row: Row) => Plant | null,
): Iterable<Plant> {
  for (const row of rows(t))
    for (const [k, span] of row.cells.entries()) {
      if (!column.test(row.column[k] ?? '')) continue;
      const words = t.text.slice(...span);
      const plant = words.trim() === '' ? null : make(span, words, row);
      if (plant !== null) yield plant;
    }
}

const BODY =
  /(?:牵头|责任|配合)(?:单位|部门)[：:]\s*([\u4e00-\u9fff]{2,12}?(?:局|办|室|委))(?=[，、\s）)；;]|$)/gmu;

export const TABLES: readonly Kind[] = [
  {
    name: 'table: a row left out',
    *plants(t) {
      for (const r of rows(t))
        if (r.place > 0 && !r.last && numbered(t, r)) yield { span: r.line, words: '', wide: true };
    },
  },
  {
    name: 'table: a row printed twice',
    *plants(t) {
      for (const r of rows(t)) yield { span: [r.line[1], r.line[1]], words: t.text.slice(...r.line) };
    },
  },
  {
    name: 'table: two rows exchanged',
    *plants(t) {
      const all = [...rows(t)];
      for (const [i, r] of all.entries()) {
        const next = all[i + 1];
        if (next !== undefined && next.line[0] === r.line[1] && numbered(t, r) && numbered(t, next))
          yield {
            span: [r.line[0], next.line[1]],
            words: t.text.slice(...next.line) + t.text.slice(...r.line),
          };
      }
    },
  },
  {
    name: 'table: another serial number',
    plants: (t) =>
      cell(t, /序号|编号/u, (span, words, r) =>
        r.place > 0 && /^\d+$/u.test(words) ? { span, words: otherNumber(words) } : null,
      ),
  },
  {
    name: 'table: a cell emptied',
    plants: (t) =>
      cell(t, /主管部门|事项名称|实施机关|依据|单位|时限|措施|任务|要求|项目|产量/u, (span, _, r) =>
        r.grouped.includes(r.cells.indexOf(span)) ? null : { span, words: '' },
      ),
  },
  {
    name: "table: a word left out of a task's text",
    plants: (t) =>
      cell(t, /目标任务|总体要求|具体措施|措施/u, (span) =>
        span[1] - span[0] > 4 ? dropOne(t.text, span) : null,
      ),
  },
  {
    name: 'table: another responsible body',
    plants: (t) =>
      cell(t, /牵头单位|责任单位/u, (span, words) =>
        /^(?:司法局|审批局|政府办|交通运输局|财政局)/u.test(words)
          ? { span: [span[0], span[0] + (/^[^、，]+/u.exec(words)?.[0].length ?? 0)], words: '统计局' }
          : null,
      ),
  },
  {
    name: 'table: a responsible body left out',
    plants: (t) =>
      cell(t, /牵头单位|责任单位/u, (span, words) => {
        const m = /[、，][\u4e00-\u9fff]+(?=[、，])/u.exec(words);
        return m === null ? null : { span: [span[0] + m.index, span[0] + m.index + m[0].length], words: '' };
      }),
  },
  {
    name: 'table: a group label of another group',
    *plants(t) {
      for (const { table, issuance } of t.tables) {
        const labels = (table.groups?.members ?? []).filter((m) => /^[（(]/u.test(m.label));
        for (const [i, m] of labels.entries()) {
          const other = labels[i + 1];
          if (other === undefined) continue;
          const at = t.text.indexOf(m.label, table.span[0]);
          const tail = (s: string) => s.replace(/^[（(][^）)]*[）)]\s*/u, '');
          if (at >= 0 && at < issuance.span[1])
            yield {
              span: [at + m.label.length - tail(m.label).length, at + m.label.length],
              words: tail(other.label),
            };
        }
      }
    },
  },
  {
    name: 'task: another lead body in the text',
    *plants(t) {
      for (const { span } of found(t.text, BODY))
        if (t.tables.some((x) => x.issuance.span[0] < span[0] && span[0] < x.issuance.span[1]))
          yield { span, words: '统计局', wide: true };
    },
  },
  {
    name: 'task: the line of a body left out',
    *plants(t) {
      for (const { match } of found(t.text, /^(?:牵头|责任|配合)(?:单位|部门)[：:].*$/gmu))
        yield { span: [match.index, match.index + match[0].length], words: '', wide: true };
    },
  },
  {
    name: 'task: one body leads and supports',
    *plants(t) {
      for (const { match } of found(
        t.text,
        /(?:牵头单位|牵头部门)[：:]\s*([\u4e00-\u9fff]{2,12}局)[^；\n]*[\n；]\s*(?:责任单位|配合单位)[：:]/gu,
      )) {
        const at = match.index + match[0].length;
        yield { span: [at, at], words: `${match[1]}、` };
      }
    },
  },
  {
    name: 'task: one body twice in a list',
    *plants(t) {
      for (const { match } of found(
        t.text,
        /(?:责任|配合)(?:单位|部门)[：:]\s*([\u4e00-\u9fff]{2,12}局)[、，][^\n；）)]*?(?=[、，]各镇)/gu,
      )) {
        const at = match.index + match[0].length;
        yield { span: [at, at], words: `、${match[1]}` };
      }
    },
  },
  {
    name: 'table: the deadline lies before the document',
    plants: (t) =>
      cell(t, /时限|期限|时间/u, (span, words) =>
        /^20\d\d年\d/u.test(words)
          ? { span: [span[0], span[0] + 4], words: String(Number(words.slice(0, 4)) - 3) }
          : null,
      ),
  },
];
