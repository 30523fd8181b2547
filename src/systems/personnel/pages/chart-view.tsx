import type { Chart, ChartOrganisation, ChartTree, Seat } from '../chart.ts';
import { organisationPath, postPath } from './addresses.ts';
import { HolderLine } from './holding.tsx';

export function SeatList({ seats }: { seats: readonly Seat[] }) {
  return (
    <ul className="seats">
      {seats.map(({ post, holders, vacancy }) => (
        <li key={post.id} className={vacancy ? 'seat seat-vacant' : 'seat'}>
          <a className="seat-title" href={postPath(post.id)}>
            {post.title}
          </a>
          {holders.length > 0 ? (
            <ul className="seat-holders">
              {holders.map((holder) => (
                <li key={holder.personId}>
                  <HolderLine holder={holder} />
                </li>
              ))}
            </ul>
          ) : (
            <span className="seat-empty">离任后未见任职记录</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function Card({
  node,
  asOf,
  level,
}: {
  node: ChartOrganisation;
  asOf: string | undefined;
  level: 2 | 4 | 5;
}) {
  const Tag = `h${level}` as const;
  const { organisation, seats, parts } = node;
  return (
    <>
      <article className="org-card">
        <Tag className="org-name">
          <a href={organisationPath(organisation.id, asOf)}>{organisation.name}</a>
        </Tag>
        <SeatList seats={seats} />
      </article>
      {parts.length > 0 && (
        <ul className="org-parts">
          {parts.map((part) => (
            <li key={part.organisation.id}>
              <Card node={part} asOf={asOf} level={5} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** One government's chart as nested lists; on a wide screen they are drawn as a tree. */
function Tree({ tree, asOf }: { tree: ChartTree; asOf: string | undefined }) {
  return (
    <ul className="org-chart">
      <li>
        <div className="org-root">
          {tree.heads.length === 0 && (
            <div className="org-card">
              <h2 className="org-name">{tree.issuer}</h2>
              <p className="muted">任免通知的印发机关</p>
            </div>
          )}
          {tree.heads.map((node) => (
            <Card key={node.organisation.id} node={node} asOf={asOf} level={2} />
          ))}
        </div>
        {tree.groups.length > 0 && (
          <ul className="org-branches">
            {tree.groups.map(({ name, organisations }) => (
              <li key={name} className="org-branch">
                <h3 className="org-group">{name}</h3>
                <ul className="org-cards">
                  {organisations.map((node) => (
                    <li key={node.organisation.id}>
                      <Card node={node} asOf={asOf} level={4} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </li>
    </ul>
  );
}

export function ChartView({ chart, asOf }: { chart: Chart; asOf: string | undefined }) {
  return chart.trees.map((tree) => <Tree key={tree.issuer} tree={tree} asOf={asOf} />);
}
