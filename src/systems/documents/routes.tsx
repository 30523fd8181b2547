import type { FastifyInstance } from 'fastify';
import { isId } from '#base/ids.ts';
import type { Carrier } from '#engines/law/coverage.ts';
import { numberKey } from '#engines/law/name.ts';
import { statuses } from '#engines/law/status.ts';
import type { Handle } from '#platform/store/store.ts';
import {
  type CarriedLink,
  documentPdf,
  type ExportFormat,
  exportDocument,
  exportFormats,
  readCarriedClauses,
} from '#systems/gazette/index.ts';
import { answerPdf } from '#web/http/answer-pdf.tsx';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import type { Beside, ReadBeside } from './beside.ts';
import { documentPath } from './pages/addresses.ts';
import { CataloguePage } from './pages/catalogue-page.tsx';
import { ClausePage } from './pages/clause-page.tsx';
import { DocumentPage } from './pages/document-page.tsx';
import { rowAddress } from './pages/document-parts.tsx';
import { NumberPage } from './pages/number-page.tsx';
import { readFacets, SORTS } from './queries-catalogue.ts';
import { documentsByNumber } from './queries-document.ts';
import { type CatalogueQuery, PAGES_MAX, readCataloguePage, statusesOf } from './read-catalogue.ts';
import { type DocumentReading, readDocument } from './read-document.ts';
import { parseAsOf, today } from './reading.ts';
import { statusIndexOf } from './status-index.ts';

const PAGE_SIZE = 40;
const config = { policy: 'documents.read' as const };

/**
 * The catalogue, documents and their clauses.
 * @param carriers what carries clauses of the gazette, from every system
 * @param besides what systems show on a document's page
 */
export function documentRoutes(
  app: FastifyInstance,
  context: Context,
  carriers: () => readonly Carrier[] = () => [],
  besides: () => readonly ReadBeside[] = () => [],
): void {
  const { db } = context.store;
  const index = statusIndexOf(db);

  app.get('/documents', { config }, async (request, reply) => {
    const asked = request.query as Record<string, unknown>;
    const asOf = parseAsOf(asked.asOf, today());
    const query = parseCatalogueQuery(asked);
    const [found, facets] = await Promise.all([
      readCataloguePage(db, index, query, asOf.date, Temporal.Now.instant()),
      readFacets(db),
    ]);
    return reply.page(
      <CataloguePage view={request.view()} {...{ found, query, facets, asOf }} today={today()} />,
    );
  });

  app.get('/documents/by-number/*', { config }, async (request, reply) => {
    const asked = (request.params as { '*': string })['*'].trim();
    const key = numberKey(asked);
    const documents = key === '' || asked.length > 100 ? [] : await documentsByNumber(db, key);
    const [first] = documents;
    if (!first) return notFound(request, reply, '没有这个文号的文件。请检查文号，或到文件目录中按标题查找。');
    // The day asked about goes along: the address by number is a permanent one too.
    const asOf = parseAsOf((request.query as Record<string, unknown>).asOf, today());
    const day = asOf.asked ? asOf.date.toString() : undefined;
    if (documents.length === 1) return reply.redirect(documentPath(first.id, day), 302);
    const found = await statusesOf(db, documents, asOf.date, Temporal.Now.instant());
    return reply.page(
      <NumberPage
        view={request.view()}
        number={first.number ?? asked}
        documents={documents}
        statuses={found}
        day={day}
      />,
    );
  });

  app.get('/documents/:id/rows/:place', { config }, async (request, reply) => {
    const { id, place } = request.params as { id: string; place: string };
    const asOf = parseAsOf((request.query as Record<string, unknown>).asOf, today());
    const reading = isId(id) ? await readDocument(db, id, asOf.date, Temporal.Now.instant()) : undefined;
    const address = reading && rowAddress(reading, place, asOf.asked ? asOf.date.toString() : undefined);
    if (!address) return notFound(request, reply, '没有这一行。请从文件全文或检索进入。');
    return reply.redirect(address, 302);
  });

  app.get('/documents/:id', { config }, async (request, reply) => {
    const [, id = '', extension] =
      /^([^.]*)(?:\.(md|json|xml|pdf))?$/.exec((request.params as { id: string }).id) ?? [];
    const asked = request.query as Record<string, unknown>;
    const asOf = parseAsOf(asked.asOf, today());
    if (extension === 'pdf') return pdf(context, request, reply, id);
    if (extension !== undefined) return download(context, request, reply, id, extension as ExportFormat);
    const reading = isId(id) ? await readDocument(db, id, asOf.date, Temporal.Now.instant()) : undefined;
    if (!reading) return notFound(request, reply, NO_DOCUMENT);
    return reply.page(
      <DocumentPage
        view={request.view()}
        reading={reading}
        asOf={asOf}
        today={today()}
        part={parseCount(asked.part)}
        carried={await carriedClauses(db, reading, carriers())}
        besides={await readBesides(db, id, besides())}
      />,
    );
  });

  app.get('/documents/:id/clauses/*', { config }, async (request, reply) => {
    const { id, '*': address } = request.params as { id: string; '*': string };
    const asOf = parseAsOf((request.query as Record<string, unknown>).asOf, today());
    const reading = isId(id) ? await readDocument(db, id, asOf.date, Temporal.Now.instant()) : undefined;
    const clause = reading?.text?.clauses.find((c) => c.address === address.normalize('NFC'));
    if (!reading?.text || !clause) {
      return notFound(request, reply, '没有这一条。条款可能已经重新编号，请从文件全文或检索进入。');
    }
    return reply.page(
      <ClausePage view={request.view()} {...{ reading, clause, asOf }} text={reading.text} today={today()} />,
    );
  });
}

