import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import {
  ChangeListOut,
  ItemListOut,
  ItemQuery,
  ItemVersionOut,
  Refused,
  VersionListOut,
  type VersionOut,
  VersionQuery,
} from './api-schema.ts';
import { bundleForm } from './form.ts';
import { themesOf } from './item.ts';
import { listItems } from './list-items.ts';
import { readItem, readListChanges, readVersions, type StoredItem } from './queries.ts';

const config = { policy: 'permits.read' as const };
const tags = ['permits'];
const CHANGES_MAX = 2000;

/** The items as data: the same versions that pages and cases use. */
export function permitApiRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const origin = context.config.publicUrl;
  const url = (code: string) => `${origin}/services/items/${code}`;

  app.get(
    '/api/permits/items',
    {
      config,
      schema: { tags, summary: 'Find service items', querystring: ItemQuery, response: { 200: ItemListOut } },
    },
    async (request): Promise<z.infer<typeof ItemListOut>> => {
      const found = await listItems(db, request.query as z.infer<typeof ItemQuery>);
      return {
        total: found.length,
        items: found.map((i) => ({ ...i, url: url(i.code), themes: themesOf(i) })),
      };
    },
  );

  app.get(
    '/api/permits/items/:code',
    {
      config,
      schema: {
        tags,
        summary: 'One version of an item, whole',
        querystring: VersionQuery,
        response: { 200: ItemVersionOut, 404: Refused },
      },
    },
    async (request, reply) => {
      const { version } = request.query as z.infer<typeof VersionQuery>;
      const stored = await readItem(db, codeOf(request), version);
      if (!stored) return notFound(request, reply);
      return {
        ...versionView(stored, url(stored.code)),
        content: stored.content,
        formSchema: bundleForm(stored.content.form),
      } satisfies z.infer<typeof ItemVersionOut>;
    },
  );

  app.get(
    '/api/permits/items/:code/versions',
    {
      config,
      schema: { tags, summary: 'All versions of an item', response: { 200: VersionListOut, 404: Refused } },
    },
    async (request, reply) => {
      const versions = await readVersions(db, codeOf(request));
      if (versions.length === 0) return notFound(request, reply);
      return { versions: versions.map((v) => versionView(v, url(v.code))) } satisfies z.infer<
        typeof VersionListOut
      >;
    },
  );

  app.get(
    '/api/permits/changes',
    {
      config,
      schema: {
        tags,
        summary: 'Every change of the permit list, newest first',
        response: { 200: ChangeListOut },
      },
    },
    async (): Promise<z.infer<typeof ChangeListOut>> => ({ changes: await readListChanges(db, CHANGES_MAX) }),
  );
}

const codeOf = (request: Request): string => (request.params as { code: string }).code;

const versionView = (v: StoredItem, url: string): z.infer<typeof VersionOut> => ({
  code: v.code,
  url: v.latest ? url : `${url}?version=${v.version}`,
  version: v.version,
  latest: v.latest,
  sha256: v.sha256,
  listDocument: v.listDocument,
  reason: v.reason,
  effectiveOn: v.effectiveOn.toString(),
  publishedAt: v.publishedAt.toString(),
  withdrawn: v.withdrawn && { reason: v.withdrawn.reason, effectiveOn: v.withdrawn.effectiveOn.toString() },
});

const notFound = (request: Request, reply: Reply): Reply =>
  answerRefusal(request, reply, { code: 'permits.item.not_found', message: '没有这个事项，或没有这一版。' });
