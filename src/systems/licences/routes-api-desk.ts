/** What the window does with licences, as data. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import {
  Changed,
  ChangeIn,
  HolderIn,
  HolderOut,
  LicenceList,
  LicenceWhole,
  Redeemed,
  RedeemIn,
  Refused,
  SearchIn,
} from './api-schema.ts';
import { licenceOut, NO_LICENCE, wholeOut } from './api-views.ts';
import { changeLicence } from './change-licence.ts';
import { licenceKeys } from './holder.ts';
import { findLicence } from './queries.ts';
import { findLicences, readHolder } from './read-licence.ts';
import { redeemUse } from './redeem-use.ts';

const division = DIVISION_XIXIA;
const tags = ['licences'];

export function licenceDeskApiRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const keys = licenceKeys(context.config.secrets);
  const read = { policy: 'licences.read' as const };
  const idOf = (request: Request): string => (request.params as { id: string }).id;

  app.post(
    '/api/desk/licences/search',
    {
      config: { ...read, api: { repeatable: 'it only reads' } },
      schema: {
        tags,
        summary: 'Finds licences',
        body: SearchIn,
        response: { 200: LicenceList, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof LicenceList> | Reply> => {
      const { asked } = request.body as z.infer<typeof SearchIn>;
      const found = await findLicences(db, keys, division, request.actor, asked, Temporal.Now.instant());
      return found.ok
        ? { licences: found.value.map(licenceOut) }
        : answerRefusal(request, reply, found.error);
    },
  );

  app.get(
    '/api/desk/licences/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'One licence of anybody, whole',
        response: { 200: LicenceWhole, 404: Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof LicenceWhole> | Reply> => {
      const row = isId(idOf(request)) ? await findLicence(db, division, idOf(request)) : undefined;
      return (row && (await wholeOut({ db, keys }, row))) ?? answerRefusal(request, reply, NO_LICENCE);
    },
  );

  app.post(
    '/api/desk/licences/:id/holder',
    {
      config: {
        policy: 'licences.read_holder',
        api: { repeatable: 'a sight: it changes nothing, and every one is written down' },
      },
      schema: {
        tags,
        summary: 'The holder unmasked, for a reason that is written down',
        body: HolderIn,
        response: { 200: HolderOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof HolderOut> | Reply> => {
      const asked = { licenceId: idOf(request), ...(request.body as z.infer<typeof HolderIn>) };
      if (!isId(asked.licenceId)) return answerRefusal(request, reply, NO_LICENCE);
      const seen = await readHolder(db, keys, division, request.actor, asked);
      return seen.ok ? { ...seen.value } : answerRefusal(request, reply, seen.error);
    },
  );

  app.post(
    '/api/desk/licences/:id/changes',
    {
      config: { policy: 'licences.change' },
      schema: {
        tags,
        summary: 'Suspends, returns, revokes, withdraws or cancels a licence on a ground in law',
        body: ChangeIn,
        response: { 200: Changed, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof Changed> | Reply> => {
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const form = request.body as z.infer<typeof ChangeIn>;
      const changed = await changeLicence({ db }, request.actor, {
        licenceId: idOf(request),
        ...form,
        requestKey: key.value,
      });
      return changed.ok ? { again: changed.value.repeated } : answerRefusal(request, reply, changed.error);
    },
  );

  app.post(
    '/api/desk/licences/redeem',
    {
      config: { policy: 'licences.use.redeem', rateLimit: { max: 30, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Takes the use that a holder allowed for a case, once',
        body: RedeemIn,
        response: { 200: Redeemed, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof Redeemed> | Reply> => {
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const form = { ...(request.body as z.infer<typeof RedeemIn>), requestKey: key.value };
      const taken = await redeemUse({ db, keys }, request.actor, form);
      return taken.ok ? taken.value : answerRefusal(request, reply, taken.error);
    },
  );
}
