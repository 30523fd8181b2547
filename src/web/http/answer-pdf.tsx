import type { Result } from '#base/result.ts';
import { Notice } from '#web/components/notice.tsx';
import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';
import type { Reply, Request } from './context.ts';
import { answerRefusal } from './refusals.tsx';

/** How long a reader's first request waits; after that a page says that the file is being made. */
const WAIT_MS = 10_000;
const ASK_AGAIN_SECONDS = 4;
const ASK_LATER_SECONDS = 60;

/**
 * Answers a PDF that may still have to be made. One that takes long goes on being made: the page that says so asks
 * for it again, and gets it when it is ready.
 */
export async function answerPdf(
  request: Request,
  reply: Reply,
  making: Promise<Result<{ readonly bytes: Uint8Array; readonly fileName: string }>>,
  waitMs = WAIT_MS,
): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, waitMs, 'late');
  });
  const made = await Promise.race([making, late]).finally(() => clearTimeout(timer));
  if (made === 'late') {
    making.catch((error: unknown) => request.log.error({ err: error }, 'making a pdf failed'));
    reply.header('refresh', String(ASK_AGAIN_SECONDS)).header('retry-after', String(ASK_AGAIN_SECONDS));
    return reply.page(<BeingMadePage view={request.view()} />, { status: 202 });
  }
  if (!made.ok) {
    if (made.error.code.endsWith('.too_many')) reply.header('retry-after', String(ASK_LATER_SECONDS));
    return answerRefusal(request, reply, made.error);
  }
  reply.header('content-disposition', `inline; filename*=UTF-8''${encodeURIComponent(made.value.fileName)}`);
  return reply.document('application/pdf', made.value.bytes);
}

function BeingMadePage({ view }: { view: View }) {
  return (
    <Page view={view} title="正在排版" noindex>
      <h1>正在排版</h1>
      <Notice title="文件还在排版">
        内容较多，第一次生成需要一会儿。本页每 {ASK_AGAIN_SECONDS} 秒自动再取一次，排好后即下载；
        也可以稍后再打开同一个地址，不会重复排版。
      </Notice>
    </Page>
  );
}
