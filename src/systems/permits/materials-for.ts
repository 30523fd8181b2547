/** Which materials a case needs, by what its form says. Pure. */
import type { Item, Material } from './item.ts';

/** The materials whose condition the answers fulfil, each with its place in the item. */
export function materialsFor(
  item: Pick<Item, 'materials'>,
  answers: Readonly<Record<string, unknown>>,
): { readonly at: number; readonly material: Material }[] {
  return item.materials.flatMap((material, at) =>
    material.when === null ||
    material.when.in.some((v) => v === answerAt(answers, material.when?.field ?? ''))
      ? [{ at, material }]
      : [],
  );
}

function answerAt(answers: Readonly<Record<string, unknown>>, field: string): unknown {
  const [section = '', name = ''] = field.split('.');
  return (answers[section] as Record<string, unknown> | undefined)?.[name];
}
