import { AsOf } from '#web/components/as-of.tsx';
import { formatDate } from '#web/components/date-text.tsx';
import { DocumentNumber } from '#web/components/document-number.tsx';
import { EmptyState } from '#web/components/empty-state.tsx';
import { Select } from '#web/components/field.tsx';
import { FilterForm } from '#web/components/filter-form.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import type { Picture } from '../../pictures/bundle.ts';
import type { Home } from '../../pictures/issuing-level.ts';
import type { PictureDocument } from '../../pictures/relation-graph.ts';
import type { IssueHead } from '../../queries-relations.ts';
import type { AsOfAsked } from '../../reading.ts';
import { documentPath } from '../addresses.ts';
import { RelationList, RelationPicture } from './relation-picture.tsx';

export type RelationsPageProps = {
  view: View;
  picture: Picture;
  home: Home;
  asOf: AsOfAsked;
  today: Temporal.PlainDate;
  /** Groups that are open. */
  open: ReadonlySet<string>;
  subject:
    | {
        readonly kind: 'issue';
        readonly issue: IssueHead;
        readonly issues: readonly IssueHead[];
        readonly quiet: readonly PictureDocument[];
        readonly loose: number;
      }
    | { readonly kind: 'document'; readonly document: PictureDocument };
};

const PATH = '/documents/relations';

export const issueWord = ({ title, year, number }: IssueHead): string =>
  `${title}${year ? ` ${year}年` : ''}${number ? `第${number}期` : ''}`;

/** The whole picture of an issue, or of one document. */
export function RelationsPage(props: RelationsPageProps) {
  const { view, picture, home, asOf, today, open, subject } = props;
  const day = asOf.asked ? asOf.date.toString() : undefined;
  const chosen = subject.kind === 'issue' ? { issue: subject.issue.id } : { document: subject.document.id };
  const address = (groups: Iterable<string>) => {
    const query = new URLSearchParams({ ...chosen, ...(day ? { asOf: day } : {}) });
    for (const key of groups) query.append('open', key);
    return `${PATH}?${query}`;
  };
  const links = {
    document: (id: string) => documentPath(id, day),
    toggle: (key: string, opened: boolean) =>
      `${address(opened ? [...open, key] : [...open].filter((k) => k !== key))}#picture`,
  };
  const name = subject.kind === 'issue' ? issueWord(subject.issue) : subject.document.title;
  return (
    <Page
      view={view}
      sheet="picture"
      title={`文件关系图：${name}`}
      description="哪份文件废止、修改、保留、引用哪份文件。"
      canonical={address([])}
      noindex={asOf.asked || open.size > 0}
      section="documents"
      crumbs={[
        { label: '首页', href: '/' },
        { label: '文件', href: '/documents' },
        ...(subject.kind === 'document'
          ? [
              {
                label: subject.document.number ?? subject.document.title,
                href: documentPath(subject.document.id, day),
              },
            ]
          : []),
      ]}
    >
      <h1>文件关系图</h1>
      <p className="lead">
        {subject.kind === 'issue' ? name : <a href={documentPath(subject.document.id, day)}>{name}</a>}
      </p>
      <p className="picture-intro">
        箭头从作出决定的文件指向受影响的文件：彩色的线是<strong>废止、修改、保留</strong>，灰色点线是
        <strong>引用</strong>；虚线是拟议，尚未生效。文件的效力截至{formatDate(asOf.date.toString())}
        ，只知名称、没有收录正文的为“待核”。
      </p>
      <details className="filter-fold" open={asOf.error !== undefined}>
        <summary>{subject.kind === 'issue' ? '换一期，换一天' : '换一天'}</summary>
        {subject.kind === 'issue' && subject.issues.length > 1 && (
          <FilterForm action={PATH} keep={day ? { asOf: day } : {}} label="换一期">
            <Select
              name="issue"
              label="公报"
              value={subject.issue.id}
              options={subject.issues.map((issue) => ({ value: issue.id, label: issueWord(issue) }))}
            />
          </FilterForm>
        )}
        <AsOf
          action={PATH}
          value={asOf.date.toString()}
          today={today.toString()}
          keep={chosen}
          error={asOf.error}
        />
      </details>
      <section id="picture" aria-label="关系图">
        {picture.arrows.length === 0 ? (
          <EmptyState title="没有可画的关系">
            {subject.kind === 'issue'
              ? '这一期的文件没有废止、修改或者引用别的文件。'
              : '没有查到这份文件与别的文件有废止、修改或者引用的关系。'}
          </EmptyState>
        ) : (
          <>
            <RelationPicture {...{ picture, home, links }} label={`${name}的关系图`} />
            <details className="picture-words">
              <summary>用文字读这张图</summary>
              <RelationList {...{ picture, home, links }} />
            </details>
          </>
        )}
      </section>
      {subject.kind === 'issue' && <Beside {...subject} day={day} />}
    </Page>
  );
}

/** What the picture leaves out, so that nobody takes it for all. */
function Beside({
  quiet,
  loose,
  day,
}: {
  quiet: readonly PictureDocument[];
  loose: number;
  day: string | undefined;
}) {
  return (
    <>
      {quiet.length > 0 && (
        <details className="picture-words">
          <summary>没有画进图中的文件（{quiet.length}）</summary>
          <p>本期这些文件没有废止、修改别的文件，也没有引用库中认得出的文件。</p>
          <ul className="related-list">
            {quiet.map((d) => (
              <li key={d.id} className="related">
                <p>
                  <a href={documentPath(d.id, day)}>{d.title}</a>
                </p>
                {d.number && (
                  <p className="result-line">
                    <DocumentNumber value={d.number} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
      {loose > 0 && (
        <p className="muted">
          另有 {loose} 处提到的文件在库中认不出是哪一份，没有画出；每一处的原因在文件页“本件引用的文件”里。
        </p>
      )}
    </>
  );
}
