import { Checkbox } from 'antd';
import type { NeededMaterial } from './intake-matter.ts';
import { type Scan, Scans } from './scans.tsx';

/** What was brought, by name of the material. */
export type Brought = {
  /** Seen by the clerk; of those that are `copied` a copy was kept. */
  readonly brought: readonly string[];
  readonly copied: readonly string[];
  readonly scans: readonly Scan[];
};

/** Necessary materials of which neither paper nor scan came. Pure. */
export const missingOf = (materials: readonly NeededMaterial[], { brought, scans }: Brought) =>
  materials.filter(
    (m) => m.need === '必要' && !brought.includes(m.name) && !scans.some((s) => s.material === m.name),
  );

/** What the clerk noted, as the case API takes it. Pure. */
export const papersOf = (materials: readonly NeededMaterial[], kept: Brought): object[] => [
  ...materials
    .filter((m) => kept.brought.includes(m.name))
    .map((m) => ({
      material: m.name,
      verdict: 'complete',
      paperSeen: true,
      copyKept: kept.copied.includes(m.name),
    })),
  ...missingOf(materials, kept).map((m) => ({
    material: m.name,
    verdict: 'missing',
    reason: `未提交，请补交（${m.form}${m.copies}份）。`,
  })),
];

const toggled = (names: readonly string[], name: string, on: boolean): string[] =>
  on ? [...new Set([...names, name])] : names.filter((n) => n !== name);

/** The materials that are asked for, each once: ticked when brought, scanned, a copy kept. */
export function IntakeMaterials({
  materials,
  passedOn,
  kept,
  change,
}: {
  materials: readonly NeededMaterial[];
  passedOn: readonly string[];
  kept: Brought;
  change: (next: (before: Brought) => Partial<Brought>) => void;
}) {
  const missing = missingOf(materials, kept);
  return (
    <fieldset>
      <legend>带来的材料</legend>
      <ul className="ticks">
        {materials.map((m) => (
          <li key={m.name}>
            <Checkbox
              checked={kept.brought.includes(m.name)}
              onChange={({ target: { checked } }) =>
                change(({ brought, copied }) => ({
                  brought: toggled(brought, m.name, checked),
                  copied: toggled(copied, m.name, checked && copied.includes(m.name)),
                }))
              }
            >
              <strong>{m.name}</strong>
              <span className="quiet material-about">
                {m.form}
                {m.copies}份，{m.need}。{m.standard}
                {m.serves && <span className="serves">用于{m.serves}</span>}
              </span>
            </Checkbox>
            <div className="case-line brought">
              <Checkbox
                checked={kept.copied.includes(m.name)}
                disabled={!kept.brought.includes(m.name)}
                onChange={({ target: { checked } }) =>
                  change(({ copied }) => ({ copied: toggled(copied, m.name, checked) }))
                }
              >
                <span className="visually-hidden">{m.name}：</span>留复印件
              </Checkbox>
              <Scans
                material={m.name}
                scans={kept.scans}
                change={(next) => change(({ scans }) => ({ scans: next(scans) }))}
              />
            </div>
          </li>
        ))}
      </ul>
      {passedOn.length > 0 && (
        <div className="quiet">
          前一项的证照直接传给后一项，不用为后一项再带：
          <ul>
            {passedOn.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {missing.length > 0 && (
        <p className="quiet" role="status">
          缺{missing.length}项必要材料，会随办件登记，收件后带到“一次性告知补正”里。
        </p>
      )}
    </fieldset>
  );
}
