/** The files that a command reads: looked at before they are read, and never read beyond what the command can use. */
import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { CommandFailure } from './cli-command.ts';

export const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1);

/** A JavaScript string holds half a gigabyte; this leaves room for what JSON adds. */
export const INPUT_BYTES_MAX = 256 * 1_048_576;

export type Input = {
  /** The bytes, at most `maxBytes` of them. */
  readonly bytes: Buffer;
  /** Whether there is more. */
  readonly cut: boolean;
  /** Size of the whole input; of one that came through a pipe and is cut, what was read of it. */
  readonly sizeBytes: number;
};

/**
 * Refuses what cannot be read at all, before anything is done with any file.
 *
 * @throws CommandFailure that says what to do
 */
export async function checkReadable(file: string): Promise<void> {
  if (file === '-') return;
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw Object.assign(new Error('directory'), { code: 'EISDIR' });
    await access(file, constants.R_OK);
  } catch (error) {
    throw new CommandFailure(explain(file, (error as NodeJS.ErrnoException).code));
  }
}

/**
 * Reads a file, or the standard input for `-`, at most `maxBytes` of it. What is larger is known by its size
 * and not read, except where only reading tells the size (pipes).
 *
 * @throws CommandFailure that says what to do
 */
export async function readInput(file: string, maxBytes: number): Promise<Input> {
  if (file === '-') return readUpTo(process.stdin, maxBytes);
  await checkReadable(file);
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) return { bytes: Buffer.alloc(0), cut: true, sizeBytes: size };
      return await readUpTo(
        handle.createReadStream({ autoClose: false, highWaterMark: 1_048_576 }),
        maxBytes,
      );
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new CommandFailure(explain(file, (error as NodeJS.ErrnoException).code));
  }
}

/** Reads an input whole. @throws CommandFailure when it is larger than can be worked on */
export async function readWhole(file: string, maxBytes = INPUT_BYTES_MAX): Promise<Buffer> {
  const input = await readInput(file, maxBytes);
  if (!input.cut) return input.bytes;
  throw new CommandFailure(
    `文件超过 ${megabytes(maxBytes)} MB，没有读入：${file}。公报的纯文本一般不到 1 MB，请核对文件，或拆开后再试。`,
    1,
  );
}

async function readUpTo(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<Input> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) return { bytes: Buffer.alloc(0), cut: true, sizeBytes: size };
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), cut: false, sizeBytes: size };
}

function explain(file: string, code: string | undefined): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return `找不到文件：${file}。请核对路径和文件名。`;
    case 'EISDIR':
      return `这是一个文件夹：${file}。请给出其中的文件，可以一次给出几个。`;
    case 'EACCES':
    case 'EPERM':
      return `没有读取权限：${file}。请改用有权限的账号，或请文件的所有者授权。`;
    default:
      return `读不出文件：${file}（${code ?? '未知错误'}）。请核对磁盘和文件后再试。`;
  }
}
