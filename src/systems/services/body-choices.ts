/**
 * The bodies that a step can name. They follow from the item, the case and the posts of whoever acts: one possible
 * body is filled in, of several one is chosen, any other is refused, as nobody would find the case under it. Pure.
 */
import { ok, type Result, refuse } from '#base/result.ts';
import { type CaseState, eventsOf, type FieldSchema } from '#engines/procedure/index.ts';
import type { Actor } from '#platform/people/actor.ts';
import { unansweredBodies } from '#systems/permits/index.ts';
import { bodiesToAnswerFor } from './case-roles.ts';

export type ItemBodies = {
  readonly authority: string;
  readonly implementers: readonly string[];
  readonly opinionBodies: readonly string[];
};

/** What the bodies follow from. `withOpinionPost`: bodies of which somebody can give an opinion. */
export type Known = {
  readonly item: ItemBodies;
  readonly state: CaseState;
  readonly division: string;
  readonly actor: Actor;
  readonly withOpinionPost: readonly string[];
};

type Choices = { readonly field: string; readonly bodies: readonly string[]; readonly several?: true };

const unique = (...lists: (readonly string[])[]): string[] => [...new Set(lists.flat())];

/** Which field of a step names bodies, and which it can name; undefined: the step names none of this kind. */
export function bodyChoices(transition: string, known: Known): Choices | undefined {
  const { item, state, actor, division } = known;
  switch (transition) {
    case 'give_opinion':
      return { field: 'body', bodies: bodiesToAnswerFor(actor, division, unansweredBodies(state)) };
    case 'pass_up':
      return { field: 'body', bodies: [item.authority] };
    case 'return_to_town':
      return { field: 'town', bodies: returnTo(item, state) };
    case 'ask_opinions': {
      const all = unique(item.opinionBodies, item.implementers, [item.authority], known.withOpinionPost);
      return {
        field: 'bodies',
        bodies: all.filter((body) => body !== state.holder && body !== '*'),
        several: true,
      };
    }
    default:
      return undefined;
  }
}

/** The town that reviewed first; when none did yet, any of the item's. */
function returnTo(item: ItemBodies, state: CaseState): string[] {
  const first = eventsOf(state)
    .flatMap((e) => (e.holder !== null && e.holder !== item.authority ? [e.holder] : []))
    .at(-1);
  return first ? [first] : item.implementers.filter((body) => body !== item.authority);
}

/** The step's input with the body filled in where only one is possible; or why what was named cannot be. */
export function fillBodies(
  transition: string,
  input: Readonly<Record<string, unknown>>,
  known: Known,
): Result<Readonly<Record<string, unknown>>, 'services.body'> {
  const choices = bodyChoices(transition, known);
  if (!choices) return ok(input);
  const { field, bodies, several } = choices;
  if (several) {
    const named = Array.isArray(input[field]) ? (input[field] as unknown[]).map(String) : [];
    const unknown = named.filter((body) => !bodies.includes(body));
    return unknown.length === 0
      ? ok(input)
      : refuse('services.body', `没有“${unknown.join('、')}”，或不能向它征求意见。请从清单里选。`);
  }
  const named = input[field] === undefined || input[field] === '' ? undefined : String(input[field]);
  if (named === undefined && bodies.length === 1) return ok({ ...input, [field]: bodies[0] });
  if (named !== undefined && bodies.includes(named)) return ok(input);
  if (bodies.length === 0)
    return refuse('services.body', '没有由您所在单位答复的：没有征求您单位的意见，或意见已经答复。');
  return refuse('services.body', `请从这些机关里选：${bodies.join('、')}。`);
}

/** The step's form with only the bodies that can be named; the field is left out when only one can. */
export function narrowBodies(
  transition: string,
  schema: FieldSchema | null,
  known: Known,
): FieldSchema | null {
  const choices = bodyChoices(transition, known);
  const field = choices && schema?.properties?.[choices.field];
  if (!choices || !schema || !field) return schema;
  const { [choices.field]: _, ...others } = schema.properties ?? {};
  if (choices.several)
    return {
      ...schema,
      properties: {
        ...schema.properties,
        [choices.field]: { ...field, items: { ...field.items, enum: choices.bodies } },
      },
    };
  if (choices.bodies.length === 1)
    return {
      ...schema,
      properties: others,
      required: (schema.required ?? []).filter((name) => name !== choices.field),
    };
  const { maxLength: _max, ...plain } = field;
  return {
    ...schema,
    properties: { [choices.field]: { ...plain, enum: choices.bodies }, ...others },
  };
}
