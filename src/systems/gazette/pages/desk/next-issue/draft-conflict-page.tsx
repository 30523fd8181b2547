import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Table } from '#web/components/table.tsx';
import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import type { DraftContent } from '../../../next-issue/draft.ts';
import type { SupersededHead } from '../../../next-issue/issue-queries.ts';
import type { DraftView } from '../../../next-issue/queries.ts';
import { type DraftChoices, DraftFields } from './draft-fields.tsx';
import { draftPath, NEXT_ISSUE } from './draft-words.tsx';

/** The fields as words, in the order of the form. */
const fieldsOf = (content: DraftContent): [string, string][] => [
  ['栏目', content.section],
  ['标题', content.title],
  ['发文代字', content.series ?? ''],
  ['主送机关', content.addressees],
  ['正文', content.body],
  ...content.attachments.flatMap((a, k): [string, string][] => [
    [`第 ${k + 1} 个所附文件`, `${a.title}\n${a.text}`],
  ]),
  ['署名机关', content.signedBy.join('\n')],
  ['成文日期', content.dated ?? ''],
  ['取代的文件', content.supersedes === null ? '不取代' : '取代下面选中的文件'],
  ['公开标注', content.disclosed === null ? '不印' : content.disclosed ? '公开发布' : '依申请公开'],
];

/** Two editors wrote at once: both texts side by side, and the form with one's own, so that nothing is lost. */
export function DraftConflictPage({
  view,
  draft,
  mine,
  message,
  choices,
  superseded,
}: {
  view: View;
  /** As somebody else saved it. */
  draft: DraftView;
  mine: DraftContent;
  message: string;
  choices: DraftChoices;
  superseded: SupersededHead | undefined;
}) {
  const theirs = new Map(fieldsOf(draft));
  const own = new Map(fieldsOf(mine));
  const differing = [...new Set([...theirs.keys(), ...own.keys()])].filter(
    (name) => (theirs.get(name) ?? '') !== (own.get(name) ?? ''),
  );
  return (
    <DeskPage
      view={view}
      title={`两人同时修改：${draft.title}`}
      tab="/desk/next-issue"
      crumbs={[
        { label: '下一期', href: NEXT_ISSUE },
        { label: draft.title, href: draftPath(draft.id) },
      ]}
    >
      <div className="desk">
        <h1>两人同时修改</h1>
        <Notice tone="warning" live title="还没有保存">
          {message}
        </Notice>
        <section aria-labelledby="both">
          <h2 id="both">不同之处</h2>
          <Table
            caption="两份文字的不同之处"
            captionHidden
            narrow="cards"
            columns={[
              { key: 'name', name: '项目', rowHeader: true, nowrap: true, cell: (name) => name },
              {
                key: 'theirs',
                name: `${draft.changedBy} 已保存的`,
                cell: (name) => <Version text={theirs.get(name) ?? ''} other={own.get(name) ?? ''} />,
              },
              {
                key: 'mine',
                name: '您写的',
                cell: (name) => <Version text={own.get(name) ?? ''} other={theirs.get(name) ?? ''} />,
              },
            ]}
            rows={differing}
            rowKey={(name) => name}
          />
        </section>
        <section aria-labelledby="mine">
          <h2 id="mine">在您写的文字上合并</h2>
          <p className="muted">把对方的改动抄进来，再保存。您这次写的已另存在“往次文字”里，不会丢。</p>
          <form method="post" action={draftPath(draft.id)} className="draft-form">
            <input type="hidden" name="seen" value={draft.version} />
            <DraftFields content={mine} choices={choices} problems={[]} superseded={superseded} />
            <ButtonRow>
              <Button>保存合并后的文字</Button>
              <ButtonLink href={draftPath(draft.id)} look="secondary">
                放弃我写的，用已保存的
              </ButtonLink>
            </ButtonRow>
          </form>
        </section>
      </div>
    </DeskPage>
  );
}

/** One text of a field; lines that the other has not are marked. */
function Version({ text, other }: { text: string; other: string }) {
  if (text === '') return <span className="muted">（空）</span>;
  const known = new Set(other.split('\n'));
  return (
    <div className="draft-version">
      {text.split('\n').map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other name
        <p key={at}>{known.has(line) ? line : <mark>{line.replaceAll('\t', ' ｜ ')}</mark>}</p>
      ))}
    </div>
  );
}
