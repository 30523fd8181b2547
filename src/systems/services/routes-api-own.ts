/** What applicants do, as data: for their own programs, and for systems that they allowed to act for them. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { dayOf, lightOfRow, readEvents, readMaterials, viewCase } from '#engines/procedure/index.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { requestKeyOf } from '#web/http/request-key.ts';
import { actOnApplication } from './act-on-application.ts';
import { answerLines } from './answer-lines.ts';
import { FiledOut, Refused, StepOut } from './api-schema.ts';
import { ApplicationIn, NoticeList, OwnCaseList, OwnCaseOut, OwnStepIn } from './api-schema-own.ts';
import { caseViewOut } from './api-views.ts';
import { caseEvidence } from './case-evidence.ts';
import { rolesIn } from './case-roles.ts';
import type { Answers, Services } from './file-application.ts';
import { fileWithLicences } from './file-with-licences.ts';
import {
  casesMine,
  checkPrincipal,
  namingAgents,
  noticesMine,
  ownCase,
  standingsForItem,
  standingsNow,
} from './for-whom.ts';
import { missingMaterials } from './missing-materials.ts';
import { offerOfCase } from './offer.ts';
import { closeDraft, findDraft, foreignFiles, formPlace, readForm } from './queries.ts';
import { draftRoutes } from './routes-api-drafts.ts';
import { ownThemeRoutes } from './routes-api-own-themes.ts';
import { sendFile } from './send-file.ts';

const division = DIVISION_XIXIA;
const tags = ['applicants'];
const file = { policy: 'services.case.file' as const };
const read = { policy: 'services.case.read_own' as const };
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

const NO_CASE = { code: 'services.case.not_found', message: '没有这一办件，或它不是您的。' };
const NOT_FOR = {
  code: 'services.principal',
  message: '您现在不能为所选的人或企业办这件事：授权已撤销、已到期，或不包括这个事项。',
};
const OTHER_DRAFT = {
  code: 'services.draft.other_item',
  message: '这份草稿是另一个事项的，申请没有提交。请填这个事项的草稿，或不填草稿，再提交一次。',
};

export function ownRoutes(app: FastifyInstance, _context: Context, services: Services): void {
  applicationRoutes(app, services);
  draftRoutes(app, services);
  ownThemeRoutes(app, services);
  caseRoutes(app, services);

  app.get(
    '/api/me/notices',
    {
      config: { policy: 'notices.read_own' },
      schema: {
        tags,
        summary: 'What the person was told in writing, newest first',
        response: { 200: NoticeList },
      },
    },
    async (request): Promise<z.infer<typeof NoticeList>> => ({
      notices: (await noticesMine(services, request.actor)).map((n) => ({
        id: n.id,
        about: n.about,
        kind: n.kind,
        title: n.title,
        body: n.body,
        at: n.madeAt.toString(),
      })),
    }),
  );
}

function applicationRoutes(app: FastifyInstance, services: Services): void {
  app.post(
    '/api/me/applications',
    {
      config: file,
      schema: {
        tags,
        summary: 'Files an application: the case is open when this is answered',
        body: ApplicationIn,
        response: { 200: FiledOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof FiledOut> | Reply> => {
      const { draft, principal, licences, ...application } = request.body as z.infer<typeof ApplicationIn>;
      const key = requestKeyOf(request);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const account = accountOf(request.actor);
      const row = draft ? await findDraft(services.db, division, account, draft) : undefined;
      if (row && row.item_code !== application.itemCode) return answerRefusal(request, reply, OTHER_DRAFT);
      const standing = principal
        ? standingsForItem(await standingsNow(services, request.actor), application.itemCode).find(
            (s) => s.id === principal,
          )
        : undefined;
      if (principal && !standing) return answerRefusal(request, reply, NOT_FOR);
      const wrong = standing ? checkPrincipal(application.answers, standing) : [];
      if (wrong.length > 0)
        return answerRefusal(
          request,
          reply,
          { code: 'services.answers', message: wrong.map((f) => f.message).join('') },
          wrong,
        );
      const filed = await fileWithLicences(
        services,
        request.actor,
        {
          division,
          ...application,
          channel: 'api',
          applicant: standing?.key ?? account,
          requestKey: key.value,
        },
        Object.entries(licences).map(([material, id]) => ({ material, licence: { id } })),
      );
      if (!filed.ok)
        return answerRefusal(request, reply, filed.error, 'fields' in filed ? filed.fields : undefined);
      if (row) await closeDraft(services.db, division, row.id, filed.value.id);
      return filed.value;
    },
  );
}

function caseRoutes(app: FastifyInstance, services: Services): void {
  const now = () => (services.now ?? Temporal.Now.instant)();
  const found = (request: Request) => ownCase(services, request.actor, (request.params as { id: string }).id);

  app.get(
    '/api/me/cases',
    {
      config: read,
      schema: { tags, summary: 'The person’s cases, newest first', response: { 200: OwnCaseList } },
    },
    async (request): Promise<z.infer<typeof OwnCaseList>> => {
      const today = dayOf(now());
      const { files, standings } = await casesMine(services, request.actor);
      const names = new Map(standings.map((s) => [s.key, s.name]));
      const cases = files.map(async (row) => {
        const { procedure } = await offerOfCase(services.db, row);
        return {
          id: row.id,
          number: row.number,
          title: row.title,
          state: row.state,
          stateTitle: procedure.states[row.state]?.title ?? row.state,
          turn: row.turn as 'body',
          holder: row.holder,
          light: lightOfRow(row, today),
          dueOn: row.due_on,
          openedAt: row.opened_at.toISOString(),
          version: row.version,
          forWhom: names.get(row.applicant) ?? null,
        };
      });
      return { today: today.toString(), cases: await Promise.all(cases) };
    },
  );

  app.get(
    '/api/me/cases/:id',
    {
      config: read,
      schema: { tags, summary: 'One case, whole', response: { 200: OwnCaseOut, 404: Refused } },
    },
    async (request, reply): Promise<z.infer<typeof OwnCaseOut> | Reply> => {
      const own = await found(request);
      if (!own) return answerRefusal(request, reply, NO_CASE);
      const { file: row, acting } = own;
      const [offer, events, form, files] = await Promise.all([
        offerOfCase(services.db, row),
        readEvents(services.db, division, row.id),
        readForm(services.db, division, row.id),
        readMaterials(services.db, division, row.id),
      ]);
      const roles = rolesIn(acting, row);
      const shown = viewCase(row, events, offer.procedure, services.calendar, now(), roles);
      const view = namingAgents(shown, events, row);
      const answers = form
        ? (JSON.parse(services.sealing.open(form.sealed, formPlace(row.id, form.seq))) as Answers)
        : {};
      return {
        ...caseViewOut(view),
        itemCode: offer.item.codes.base,
        itemVersion: offer.version,
        answers: answerLines(offer.item.form, answers),
        files: files.map(({ seq, material, id, name, size_bytes }) => ({
          seq,
          material,
          id,
          name,
          bytes: size_bytes,
        })),
        missing: missingMaterials(events),
        ...(await caseEvidence(services, row, events, offer.procedure)),
      };
    },
  );

  app.get(
    '/api/me/cases/:id/files/:fileId',
    {
      config: { ...read, api: { gives: 'application/octet-stream' } },
      schema: { tags, summary: 'A file of the person’s case', response: { 404: Refused } },
    },
    async (request, reply) => {
      const { fileId } = request.params as { fileId: string };
      const own = await found(request);
      const part =
        own && (await readMaterials(services.db, division, own.file.id)).find((m) => m.id === fileId);
      return part ? sendFile(reply, services, fileId) : answerRefusal(request, reply, NO_CASE);
    },
  );

  app.post(
    '/api/me/cases/:id/steps',
    {
      config: { policy: 'services.case.act_own' },
      schema: {
        tags,
        summary: 'Makes a step that is the applicant’s: answers a one-time notice, withdraws',
        body: OwnStepIn,
        response: { 200: StepOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof StepOut> | Reply> => {
      const own = await found(request);
      if (!own) return answerRefusal(request, reply, NO_CASE);
      const step = request.body as z.infer<typeof OwnStepIn>;
      const key = requestKeyOf(request, step.requestKey);
      if (!key.ok) return answerRefusal(request, reply, key.error);
      const foreign = await foreignFiles(services.db, division, accountOf(request.actor), step.materials);
      if (foreign.length > 0)
        return answerRefusal(request, reply, {
          code: 'services.materials',
          message: '有文件不是您上传的，或已不存在。请重新上传文件再提交。',
        });
      const acted = await actOnApplication(services, request.actor, {
        division,
        caseId: own.file.id,
        ...step,
        requestKey: key.value,
      });
      return acted.ok ? acted.value : answerRefusal(request, reply, acted.error);
    },
  );
}
