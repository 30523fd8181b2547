import { Button, ButtonLink, ButtonRow } from '#web/components/button.tsx';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import { InstantText } from '#web/desk/instant-text.tsx';
import type { ToDelete } from '../delete-draft.ts';

/** What goes with a draft, before it does. */
export function DeleteDraftPage({
  view,
  shown: { draft, title, preReviews, alone, shared },
  path,
  requestKey,
  error,
}: {
  view: View;
  shown: ToDelete;
  /** Where it is filled in. */
  path: string;
  requestKey: string;
  error: string | undefined;
}) {
  return (
    <Page
      view={view}
      title={`删除草稿：${title}`}
      noindex
      search={false}
      crumbs={[{ label: '我的办件', href: '/me/cases' }]}
    >
      <div className="case">
        <h1>
          删除草稿：<span className="unbroken">{title}</span>
        </h1>
        {error && (
          <Notice tone="error" title="没有删除" live>
            {error}
          </Notice>
        )}
        <p>
          这份草稿还没有提交，最后一次保存是
          <InstantText value={Temporal.Instant.fromEpochMilliseconds(draft.changed_at.getTime())} />
          。删除之后找不回来，要办这件事得重新填写。
        </p>
        {preReviews > 0 && <p>请窗口做的预审也一并撤回、删除，窗口不再看得到。</p>}
        <form method="post" action={`/me/drafts/${draft.id}/delete`}>
          <input type="hidden" name="requestKey" value={requestKey} />
          <input type="hidden" name="seen" value={draft.version} />
          {alone.length > 0 && (
            <>
              <div className="choice">
                <input type="checkbox" id="files" name="files" value="1" defaultChecked />
                <label htmlFor="files">同时删除只用在这份草稿里的{alone.length}个文件</label>
              </div>
              <ul className="file-list">
                {alone.map((file) => (
                  <li key={file.id}>{file.name}</li>
                ))}
              </ul>
              <p className="muted">不勾选就留着，下次申请时可以直接选用。</p>
            </>
          )}
          {shared > 0 && <p className="muted">另有{shared}个文件，您别的申请也在用，不会删除。</p>}
          <ButtonRow>
            <Button look="danger">删除这份草稿</Button>
            <ButtonLink look="secondary" href={path}>
              不删，接着填
            </ButtonLink>
          </ButtonRow>
        </form>
      </div>
    </Page>
  );
}
