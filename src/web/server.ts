import type { IncomingMessage, ServerResponse } from 'node:http';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import helmet from 'helmet';
import type { Config } from '#base/config.ts';
import { newId } from '#base/ids.ts';
import { visitor } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import { designAssets } from './design/stylesheet.ts';
import { registerAccount } from './http/account.tsx';
import { createAccountLimits } from './http/account-limits.ts';
import { registerAnswers } from './http/answer.ts';
import { auditKeyUse, bearerOf, keyOf, readBearer } from './http/bearer.ts';
import type { Context, Request } from './http/context.ts';
import { registerDisplay, viewOf } from './http/display.ts';
import { registerStreams } from './http/live.ts';
import { registerHealth } from './http/metrics.ts';
import { describeRoute, SECURITY_SCHEMES } from './http/openapi.ts';
import { refuseForeignForms } from './http/origin.ts';
import { registerOwnAccount } from './http/own-account.tsx';
import { registerProvider } from './http/provider.tsx';
import { answerRefusal, registerErrors } from './http/refusals.tsx';
import { followScript } from './scripts/scripts.ts';

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
 * A request travels: id → key → rate limit → session → policy → handler; a route without a policy stops the start.
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
  const secure = securityHeaders(config);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(secure);
    done();
  });
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  await app.register(cookie);
  await app.register(formbody);
  // Before the limit: a key has a limit of its own. What is no key that holds counts for its address.
  app.addHook('onRequest', async (request) => {
    const bearer = bearerOf(request);
    const read = bearer === undefined ? undefined : await readBearer(context, request, bearer);
    request.refusedKey = read && !read.ok ? read.error : null;
    request.actor = read?.ok ? read.value : visitor;
  });
  await app.register(rateLimit, {
    max: (request: Request) => keyOf(request.actor)?.requestsPerMinute ?? config.rateLimitPerMinute,
    keyGenerator: (request: Request) => {
      const key = keyOf(request.actor);
      return key ? `key:${key.id}` : request.ip;
    },
    timeWindow: '1 minute',
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: config.siteName, version: '1' },
      servers: [{ url: config.publicUrl }],
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    transform: describeRoute,
  });
  registerAnswers(app);
  app.decorateRequest('actor', null as never);
  app.decorateRequest('refusedKey', null);
  app.decorateRequest('view', function () {
    return viewOf(this, config);
  });
  requirePolicies(app, context);
  registerErrors(app);
  registerHealth(app, context);
  registerStreams(app, context);
  for (const asset of [...designAssets(), followScript()]) {
    app.get(asset.path, { config: { policy: 'web.display', rateLimit: false } }, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=31536000, immutable').type(asset.type).send(asset.body),
    );
  }
  registerDisplay(app);
  registerAccount(app, context);
  registerOwnAccount(app, context);
  registerProvider(app, context);
  for (const routes of rooms) await routes(app, context);
  return app;
}

/** The headers that every answer bears. Asked for once: they never differ, and a dozen middlewares a request are dear. */
function securityHeaders({ publicUrl }: Config): Record<string, string> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  const secure = helmet({
    contentSecurityPolicy: CONTENT_SECURITY_POLICY,
    strictTransportSecurity: publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  });
  secure({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  return headers;
}

/** Every route names its use case; every request is authorised for it before its handler runs. */
function requirePolicies(app: FastifyInstance, context: Context): void {
  app.addHook('onRoute', (route) => {
    if (!route.config?.policy) throw new Error(`route ${route.method} ${route.url} names no policy`);
  });
  const withinLimit = createAccountLimits(app, context.config.commandsPerMinute);
  // Before the body is looked at: who may not do a thing is not told what is wrong with its form.
  app.addHook('preValidation', async (request, reply) => {
    const policy = request.routeOptions.config.policy;
    if (!policy) return;
    if (request.refusedKey) return answerRefusal(request, reply, request.refusedKey);
    // A key is no cookie: no browser sends it by itself, and beside it cookies count for nothing.
    if (!keyOf(request.actor)) {
      const foreign = refuseForeignForms(request);
      if (!foreign.ok) return answerRefusal(request, reply, foreign.error);
      request.actor = await context.signIn.actorOf(request.headers.cookie);
    }
    const allowed = authorise(request.actor, policy);
    if (!allowed.ok) return answerRefusal(request, reply, allowed.error);
    const within = await withinLimit(request, policy);
    if (!within.ok) return answerRefusal(request, reply, within.error);
  });
  app.addHook('onSend', async (request, reply, payload) => {
    await auditKeyUse(context, request, reply.statusCode);
    return payload;
  });
}
