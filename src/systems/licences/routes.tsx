import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { type Refusal, refuse } from '#base/result.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { toPem } from '#platform/seal/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { authorityOf } from './authority.ts';
import { checkLicenceFile, looksLikePdf } from './check-file.ts';
import { licenceKeys } from './holder.ts';
import { FileReportPage, VerifiedPage, VerifyPage } from './pages/verify-page.tsx';
import { lookUpLicence } from './read-licence.ts';
import { licenceApiRoutes } from './routes-api.ts';
import { ownLicenceRoutes } from './routes-own.tsx';

const FILE_BYTES_MAX = 5 * 1_048_576;

const noFile = refuse('licences.file_missing', '没有选择文件。请选一份证照的 PDF 原件，再核验。').error;
const tooLarge = refuse(
  'licences.file.too_large',
  '文件超过 5 MB，没有核验。证照原件不到 1 MB：请确认选的是原件，不是扫描件。',
).error;
const notPdf = refuse(
  'licences.file_kind',
  '这不是 PDF 文件，没有核验。照片、截图和扫描件都不带签名，无法核验文件；请改用标识查现在的状态。',
).error;

/** What anybody may do with licences, and what their holders may. */
export async function licenceRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fields: 1, fieldSize: 100, files: 1, parts: 2, fileSize: FILE_BYTES_MAX },
    });
    verifyRoutes(scope, context);
  });
  ownLicenceRoutes(app, context);
  await licenceApiRoutes(app, context);
}

/** Looking up is limited well below what reading is: identifiers and codes are not to be tried out. */
const limited = (max: number) => ({
  policy: 'licences.verify' as const,
  rateLimit: { max, timeWindow: '1 minute' },
});

function verifyRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const keys = licenceKeys(context.config.secrets);

  const verifyPage = async (
    request: Request,
    reply: Reply,
    asked: { identifier?: string; code?: string; field?: 'identifier' | 'file'; error?: Refusal } = {},
  ) => {
    const authority = await authorityOf(context);
    const { error, field = 'identifier', identifier, code } = asked;
    return reply.page(
      <VerifyPage
        view={request.view()}
        {...(identifier !== undefined && { identifier })}
        {...(code !== undefined && { code })}
        error={error && { field, message: error.message }}
        rootFingerprint={authority.ok ? authority.value.root.fingerprint : null}
      />,
      error ? { status: statusOf(error.code) } : {},
    );
  };

  app.get('/verify', { config: { policy: 'licences.verify' } }, (request, reply) => {
    const { identifier = '', code = '' } = readFields(request.query);
    if (identifier === '') return verifyPage(request, reply);
    const query = code === '' ? '' : `?code=${encodeURIComponent(code)}`;
    return reply.redirect(`/verify/${encodeURIComponent(identifier)}${query}`, 303);
  });

  app.get('/verify/root.pem', { config: { policy: 'licences.verify' } }, async (request, reply) => {
    const authority = await authorityOf(context);
    if (!authority.ok) return answerRefusal(request, reply, authority.error);
    reply.header('content-disposition', 'attachment; filename="root.pem"');
    return reply.document('application/x-pem-file', toPem('CERTIFICATE', authority.value.root.der));
  });

  app.get<{ Params: { identifier: string } }>(
    '/verify/:identifier',
    { config: limited(30) },
    async (request, reply) => {
      const { identifier } = request.params;
      const { code = '' } = readFields(request.query);
      const at = Temporal.Now.instant();
      const found = await lookUpLicence(db, keys, DIVISION_XIXIA, { identifier, code }, at);
      if (!found.ok) return verifyPage(request, reply, { identifier, code, error: found.error });
      return reply.page(<VerifiedPage view={request.view()} licence={found.value} at={at} />);
    },
  );

  app.post('/verify/file', { config: limited(20) }, async (request, reply) => {
    const failed = (error: Refusal) => verifyPage(request, reply, { field: 'file', error });
    const part = request.isMultipart() ? await request.file() : undefined;
    if (!part) return failed(noFile);
    // Beyond the limit the rest is read and thrown away: a browser shows an answer only after it has sent everything.
    const bytes = await part.toBuffer();
    if (part.file.truncated) return failed(tooLarge);
    if (bytes.length === 0) return failed(noFile);
    if (!looksLikePdf(bytes)) return failed(notPdf);
    const at = Temporal.Now.instant();
    const { report, licence } = await checkLicenceFile(db, keys, DIVISION_XIXIA, bytes, at);
    return reply.page(<FileReportPage view={request.view()} report={report} licence={licence} at={at} />);
  });
}
