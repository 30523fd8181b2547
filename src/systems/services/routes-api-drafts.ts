/** What applicants put away and bring over the API: drafts and files. */
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId, newId } from '#base/ids.ts';
import { FILE_BYTES_MAX, filesOf, keepFile, type StoredFile } from '#platform/files/file.ts';
import type { Actor } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import type { Reply } from '#web/http/context.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { Refused } from './api-schema.ts';
import {
  DraftDelete,
  DraftDeleted,
  DraftIn,
  DraftList,
  DraftOut,
  DraftSaved,
  FileList,
  FileOut,
  FileQuery,
} from './api-schema-own.ts';
import { deleteDraft } from './delete-draft.ts';
import { draftContent, saveDraft } from './drafts.ts';
import type { Services } from './file-application.ts';
import { currentOffer } from './offer.ts';
import { draftsOf, findDraft } from './queries.ts';
import { themeCodeOf } from './theme-drafts.ts';

const division = DIVISION_XIXIA;
const tags = ['applicants'];
const file = { policy: 'services.case.file' as const };
const accountOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : '');
/** What a browser or a program may send as a file, as it is. */
const FILE_TYPES = ['application/pdf', 'image/jpeg', 'image/png'] as const;
const NO_DRAFT = { code: 'services.draft.not_found', message: '没有这份草稿，或它不是您的。' };

export function draftRoutes(app: FastifyInstance, services: Services): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      [...FILE_TYPES],
      { parseAs: 'buffer', bodyLimit: FILE_BYTES_MAX },
      (_request, body, done) => done(null, body),
    );
    fileRoutes(scope, services);
  });

  app.get(
    '/api/me/drafts',
    {
      config: file,
      schema: { tags, summary: 'Drafts that are not handed in', response: { 200: DraftList } },
    },
    async (request): Promise<z.infer<typeof DraftList>> => ({
      // Drafts of a matter of several items have a form of their own.
      drafts: (await draftsOf(services.db, division, accountOf(request.actor)))
        .filter((d) => themeCodeOf(d) === undefined)
        .map((d) => ({
          id: d.id,
          itemCode: d.item_code,
          itemVersion: d.item_version,
          changedAt: d.changed_at.toISOString(),
        })),
    }),
  );

  app.get(
    '/api/me/drafts/:id',
    {
      config: file,
      schema: { tags, summary: 'One draft, whole', response: { 200: DraftOut, 404: Refused } },
    },
    async (request, reply): Promise<z.infer<typeof DraftOut> | Reply> => {
      const { id } = request.params as { id: string };
      const row = isId(id) ? await findDraft(services.db, division, accountOf(request.actor), id) : undefined;
      if (!row || themeCodeOf(row) !== undefined) return answerRefusal(request, reply, NO_DRAFT);
      const { body, answers, materials } = draftContent(services, row);
      return {
        id,
        itemCode: row.item_code,
        itemVersion: row.item_version,
        changedAt: row.changed_at.toISOString(),
        caseId: row.case_id,
        body: body ?? null,
        answers,
        materials: Object.fromEntries(Object.entries(materials).map(([name, ids]) => [name, [...ids]])),
      };
    },
  );

  app.put(
    '/api/me/drafts/:id',
    {
      config: file,
      schema: {
        tags,
        summary: 'Saves a draft, right or wrong, under an id (UUID) that the sender makes',
        body: DraftIn,
        response: { 200: DraftSaved, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof DraftSaved> | Reply> => {
      const { id } = request.params as { id: string };
      const { itemCode, body, principal, answers, materials } = request.body as z.infer<typeof DraftIn>;
      if (!isId(id)) return answerRefusal(request, reply, NO_DRAFT);
      const offered = await currentOffer(services.db, itemCode);
      if (!offered.ok) return answerRefusal(request, reply, offered.error);
      const { item, version } = offered.value;
      const saved = await saveDraft(services, request.actor, {
        division,
        draftId: id,
        item,
        version,
        content: { body, principal, answers, materials },
      });
      if (!saved.ok) return answerRefusal(request, reply, saved.error);
      return { id, version: saved.value.version, itemVersion: version };
    },
  );

  app.delete(
    '/api/me/drafts/:id',
    {
      config: { policy: 'services.draft.delete' },
      schema: {
        tags,
        summary:
          'Deletes a draft of an item or a matter for good, with the pre-review of it; `files=1`: also its files that serve nothing else',
        querystring: DraftDelete,
        response: { 200: DraftDeleted, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof DraftDeleted> | Reply> => {
      const { id } = request.params as { id: string };
      const { files } = request.query as z.infer<typeof DraftDelete>;
      const deleted = isId(id)
        ? await deleteDraft(services, request.actor, {
            ...{ division, id, withFiles: files === '1', requestKey: newId() },
          })
        : { ok: false as const, error: NO_DRAFT };
      return deleted.ok ? { id } : answerRefusal(request, reply, deleted.error);
    },
  );
}

const fileOut = (f: StoredFile): z.infer<typeof FileOut> => ({
  id: f.id,
  name: f.name,
  mediaType: f.mediaType,
  bytes: f.sizeBytes,
  uploadedAt: f.uploadedAt.toString(),
});

function fileRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    '/api/me/files',
    {
      config: file,
      schema: { tags, summary: 'Files that the person has uploaded', response: { 200: FileList } },
    },
    async (request): Promise<z.infer<typeof FileList>> => ({
      files: (await filesOf(services.db, division, accountOf(request.actor))).map(fileOut),
    }),
  );

  app.post(
    '/api/me/files',
    {
      config: {
        ...file,
        api: { takes: FILE_TYPES, repeatable: 'the same bytes again are the same file, with the same id' },
      },
      schema: {
        tags,
        summary: 'Uploads a file of at most 10 MB, as it is, to be named as a material',
        querystring: FileQuery,
        response: { 200: FileOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof FileOut> | Reply> => {
      const { name } = request.query as z.infer<typeof FileQuery>;
      const kept = await keepFile(services.db, services.fileSealing, {
        division,
        owner: accountOf(request.actor),
        name,
        bytes: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
      });
      return kept.ok ? fileOut(kept.value) : answerRefusal(request, reply, kept.error);
    },
  );
}
