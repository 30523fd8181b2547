/** Reading the upload form from a stream: never more than the limit is held, however much is sent. */
import type { Multipart } from '@fastify/multipart';

export type UploadForm = {
  readonly requestKey: string;
  /** Import it although pages are missing. */
  readonly takeIncomplete: boolean;
  readonly fileName: string | null;
  /** Null when no file was chosen; cut off after the limit when `tooLarge`. */
  readonly fileBytes: Uint8Array | null;
  readonly tooLarge: boolean;
};

type MultipartRequest = {
  isMultipart(): boolean;
  parts(): AsyncIterableIterator<Multipart>;
};

/**
 * The rest of a file over the limit is read and thrown away, because a browser shows an answer only after it has
 * sent everything.
 */
export async function readForm(request: MultipartRequest, maxBytes: number): Promise<UploadForm> {
  let requestKey = '';
  let takeIncomplete = false;
  let file: { name: string | null; bytes: Uint8Array; tooLarge: boolean } | null = null;
  if (!request.isMultipart()) {
    return { requestKey, takeIncomplete, fileName: null, fileBytes: null, tooLarge: false };
  }
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'requestKey' && typeof part.value === 'string') requestKey = part.value;
      if (part.fieldname === 'takeIncomplete') takeIncomplete = part.value === '1';
      continue;
    }
    const read = await readUpTo(part.file, maxBytes);
    // A form sent without a choice carries a file without name or content.
    if (part.filename || read.bytes.byteLength > 0) file = { name: part.filename || null, ...read };
  }
  return {
    requestKey,
    takeIncomplete,
    fileName: file?.name ?? null,
    fileBytes: file?.bytes ?? null,
    tooLarge: file?.tooLarge ?? false,
  };
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
