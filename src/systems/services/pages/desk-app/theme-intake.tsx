import { Checkbox } from 'antd';
import { useRef } from 'react';
import type { ThemeBody } from '../../api-schema-intake.ts';
import { IntakeForm } from './intake-form.tsx';
import { matterOfTheme } from './intake-matter.ts';
import { useKept } from './kept.ts';
import { Problem } from './page-parts.tsx';
import { useAddress } from './use-data.ts';

/** A matter of several items at the window: which parts are wanted, then one form and one list of materials for all. */
export function ThemeIntake({ code, back }: { code: string; back: () => void }) {
  const [chosen, setChosen] = useKept<readonly string[]>(`new:parts:${code}`, () => []);
  const { data, problem, reload } = useAddress<ThemeBody>(
    `/api/services/themes/${code}?with=${chosen.join(',')}`,
  );
  // What was asked for the parts chosen before stays to be seen until what is asked now has come.
  const held = useRef<{ theme: ThemeBody; chosen: readonly string[] }>(undefined);
  if (data) held.current = { theme: data, chosen };
  const shown = held.current;
  if (!shown)
    return problem ? <Problem problem={problem} retry={back} /> : <p className="quiet">正在读取……</p>;
  const { theme } = shown;
  return (
    <IntakeForm matter={matterOfTheme(theme, shown.chosen)} back={back} refresh={reload} waiting={!data}>
      <p className="quiet">{theme.about}能同时办的一起提交，要等前一项的，前一项办好后自动提交。</p>
      {problem && !data && <Problem problem={problem} retry={() => void reload()} />}
      <fieldset>
        <legend>办哪几项</legend>
        <ul className="ticks">
          {theme.parts.map((part) => {
            const words = (
              <>
                <strong>{part.short}</strong>
                <span className="quiet material-about">
                  {part.optional ? '选办' : '必办'}，承诺{part.promisedDays}个工作日
                  {part.note && `；${part.note}`}。{part.name}
                </span>
              </>
            );
            return (
              <li key={part.code} className={part.optional ? undefined : 'always'}>
                {part.optional ? (
                  <Checkbox
                    checked={chosen.includes(part.code)}
                    onChange={({ target: { checked } }) =>
                      setChosen((before) => [
                        ...before.filter((other) => other !== part.code),
                        ...(checked ? [part.code] : []),
                      ])
                    }
                  >
                    {words}
                  </Checkbox>
                ) : (
                  words
                )}
              </li>
            );
          })}
        </ul>
        <p className="quiet">全部办完，从受理算起承诺最长{theme.promisedDays}个工作日。</p>
      </fieldset>
    </IntakeForm>
  );
}
