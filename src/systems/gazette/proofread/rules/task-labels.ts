/** The bodies named after each task: one body in two roles, a task that names none. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { printedCells } from './cells.ts';
import { runsOf } from './series.ts';
import { fold } from './wording.ts';

type Role = {
  role: string;
  label: string;
  items: { name: string; span: Span }[];
  issuance: number;
  /** It stands behind its task, in brackets. */
  inline: boolean;
};

const LABEL =
  /(?:^|[（(；;。])[ \t]*((?:牵头|责任|配合|主办|协办|承办|参与|主责|实施)(?:单位|部门|主体))[：:]\s?([^（）()；;：:。\n]*(?:[（(][^）)\n]*[）)][^（）()；;：:。\n]*)*)/gmu;
const LEADS = /^(?:牵头|主办|主责)/u;
/** Words for everybody name no single body. */
const EVERYBODY = /^(?:各|其他|有关|相关|政府各|本级|区直|市直|县直|全)/u;

/** Lists of bodies in running text, in print order: each on a line of its own, or in brackets behind its task. */
function* rolesOf(text: ProofText): Iterable<Role> {
  for (const [issuance, { span }] of text.artifact.issuances.entries())
    for (const match of text.text.slice(...span).matchAll(LABEL)) {
      const list = match[2] ?? '';
      const at = span[0] + match.index + match[0].length - list.length;
      yield {
        role: (match[1] ?? '').slice(0, 2),
        label: match[1] ?? '',
        items: split(list).map(({ name, from }) => ({ name, span: [at + from, at + from + name.length] })),
        issuance,
        inline: /^[（(；;。]/u.test(match[0]),
      };
    }
}

/** Names parted by 、 or ，; what stands in brackets belongs to its name. */
export function split(list: string): { name: string; from: number }[] {
  const out: { name: string; from: number }[] = [];
  for (const found of list.matchAll(/(?:[^、，,；;（(\s]|[（(][^）)]*[）)])+/gu)) {
    const name = found[0].replace(
      /(?:等(?:有关|相关)?(?:部门|单位)?)?(?:按(?:照)?(?:各自)?职责.*|负责)?$/u,
      '',
    );
    if (name.length > 1) out.push({ name, from: found.index });
  }
  return out;
}

function* shared(lead: Role, other: Role): Iterable<Noticed> {
  for (const item of other.items) {
    const first = lead.items.find((l) => fold(l.name) === fold(item.name));
    if (first === undefined || EVERYBODY.test(item.name)) continue;
    yield {
      span: item.span,
      message: `“${item.name}”已列在“${lead.label}”里，又列在同一项的“${other.label}”里，请留一处。`,
      related: [first.span],
    };
  }
}

export const labelBoth: Rule = {
  name: 'label.both',
  title: '同一单位两种责任',
  about: '同一项任务里，一个单位既是牵头单位又是责任（配合）单位；正文和任务表都看。',
  *find(text): Iterable<Noticed> {
    let before: Role | null = null;
    for (const role of rolesOf(text)) {
      if (
        before !== null &&
        before.issuance === role.issuance &&
        LEADS.test(before.role) &&
        !LEADS.test(role.role)
      )
        yield* shared(before, role);
      before = role;
    }
    for (const placed of text.tables) {
      const { columns } = placed.table;
      const lead = columns.findIndex((c) => /^(?:牵头|主办|主责)(?:单位|部门|主体)$/u.test(c));
      const other = columns.findIndex((c) => /^(?:责任|配合|协办|参与)(?:单位|部门|主体)$/u.test(c));
      if (lead < 0 || other < 0) continue;
      for (const cells of printedCells(text, placed)) {
        const [a, b] = [cells?.[lead], cells?.[other]];
        if (a === undefined || b === undefined) continue;
        const roleOf = (cell: typeof a, label: string): Role => ({
          role: label.slice(0, 2),
          label,
          items: split(cell.words).map(({ name, from }) => ({
            name,
            span: [cell.span[0] + from, cell.span[0] + from + name.length],
          })),
          issuance: placed.issuanceIndex,
          inline: false,
        });
        yield* shared(roleOf(a, columns[lead] ?? ''), roleOf(b, columns[other] ?? ''));
      }
    }
  },
};

export const labelTwice: Rule = {
  name: 'label.twice',
  title: '同一单位列了两次',
  about: '括号里的“牵头单位：……；配合单位：……”一份名单中，同一个单位列了两次；独占一行的名单另有规则。',
  *find(text): Iterable<Noticed> {
    for (const { items, label, inline } of rolesOf(text)) {
      const seen = new Map<string, Span>();
      for (const { name, span } of items) {
        const key = fold(name);
        const before = seen.get(key);
        // Side by side they are noticed as words doubled.
        if (inline && before !== undefined && span[0] - before[1] > 1)
          yield { span, message: `“${label}”里“${name}”列了两次。`, related: [before] };
        seen.set(key, span);
      }
    }
  },
};

const LEAD = /(?:牵头|主办|主责)(?:单位|部门|主体)[：:]/u;
/** Longer plans are looked at by the rule on missing labels. */
const TASKS_SHORT = 8;

const ANY = /(?:牵头|责任|配合|主办|承办|主责|实施)(?:单位|部门|主体)[：:]/u;
/** Characters of one task; its bodies are named before. */
const TASK_LONG = 4000;
const TASKS_LEAST = 5;

export const labelNone: Rule = {
  name: 'label.none',
  title: '任务没有责任单位',
  about: '一个方案里编了号的各项任务都写明牵头、责任单位，只有一项什么单位也没写。',
  *find(text): Iterable<Noticed> {
    const tasks = new Map<string, { span: Span; text: string; named: boolean; lead: boolean }[]>();
    const all = runsOf(text).flatMap(({ labels }) => labels);
    all.sort((a, b) => a.span[0] - b.span[0]);
    for (const [i, at] of all.entries()) {
      const { instrument, clause, issuanceIndex } = at.place;
      const next = all.slice(i + 1, i + 60).find((n) => n.label.series <= at.label.series);
      const end = Math.min(
        next?.span[0] ?? instrument.span[1],
        instrument.span[1],
        clause.span[0] + TASK_LONG,
      );
      const key = `${issuanceIndex} ${at.label.series}`;
      const held = tasks.get(key) ?? [];
      const words = text.text.slice(clause.span[0], end);
      held.push({ span: at.span, text: at.text, named: ANY.test(words), lead: LEAD.test(words) });
      tasks.set(key, held);
    }
    for (const list of tasks.values()) {
      const from = list.findIndex((t) => t.named);
      const to = list.findLastIndex((t) => t.named);
      // What stands before the first and after the last such task is no task.
      const among = list.slice(Math.max(0, from), to + 1);
      const bare = among.filter((t) => !t.named);
      const [only] = bare;
      const leaderless = among.filter((t) => t.named && !t.lead);
      const [headless] = leaderless;
      if (headless !== undefined && leaderless.length === 1 && bare.length === 0)
        if (among.length >= TASKS_LEAST && among.length < TASKS_SHORT)
          yield {
            span: headless.span,
            message: `“${headless.text}”一项没有写牵头单位，同一方案其余${among.length - 1}项都写了。`,
          };
      if (among.length < TASKS_LEAST || only === undefined || bare.length > 1) continue;
      yield {
        span: only.span,
        message: `“${only.text}”一项没有写责任单位，同一方案其余${among.length - 1}项都写了。`,
      };
    }
  },
};
