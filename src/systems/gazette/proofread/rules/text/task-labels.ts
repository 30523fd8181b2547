/** 牵头单位, 责任单位 after each task: the same labels for all, and none missing. */
import type { Noticed, Rule } from '../../finding.ts';
import type { ProofText } from '../../proof-text.ts';
import { type Passage, passagesOf } from './pieces.ts';

type Label = { readonly words: string; readonly passage: Passage; readonly index: number };

const LABEL =
  /(?:^|[（(；;])\s?((?:牵头|责任|配合|主办|协办|承办|实施|参与|主责|落实)(?:单位|部门|主体|科室))[：:]/gu;

/** The labels of one document by their role: 牵头 holds 牵头单位 and 牵头部门. */
function labelsOf(text: ProofText): Map<number, Map<string, Label[]>> {
  const out = new Map<number, Map<string, Label[]>>();
  for (const passage of passagesOf(text)) {
    if (passage.kind !== 'paragraph') continue;
    for (const found of passage.words.matchAll(LABEL)) {
      const words = found[1] ?? '';
      const roles = out.get(passage.issuance) ?? new Map<string, Label[]>();
      const role = words.slice(0, 2);
      roles.set(role, [
        ...(roles.get(role) ?? []),
        { words, passage, index: found.index + found[0].indexOf(words) },
      ]);
      out.set(passage.issuance, roles);
    }
  }
  return out;
}

export const labelDiffers: Rule = {
  name: 'label.differs',
  title: '标签写法不一',
  about: '同一方案里同一种标签有两种写法（牵头单位、牵头部门），少的一种报一处，附次数。',
  *find(text) {
    for (const roles of labelsOf(text).values())
      for (const labels of roles.values()) {
        const forms = new Map<string, Label[]>();
        for (const label of labels) forms.set(label.words, [...(forms.get(label.words) ?? []), label]);
        const [main, ...others] = [...forms.values()].sort((a, b) => b.length - a.length);
        if (!main || main.length < 2) continue;
        for (const other of others) {
          const [first] = other;
          if (!first) continue;
          yield {
            span: spanOf(first),
            message: `“${first.words}”（${other.length} 处）与“${main[0]?.words}”（${main.length} 处）并用，应统一。`,
            suggestion: main[0]?.words ?? null,
            alongside: other.slice(1).map((label) => ({
              span: spanOf(label),
              replacement: main[0]?.words ?? label.words,
            })),
          };
        }
      }
  },
};

export const labelMissing: Rule = {
  name: 'label.missing',
  title: '任务缺责任标签',
  about: '同一方案里其他任务后面都写明牵头单位和责任单位，只有这一项缺一种。',
  *find(text) {
    for (const roles of labelsOf(text).values()) {
      const [most, ...rest] = [...roles.entries()].sort((a, b) => b[1].length - a[1].length);
      if (!most) continue;
      for (const [role, labels] of rest) yield* missing(most[1], role, labels);
    }
  },
};

/** Tasks are told apart by the label that most of them have; one in eight may lack the other, no more. */
function* missing(tasks: readonly Label[], role: string, labels: readonly Label[]): Iterable<Noticed> {
  if (labels.length < 6 || labels.length >= tasks.length || (tasks.length - labels.length) * 8 > tasks.length)
    return;
  const places = tasks.map(place);
  const ahead = standsAhead(labels.map(place), places);
  const between = (from: number, to: number): boolean =>
    labels.some((label) => place(label) > from && place(label) < to);
  for (const [i, task] of tasks.entries()) {
    const at = places[i] ?? 0;
    const from = ahead ? (places[i - 1] ?? -1) : at;
    const to = ahead ? at : (places[i + 1] ?? Number.POSITIVE_INFINITY);
    if (between(from, to)) continue;
    yield {
      span: spanOf(task),
      message: `此项没有“${labels[0]?.words ?? role}”，其余 ${labels.length} 项都有。`,
    };
  }
}

const place = ({ passage, index }: Label): number => passage.at(index);

/** The label stands before the task's main one, to which it is nearer than to the main one of the task before. */
function standsAhead(labels: readonly number[], tasks: readonly number[]): boolean {
  let ahead = 0;
  let next = 0;
  for (const label of labels) {
    while ((tasks[next] ?? Number.POSITIVE_INFINITY) < label) next++;
    const before = label - (tasks[next - 1] ?? Number.NEGATIVE_INFINITY);
    const after = (tasks[next] ?? Number.POSITIVE_INFINITY) - label;
    ahead += after < before ? 1 : -1;
  }
  return ahead > 0;
}

const spanOf = ({ passage, index, words }: Label): [number, number] =>
  passage.span(index, index + words.length);
