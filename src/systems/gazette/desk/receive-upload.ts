/**
 * Receiving a file from an editor: it is kept and its import is queued, both or neither.
 *
 * Sending the same form again (a double click, a reload) makes no second upload.
 */
import { sha256 } from '#base/digest.ts';
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Jobs } from '#platform/jobs/jobs.ts';
import { type Actor, actorKey, actorName } from '#platform/people/actor.ts';
import { authorise } from '#platform/people/policy.ts';
import type { Db } from '#platform/store/store.ts';
import { sniff, type Unfit } from './sniff.ts';

export const IMPORT_QUEUE = 'gazette.import';

export type UploadedFile = { readonly name: string | null; readonly bytes: Uint8Array };

export type ReceiveRefusal =
  | 'policy.sign_in'
  | 'policy.denied'
  | 'gazette.import.form_expired'
  | 'gazette.import.too_large'
  | Unfit;

/** @param requestKey made with the form, in a hidden field */
export async function receiveUpload(
  context: { readonly db: Db; readonly jobs: Jobs; readonly maxBytes: number },
  actor: Actor,
  file: UploadedFile,
  requestKey: string,
  takeIncomplete = false,
): Promise<Result<{ uploadId: string; repeated: boolean }, ReceiveRefusal>> {
  const allowed = authorise(actor, 'gazette.import');
  if (!allowed.ok) return allowed;
  const unfit = unfitness(file, context.maxBytes, requestKey);
  if (unfit) {
    await audit(context.db, actor, {
      useCase: 'gazette.import',
      outcome: `refused:${unfit.error.code}`,
      detail: { sizeBytes: file.bytes.byteLength },
    });
    return unfit;
  }
  const key = `${actorKey(actor)}:${requestKey}`;
  return context.db.transaction().execute(async (tx) => {
    const id = newId();
    const inserted = await tx
      .insertInto('gazette_upload')
      .values({
        id,
        request_key: key,
        sha256: sha256(file.bytes),
        file_name: file.name && cleanName(file.name),
        size_bytes: file.bytes.byteLength,
        bytes: file.bytes,
        uploaded_by: actorKey(actor),
        uploaded_by_name: actorName(actor),
        uploaded_at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
        state: 'queued',
        take_incomplete: takeIncomplete,
      })
      .onConflict((conflict) => conflict.column('request_key').doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      const first = await tx
        .selectFrom('gazette_upload')
        .select('id')
        .where('request_key', '=', key)
        .executeTakeFirstOrThrow();
      return ok({ uploadId: first.id, repeated: true });
    }
    await context.jobs.send(tx, IMPORT_QUEUE, { uploadId: id }, id);
    await audit(tx, actor, {
      useCase: 'gazette.import',
      subject: `upload:${id}`,
      outcome: 'received',
      detail: { sizeBytes: file.bytes.byteLength, sha256: sha256(file.bytes), takeIncomplete },
    });
    return ok({ uploadId: id, repeated: false });
  });
}

function unfitness(file: UploadedFile, maxBytes: number, requestKey: string) {
  if (!/^[\w-]{8,64}$/.test(requestKey))
    return refuse(
      'gazette.import.form_expired',
      '页面内容不完整，没有接收。请刷新本页，重新选择文件再上传。',
    );
  if (file.bytes.byteLength > maxBytes) return tooLarge(maxBytes);
  const wrong = sniff(file.bytes);
  return wrong && { ok: false as const, error: wrong };
}

/** What an editor is told of a file over the limit, whether it was read to its end or not. */
export const tooLarge = (maxBytes: number) =>
  refuse(
    'gazette.import.too_large',
    `文件超过上限 ${(maxBytes / 1_048_576).toFixed(1)} MB，没有接收。公报的纯文本一般不到 1 MB：请确认上传的是纯文本而非排版文件；确有需要，请系统管理员调高上限。`,
  );

/** A file name as something to show: no folders, no control characters, at most 200 characters. */
const cleanName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200);
