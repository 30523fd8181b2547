import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import helmet from 'helmet';
import { newId } from '#base/ids.ts';
import { visitor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { designAssets } from './design/stylesheet.ts';
import { registerAccount } from './http/account.tsx';
import { registerAnswers } from './http/answer.ts';
import type { Context } from './http/context.ts';
import { registerDisplay, viewOf } from './http/display.ts';
import { registerHealth } from './http/metrics.ts';
import { refuseForeignForms } from './http/origin.ts';
import { answerRefusal, registerErrors } from './http/refusals.tsx';

/** Registers one room's routes. */
export type Routes = (app: FastifyInstance, context: Context) => void | Promise<void>;

const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    scriptSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
};

/**
 * The web server with every room's routes, not yet listening: tests call `app.inject`.
 * A request travels: id → rate limit → session → policy → handler; a route without a policy stops the start.
 */
export async function createServer(context: Context, rooms: readonly Routes[]): Promise<FastifyInstance> {
  const { config, log } = context;
  const app = Fastify({
    loggerInstance: log.child(
      {},
      { level: config.logLevel === 'info' ? 'warn' : config.logLevel },
    ) as FastifyBaseLogger,
    genReqId: () => newId(),
    trustProxy: config.trustProxy,
    bodyLimit: 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Made once: the plugin for Fastify reads the whole configuration again at every request.
  const secure = helmet({
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    strictTransportSecurity: config.publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', (request, reply, done) =>
    secure(request.raw, reply.raw, (error) => done(error as Error | undefined)),
  );
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  await app.register(cookie);
  await app.register(formbody);
  await app.register(rateLimit, { max: config.rateLimitPerMinute, timeWindow: '1 minute' });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Gongbao', version: '1' },
      servers: [{ url: config.publicUrl }],
    },
    transform: jsonSchemaTransform,
  });
  registerAnswers(app);
  app.decorateRequest('actor', null as never);
  app.decorateRequest('view', function () {
    return viewOf(this, config);
  });
  requirePolicies(app, context);
  registerErrors(app);
  registerHealth(app, context);
  for (const asset of designAssets()) {
    app.get(asset.path, { config: { policy: 'web.display', rateLimit: false } }, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.body),
    );
  }
  registerDisplay(app);
  registerAccount(app, context);
  for (const routes of rooms) await routes(app, context);
  return app;
}

/** Every route names its use case; every request is authorised for it before its handler runs. */
function requirePolicies(app: FastifyInstance, context: Context): void {
  app.addHook('onRoute', (route) => {
    if (!route.config?.policy) throw new Error(`route ${route.method} ${route.url} names no policy`);
  });
  app.addHook('onRequest', async (request) => {
    request.actor = visitor;
  });
  // Before the body is looked at: who may not do a thing is not told what is wrong with its form.
  app.addHook('preValidation', async (request, reply) => {
    const policy = request.routeOptions.config.policy;
    if (!policy) return;
    const foreign = refuseForeignForms(request);
    if (!foreign.ok) return answerRefusal(request, reply, foreign.error);
    request.actor = await context.signIn.actorOf(request.headers.cookie);
    const allowed = authorise(request.actor, policy);
    if (!allowed.ok) return answerRefusal(request, reply, allowed.error);
  });
}
