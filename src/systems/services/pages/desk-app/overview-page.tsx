import { Link } from 'wouter';
import { LIGHT_WORDS } from '#web/case/light.tsx';
import type { MeBody, OverviewBody } from '../../api-schema.ts';
import { Problem, useTitle } from './page-parts.tsx';
import { useAddress } from './use-data.ts';

const LIGHTS = ['red', 'yellow', 'green', 'suspended'] as const;
type Row = OverviewBody['bodies'][number];

/** Open cases by body and light; each number leads to its cases, for bodies whose cases the reader may open. */
export default function OverviewPage({ me }: { me: MeBody }) {
  const { data, problem, reload } = useAddress<OverviewBody>('/api/desk/overview', 30_000);
  useTitle('总览');
  const mine = new Set(me.posts.map((post) => post.body));
  const most = Math.max(1, ...(data?.bodies ?? []).map((row) => row.open));
  return (
    <>
      <div className="page-head">
        <h1 tabIndex={-1}>总览</h1>
        <p className="quiet">各机关没有办结的件，按期限的灯。超期多的在前。</p>
      </div>
      {problem && <Problem problem={problem} retry={() => void reload()} />}
      {data?.bodies.length === 0 && <p className="nothing">没有正在办理的件。</p>}
      {data && data.bodies.length > 0 && (
        <table className="overview" aria-label="各机关在办件">
          <thead>
            <tr>
              <th scope="col">机关</th>
              <th scope="col">在办</th>
              {LIGHTS.map((light) => (
                <th key={light} scope="col">
                  {LIGHT_WORDS[light]}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {data.bodies.map((row) => {
              const open = mine.has('*') || mine.has(row.body);
              const to = (light?: string) =>
                `/find?${new URLSearchParams({ body: row.body, ...(light ? { light } : { open: 'yes' }) })}`;
              return (
                <tr key={row.body}>
                  <th scope="row">{row.body}</th>
                  <td data-label="在办">{open ? <Link href={to()}>{row.open}</Link> : row.open}</td>
                  {LIGHTS.map((light) => (
                    <td
                      key={light}
                      data-label={LIGHT_WORDS[light]}
                      className={row[light] ? `is-${light}` : 'zero'}
                    >
                      {open && row[light] > 0 ? <Link href={to(light)}>{row[light]}</Link> : row[light]}
                    </td>
                  ))}
                  <td className="cell-bar">
                    <Bar row={row} most={most} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </>
  );
}

/** The numbers of a row as a bar, as long as the body's share of the busiest one's. The numbers beside it say the same. */
function Bar({ row, most }: { row: Row; most: number }) {
  let x = 0;
  return (
    <svg
      className="bar-picture"
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {LIGHTS.map((light) => {
        const width = (100 * row[light]) / most;
        const at = x;
        x += width;
        return (
          width > 0 && <rect key={light} className={`bar-${light}`} x={at} y={0} width={width} height={10} />
        );
      })}
    </svg>
  );
}
