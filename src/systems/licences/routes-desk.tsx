import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { type Refusal, refuse } from '#base/result.ts';
import { dayOf } from '#engines/procedure/clock.ts';
import { audit } from '#platform/audit/audit.ts';
import { authoriseInBody, DIVISION_XIXIA } from '#platform/people/policy.ts';
import { readFields } from '#web/desk/form.ts';
import { answerPdf } from '#web/http/answer-pdf.tsx';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { changeLicence } from './change-licence.ts';
import { type Holder, licenceKeys } from './holder.ts';
import {
  type ChangeValues,
  DeskLicencePage,
  DeskLicencesPage,
  RedeemPage,
  TakenPage,
} from './pages/desk-pages.tsx';
import { findLicence } from './queries.ts';
import { findUse, listUses } from './queries-uses.ts';
import { findLicences, readHolder, SEARCH_MAX, viewLicences } from './read-licence.ts';
import { redeemUse } from './redeem-use.ts';
import { licenceFile } from './routes-file.ts';

const notFound = refuse('licences.not_found', '没有这张证照。请从证照清单重新进入。').error;
const noUse = refuse('licences.use.not_found', '没有这次使用的记录。请重新核用授权码。').error;

/** The field that a refusal is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'licences.ground_missing': 'ground',
  'licences.reason_missing': 'reason',
  'licences.date_wrong': 'on',
  'licences.wrong_state': 'ground',
  'licences.use.not_found': 'code',
  'licences.use.lapsed': 'code',
  'licences.use.conflict': 'code',
  'licences.use.other_case': 'caseNumber',
};

type DeskParams = { Params: { id: string; useId: string } };
const READ = { policy: 'licences.read' as const };
const REDEEM = { policy: 'licences.use.redeem' as const };

/** The window: finding licences, changing them, and taking what applicants allow. */
export function licenceDeskRoutes(app: FastifyInstance, context: Context): void {
  searchRoutes(app, context);
  redeemRoutes(app, context);
  licenceRoutes(app, context);
}

function searchRoutes(app: FastifyInstance, context: Context): void {
  const keys = licenceKeys(context.config.secrets);
  const list = async (request: Request, reply: Reply, asked: string) => {
    const now = Temporal.Now.instant();
    const found = await findLicences(context.store.db, keys, DIVISION_XIXIA, request.actor, asked, now);
    if (!found.ok) return answerRefusal(request, reply, found.error);
    return reply.page(
      <DeskLicencesPage view={request.view()} licences={found.value} asked={asked} most={SEARCH_MAX} />,
    );
  };
  app.get('/desk/licences', { config: READ }, (request, reply) => list(request, reply, ''));
  // A command in form, so that names and numbers stand in no address and no log.
  app.post('/desk/licences', { config: READ }, (request, reply) =>
    list(request, reply, readFields(request.body).asked ?? ''),
  );
}

function licenceRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const keys = licenceKeys(context.config.secrets);

  const licencePage = async (
    request: Request,
    reply: Reply,
    id: string,
    told: { holder?: Holder; values?: ChangeValues; error?: Refusal; field?: string; done?: boolean } = {},
  ) => {
    const row = isId(id) ? await findLicence(db, DIVISION_XIXIA, id) : undefined;
    const [licence] = row ? await viewLicences(db, keys, [row], Temporal.Now.instant()) : [];
    if (!licence) return answerRefusal(request, reply, told.error ?? notFound);
    const { holder, values, error, field, done } = told;
    return reply.page(
      <DeskLicencePage
        view={request.view()}
        licence={licence}
        uses={await listUses(db, DIVISION_XIXIA, licence.id)}
        holder={holder}
        mayChange={authoriseInBody(request.actor, 'licences.change', row?.agency_name ?? '').ok}
        mayReadHolder={authoriseInBody(request.actor, 'licences.read_holder', row?.agency_name ?? '').ok}
        requestKey={newId()}
        values={values}
        errors={error ? [{ field: field ?? FIELDS[error.code] ?? null, message: error.message }] : []}
        done={done === true}
      />,
      error ? { status: statusOf(error.code) } : {},
    );
  };

  app.get<DeskParams>('/desk/licences/:id', { config: READ }, (request, reply) =>
    licencePage(request, reply, request.params.id, { done: readFields(request.query).done === '1' }),
  );

  app.post<DeskParams>(
    '/desk/licences/:id/changes',
    { config: { policy: 'licences.change' } },
    async (request, reply) => {
      const { ground = '', reason = '', on = '', seen = '', requestKey = '' } = readFields(request.body);
      const { id } = request.params;
      const form = { licenceId: id, ground, reason, on, seen: Number(seen), requestKey };
      const changed = await changeLicence({ db }, request.actor, form);
      if (changed.ok) return reply.redirect(`/desk/licences/${id}?done=1`, 303);
      return licencePage(request, reply, id, { values: { ground, reason, on }, error: changed.error });
    },
  );

  app.post<DeskParams>(
    '/desk/licences/:id/holder',
    { config: { policy: 'licences.read_holder' } },
    async (request, reply) => {
      const { id } = request.params;
      const { reason = '' } = readFields(request.body);
      if (!isId(id)) return answerRefusal(request, reply, notFound);
      const read = await readHolder(db, keys, DIVISION_XIXIA, request.actor, { licenceId: id, reason });
      return licencePage(
        request,
        reply,
        id,
        read.ok ? { holder: read.value } : { error: read.error, field: 'holder-reason' },
      );
    },
  );
}

function redeemRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const keys = licenceKeys(context.config.secrets);

  app.get('/desk/licences/redeem', { config: REDEEM }, (request, reply) => {
    const { code = '', caseNumber = '' } = readFields(request.query);
    return reply.page(
      <RedeemPage view={request.view()} values={{ code, caseNumber }} requestKey={newId()} />,
    );
  });

  app.post(
    '/desk/licences/redeem',
    { config: { ...REDEEM, rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const { code = '', caseNumber = '', requestKey = '' } = readFields(request.body);
      const taken = await redeemUse({ db, keys }, request.actor, { code, caseNumber, requestKey });
      if (taken.ok) return reply.redirect(`/desk/licences/uses/${taken.value.useId}`, 303);
      return reply.page(
        <RedeemPage
          view={request.view()}
          values={{ code, caseNumber }}
          requestKey={newId()}
          error={{ field: FIELDS[taken.error.code] ?? null, message: taken.error.message }}
        />,
        { status: statusOf(taken.error.code) },
      );
    },
  );

  /** A use that was taken, with its licence; whether its copy may still be opened. */
  const readTaken = async (useId: string) => {
    const use = isId(useId) ? await findUse(db, DIVISION_XIXIA, useId) : undefined;
    const row = use?.redeemed ? await findLicence(db, DIVISION_XIXIA, use.licenceId) : undefined;
    if (!use?.redeemed || !row) return undefined;
    const now = Temporal.Now.instant();
    const open = Temporal.PlainDate.compare(dayOf(now), use.redeemed.copyUntil) < 0;
    const [licence] = await viewLicences(db, keys, [row], now);
    return licence && { use: { ...use, redeemed: use.redeemed }, row, licence, open };
  };

  app.get<DeskParams>('/desk/licences/uses/:useId', { config: REDEEM }, async (request, reply) => {
    const taken = await readTaken(request.params.useId);
    if (!taken) return answerRefusal(request, reply, noUse);
    const { licence, use, open } = taken;
    return reply.page(<TakenPage view={request.view()} {...{ licence, use, open }} />);
  });

  app.get<DeskParams>('/desk/licences/uses/:useId/file', { config: REDEEM }, async (request, reply) => {
    const taken = await readTaken(request.params.useId);
    if (!taken?.open) return answerRefusal(request, reply, noUse);
    await audit(db, request.actor, {
      useCase: 'licences.use.redeem',
      subject: `licence:${taken.row.id}`,
      outcome: 'done',
      detail: { file: true, use: taken.use.id },
    });
    return answerPdf(request, reply, licenceFile(context, taken.row, taken.use));
  });
}
