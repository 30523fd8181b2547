/** Which materials a case needs, by what its form says. Pure. */
import type { Item, Material } from './item.ts';

/** The materials whose condition the answers fulfil, each with its place in the item. */
export function materialsFor(
  item: Pick<Item, 'materials'>,
  answers: Readonly<Record<string, unknown>>,
): { readonly at: number; readonly material: Material }[] {
  return item.materials.flatMap((material, at) => (isAsked(material, answers) ? [{ at, material }] : []));
}

/**
 * Who brings a material of an application that is filled in online. `form`: what was filled in is it; `fetched`: the
 * body looks it up itself, and may not ask for it again (国务院令第716号第七条); `applicant`: it is handed in.
 */
export const givenBy = ({
  kind,
  source,
}: Pick<Material, 'kind' | 'source'>): 'form' | 'fetched' | 'applicant' =>
  kind === '申请表' ? 'form' : source === '数据共享' ? 'fetched' : 'applicant';

/** Whether the answers fulfil the condition under which a material is asked. */
export const isAsked = (
  { when }: Pick<Material, 'when'>,
  answers: Readonly<Record<string, unknown>>,
): boolean => when === null || when.in.some((v) => v === answerAt(answers, when.field));

function answerAt(answers: Readonly<Record<string, unknown>>, field: string): unknown {
  const [section = '', name = ''] = field.split('.');
  return (answers[section] as Record<string, unknown> | undefined)?.[name];
}
