/** Licences as data: what the pages of anybody, of the holder and of the window do, nothing else. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { keyOf } from '#web/http/bearer.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import {
  Changed,
  ChangeIn,
  FileReportOut,
  HolderIn,
  HolderOut,
  LicenceList,
  type LicenceOut,
  LicencePublic,
  LicenceWhole,
  LookUpQuery,
  Redeemed,
  RedeemIn,
  Refused,
  SearchIn,
  UseIn,
  UseMade,
} from './api-schema.ts';
import { authoriseUse } from './authorise-use.ts';
import { changeLicence } from './change-licence.ts';
import { checkLicenceFile, looksLikePdf } from './check-file.ts';
import { holdersOf, mayUse } from './for-whom.ts';
import { licenceKeys } from './holder.ts';
import { findLicence, type LicenceRow, listByHolders } from './queries.ts';
import { listUses } from './queries-uses.ts';
import { findLicences, type LicenceView, lookUpLicence, readHolder, viewLicences } from './read-licence.ts';
import { redeemUse } from './redeem-use.ts';
import { licenceFile } from './routes-file.ts';

const division = DIVISION_XIXIA;
const tags = ['licences'];
const FILE_BYTES_MAX = 5 * 1_048_576;
const NONE = refuse('licences.not_found', '没有这张证照，或您不能查看它。').error;
const NOT_PDF = refuse('licences.file_kind', '这不是 PDF 文件，没有核验。请发送证照的 PDF 原件。').error;

export const licenceOut = (l: LicenceView): z.infer<typeof LicenceOut> => ({
  id: l.id,
  identifier: l.identifier,
  typeName: l.typeName,
  licenceNumber: l.licenceNumber,
  agencyName: l.agencyName,
  itemName: l.itemName,
  caseNumber: l.caseNumber,
  validFrom: l.validFrom.toString(),
  validUntil: l.validUntil?.toString() ?? null,
  issuedAt: l.issuedAt.toString(),
  state: l.status.state,
  since: l.status.since.toString(),
  holder: { ...l.holder },
  content: l.content.map((c) => ({ ...c })),
});

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
  ownRoutes(app, context);
  deskRoutes(app, context);
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

/** A licence with its events and uses. */
async function whole(
  { store, config }: Context,
  row: LicenceRow,
): Promise<z.infer<typeof LicenceWhole> | undefined> {
  const keys = licenceKeys(config.secrets);
  const [licence] = await viewLicences(store.db, keys, [row], Temporal.Now.instant());
  if (!licence) return undefined;
  return {
    ...licenceOut(licence),
    events: licence.events.map((e) => ({
      seq: e.seq,
      kind: e.kind,
      on: e.on.toString(),
      at: e.at.toString(),
      actorName: e.actorName,
      reason: e.reason,
      basis: e.basis,
    })),
    uses: (await listUses(store.db, division, row.id)).map((u) => ({
      id: u.id,
      caseNumber: u.caseNumber,
      purpose: u.purpose,
      authorisedAt: u.authorisedAt.toString(),
      expiresAt: u.expiresAt.toString(),
      redeemed: u.redeemed && {
        byName: u.redeemed.byName,
        at: u.redeemed.at.toString(),
        copyUntil: u.redeemed.copyUntil.toString(),
      },
    })),
  };
}

function ownRoutes(app: FastifyInstance, context: Context): void {
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
      return (row && (await whole(context, row))) ?? answerRefusal(request, reply, NONE);
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
      if (!row) return answerRefusal(request, reply, NONE);
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

function deskRoutes(app: FastifyInstance, context: Context): void {
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
      return (row && (await whole(context, row))) ?? answerRefusal(request, reply, NONE);
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
      if (!isId(asked.licenceId)) return answerRefusal(request, reply, NONE);
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
