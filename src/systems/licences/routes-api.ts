/** Licences as data: what the pages of anybody, of the holder and of the window do, nothing else. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { refuse } from '#base/result.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Context, Reply } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { FileReportOut, LicencePublic, LookUpQuery, Refused } from './api-schema.ts';
import { licenceOut } from './api-views.ts';
import { checkLicenceFile, looksLikePdf } from './check-file.ts';
import { licenceKeys } from './holder.ts';
import { type LicenceView, lookUpLicence } from './read-licence.ts';
import { licenceDeskApiRoutes } from './routes-api-desk.ts';
import { licenceOwnApiRoutes } from './routes-api-own.ts';

const division = DIVISION_XIXIA;
const tags = ['licences'];
const FILE_BYTES_MAX = 5 * 1_048_576;
const NOT_PDF = refuse('licences.file_kind', '这不是 PDF 文件，没有核验。请发送证照的 PDF 原件。').error;

const publicOut = (l: LicenceView): z.infer<typeof LicencePublic> => {
  const { id: _, caseNumber: __, ...shown } = licenceOut(l);
  return shown;
};

export async function licenceApiRoutes(app: FastifyInstance, context: Context): Promise<void> {
  lookUpRoutes(app, context);
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/pdf',
      { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX },
      (_request, body, done) => done(null, body),
    );
    checkRoute(scope, context);
  });
  licenceOwnApiRoutes(app, context);
  licenceDeskApiRoutes(app, context);
}

/** Looking up is limited as the page is: identifiers and codes are not to be tried out. */
const limited = (max: number) => ({
  policy: 'licences.verify' as const,
  rateLimit: { max, timeWindow: '1 minute' },
});

function lookUpRoutes(app: FastifyInstance, { store, config }: Context): void {
  const keys = licenceKeys(config.secrets);
  app.get(
    '/api/licences/:identifier',
    {
      config: limited(30),
      schema: {
        tags,
        summary: 'How a licence stands now; a person’s needs its code',
        querystring: LookUpQuery,
        response: { 200: LicencePublic, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof LicencePublic> | Reply> => {
      const { identifier } = request.params as { identifier: string };
      const { code } = request.query as z.infer<typeof LookUpQuery>;
      const now = Temporal.Now.instant();
      const found = await lookUpLicence(store.db, keys, division, { identifier, code }, now);
      return found.ok ? publicOut(found.value) : answerRefusal(request, reply, found.error);
    },
  );
}

function checkRoute(app: FastifyInstance, { store, config }: Context): void {
  const keys = licenceKeys(config.secrets);
  app.post(
    '/api/licences/check',
    {
      config: {
        ...limited(20),
        api: { takes: ['application/pdf'], repeatable: 'it only reads what is sent' },
      },
      schema: {
        tags,
        summary: 'Checks a licence’s PDF: signature, chain, and how the licence stands now',
        response: { 200: FileReportOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof FileReportOut> | Reply> => {
      const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      if (!looksLikePdf(bytes)) return answerRefusal(request, reply, NOT_PDF);
      const now = Temporal.Now.instant();
      const { report, licence } = await checkLicenceFile(store.db, keys, division, bytes, now);
      return {
        genuine: report.checks.every((c) => c.passed || c.code === 'validity'),
        checks: report.checks.map((c) => ({
          code: c.code,
          passed: c.passed,
          says: `${c.title}：${c.detail}`,
        })),
        licence: licence ? publicOut(licence) : null,
      };
    },
  );
}
