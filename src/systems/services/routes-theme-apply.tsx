/** Applying for a matter of several items (一件事): its one form; put away at any point and gone on with. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { receivingBodies } from '#systems/permits/index.ts';
import { readFields } from '#web/desk/form.ts';
import { answerRefusal, statusOf } from '#web/http/refusals.tsx';
import { answerAutosave, isAutosave, seenBy } from './autosave.ts';
import type { Services } from './file-application.ts';
import { checkPrincipal, standingsNow, standingWords, withPrincipal } from './for-whom.ts';
import { keeperAttributes } from './keeper.ts';
import { ThemeApplyPage } from './pages/theme-apply-page.tsx';
import { readAnswers } from './read-answers.ts';
import { themeMaterialRoutes } from './routes-theme-materials.tsx';
import { openThemeDraft, saveThemeDraft } from './theme-drafts.ts';
import {
  chosenPrincipal,
  principalsOfTheme,
  selfPath,
  type ThemePrincipal,
  themePath,
} from './theme-for-whom.ts';
import { checkTheme, staleItems, themeOffer } from './theme-offer.ts';

const division = DIVISION_XIXIA;
const config = { policy: 'services.case.file' as const };
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

type Params = {
  Params: { code: string };
  Querystring: { draft?: string; saved?: string; for?: string; with?: string | string[] };
};

export async function themeApplyRoutes(app: FastifyInstance, services: Services): Promise<void> {
  formRoutes(app, services);
  await app.register((scope) => themeMaterialRoutes(scope, services));
}

/** Basic codes, as checkboxes or a hidden field send them. */
const codesIn = (sent: unknown): string[] =>
  [sent]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? one.split(',') : []))
    .filter((code) => /^\d{12}$/.test(code));

const versionsIn = (sent = ''): Record<string, number> =>
  Object.fromEntries(
    sent.split(',').flatMap((pair) => {
      const [code = '', version = ''] = pair.split(':');
      return /^\d{12}$/.test(code) ? [[code, Number(version)]] : [];
    }),
  );

/** For whom the matter may be applied for, as the page offers it. */
const offeredTo = (principals: readonly ThemePrincipal[]) => ({
  choices: principals
    .filter((p) => p.why === null)
    .map(({ standing: s }) => ({ id: s.id, name: s.name, words: standingWords(s) })),
  barred: principals.flatMap(({ standing, why }) =>
    why === null ? [] : [{ words: standingWords(standing), why }],
  ),
});

function formRoutes(app: FastifyInstance, services: Services): void {
  app.get<Params>('/services/themes/:code/apply', { config }, async (request, reply) => {
    const { row, content } = await openThemeDraft(services, request.actor, request.query.draft);
    if (row?.case_id) return reply.redirect(`/me/themes/${row.case_id}`, 303);
    const chosen = content?.chosen ?? codesIn(request.query.with);
    const offered = await themeOffer(services.db, request.params.code, chosen);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { items, asked } = offered.value;
    const draftId = row?.id ?? newId();
    const principals = principalsOfTheme(await standingsNow(services, request.actor), items);
    const chosenFor = chosenPrincipal(
      principals,
      request.query.for ?? content?.principal,
      selfPath(request.params.code, draftId),
    );
    if (!chosenFor.ok) return answerRefusal(request, reply, chosenFor.error);
    const principal = chosenFor.value;
    const own = { ...content?.answers };
    // What was filled in for somebody else says who they are.
    if (!principal && content?.principal) delete own[asked.applicant];
    return reply.page(
      <ThemeApplyPage
        view={request.view()}
        offer={offered.value}
        draftId={draftId}
        chosen={chosen}
        bodies={content?.bodies ?? {}}
        answers={principal ? withPrincipal(own, principal, asked.applicant) : own}
        forWhom={offeredTo(principals).choices.find((c) => c.id === principal?.id)}
        {...offeredTo(principals)}
        hasDraft={row !== undefined}
        keeper={keeperAttributes(
          `${themePath(request.params.code)}/apply`,
          asked.form,
          accountOf(request.actor),
          row && { version: row.version, at: row.changed_at.toISOString() },
        )}
        saved={request.query.saved === '1'}
        gone={request.query.draft !== undefined && row === undefined}
      />,
    );
  });

  app.post<Params>('/services/themes/:code/apply', { config }, async (request, reply) => {
    const fields = readFields(request.body);
    const chosen = codesIn(fields.with);
    const offered = await themeOffer(services.db, request.params.code, chosen);
    if (!offered.ok) return answerRefusal(request, reply, offered.error);
    const { theme, items, asked } = offered.value;
    const { row, content } = await openThemeDraft(services, request.actor, fields.draft);
    if (row?.case_id) return reply.redirect(`/me/themes/${row.case_id}`, 303);
    const draftId = fields.draft && isId(fields.draft) ? fields.draft : newId();
    const answers = readAnswers(asked.form, request.body);
    const bodies = Object.fromEntries([...items.keys()].map((code) => [code, fields[`body-${code}`] ?? '']));
    const versions = versionsIn(fields.versions);
    const principals = principalsOfTheme(await standingsNow(services, request.actor), items);
    // Kept before it is judged: nothing that was typed is lost, whatever is wrong with it.
    const kept = await saveThemeDraft(services, request.actor, {
      division,
      draftId,
      themeCode: theme.code,
      content: {
        chosen,
        versions,
        bodies,
        answers,
        materials: content?.materials ?? {},
        licences: content?.licences ?? {},
        principal: fields.principal && isId(fields.principal) ? fields.principal : undefined,
      },
      seen: seenBy(request, fields.base),
    });
    if (isAutosave(request)) return answerAutosave(reply, services, request.actor, draftId, kept);
    const again = (message: string, code: string, errors: ReturnType<typeof checkTheme> = []) =>
      reply.page(
        <ThemeApplyPage
          view={request.view()}
          offer={offered.value}
          {...{ draftId, chosen, bodies, answers, errors, message }}
          forWhom={offeredTo(principals).choices.find((c) => c.id === fields.principal)}
          {...offeredTo(principals)}
          hasDraft={kept.ok}
          keeper={keeperAttributes(
            `${themePath(theme.code)}/apply`,
            asked.form,
            accountOf(request.actor),
            kept.ok ? { version: kept.value.version, at: new Date().toISOString() } : undefined,
          )}
        />,
        { status: statusOf(code) },
      );
    if (!kept.ok) return again(kept.error.message, kept.error.code);
    if (fields.step === 'save')
      return reply.redirect(`${themePath(theme.code)}/apply?draft=${draftId}&saved=1`, 303);
    const chosenFor = chosenPrincipal(principals, fields.principal, selfPath(theme.code, draftId));
    if (!chosenFor.ok) return answerRefusal(request, reply, chosenFor.error);
    const principal = chosenFor.value;
    const stale = staleItems(offered.value, versions);
    if (stale.length > 0)
      return again(
        `您填写期间，“${stale.join('”“')}”的办事指南更新了。请对照新的要求核对一遍，再按“下一步”。`,
        'services.item.stale',
      );
    const wrong = [
      ...(principal ? checkPrincipal(answers, principal, asked.applicant) : []),
      ...checkTheme(offered.value, answers),
    ];
    if (wrong.length > 0) return again('有几处要改。', 'services.answers', wrong);
    for (const [code, item] of items)
      if (!receivingBodies(item).includes(bodies[code] ?? ''))
        return again(`请选择“${item.name}”的办理机关。`, 'services.body');
    return reply.redirect(`${themePath(theme.code)}/materials?draft=${draftId}`, 303);
  });
}
