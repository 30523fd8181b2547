import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { statuses } from '#engines/law/status.ts';
import type { Context } from '#web/http/context.ts';
import { SearchPage } from './pages/search-page.tsx';
import { searchFacets } from './search.ts';
import { searchDocuments } from './search-documents.ts';

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((v) => (v === '' ? undefined : v), schema.optional());

/** What the address may ask; anything out of form is left out and said on the page. */
const Query = z.object({
  q: z.string().max(200).default(''),
  section: optional(z.string().max(100)),
  body: optional(z.string().max(100)),
  year: optional(z.coerce.number().int().min(1900).max(2200)),
  status: optional(z.enum(statuses)),
  asOf: optional(z.iso.date()),
  page: optional(z.coerce.number().int().min(1).max(100)),
});

const today = (): Temporal.PlainDate => Temporal.Now.plainDateISO('Asia/Shanghai');

/** Keeps the parts of a query that are in form. */
function readQuery(raw: Record<string, unknown>): { query: z.infer<typeof Query>; problem?: string } {
  const parsed = Query.safeParse(raw);
  if (parsed.success) return { query: parsed.data };
  const wrong = new Set(parsed.error.issues.map((i) => String(i.path[0])));
  const kept = Object.fromEntries(Object.entries(raw).filter(([name]) => !wrong.has(name)));
  if (wrong.has('q')) kept.q = String(raw.q ?? '').slice(0, 200);
  const again = Query.safeParse(kept);
  return {
    query: again.success ? again.data : { q: '' },
    problem: '有的条件无法识别，已忽略。日期请写成 2024-06-02 的样子；检索词不超过 200 个字。',
  };
}

/** What the filters offer changes with imports only; half a minute late is soon enough. */
const FACETS_KEPT_MS = 30_000;

/** Asks once in a while and answers the same in between; a failure is asked again. */
function remembered<T>(keptMs: number, ask: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  let until = 0;
  return () => {
    if (kept === undefined || performance.now() > until) {
      kept = ask();
      until = performance.now() + keptMs;
      kept.catch(() => {
        kept = undefined;
      });
    }
    return kept;
  };
}

/** `/search` as a page and `/api/search` as data. */
export function searchRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context.store;
  const facets = remembered(FACETS_KEPT_MS, () => searchFacets(db));
  const config = { policy: 'gazette.search' as const };

  app.get('/search', { config }, async (request, reply) => {
    const { query, problem } = readQuery(request.query as Record<string, unknown>);
    const { q, page = 1, asOf, ...filters } = query;
    const date = asOf ? Temporal.PlainDate.from(asOf) : today();
    const outcome =
      q.trim() === '' ? null : await searchDocuments(db, { text: q, asOf: date, page, ...filters });
    return reply.page(
      <SearchPage
        view={request.view()}
        query={{ q, asOf, ...filters }}
        outcome={outcome}
        facets={await facets()}
        page={page}
        problem={problem}
      />,
    );
  });

  app.get(
    '/api/search',
    {
      config,
      schema: { querystring: Query, tags: ['search'], summary: 'Search clauses, titles and numbers' },
    },
    async (request) => {
      const { q, page = 1, asOf, ...filters } = request.query as z.infer<typeof Query>;
      const date = asOf ? Temporal.PlainDate.from(asOf) : today();
      return searchDocuments(db, { text: q, asOf: date, page, ...filters });
    },
  );
}
