import { ButtonLink } from '#web/components/button.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { ResultList } from '#web/components/search-result.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import type { ProofWaiting } from '../../desk/read-proofreading.ts';
import type { UploadView } from '../../desk/uploads.ts';
import { UploadTable } from './imports-page.tsx';

export type Waiting = {
  /** Open proposals by kind: the word and how many. */
  readonly proposals: readonly { readonly kind: string; readonly word: string; readonly count: number }[];
  /** The newest text to proofread. */
  readonly proof: ProofWaiting | undefined;
  readonly findings: number;
  readonly aliases: number;
  /** State of every draft of the next issue. */
  readonly drafts: readonly string[];
};

function Task({ href, title, children }: { href: string; title: string; children: React.ReactNode }) {
  return (
    <li>
      <p className="result-title">
        <a href={href}>{title}</a>
      </p>
      <p className="result-text">{children}</p>
    </li>
  );
}

/** What waits for the editor, then what came in lately. */
export function DeskHomePage({
  view,
  waiting,
  uploads,
  mayImport,
}: {
  view: View;
  waiting: Waiting;
  uploads: UploadView[];
  mayImport: boolean;
}) {
  const { proposals, proof, findings, aliases, drafts } = waiting;
  const proposed = proposals.reduce((sum, p) => sum + p.count, 0);
  const ready = drafts.filter((state) => state === 'ready').length;
  const toProofread = proof && proof.open !== 0 ? proof : undefined;
  const nothing = proposed + findings + aliases + drafts.length === 0 && !toProofread;
  return (
    <DeskPage view={view} title="编辑工作台" tab="/desk">
      <div className="desk">
        <h1>编辑工作台</h1>
        {mayImport && (
          <p>
            <ButtonLink href="/desk/imports/new">导入公报</ButtonLink>
          </p>
        )}
        <h2>等您处理</h2>
        {nothing ? (
          <EmptyState title="没有等待处理的事">
            导入公报后，其中的拟议效力、疑点和未认定的机构名称会列在这里。
          </EmptyState>
        ) : (
          <ResultList label="等您处理">
            {toProofread && (
              <Task
                href={`/desk/proofread/${toProofread.edition.id}`}
                title={toProofread.open === null ? '校对最近一期' : `${toProofread.open} 处校对待定`}
              >
                {toProofread.edition.title}
                {toProofread.edition.year && ` ${toProofread.edition.year}年`}
                {toProofread.edition.issueNumber && `第${toProofread.edition.issueNumber}期`}
                {toProofread.open === null && '，正在逐条核对。'}
              </Task>
            )}
            {proposed > 0 && (
              <Task href="/desk/proposals" title={`${proposed} 条拟议效力待审定`}>
                {proposals.map((p, at) => (
                  <span key={p.kind}>
                    {at > 0 && '、'}
                    <a href={`/desk/proposals?kind=${p.kind}`}>
                      {p.word} {p.count} 件
                    </a>
                  </span>
                ))}
                。审定之前，文件的效力不变。
              </Task>
            )}
            {drafts.length > 0 && (
              <Task href="/desk/next-issue" title={`下一期有 ${drafts.length} 份稿件`}>
                已定稿 {ready} 份，出版时编号。
              </Task>
            )}
            {findings > 0 && (
              <Task href="/desk/findings" title={`${findings} 项疑点待核对`}>
                文号相同、指向不明等，请对照原件。
              </Task>
            )}
            {aliases > 0 && (
              <Task href="/desk/bodies" title={`${aliases} 个机构名称待确认`}>
                预填的推定，认定之后才算数。
              </Task>
            )}
          </ResultList>
        )}
        <h2>最近导入</h2>
        {uploads.length === 0 ? (
          <EmptyState title="还没有上传过文件">上传公报文本后，可以在这里看各步的结果。</EmptyState>
        ) : (
          <>
            <UploadTable uploads={uploads} caption="最近上传的文件" captionHidden />
            <p>
              <a href="/desk/imports">看全部导入</a>
            </p>
          </>
        )}
      </div>
    </DeskPage>
  );
}
