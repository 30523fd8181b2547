/** `/me/audit`: the audit trail, readable by the person concerned. */
import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { principalSealing, standingsOf } from '#systems/proxies/index.ts';
import { readFields, todayInChina } from '#web/desk/form.ts';
import type { Context } from '#web/http/context.ts';
import { OwnRecordPage } from './pages/own-record-page.tsx';
import { KINDS, type Kind, principalsOf, readLines } from './queries.ts';
import { tellLine } from './tell-line.ts';

const PAGE = 50;
/** Those whose record is the reader's to read: a child's, and an enterprise's for its legal representative. */
const STANDS_FOR = new Set(['minor', 'representative']);

export function ownRecordRoutes(app: FastifyInstance, { config, store }: Context): void {
  const sealing = principalSealing(config);

  app.get('/me/audit', { config: { policy: 'audit.read_own' } }, async (request, reply) => {
    const account = request.actor.kind === 'account' ? request.actor.id : '';
    const { kind = '', before = '' } = readFields(request.query);
    const asked = Object.hasOwn(KINDS, kind) ? (kind as Kind) : undefined;
    const standings = (await standingsOf(store.db, sealing, DIVISION_XIXIA, account, todayInChina())).filter(
      (s) => STANDS_FOR.has(s.proxy.kind) && s.proxy.items === null,
    );
    const own = await principalsOf(store.db, DIVISION_XIXIA, account);
    const lines = await readLines(
      store.db,
      {
        division: DIVISION_XIXIA,
        account,
        keys: [account, ...standings.map((s) => s.key)],
        principalIds: [...own, ...standings.map((s) => s.id)],
      },
      { kind: asked, before: isId(before) ? before : undefined, most: PAGE + 1 },
    );
    const shown = lines.slice(0, PAGE);
    const last = lines.length > PAGE ? shown.at(-1) : undefined;
    return reply.page(
      <OwnRecordPage
        view={request.view()}
        lines={shown.map((line) => tellLine(line, account))}
        kind={asked ?? ''}
        next={
          last ? `/me/audit?${new URLSearchParams({ ...(asked && { kind: asked }), before: last.id })}` : null
        }
        forWhom={standings.map((s) => s.name)}
      />,
    );
  });
}
