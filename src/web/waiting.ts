import { createServer } from 'node:http';

const PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>暂时不能服务</title></head>
<body><main><h1>暂时不能服务</h1>
<p>网站正在等数据库启动，连上后本页自动恢复，不必做任何操作。</p></main></body></html>
`;

/**
 * Answers while the database is not there yet: every page 503, `/health/live` 200, `/health/ready` 503.
 *
 * @returns a function that stops answering and frees the port
 * @throws as `listen` does, when the port cannot be had
 */
export async function answerWhileWaiting(host: string, port: number): Promise<() => Promise<void>> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    const headers = { 'cache-control': 'no-store', connection: 'close' };
    if (path === '/health/live' || path === '/health/ready') {
      const live = path === '/health/live';
      response.writeHead(live ? 200 : 503, { ...headers, 'content-type': 'application/json' });
      response.end(JSON.stringify(live ? { status: 'ok' } : { status: 'unavailable', store: 'postgres' }));
      return;
    }
    response.writeHead(503, {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'retry-after': '10',
      refresh: '5',
    });
    response.end(request.method === 'HEAD' ? undefined : PAGE);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
}
