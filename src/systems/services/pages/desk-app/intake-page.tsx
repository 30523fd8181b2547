import type { ItemBody } from '../../api-schema-intake.ts';
import { Finder } from './finder.tsx';
import { IntakeForm } from './intake-form.tsx';
import { matterOfItem } from './intake-matter.ts';
import { useKept } from './kept.ts';
import { Problem, useTitle } from './page-parts.tsx';
import { ThemeIntake } from './theme-intake.tsx';
import { useAddress } from './use-data.ts';

const THEME = 'theme:';

/** Taking in the application of somebody who stands at the window. */
export default function IntakePage() {
  const [code, setCode] = useKept<string>('new:item', () => '');
  const back = () => setCode(() => '');
  useTitle('窗口收件');
  return (
    <div className="intake">
      <h1 tabIndex={-1}>窗口收件</h1>
      {code.startsWith(THEME) ? (
        <ThemeIntake key={code} code={code.slice(THEME.length)} back={back} />
      ) : code ? (
        <ItemIntake key={code} code={code} back={back} />
      ) : (
        <Finder choose={(chosen) => setCode(() => chosen)} />
      )}
    </div>
  );
}

function ItemIntake({ code, back }: { code: string; back: () => void }) {
  const { data, problem, reload } = useAddress<ItemBody>(`/api/desk/items/${code}`);
  if (data) return <IntakeForm matter={matterOfItem(data)} back={back} refresh={reload} />;
  return problem ? <Problem problem={problem} retry={back} /> : <p className="quiet">正在读取……</p>;
}
