/** Costly commands are limited by account too: many addresses do not help somebody with one account. */
import type { FastifyInstance } from 'fastify';
import { ok, type Result, refuse } from '#base/result.ts';
import type { UseCase } from '#platform/people/policy.ts';
import type { Request } from './context.ts';

/** Shares of the site's number of commands a minute: a window files and steps for many people. */
const COSTLY: Partial<Record<UseCase, number>> = {
  'services.case.file': 1,
  'services.case.act_own': 1,
  'services.case.act': 20,
  'licences.use.authorise': 1 / 3,
  'licences.read_holder': 1,
  'people.account.change': 1 / 6,
  'people.provider.link': 1 / 6,
  'proxies.ask': 1 / 6,
  'proxies.confirm_own': 1 / 6,
  'proxies.appoint': 1,
  'proxies.confirm': 1,
};

/** @returns for a command that the route's policy allows: whether its account has sent too many of its kind */
export function createAccountLimits(
  app: FastifyInstance,
  perMinute: number,
): (request: Request, useCase: UseCase) => Promise<Result<true, 'web.too_many'>> {
  const accountOf = (request: Request) => (request.actor.kind === 'account' ? request.actor.id : '');
  const limits = new Map(
    Object.entries(COSTLY).map(([useCase, share]) => [
      useCase,
      app.createRateLimit({
        max: Math.max(1, Math.ceil(perMinute * share)),
        timeWindow: '1 minute',
        keyGenerator: (request) => `${useCase} ${accountOf(request)}`,
      }),
    ]),
  );
  return async (request, useCase) => {
    const limit = limits.get(useCase);
    if (!limit || request.method !== 'POST' || accountOf(request) === '') return ok(true);
    const counted = await limit(request);
    if (counted.isAllowed || !counted.isExceeded) return ok(true);
    return refuse(
      'web.too_many',
      `操作太频繁，这一次没有办理。请${counted.ttlInSeconds}秒后再试，填过的内容请先保留。`,
    );
  };
}
