import type { View } from '#web/components/view.ts';
import { DeskPage } from '#web/desk/desk-page.tsx';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { DraftContent } from '../../../next-issue/draft.ts';
import type { DraftView, SentText } from '../../../next-issue/queries.ts';
import { draftPath, NEXT_ISSUE } from './draft-words.tsx';

/** Every text that anybody sent for a draft, newest first, to read and to copy from. */
export function DraftTextsPage({
  view,
  draft,
  texts,
}: {
  view: View;
  draft: DraftView;
  texts: readonly SentText[];
}) {
  return (
    <DeskPage
      view={view}
      title={`往次文字：${draft.title}`}
      tab="/desk/next-issue"
      crumbs={[
        { label: '下一期', href: NEXT_ISSUE },
        { label: draft.title, href: draftPath(draft.id) },
      ]}
    >
      <div className="desk">
        <h1>往次文字</h1>
        <p>每次保存的文字都在这里；与别人同时修改而没有存进稿件的，标作“另存”。</p>
        {texts.map((text, at) => (
          <section key={text.id} aria-labelledby={`text-${at}`}>
            <h2 id={`text-${at}`}>
              {text.by}，<InstantText value={text.at} />
              {text.version === null && '（另存）'}
            </h2>
            <details open={at === 0 || undefined}>
              <summary>{text.content.title}</summary>
              <pre className="draft-text">{draftText(text.content)}</pre>
            </details>
          </section>
        ))}
      </div>
    </DeskPage>
  );
}

/** All that was written of a draft, to read and to copy from. */
export const draftText = (content: DraftContent): string =>
  [
    content.title,
    content.addressees && `${content.addressees}：`,
    content.body,
    ...content.attachments.flatMap((a) => ['', a.title, a.text]),
    '',
    ...content.signedBy,
    content.dated ?? '',
  ]
    .join('\n')
    .trim();
