/** Which characters may be taken for one another: of one sound, or of like shape. */
import { LOOK_GROUPS } from './looks.ts';
import { SOUND_GROUPS } from './sounds.ts';

export type By = '音' | '形';

let groups: Map<string, { group: string; by: By }[]> | undefined;

/** The groups that hold each character. */
function groupsOf(): ReadonlyMap<string, readonly { group: string; by: By }[]> {
  if (groups) return groups;
  groups = new Map();
  for (const [all, by] of [
    [SOUND_GROUPS, '音'],
    [LOOK_GROUPS, '形'],
  ] as const)
    for (const group of all)
      for (const char of group) {
        const known = groups.get(char);
        if (known) known.push({ group, by });
        else groups.set(char, [{ group, by }]);
      }
  return groups;
}

const alike = new Map<string, ReadonlyMap<string, By>>();

/** What a character may be taken for. Few characters are ever asked for. */
export function alikeTo(char: string): ReadonlyMap<string, By> {
  const known = alike.get(char);
  if (known) return known;
  const made = new Map<string, By>();
  for (const { group, by } of groupsOf().get(char) ?? [])
    for (const other of group) if (other !== char) made.set(other, by);
  alike.set(char, made);
  return made;
}

/** Whether one of two different characters may be taken for the other. */
export const areAlike = (one: string, other: string): boolean => alikeTo(one).has(other);
