/** What a command of the command line is, and how it reads its arguments, answers and refuses. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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

/** Writes everything to the standard output, piece by piece, each when the last was taken: a pipe may be slow. */
export async function writeOutput(pieces: Iterable<string | Uint8Array>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces, { objectMode: true }), process.stdout, { end: false });
  } catch (error) {
    // The reader left (gongbao parse … | head): nothing more to do.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}
