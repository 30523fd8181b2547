/** What a holder does with licences, as data. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { keyOf } from '#web/http/bearer.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import { LicenceList, LicenceWhole, Refused, UseIn, UseMade } from './api-schema.ts';
import { licenceOut, NO_LICENCE, wholeOut } from './api-views.ts';
import { authoriseUse } from './authorise-use.ts';
import { holdersOf, mayUse } from './for-whom.ts';
import { licenceKeys } from './holder.ts';
import { findLicence, type LicenceRow, listByHolders } from './queries.ts';
import { viewLicences } from './read-licence.ts';
import { licenceFile } from './routes-file.ts';

const division = DIVISION_XIXIA;
const tags = ['licences'];

export function licenceOwnApiRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const keys = licenceKeys(context.config.secrets);
  const config = { policy: 'licences.read_own' as const };
  const ownRow = async ({ actor, params }: Request): Promise<LicenceRow | undefined> => {
    const { id } = params as { id: string };
    if (actor.kind !== 'account' || !isId(id)) return undefined;
    const row = await findLicence(db, division, id);
    const may = row && (await mayUse(db, keys.identity, actor, row, Temporal.Now.instant()));
    return may ? row : undefined;
  };

  app.get(
    '/api/me/licences',
    { config, schema: { tags, summary: 'The person’s licences', response: { 200: LicenceList } } },
    async ({ actor }): Promise<z.infer<typeof LicenceList>> => {
      const now = Temporal.Now.instant();
      const account = actor.kind === 'account' ? actor.id : '';
      const own = { key: account, items: null };
      const holders = keyOf(actor) ? [own] : await holdersOf(db, keys.identity, division, account, now);
      const rows = await listByHolders(db, division, holders);
      return { licences: (await viewLicences(db, keys, rows, now)).map(licenceOut) };
    },
  );

  app.get(
    '/api/me/licences/:id',
    {
      config,
      schema: { tags, summary: 'One licence, whole', response: { 200: LicenceWhole, 404: Refused } },
    },
    async (request, reply): Promise<z.infer<typeof LicenceWhole> | Reply> => {
      const row = await ownRow(request);
      return (row && (await wholeOut({ db, keys }, row))) ?? answerRefusal(request, reply, NO_LICENCE);
    },
  );

  app.get(
    '/api/me/licences/:id/file',
    {
      config: { ...config, api: { gives: 'application/pdf' } },
      schema: { tags, summary: 'The licence as a signed PDF', response: { '4xx': Refused } },
    },
    async (request, reply) => {
      const row = await ownRow(request);
      if (!row) return answerRefusal(request, reply, NO_LICENCE);
      await audit(db, request.actor, {
        useCase: 'licences.read_own',
        subject: `licence:${row.id}`,
        outcome: 'done',
        detail: { file: true },
      });
      const made = await licenceFile(context, row);
      return made.ok
        ? reply.document('application/pdf', made.value.bytes)
        : answerRefusal(request, reply, made.error);
    },
  );

  app.post(
    '/api/me/licences/:id/uses',
    {
      config: { policy: 'licences.use.authorise', rateLimit: { max: 20, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Lets the licence be used once, in one case: a code that lapses within minutes',
        body: UseIn,
        response: { 200: UseMade, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof UseMade> | Reply> => {
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const { id } = request.params as { id: string };
      const form = { licenceId: id, ...(request.body as z.infer<typeof UseIn>), requestKey: key.value };
      const made = await authoriseUse({ db, keys }, request.actor, form);
      if (!made.ok) return answerRefusal(request, reply, made.error);
      return { ...made.value, expiresAt: made.value.expiresAt.toString() };
    },
  );
}
