/** Materials as the desk sees them: what came, looking at it, noting what is wrong, scanning at the window. */
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { isId } from '#base/ids.ts';
import { type CaseFile, readMaterials } from '#engines/procedure/index.ts';
import { audit } from '#platform/audit/audit.ts';
import { FILE_BYTES_MAX, keepFile } from '#platform/files/file.ts';
import { actorKey } from '#platform/people/actor.ts';
import { DIVISION_XIXIA } from '#platform/people/policy.ts';
import { type Item, materialsFor } from '#systems/permits/index.ts';
import type { Context, Reply, Request } from '#web/http/context.ts';
import { readParts } from '#web/http/read-parts.ts';
import { answerRefusal } from '#web/http/refusals.tsx';
import { type CaseBody, ChecksIn, ChecksOut, Refused, UploadOut } from './api-schema.ts';
import { type Reading, readingOf } from './case-roles.ts';
import { checkMaterials } from './check-materials.ts';
import type { Answers, Services } from './file-application.ts';
import { findApplication } from './queries.ts';
import { askedIn } from './queries-desk.ts';
import { checksOf } from './queries-materials.ts';
import { servicesOf } from './services-of.ts';
import { showFile } from './show-file.ts';

const division = DIVISION_XIXIA;
const check = { policy: 'services.case.check_material' as const };
const tags = ['cases'];
const NO_CASE = { code: 'services.case.not_found', message: '没有这一办件，或它不归您所在的机关办理。' };

/** Every material that the answers ask for, and what else came or was noted, with its files and the last finding. */
export async function materialLines(
  { db }: Services,
  file: CaseFile,
  item: Item,
  answers: Answers,
  reading: Reading,
): Promise<CaseBody['materials']> {
  const [files, checks] = await Promise.all([
    readMaterials(db, division, file.id),
    checksOf(db, division, file.id),
  ]);
  const asked = materialsFor(item, answers).map(({ material: m }) => ({
    name: m.name,
    need: m.need,
    about: `${m.form}${m.copies}份。${m.standard}`,
  }));
  const named = [...files.map((f) => f.material), ...checks.map((c) => c.material)];
  const others = [...new Set(named)].filter((name) => !asked.some((a) => a.name === name));
  return [...asked, ...others.map((name) => ({ name, need: null, about: '' }))].map((line) => {
    const found = checks.find((c) => c.material === line.name);
    const seen = new Set<string>();
    return {
      ...line,
      files:
        reading === 'whole'
          ? files.flatMap((f) => {
              // The same file may have come twice.
              if (f.material !== line.name || seen.has(f.id)) return [];
              seen.add(f.id);
              return [{ id: f.id, name: f.name, mediaType: f.media_type, sizeBytes: f.size_bytes }];
            })
          : [],
      check: found ? { ...found, at: found.at.toString() } : null,
    };
  });
}

export async function serviceMaterialRoutes(app: FastifyInstance, context: Context): Promise<void> {
  const services = servicesOf(context);
  /** The case, for those who may see its materials. */
  const found = async (request: Request): Promise<CaseFile | undefined> => {
    const { id } = request.params as { id: string };
    const file = isId(id) ? await findApplication(services.db, division, id) : undefined;
    const asked = file ? ((await askedIn(services.db, division, [id])).get(id) ?? []) : [];
    return file && readingOf(request.actor, file, asked) === 'whole' ? file : undefined;
  };

  app.get(
    '/api/desk/cases/:id/files/:fileId',
    {
      config: { policy: 'services.case.read_file' as const },
      schema: { tags, summary: 'A file of a case, to look at; the sight is written into the audit trail' },
    },
    async (request, reply) => {
      const file = await found(request);
      const { fileId } = request.params as { fileId: string };
      const part = file && (await readMaterials(services.db, division, file.id)).find((m) => m.id === fileId);
      if (!file || !part) return answerRefusal(request, reply, NO_CASE);
      await audit(services.db, request.actor, {
        useCase: 'services.case.read_file',
        subject: `case:${file.id}`,
        outcome: 'done',
        detail: { file: fileId },
      });
      return showFile(reply, services, fileId);
    },
  );

  app.post(
    '/api/desk/cases/:id/checks',
    {
      config: check,
      schema: {
        tags,
        summary: 'Notes of materials whether they are complete, wrong or missing',
        body: ChecksIn,
        response: { 200: ChecksOut, '4xx': Refused },
      },
    },
    async (request, reply): Promise<z.infer<typeof ChecksOut> | Reply> => {
      const file = await found(request);
      if (!file) return answerRefusal(request, reply, NO_CASE);
      const { checks } = request.body as z.infer<typeof ChecksIn>;
      const noted = await checkMaterials(services, request.actor, file, checks);
      return noted.ok ? { noted: checks.length } : answerRefusal(request, reply, noted.error);
    },
  );

  await app.register(async (scope) => {
    await scope.register(multipart, { limits: { fields: 10, files: 1, parts: 12, fileSize: 2 ** 40 } });
    scope.post(
      '/api/desk/files',
      {
        config: check,
        schema: {
          tags,
          summary: 'Keeps a scan for a material; it comes into a case with a filing or a step',
          response: { 200: UploadOut, '4xx': Refused },
        },
      },
      async (request, reply): Promise<z.infer<typeof UploadOut> | Reply> => {
        const { files } = await readParts(request, FILE_BYTES_MAX);
        const [sent] = files;
        const kept = await keepFile(services.db, services.fileSealing, {
          division,
          owner: actorKey(request.actor),
          name: sent?.name ?? '',
          bytes: sent?.bytes ?? new Uint8Array(),
          tooLarge: sent?.tooLarge ?? false,
        });
        if (!kept.ok) return answerRefusal(request, reply, kept.error);
        const { id, name, mediaType, sizeBytes } = kept.value;
        return { id, name, mediaType, sizeBytes };
      },
    );
  });
}
