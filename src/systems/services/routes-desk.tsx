/** The clerks' desk: one page for all its addresses, which the script that it names fills; and that script's files. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { ErrorPage } from '#web/pages/error-page.tsx';
import { DESK_ASSETS, deskAsset, readDeskBundle } from './desk-bundle.ts';
import { DeskShell } from './pages/desk-shell.tsx';

const PAGES = [
  ...['', '/new', '/overview', '/find', '/hand-over', '/supervision', '/pre-reviews', '/pre-reviews/:id'],
  ...['/:id', '/:id/receipt', '/themes/:id', '/themes/:id/receipt'],
].map((page) => `/desk/cases${page}`);

export function serviceDeskRoutes(app: FastifyInstance): void {
  for (const page of PAGES)
    app.get(page, { config: { policy: 'services.case.read' } }, (request, reply) => {
      const bundle = readDeskBundle();
      if (!bundle)
        return reply.page(
          <ErrorPage
            view={request.view()}
            status={503}
            message="办件台还没有构建。请在程序所在的文件夹运行 npm run build，再刷新本页。"
          />,
          { status: 503 },
        );
      // Ant Design writes its styles when it runs: they bear this page's nonce. Scripts stay as strict as everywhere.
      const nonce = randomBytes(16).toString('base64');
      const policy = String(reply.getHeader('content-security-policy'));
      reply.header('content-security-policy', policy.replace("style-src 'self'", `$& 'nonce-${nonce}'`));
      return reply.page(<DeskShell view={request.view()} bundle={bundle} nonce={nonce} />);
    });

  app.get<{ Params: { name: string } }>(
    `${DESK_ASSETS}:name`,
    { config: { policy: 'web.display', rateLimit: false } },
    async (request, reply) => {
      const asset = await deskAsset(request.params.name);
      if (!asset) return reply.callNotFound();
      const small = /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
      if (small) reply.header('content-encoding', 'br');
      return reply
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
        .type(asset.type)
        .send(small ? asset.brotli : asset.plain);
    },
  );
}
