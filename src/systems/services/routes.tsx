/** What residents do: apply, keep drafts, follow a case, answer, withdraw, read what they were told. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { findCase, readEvents } from '#engines/procedure/index.ts';
import { listNotices } from '#platform/notices/notice.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { type FormError, readItem } from '#systems/permits/index.ts';
import { readFields } from '#web/desk/form.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { actOnApplication } from './act-on-application.ts';
import { answerLines } from './answer-lines.ts';
import { rolesIn } from './case-roles.ts';
import { draftContent, saveDraft } from './drafts.ts';
import { type Answers, fileApplication, type Services } from './file-application.ts';
import { currentOffer, offerOfCase } from './offer.ts';
import { ApplyPage } from './pages/apply-page.tsx';
import { CasePage } from './pages/case-page.tsx';
import { MyCasesPage, MyNoticesPage } from './pages/my-pages.tsx';
import { casesOf, closeDraft, draftsOf, findDraft, formPlace, readForm } from './queries.ts';
import { readAnswers } from './read-answers.ts';
import { servicesOf } from './services-of.ts';
import { viewCase } from './view-case.ts';

const division = DIVISION_XIXIA;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

const NO_CASE = {
  code: 'services.case.not_found',
  message: '没有这一办件，或它不是您的。请从“我的办件”进入。',
};

export function serviceRoutes(app: FastifyInstance, context: Context): void {
  const services = servicesOf(context);
  applyRoutes(app, services);
  caseRoutes(app, services);
}

function applyRoutes(app: FastifyInstance, services: Services): void {
  const config = { policy: 'services.case.file' as const };
  type Params = { Params: { code: string }; Querystring: { draft?: string; saved?: string } };

  app.get<Params>('/services/items/:code/apply', { config }, async (request, reply) => {
    const offered = await currentOffer(services.db, request.params.code);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { item, version } = offered.value;
    const { draft: asked = '', saved } = request.query;
    const draft = isId(asked)
      ? await findDraft(services.db, division, accountOf(request.actor), asked)
      : undefined;
    if (draft?.case_id) return reply.redirect(`/me/cases/${draft.case_id}`, 303);
    return reply.page(
      <ApplyPage
        view={request.view()}
        item={item}
        version={version}
        draftId={draft?.id ?? newId()}
        {...(draft ? draftContent(services, draft) : { answers: {}, body: undefined })}
        saved={saved === '1'}
        changed={draft !== undefined && draft.item_version !== version}
      />,
    );
  });

  app.post<Params>('/services/items/:code/apply', { config }, async (request, reply) => {
    const offered = await currentOffer(services.db, request.params.code);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { item, version } = offered.value;
    const fields = readFields(request.body);
    const draftId = isId(fields.draft ?? '') ? (fields.draft as string) : newId();
    const answers = readAnswers(item.form, request.body);
    const draft = { division, draftId, item, version, content: { body: fields.body, answers } };
    const again = (message: string, code: string, errors: readonly FormError[] = []) =>
      reply.page(
        <ApplyPage
          view={request.view()}
          item={item}
          version={version}
          draftId={draftId}
          answers={answers}
          body={fields.body}
          errors={errors}
          message={message}
        />,
        { status: statusOf(code) },
      );
    if (fields.step === 'save') {
      const kept = await saveDraft(services, request.actor, draft);
      if (!kept.ok) return again(kept.error.message, kept.error.code);
      return reply.redirect(`/services/items/${item.codes.base}/apply?draft=${draftId}&saved=1`, 303);
    }
    const filed = await fileApplication(services, request.actor, {
      division,
      itemCode: item.codes.base,
      itemVersion: Number(fields.itemVersion),
      body: fields.body ?? '',
      answers,
      channel: 'web',
      applicant: accountOf(request.actor),
      requestKey: draftId,
    });
    if (!filed.ok) {
      // What was typed is kept even when the browser is closed now.
      await saveDraft(services, request.actor, draft);
      return again(filed.error.message, filed.error.code, filed.fields);
    }
    await closeDraft(services.db, division, draftId, filed.value.id);
    return reply.redirect(`/me/cases/${filed.value.id}?filed=1`, 303);
  });
}

function caseRoutes(app: FastifyInstance, services: Services): void {
  const read = { policy: 'services.case.read_own' as const };
  type Params = { Params: { id: string }; Querystring: { filed?: string } };
  const now = () => (services.now ?? Temporal.Now.instant)();

  app.get('/me/cases', { config: read }, async (request, reply) => {
    const account = accountOf(request.actor);
    const [files, drafts] = await Promise.all([
      casesOf(services.db, division, account),
      draftsOf(services.db, division, account),
    ]);
    const cases = await Promise.all(
      files.map(async (file) => {
        const { procedure } = await offerOfCase(services.db, file);
        return { ...file, stateTitle: procedure.states[file.state]?.title ?? file.state };
      }),
    );
    const lines = await Promise.all(
      drafts.map(async (d) => ({
        id: d.id,
        itemCode: d.item_code,
        name: (await readItem(services.db, d.item_code, d.item_version))?.content.name ?? d.item_code,
        at: Temporal.Instant.fromEpochMilliseconds(d.changed_at.getTime()),
      })),
    );
    return reply.page(<MyCasesPage view={request.view()} cases={cases} drafts={lines} now={now()} />);
  });

  const show = async (
    request: Request,
    reply: Reply,
    id: string,
    { filed = false, error, status }: { filed?: boolean; error?: string; status?: number } = {},
  ) => {
    const file = isId(id) ? await findCase(services.db, division, id) : undefined;
    if (!file || file.applicant !== accountOf(request.actor)) return answerRefusal(request, reply, NO_CASE);
    const [offer, events, form] = await Promise.all([
      offerOfCase(services.db, file),
      readEvents(services.db, division, id),
      readForm(services.db, division, id),
    ]);
    const shown = viewCase(
      file,
      events,
      offer.procedure,
      services.calendar,
      now(),
      rolesIn(request.actor, file),
    );
    const answers = form
      ? (JSON.parse(services.sealing.open(form.sealed, formPlace(id, form.seq))) as Answers)
      : {};
    return reply.page(
      <CasePage
        view={request.view()}
        shown={shown}
        answers={answerLines(offer.item.form, answers)}
        filed={filed}
        error={error}
      />,
      status === undefined ? {} : { status },
    );
  };

  app.get<Params>('/me/cases/:id', { config: read }, (request, reply) =>
    show(request, reply, request.params.id, { filed: request.query.filed === '1' }),
  );

  app.post<Params>(
    '/me/cases/:id',
    { config: { policy: 'services.case.act_own' } },
    async (request, reply) => {
      const { id } = request.params;
      const { transition = '', seen = '', requestKey = '', ...input } = readFields(request.body);
      const acted = await actOnApplication(services, request.actor, {
        division,
        caseId: isId(id) ? id : newId(),
        transition,
        input,
        seen: Number(seen),
        requestKey: requestKey || newId(),
      });
      if (!acted.ok)
        return show(request, reply, id, {
          error: acted.error.message,
          status: statusOf(acted.error.code),
        });
      return reply.redirect(`/me/cases/${id}`, 303);
    },
  );

  app.get('/me/notices', { config: { policy: 'notices.read_own' } }, async (request, reply) => {
    const notices = await listNotices(services.db, division, accountOf(request.actor));
    return reply.page(<MyNoticesPage view={request.view()} notices={notices} />);
  });
}
