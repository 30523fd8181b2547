import { Notice } from '#web/components/notice.tsx';

/** The way to delete a draft, on the pages where it is filled in. */
export const DeleteDraft = ({ draftId }: { draftId: string }) => (
  <p>
    不想办了：<a href={`/me/drafts/${draftId}/delete`}>删除这份草稿</a>
  </p>
);

/** Said above an empty form when the draft of its address is not there. */
export const DraftGone = () => (
  <Notice tone="warning" title="没有找到这份草稿">
    可能已经删除，或不是用这个账号保存的。下面是一张新的申请表；别的草稿在<a href="/me/cases">我的办件</a>里。
  </Notice>
);
