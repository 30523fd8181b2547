/** What is taken in at the window, one item or a matter of several: both are asked and filed in the same way. Pure. */
import type { ItemBody, ThemeBody } from '../../api-schema-intake.ts';
import { type Asked, type answersOf, type FormSection, isAsked, sectionsOf } from './intake-schema.ts';
import type { Scan } from './scans.tsx';

type Answers = ReturnType<typeof answersOf>;

export type NeededMaterial = {
  readonly name: string;
  readonly need: string;
  readonly form: string;
  readonly copies: number;
  readonly standard: string;
  /** Which items it serves, when it is a matter of several. */
  readonly serves?: string;
};

/** What was found out about an application, whatever it is for. */
export type Taken = {
  /** By basic code. */
  readonly bodies: Readonly<Record<string, string>>;
  readonly answers: Answers;
  readonly materials: readonly Pick<Scan, 'material' | 'fileId'>[];
  readonly papers: readonly object[];
  readonly requestKey: string;
};

export type Matter = {
  /** Names what was typed in the tab. */
  readonly key: string;
  readonly title: string;
  readonly parts: readonly {
    readonly code: string;
    readonly name: string;
    readonly bodies: readonly string[];
  }[];
  readonly conditions: readonly string[];
  readonly sections: readonly FormSection[];
  readonly materials: (answers: Answers) => readonly NeededMaterial[];
  /** What nobody has to bring, and why. */
  readonly passedOn: (answers: Answers) => readonly string[];
  readonly address: string;
  readonly body: (taken: Taken) => object;
  readonly receipt: (id: string) => string;
};

/** Stands where a body was not chosen: the server says which there are. */
const NONE = '（未选）';

export function matterOfItem(item: ItemBody): Matter {
  const { code, version, name } = item;
  return {
    key: code,
    title: name,
    parts: [{ code, name, bodies: item.bodies }],
    conditions: item.conditions,
    sections: sectionsOf(item.form),
    materials: (answers) => item.materials.filter((m) => isAsked(m, answers)),
    passedOn: () => [],
    address: '/api/desk/cases',
    body: ({ bodies, ...taken }) => ({
      ...taken,
      itemCode: code,
      itemVersion: version,
      body: bodies[code] || NONE,
    }),
    receipt: (id) => `/${id}/receipt`,
  };
}

/** @param chosen basic codes of the optional parts that are wanted; `theme` was asked for with these */
export function matterOfTheme(theme: ThemeBody, chosen: readonly string[]): Matter {
  const parts = theme.parts.filter((p) => !p.optional || chosen.includes(p.code));
  const shorts = (codes: readonly string[]) =>
    parts.flatMap((p) => (codes.includes(p.code) ? [p.short] : [])).join('、');
  const asked = (answers: Answers) =>
    theme.materials.map(({ name, needs }) => ({ name, needs: needs.filter((n) => isAsked(n, answers)) }));
  return {
    key: `theme:${theme.code}`,
    title: theme.title,
    parts,
    conditions: [...new Set(parts.flatMap((p) => p.conditions))],
    sections: sectionsOf(theme.form),
    materials: (answers) =>
      asked(answers).flatMap(({ name, needs }) => {
        const handed = needs.filter((n) => n.passedOn === null);
        const most = needs.findLast((n) => n.need === '必要') ?? needs[0];
        return handed.length > 0 && most
          ? [{ ...pick(most), name, serves: shorts(handed.map((n) => n.item)) }]
          : [];
      }),
    passedOn: (answers) =>
      asked(answers).flatMap(({ name, needs }) =>
        [...new Set(needs.flatMap((n) => n.passedOn ?? []))].map(
          (by) =>
            `${name}：“${shorts([by])}”办好后直接传给${shorts(needs.flatMap((n) => (n.passedOn === by ? [n.item] : [])))}`,
        ),
      ),
    address: `/api/desk/themes/${theme.code}`,
    body: ({ bodies, ...taken }) => ({
      ...taken,
      chosen,
      versions: Object.fromEntries(parts.map((p) => [p.code, p.version])),
      bodies: Object.fromEntries(parts.map((p) => [p.code, bodies[p.code] || NONE])),
    }),
    receipt: (id) => `/themes/${id}/receipt`,
  };
}

const pick = ({ need, form, copies, standard }: Omit<NeededMaterial, 'name'> & Asked) => ({
  ...{ need, form, copies, standard },
});
