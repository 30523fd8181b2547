import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { newId } from '#base/ids.ts';
import { refuse } from '#base/result.ts';
import { authorise } from '#platform/people/policy.ts';
import { listOpenProposals } from '#systems/documents/index.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { readParts } from '#web/http/read-parts.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { IMPORT_QUEUE, receiveUpload, tooLarge } from './desk/receive-upload.ts';
import { runUpload } from './desk/run-upload.ts';
import {
  editionContents,
  editionResidue,
  findUpload,
  listUploads,
  resumeUploads,
  type UploadView,
} from './desk/uploads.ts';
import { ImportPage, isUnderWay, ResiduePage } from './pages/desk/import-page.tsx';
import { ImportsPage } from './pages/desk/imports-page.tsx';
import { UploadPage } from './pages/desk/upload-page.tsx';
import { parseAside } from './parse-aside.ts';
import { deskHomeRoutes, findingRoutes } from './routes-desk-findings.tsx';
import { nextIssueRoutes } from './routes-desk-next-issue.tsx';
import { proofreadRoutes } from './routes-desk-proofread.tsx';

const PAGE_SIZE = 20;
const REFRESH_SECONDS = 2;

const notFound = refuse('gazette.import.not_found', '没有这次导入的记录。请从“导入”清单进入。');

const mayImport = (request: Request): boolean => authorise(request.actor, 'gazette.import').ok;

/** Registers the job that imports what was uploaded. */
export function deskJobs(context: Context): void {
  const { config, log, store } = context;
  context.jobs.handle<{ uploadId: string }>(IMPORT_QUEUE, ({ uploadId }) =>
    runUpload({ db: store.db, log, maxBytes: config.importMaxBytes, parse: parseAside }, uploadId),
  );
}

/** Takes up the imports that a crash left unfinished. */
export async function resumeDesk(context: Context): Promise<void> {
  const count = await resumeUploads(context.store, context.jobs);
  if (count > 0) context.log.info({ count }, 'unfinished imports taken up again');
}

/** The editor's desk: uploading, and following the import. */
export async function deskRoutes(app: FastifyInstance, context: Context): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(multipart, {
      limits: { fields: 5, fieldSize: 1000, files: 1, parts: 8, fileSize: 2 ** 40 },
    });
    uploadRoutes(scope, context);
  });
  importRoutes(app, context);
  deskHomeRoutes(app, context);
  findingRoutes(app, context);
  proofreadRoutes(app, context);
  nextIssueRoutes(app, context);
}

function uploadRoutes(app: FastifyInstance, context: Context): void {
  const { config, store, jobs } = context;
  const maxBytes = config.importMaxBytes;
  const uploadPage = (request: Request, reply: Reply, error?: { code: string; message: string }) =>
    reply.page(
      <UploadPage view={request.view()} requestKey={newId()} maxBytes={maxBytes} error={error?.message} />,
      error ? { status: statusOf(error.code) } : {},
    );

  app.get('/desk/imports/new', { config: { policy: 'gazette.import' } }, (request, reply) =>
    uploadPage(request, reply),
  );

  app.post('/desk/imports', { config: { policy: 'gazette.import' } }, async (request, reply) => {
    const { fields, files } = await readParts(request, maxBytes);
    const file = files.at(-1);
    if (!file) {
      return uploadPage(request, reply, {
        code: 'gazette.import.no_file',
        message: '没有选择文件。请点“公报文本”选一个 .txt 文件，再上传。',
      });
    }
    if (file.tooLarge) return uploadPage(request, reply, tooLarge(maxBytes).error);
    const received = await receiveUpload(
      { db: store.db, jobs, maxBytes },
      request.actor,
      file,
      fields.requestKey ?? '',
      fields.takeIncomplete === '1',
    );
    if (!received.ok) return uploadPage(request, reply, received.error);
    return reply.redirect(`/desk/imports/${received.value.uploadId}`, 303);
  });
}

/** How many proposals of the upload's issue wait, whichever of its editions said them first. */
async function openProposalsOf(context: Context, upload: UploadView): Promise<number> {
  const issueId = upload.report?.issueId;
  if (!issueId) return 0;
  return (await listOpenProposals(context.store.db)).filter((p) => p.issueId === issueId).length;
}

function importRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const config = { policy: 'gazette.import.read' as const };

  app.get('/desk/imports', { config }, async (request, reply) => {
    const asked = Number((request.query as Record<string, unknown>).page ?? 1);
    const page = Number.isInteger(asked) && asked > 0 && asked < 100_000 ? asked : 1;
    const { uploads, total } = await listUploads(db, { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    return reply.page(
      <ImportsPage
        view={request.view()}
        uploads={uploads}
        total={total}
        page={page}
        pageSize={PAGE_SIZE}
        mayImport={mayImport(request)}
      />,
    );
  });

  app.get('/desk/imports/:id', { config }, async (request, reply) => {
    const upload = await findUpload(db, (request.params as { id: string }).id);
    if (!upload) return answerRefusal(request, reply, notFound.error);
    const still = (request.query as Record<string, unknown>).still === '1';
    // A header, so that the reader can stop it: a refresh written into the page could not be turned off.
    if (isUnderWay(upload) && !still) reply.header('refresh', String(REFRESH_SECONDS));
    const contents = upload.editionId ? await editionContents(db, upload.editionId) : undefined;
    return reply.page(
      <ImportPage
        view={request.view()}
        upload={upload}
        contents={contents}
        proposals={await openProposalsOf(context, upload)}
        mayImport={mayImport(request)}
        still={still}
      />,
    );
  });

  app.get('/desk/imports/:id/residue', { config }, async (request, reply) => {
    const upload = await findUpload(db, (request.params as { id: string }).id);
    if (!upload?.editionId) return answerRefusal(request, reply, notFound.error);
    const residue = await editionResidue(db, upload.editionId);
    return reply.page(<ResiduePage view={request.view()} upload={upload} residue={residue} />);
  });
}
