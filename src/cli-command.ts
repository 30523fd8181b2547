/** What a command of the command line is, and how it reads its input and refuses it. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

export type Command = {
  /** Chinese help text. */
  usage: string;
  /** Runs with the arguments after the command's name; resolves to the exit code. */
  run: (args: string[]) => Promise<number>;
};

/** An expected failure: its message is for the person at the terminal. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The one file argument of a command. */
export function fileArgument(args: string[], usage: string): string {
  let positionals: string[];
  try {
    ({ positionals } = parseArgs({ args, options: {}, allowPositionals: true, strict: true }));
  } catch {
    throw new CommandFailure(`不认识的选项。\n\n${usage}`);
  }
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new CommandFailure(`请给出一个文件。\n\n${usage}`);
  return file;
}

/** Bytes of a file, or of the standard input for `-`. */
export async function readInput(file: string): Promise<Buffer> {
  if (file === '-') {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
  try {
    return await readFile(file);
  } catch (error) {
    throw new CommandFailure(explain(file, (error as NodeJS.ErrnoException).code));
  }
}

function explain(file: string, code: string | undefined): string {
  switch (code) {
    case 'ENOENT':
      return `找不到文件：${file}`;
    case 'EISDIR':
      return `这是一个文件夹，请给出其中的一个文件：${file}`;
    case 'EACCES':
      return `没有读取权限：${file}`;
    default:
      return `读不出文件：${file}（${code ?? '未知错误'}）`;
  }
}

/** Writes everything to the standard output and waits until it is taken: a pipe may be slow. */
export async function writeOutput(output: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.on('error', (error: NodeJS.ErrnoException) =>
      // The reader left (gongbao parse … | head): nothing more to do.
      error.code === 'EPIPE' ? resolve() : reject(error),
    );
    process.stdout.write(output, () => resolve());
  });
}