/** What systems know of the document, in the order of the rooms. */
async function readBesides(handle: Handle, id: string, besides: readonly ReadBeside[]): Promise<Beside[]> {
  const found = await Promise.all(besides.map((read) => read(handle, id)));
  return found.filter((beside) => beside !== null);
}

/** What carries its clauses, for what an issue of a gazette printed. */
async function carriedClauses(
  handle: Handle,
  { document, parent, instruments, expression }: DocumentReading,
  carriers: readonly Carrier[],
): Promise<ReadonlyMap<string, readonly CarriedLink[]>> {
  if (expression?.issueShape !== 'gazette') return new Map();
  const heads = [document, ...(parent ? [parent] : []), ...instruments.map((i) => i.head)];
  const { issueId, editionId } = expression;
  return readCarriedClauses(
    handle,
    { issueId, editionId, issuanceId: parent?.id ?? document.id },
    heads.flatMap(({ number, title }) => (number === null ? [title] : [number, title])),
    carriers,
  );
}

/** A document in another form, as of the day asked. */
async function download(
  context: Context,
  request: Request,
  reply: Reply,
  id: string,
  format: ExportFormat,
): Promise<Reply> {
  const asOf = parseAsOf((request.query as Record<string, unknown>).asOf, today());
  if (asOf.error) return answerRefusal(request, reply, { code: 'documents.as_of', message: asOf.error });
  const exported = await exportDocument(context.store.db, {
    documentId: id,
    asOf: asOf.date,
    now: Temporal.Now.instant(),
    urlOf: (of) => `${context.config.publicUrl}/documents/${of}`,
  });
  if (!exported.ok) return notFound(request, reply, exported.error.message);
  const { mediaType, print } = exportFormats[format];
  return reply.document(mediaType, print(exported.value));
}

/** A document as it is printed, in the text of the day asked. */
async function pdf(context: Context, request: Request, reply: Reply, id: string): Promise<Reply> {
  const asOf = parseAsOf((request.query as Record<string, unknown>).asOf, today());
  if (asOf.error) return answerRefusal(request, reply, { code: 'documents.as_of', message: asOf.error });
  const { config, store } = context;
  const making = documentPdf({ db: store.db, fontFolder: config.fontFolder }, id, asOf.date.toString());
  return answerPdf(request, reply, making);
}

const NO_DOCUMENT = '没有这份文件。地址可能有误；可以到文件目录中按标题或文号查找。';

const notFound = (request: Request, reply: Reply, message: string): Reply =>
  answerRefusal(request, reply, { code: 'documents.not_found', message });

/** A page number from an address; anything else is the first. */
function parseCount(value: unknown): number {
  const count = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : 1;
  return Math.min(Math.max(count, 1), PAGES_MAX);
}

/** Conditions from the address; what is not understood is left out. */
function parseCatalogueQuery(asked: Record<string, unknown>): CatalogueQuery {
  const words = (name: string): string | undefined => {
    const value = asked[name];
    const trimmed = typeof value === 'string' ? value.trim().slice(0, 100) : '';
    return trimmed === '' ? undefined : trimmed;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[]): T | undefined =>
    values.find((v) => v === asked[name]);
  const year = words('year');
  return {
    text: words('q'),
    section: words('section'),
    body: words('body'),
    kind: oneOf('kind', ['issuance', 'instrument', 'statute'] as const),
    status: oneOf('status', statuses),
    holding: oneOf('holding', ['held', 'known'] as const),
    year: year && /^(19|20|21)\d{2}$/.test(year) ? Number(year) : undefined,
    sort: oneOf('sort', SORTS) ?? 'newest',
    page: parseCount(asked.page),
    pageSize: PAGE_SIZE,
  };
}
