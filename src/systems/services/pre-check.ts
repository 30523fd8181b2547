/**
 * 自助预检: before anything is filled in, whether somebody can apply, what they would bring, how long it takes. Made from
 * the item's own version and nothing else: its conditions, the fields of its form that decide, the form's limits. Pure.
 */
import {
  checkAnswers,
  fieldOf,
  formatCitation,
  type Item,
  isAssumed,
  type Material,
  materialsFor,
  type Section,
  sectionsOf,
} from '#systems/permits/index.ts';
import type { Answers } from './file-application.ts';
import { readAnswers } from './read-answers.ts';

export const SUBJECT = 'subject';
/** What somebody says of a condition. */
export const SAYINGS = ['yes', 'no', 'unsure'] as const;
export type Saying = (typeof SAYINGS)[number];

const conditionName = (at: number): string => `condition${at}`;

export type FieldQuestion = {
  /** `section.name`, as the form calls it. */
  readonly id: string;
  readonly field: ReturnType<typeof fieldOf>;
  /** Materials depend on it. */
  readonly decides: boolean;
};

export type Questions = {
  readonly conditions: readonly { readonly name: string; readonly text: string; readonly assumed: boolean }[];
  readonly fields: readonly FieldQuestion[];
};

/** A number that many would write otherwise: the form refuses less than so many, or more than a few. */
const SMALL = 100;
function hasTightLimit(field: Record<string, unknown>): boolean {
  if (field.type !== 'integer' && field.type !== 'number') return false;
  const { minimum, maximum } = field as { minimum?: number; maximum?: number };
  return (minimum !== undefined && minimum > 1) || (maximum !== undefined && maximum <= SMALL);
}

/** What is asked: the item's conditions, then what decides about materials and what the form limits. */
export function questionsOf(item: Item): Questions {
  const deciding = new Set(item.materials.flatMap((m) => (m.when ? [m.when.field] : [])));
  return {
    conditions: item.conditions.map((text, at) => ({
      name: conditionName(at),
      text,
      assumed: isAssumed(item, `conditions.${at}`),
    })),
    fields: sectionsOf(item.form).flatMap(([section, { properties }]: [string, Section]) =>
      Object.entries(properties).flatMap(([name, raw]) => {
        const id = `${section}.${name}`;
        const field = fieldOf(raw);
        const decides = deciding.has(id);
        return decides || hasTightLimit(field) ? [{ id, field, decides }] : [];
      }),
    ),
  };
}

export type PreCheck = {
  readonly verdict: 'can' | 'cannot' | 'unsure';
  /** Why not, each with the clause that it rests on. */
  readonly reasons: readonly { readonly text: string; readonly basis: string }[];
  /** What has to be found out first. */
  readonly unsure: readonly string[];
  /** What to bring in the situation that was told. */
  readonly materials: readonly Material[];
  /** What may have to be brought, as its question was left open. */
  readonly perhaps: readonly Material[];
  /** The answers, as the application takes them over. */
  readonly carried: Answers;
};

/** @param sent what the page's form sends, by name of its fields */
export function preCheck(item: Item, sent: Readonly<Record<string, string>>): PreCheck {
  const questions = questionsOf(item);
  const basis = item.bases.map(formatCitation).join('、');
  const asked = new Set(questions.fields.map((f) => f.id));
  const carried = onlyAsked(readAnswers(item.form, sent), asked);
  const answered = new Set(
    Object.entries(carried).flatMap(([section, of]) => Object.keys(of).map((name) => `${section}.${name}`)),
  );
  const reasons: { text: string; basis: string }[] = [];
  const subject = sent[SUBJECT];
  if (subject && !item.subjects.some((s) => s === subject))
    reasons.push({ text: `这个事项由${item.subjects.join('、')}申请，${subject}不能申请。`, basis });
  for (const { name, text } of questions.conditions)
    if (sent[name] === 'no') reasons.push({ text: `不符合条件：${text}`, basis });
  // The form's own words: what it would refuse later it refuses now.
  for (const { field, message } of checkAnswers(item.form, carried))
    if (answered.has(field)) reasons.push({ text: message, basis });
  const unsure = [
    ...(subject ? [] : ['由谁申请']),
    ...questions.conditions
      .filter(({ name }) => sent[name] !== 'yes' && sent[name] !== 'no')
      .map((c) => c.text),
    ...questions.fields.filter((f) => !answered.has(f.id)).map((f) => f.field.title),
  ];
  const materials = materialsFor(item, carried).map((m) => m.material);
  return {
    verdict: reasons.length > 0 ? 'cannot' : unsure.length > 0 ? 'unsure' : 'can',
    reasons,
    unsure,
    materials,
    perhaps: item.materials.filter((m) => m.when !== null && !answered.has(m.when.field)),
    carried,
  };
}

const onlyAsked = (answers: Answers, asked: ReadonlySet<string>): Answers =>
  Object.fromEntries(
    Object.entries(answers).flatMap(([section, of]) => {
      const kept = Object.entries(of).filter(([name]) => asked.has(`${section}.${name}`));
      return kept.length === 0 ? [] : [[section, Object.fromEntries(kept)]];
    }),
  );

/** The address at which the application begins with these answers. */
export function applyAddress(item: Item, carried: Answers): string {
  const query = new URLSearchParams(
    Object.entries(carried).flatMap(([section, of]) =>
      Object.entries(of).map(([name, value]): [string, string] => [`${section}.${name}`, String(value)]),
    ),
  );
  const path = `/services/items/${item.codes.base}/apply`;
  return query.size === 0 ? path : `${path}?${query}`;
}
