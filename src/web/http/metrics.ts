import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Context } from './context.ts';

/**
 * `/health/live` (the process answers), `/health/ready` (the database answers too) and `/metrics` in the
 * Prometheus text format. They hold no personal data; keep them off the public network all the same.
 */
export function registerHealth(app: FastifyInstance, context: Context): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) },
      reply.elapsedTime / 1000,
    );
  });
  const config = { policy: 'platform.health' as const, rateLimit: false };
  app.get('/health/live', { config }, async () => ({ status: 'ok' }));
  app.get('/health/ready', { config }, async (_request, reply) => {
    try {
      await context.store.ping();
      return { status: 'ok', store: context.store.kind };
    } catch {
      return reply.code(503).send({ status: 'unavailable', store: context.store.kind });
    }
  });
  app.get('/metrics', { config }, async (_request, reply) => {
    reply.header('content-type', registry.contentType);
    return registry.metrics();
  });
}
