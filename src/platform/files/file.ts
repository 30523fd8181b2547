/** Files that people upload: looked at, limited, kept once, encrypted. */
import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { ColumnType } from 'kysely';
import { newId } from '#base/ids.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { Sealing } from '#platform/sealing/index.ts';
import type { Handle } from '#platform/store/store.ts';

/** Rows of `file_object`, as `migrations/0730-files.sql` makes them. */
export interface FileObjectTable {
  division: string;
  id: string;
  owner: string;
  digest: string;
  name: string;
  media_type: string;
  size_bytes: number;
  sealed: Uint8Array;
  uploaded_at: ColumnType<Date, string, never>;
}

declare module '#platform/store/tables.ts' {
  interface Tables {
    file_object: FileObjectTable;
  }
}

/** What a phone's camera and a scanner make, and what an office hands out as final. */
const TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': '照片（JPG）',
  'image/png': '图片（PNG）',
  'application/pdf': 'PDF',
};

export const FILE_BYTES_MAX = 10 * 1024 * 1024;
const NAME_MAX = 100;

export type StoredFile = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly uploadedAt: Temporal.Instant;
};

export type UploadRefusal = 'files.empty' | 'files.too_large' | 'files.kind';

/** A name that can be shown and saved anywhere: no folders, no control or direction characters, not endless. */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  const cut = [...plain].slice(-NAME_MAX).join('');
  return cut.replace(/^\.+/u, '') || '未命名文件';
}

const ENDINGS: Readonly<Record<string, RegExp>> = {
  'image/jpeg': /\.jpe?g$/iu,
  'image/png': /\.png$/iu,
  'application/pdf': /\.pdf$/iu,
};
const ENDING: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'application/pdf': '.pdf',
};

/**
 * The name under which a file of that kind is kept: it ends as its bytes are, so that nobody who saves it later starts
 * what calls itself a picture (`发票.pdf.exe` becomes `发票.pdf.exe.jpg`).
 */
export function namedByKind(name: string, mediaType: string): string {
  const safe = safeName(name);
  if (ENDINGS[mediaType]?.test(safe)) return safe;
  return `${[...safe].slice(0, NAME_MAX - 4).join('')}${ENDING[mediaType] ?? ''}`;
}

/**
 * Keeps a file for its owner. The same bytes again are the same file.
 * @param tooLarge the bytes were cut off at the limit
 * @returns a refusal that says what to send instead
 */
export async function keepFile(
  handle: Handle,
  sealing: Sealing,
  file: {
    readonly division: string;
    readonly owner: string;
    readonly name: string;
    readonly bytes: Uint8Array;
    readonly tooLarge?: boolean;
  },
): Promise<Result<StoredFile, UploadRefusal>> {
  const { division, owner, bytes } = file;
  const name = safeName(file.name);
  if (file.tooLarge || bytes.byteLength > FILE_BYTES_MAX)
    return refuse('files.too_large', `“${name}”超过10兆，没有收下。请把照片拍小一点，或分成几个文件再传。`);
  if (bytes.byteLength === 0) return refuse('files.empty', `“${name}”是空的。请重新选择文件。`);
  const found = await fileTypeFromBuffer(bytes);
  const mediaType = found?.mime ?? '';
  if (!TYPES[mediaType])
    return refuse(
      'files.kind',
      `“${name}”不是照片、图片或 PDF，没有收下。纸质材料请拍照上传；Word 文档请另存为 PDF。`,
    );
  const digest = sealing.blindIndex(createHash('sha256').update(bytes).digest('base64url'));
  const id = newId();
  await handle
    .insertInto('file_object')
    .values({
      division,
      id,
      owner,
      digest,
      name: namedByKind(name, mediaType),
      media_type: mediaType,
      size_bytes: bytes.byteLength,
      sealed: sealing.seal(bytes, placeOf(id)),
      uploaded_at: Temporal.Now.instant().toString({ smallestUnit: 'millisecond' }),
    })
    .onConflict((c) => c.columns(['division', 'owner', 'digest']).doNothing())
    .execute();
  const row = await handle
    .selectFrom('file_object')
    .select(columns)
    .where('division', '=', division)
    .where('owner', '=', owner)
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow();
  return ok(fromRow(row));
}

const columns = ['id', 'name', 'media_type', 'size_bytes', 'uploaded_at'] as const;
const FILES_MAX = 200;

const placeOf = (id: string): string => `file_object.sealed:${id}`;

const fromRow = (row: {
  id: string;
  name: string;
  media_type: string;
  size_bytes: number;
  uploaded_at: Date;
}): StoredFile => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  uploadedAt: Temporal.Instant.fromEpochMilliseconds(row.uploaded_at.getTime()),
});

/** Everything that somebody has uploaded, the newest first, at most 200. */
export async function filesOf(handle: Handle, division: string, owner: string): Promise<StoredFile[]> {
  const rows = await handle
    .selectFrom('file_object')
    .select(columns)
    .where('division', '=', division)
    .where('owner', '=', owner)
    .orderBy('id', 'desc')
    .limit(FILES_MAX)
    .execute();
  return rows.map(fromRow);
}

/** Files by their ids, in no order. The caller has checked that the reader may know of them. */
export async function filesNamed(
  handle: Handle,
  division: string,
  ids: readonly string[],
): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const rows = await handle
    .selectFrom('file_object')
    .select(columns)
    .where('division', '=', division)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(fromRow);
}

/** A file's bytes. The caller has checked that the reader may see it. */
export async function readFile(
  handle: Handle,
  sealing: Sealing,
  division: string,
  id: string,
): Promise<(StoredFile & { readonly owner: string; readonly bytes: Buffer }) | undefined> {
  const row = await handle
    .selectFrom('file_object')
    .selectAll()
    .where('division', '=', division)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...fromRow(row), owner: row.owner, bytes: sealing.openBytes(row.sealed, placeOf(id)) };
}
