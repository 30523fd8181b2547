import type { FastifyInstance } from 'fastify';
import type { Context } from '#web/http/context.ts';
import { bodyRoutes } from './routes-desk-bodies.tsx';
import { decisionRoutes } from './routes-desk-decisions.tsx';
import { manyRoutes } from './routes-desk-many.tsx';
import { proposalRoutes } from './routes-desk-proposals.tsx';

/** The desk's pages about documents: deciding proposed effects, what was decided, names of bodies. */
export function documentsDeskRoutes(app: FastifyInstance, context: Context): void {
  proposalRoutes(app, context);
  manyRoutes(app, context);
  decisionRoutes(app, context);
  bodyRoutes(app, context);
}
