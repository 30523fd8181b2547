/** Handing in what a one-time notice told to be missing. */
import type { FastifyInstance } from 'fastify';
import { isId, newId } from '#base/ids.ts';
import { type MaterialFile, readEvents } from '#engines/procedure/index.ts';
import { FILE_BYTES_MAX, keepFile } from '#platform/files/file.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { isApplicant } from '#systems/proxies/index.ts';
import { readParts } from '#web/http/read-parts.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { actOnApplication } from './act-on-application.ts';
import type { Services } from './file-application.ts';
import { actingIn } from './for-whom.ts';
import { findApplication } from './queries.ts';

const division = DIVISION_XIXIA;
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');

/** Answering a one-time notice: the files that were missing come with the step, in one transaction. */
export function supplementRoute(app: FastifyInstance, services: Services): void {
  app.post<{ Params: { id: string } }>(
    '/me/cases/:id/supplement',
    { config: { policy: 'services.case.act_own' as const } },
    async (request, reply) => {
      const { fields, files } = await readParts(request, FILE_BYTES_MAX);
      const { id } = request.params;
      const file = isId(id) ? await findApplication(services.db, division, id) : undefined;
      const acting = file && (await actingIn(services, request.actor, file));
      const own = file && acting && isApplicant(acting, file.applicant);
      if (!own)
        return answerRefusal(request, reply, {
          code: 'services.case.not_found',
          message: '没有这一办件，或它不是您的。请从“我的办件”进入。',
        });
      const asked = (await readEvents(services.db, division, id)).findLast(
        (e) => e.transition === 'ask_correction',
      );
      const missing = (asked?.data.missing ?? []) as { material: string }[];
      const materials: MaterialFile[] = [];
      for (const sent of files) {
        const material = missing[Number(sent.field.replace('file-', ''))]?.material;
        const stored = await keepFile(services.db, services.fileSealing, {
          division,
          owner: accountOf(request.actor),
          name: sent.name ?? '',
          bytes: sent.bytes,
          tooLarge: sent.tooLarge,
        });
        if (!stored.ok) return answerRefusal(request, reply, stored.error);
        if (material) materials.push({ material, fileId: stored.value.id });
      }
      const acted = await actOnApplication(services, request.actor, {
        division,
        caseId: id,
        transition: 'supplement',
        input: {},
        seen: Number(fields.seen),
        requestKey: fields.requestKey || newId(),
        materials,
      });
      if (!acted.ok) return answerRefusal(request, reply, acted.error);
      return reply.redirect(`/me/cases/${id}`, 303);
    },
  );
}
