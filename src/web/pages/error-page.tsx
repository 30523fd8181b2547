import { Page } from '#web/components/page.tsx';
import type { View } from '#web/components/view.ts';

const TITLES: Record<number, string> = {
  401: '请先登录',
  403: '没有权限',
  404: '没有找到',
  409: '内容已有变化',
  413: '文件太大',
  429: '操作太频繁',
  500: '程序出错',
  503: '暂时不能服务',
};

/** Any answer that is not the thing asked for: what happened, and what to do next. */
export function ErrorPage({ view, status, message }: { view: View; status: number; message: string }) {
  const title = TITLES[status] ?? '未能办理';
  return (
    <Page view={view} title={title} noindex>
      <h1>{title}</h1>
      <p>{message}</p>
      <ul>
        <li>
          <a href="/">回到首页</a>
        </li>
        <li>
          <a href="/search">检索文件</a>
        </li>
        {status === 401 && (
          <li>
            <a href={`/login?back=${encodeURIComponent(view.path)}`}>登录</a>
          </li>
        )}
      </ul>
    </Page>
  );
}
