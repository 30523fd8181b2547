import type { FastifyInstance } from 'fastify';
import { readFields } from '#web/desk/form.ts';
import type { Context } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { currentOffer } from './offer.ts';
import { PreCheckPage } from './pages/pre-check-page.tsx';
import { preCheck } from './pre-check.ts';

/** 自助预检: asked and answered by the address alone; nothing is kept of it. */
export function preCheckRoutes(app: FastifyInstance, { store }: Context): void {
  app.get<{ Params: { code: string } }>(
    '/services/items/:code/check',
    { config: { policy: 'permits.read' } },
    async (request, reply) => {
      const offered = await currentOffer(store.db, request.params.code);
      if (!offered.ok) return answerRefusal(request, reply, offered.error);
      const { item } = offered.value;
      const sent = readFields(request.query);
      return reply.page(
        <PreCheckPage
          view={request.view()}
          item={item}
          sent={sent}
          result={sent.checked === '1' ? preCheck(item, sent) : undefined}
        />,
      );
    },
  );
}
