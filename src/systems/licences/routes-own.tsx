import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import { answerPdf } from '#web/http/answer-pdf.tsx';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { authoriseUse } from './authorise-use.ts';
import { holdersOf, mayUse } from './for-whom.ts';
import { licenceKeys, placeOfUse } from './holder.ts';
import { MyLicencePage, MyLicencesPage, UsePage } from './pages/my-licences-page.tsx';
import { findLicence, type LicenceRow, listByHolders } from './queries.ts';
import { findUse, listUses } from './queries-uses.ts';
import { viewLicences } from './read-licence.ts';
import { licenceFile } from './routes-file.ts';

const notFound = refuse('licences.not_found', '您名下没有这张证照。请从“我的证照”重新进入。').error;

/** The field that a refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'licences.case_missing': 'caseNumber',
  'licences.purpose_missing': 'purpose',
};

type OwnParams = { Params: { id: string; useId: string } };

/** What the holder of an account does with licences of their own. */
export function ownLicenceRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const keys = licenceKeys(context.config.secrets);
  const config = { policy: 'licences.read_own' as const };

  /** Somebody else's licence is answered as none. */
  const ownRow = async (request: Request, id: string): Promise<LicenceRow | undefined> => {
    const row = isId(id) ? await findLicence(db, DIVISION_XIXIA, id) : undefined;
    const may = row && (await mayUse(db, keys.identity, request.actor, row, Temporal.Now.instant()));
    return may ? row : undefined;
  };

  const licencePage = async (
    request: Request,
    reply: Reply,
    row: LicenceRow,
    told: {
      values?: { caseNumber: string; purpose: string };
      error?: { code: string; message: string };
    } = {},
  ) => {
    const now = Temporal.Now.instant();
    const [licence] = await viewLicences(db, keys, [row], now);
    if (!licence) return answerRefusal(request, reply, notFound);
    const { values, error } = told;
    return reply.page(
      <MyLicencePage
        view={request.view()}
        licence={licence}
        uses={await listUses(db, DIVISION_XIXIA, row.id)}
        now={now}
        requestKey={newId()}
        {...(values && { values })}
        error={error && { field: FIELDS[error.code] ?? null, message: error.message }}
      />,
      error ? { status: statusOf(error.code) } : {},
    );
  };

  app.get('/me/licences', { config }, async (request, reply) => {
    const account = request.actor.kind === 'account' ? request.actor.id : '';
    const now = Temporal.Now.instant();
    const holders = await holdersOf(db, keys.identity, DIVISION_XIXIA, account, now);
    const rows = await listByHolders(db, DIVISION_XIXIA, holders);
    const licences = await viewLicences(db, keys, rows, now);
    return reply.page(<MyLicencesPage view={request.view()} licences={licences} />);
  });

  app.get<OwnParams>('/me/licences/:id', { config }, async (request, reply) => {
    const row = await ownRow(request, request.params.id);
    return row ? licencePage(request, reply, row) : answerRefusal(request, reply, notFound);
  });

  app.get<OwnParams>('/me/licences/:id/file', { config }, async (request, reply) => {
    const row = await ownRow(request, request.params.id);
    if (!row) return answerRefusal(request, reply, notFound);
    await audit(db, request.actor, {
      useCase: 'licences.read_own',
      subject: `licence:${row.id}`,
      outcome: 'done',
      detail: { file: true },
    });
    return answerPdf(request, reply, licenceFile(context, row));
  });

  app.post<OwnParams>(
    '/me/licences/:id/uses',
    { config: { policy: 'licences.use.authorise', rateLimit: { max: 20, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { caseNumber = '', purpose = '', requestKey = '' } = readFields(request.body);
      const values = { caseNumber, purpose };
      const { id } = request.params;
      const made = await authoriseUse({ db, keys }, request.actor, {
        licenceId: id,
        requestKey,
        ...values,
      });
      if (made.ok) return reply.redirect(`/me/licences/${id}/uses/${made.value.useId}`, 303);
      const row = await ownRow(request, id);
      if (!row) return answerRefusal(request, reply, made.error);
      return licencePage(request, reply, row, { values, error: made.error });
    },
  );

  app.get<OwnParams>('/me/licences/:id/uses/:useId', { config }, async (request, reply) => {
    const row = await ownRow(request, request.params.id);
    const { useId } = request.params;
    const use = row && isId(useId) ? await findUse(db, DIVISION_XIXIA, useId) : undefined;
    const now = Temporal.Now.instant();
    const [licence] = row ? await viewLicences(db, keys, [row], now) : [];
    if (!licence || !use || use.licenceId !== licence.id) return answerRefusal(request, reply, notFound);
    const open = use.redeemed === null && Temporal.Instant.compare(now, use.expiresAt) < 0;
    const code = open ? keys.use.open(use.codeSealed, placeOfUse(use.id)) : null;
    return reply.page(
      <UsePage
        view={request.view()}
        licence={licence}
        use={use}
        now={now}
        shown={
          code === null
            ? null
            : { code, url: `${context.config.publicUrl}/desk/licences/redeem?code=${code}` }
        }
      />,
    );
  });
}
