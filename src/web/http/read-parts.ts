/** Reading a form with files from a stream: never more than the limit is held, however much is sent. */
import type { Multipart } from '@fastify/multipart';

export type SentFile = {
  readonly field: string;
  readonly name: string | null;
  readonly bytes: Uint8Array;
  /** More came than the limit; `bytes` is then empty. */
  readonly tooLarge: boolean;
};

export type SentForm = {
  readonly fields: Readonly<Record<string, string>>;
  /** Files that were chosen; a file field left alone sends one without name or content, which is left out. */
  readonly files: readonly SentFile[];
};

type MultipartRequest = {
  isMultipart(): boolean;
  parts(): AsyncIterableIterator<Multipart>;
};

/**
 * The rest of a file over the limit is read and thrown away, because a browser shows an answer only after it has
 * sent everything.
 */
export async function readParts(request: MultipartRequest, maxBytes: number): Promise<SentForm> {
  const fields: Record<string, string> = {};
  const files: SentFile[] = [];
  if (!request.isMultipart()) return { fields, files };
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
      continue;
    }
    const read = await readUpTo(part.file, maxBytes);
    if (part.filename || read.bytes.byteLength > 0)
      files.push({ field: part.fieldname, name: part.filename || null, ...read });
  }
  return { fields, files };
}

async function readUpTo(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ bytes: Uint8Array; tooLarge: boolean }> {
  let chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size <= maxBytes) chunks.push(chunk);
    else chunks = [];
  }
  return { bytes: Buffer.concat(chunks), tooLarge: size > maxBytes };
}
