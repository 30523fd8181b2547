import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import type { ProofFinding, Proofreading } from '../../desk/read-proofreading.ts';
import { RULES } from '../../proofread/index.ts';

const titleOf = (name: string): string => RULES.find((rule) => rule.name === name)?.title ?? name;

/** A document's whole text as received, with every finding marked where it stands. */
export function ProofTextPage({
  view,
  read,
  document,
}: {
  view: View;
  read: Proofreading;
  /** Index of the document in the edition. */
  document: number;
}) {
  const { edition, artifact } = read;
  const issuance = artifact?.issuances[document];
  if (!artifact || !issuance) return null;
  const { text } = artifact.source;
  const here = read.findings.filter((f) => f.span[0] >= issuance.span[0] && f.span[0] < issuance.span[1]);
  const back = `/desk/proofread/${edition.id}?document=${document}`;
  return (
    <DeskPage
      view={view}
      title={`校对全文 ${issuance.number ?? issuance.title}`}
      tab="/desk/proofread"
      crumbs={[
        { label: '校对', href: '/desk/proofread' },
        { label: `${edition.title} 第 ${edition.number} 版`, href: back },
      ]}
    >
      <div className="desk">
        <h1>{issuance.number ?? issuance.title}</h1>
        <p className="lead">
          原文照录，标出 {here.length} 处。<a href={back}>回到逐处处理</a>
        </p>
        <div className="proof-full">{marked(text, issuance.span, here)}</div>
      </div>
    </DeskPage>
  );
}

function marked(text: string, span: readonly [number, number], findings: readonly ProofFinding[]) {
  const pieces: React.ReactNode[] = [];
  let at = span[0];
  for (const finding of findings) {
    const [start, end] = finding.span;
    const from = Math.max(start, at);
    if (from > at) pieces.push(text.slice(at, from));
    pieces.push(
      <mark key={`${start}-${finding.rule}`} className={`proof-${finding.state}`}>
        {text.slice(from, Math.max(from, end))}
        <span className="proof-note">
          ［{titleOf(finding.rule)}
          {finding.state === 'accepted' && `→${finding.decision?.replacement || '删去'}`}
          {finding.state === 'dismissed' && '，不改'}］
        </span>
      </mark>,
    );
    at = Math.max(at, end);
  }
  pieces.push(text.slice(at, span[1]));
  return pieces;
}
