import { DefinitionList } from '#web/components/definition-list.tsx';
import { Hash } from '#web/components/hash.tsx';
import type { View } from '#web/components/view.ts';
import type { PublishedCorrection } from '../desk/queries-proof.ts';
import type { Edition } from '../queries-issue.ts';
import { IssueFrame, type IssueRead } from './issue-frame.tsx';

const instant = (date: Date): string =>
  date.toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long', timeStyle: 'short' });

const ENCODINGS: Record<string, string> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
};

/** Which edition is read, which it superseded, and the hashes by which anybody can check them. */
export function IssueEditionsPage({
  view,
  read,
  residue,
  corrections,
}: {
  view: View;
  read: IssueRead;
  /** Places of the current file that no rule claimed; null when no file is here. */
  residue: number | null;
  /** What each edition corrects of the one before, by the edition's id. */
  corrections: ReadonlyMap<string, readonly PublishedCorrection[]>;
}) {
  const { issue } = read;
  const path = `/issues/${issue.id}`;
  return (
    <IssueFrame view={view} read={read} current={`${path}/editions`} title="版本与来源">
      <p className="lead">
        更正后重新导入的文件成为新的一版，旧版不删不改。文件和数据都带 SHA-256 校验值，任何人都能核对。
      </p>
      {issue.editions.map((edition) => (
        <section key={edition.id} className="page-section" aria-labelledby={`edition-${edition.number}`}>
          <h2 id={`edition-${edition.number}`}>
            第 {edition.number} 版
            {edition.current ? '（现行）' : `（已被第 ${supersededBy(issue.editions, edition)} 版取代）`}
          </h2>
          <DefinitionList
            items={[
              { term: '来源', value: originWords(edition) },
              { term: '导入时间', value: `${instant(edition.importedAt)}（北京时间）` },
              ...(edition.sourceSha256
                ? [{ term: '原文件 SHA-256', value: <Hash value={edition.sourceSha256} /> }]
                : []),
              { term: '解析结果 SHA-256', value: <Hash value={edition.artifactSha256} /> },
              { term: '数据行 SHA-256', value: <Hash value={edition.rowsSha256} /> },
              ...(edition.current && residue !== null
                ? [{ term: '未识别的文字', value: residue === 0 ? '没有' : `${residue} 处，已原样保留` }]
                : []),
              {
                term: '下载',
                value: (
                  <ul className="row">
                    {edition.sourceSha256 && (
                      <li>
                        <a href={`${path}/editions/${edition.number}.txt`}>原文件</a>
                      </li>
                    )}
                    <li>
                      <a href={`${path}/editions/${edition.number}.json`}>解析结果（JSON）</a>
                    </li>
                  </ul>
                ),
              },
            ]}
          />
          <Corrections list={corrections.get(edition.id) ?? []} />
        </section>
      ))}
    </IssueFrame>
  );
}

/** What the editor changed, each place with its reason. */
function Corrections({ list }: { list: readonly PublishedCorrection[] }) {
  if (list.length === 0) return null;
  return (
    <>
      <h3>更正 {list.reduce((sum, one) => sum + one.places, 0)} 处</h3>
      <ol>
        {list.map((one, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: corrections of one text, in print order
          <li key={n}>
            “<del>{one.quote}</del>”
            {one.replacement === '' ? (
              '删去'
            ) : (
              <>
                改为“<ins>{one.replacement}</ins>”
              </>
            )}
            {one.places > 1 && `，后面同样的 ${one.places - 1} 处一并改正`}
            <span className="muted">　{one.message}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

const supersededBy = (editions: readonly Edition[], edition: Edition): number =>
  Math.min(...editions.map((e) => e.number).filter((n) => n > edition.number));

function originWords(edition: Edition): string {
  if (edition.origin === 'facts') return '据已公布的事实编写，没有原文件';
  const size = edition.sizeBytes?.toLocaleString('zh-CN');
  return `原文件，${size} 字节，${ENCODINGS[edition.encoding ?? ''] ?? edition.encoding}`;
}
