/** `gongbao import FILE…`. */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { parseBytes } from '#engines/law/parse/index.ts';
import { systemActor } from '#platform/people/actor.ts';
import { migrate } from '#platform/store/migrate.ts';
import { openStore, type Store } from '#platform/store/store.ts';
import { usingStore } from '#platform/store/store-failure.ts';
import { type ImportReport, importIssue, refuseTooLarge } from '#systems/gazette/index.ts';
import { type Command, CommandFailure } from './cli-command.ts';
import { checkReadable, readInput } from './cli-input.ts';

const USAGE = `用法：gongbao import [--json] [--incomplete] 文件…|-

把公报、公文或法规的文本导入数据库（DATABASE_URL，未设时为内嵌数据库）。
同样的文件再导入不会改动任何内容；同一期的更正文件登记为新版。每个文件要么全部导入，要么完全不导入。

  --json         每个文件打印一行 JSON，而不是逐步说明
  --incomplete   目录所列的文件正文里缺了一截，也照样导入

退出码：0 已导入或早已导入，1 有文件被拒绝，2 用法有误或读不出文件`;

export const importCommand: Command = {
  usage: USAGE,
  async run(args) {
    const { files, json, incomplete } = readArguments(args);
    // All files are looked at before the database is touched: a mistyped name imports nothing.
    for (const file of files) await checkReadable(file);
    const config = parseConfig(process.env);
    if (!config.ok) throw new CommandFailure(config.error.message);
    const { database, logLevel, importMaxBytes: maxBytes } = config.value;
    const done = await usingStore(async () => {
      const opened = await openStore(database, createLog(logLevel));
      if (!opened.ok) throw new CommandFailure(opened.error.message, 1);
      try {
        await migrate(opened.value);
        return await importAll(opened.value, files, { json, incomplete, maxBytes });
      } finally {
        await opened.value.close();
      }
    });
    if (!done.ok) throw new CommandFailure(done.error.message, 1);
    return done.value;
  },
};

function readArguments(args: string[]): { files: string[]; json: boolean; incomplete: boolean } {
  let parsed: {
    values: { json?: boolean | undefined; incomplete?: boolean | undefined };
    positionals: string[];
  };
  try {
    parsed = parseArgs({
      args,
      options: { json: { type: 'boolean' }, incomplete: { type: 'boolean' } },
      allowPositionals: true,
      strict: true,
    });
  } catch {
    throw new CommandFailure(`不认识的选项。\n\n${USAGE}`);
  }
  if (parsed.positionals.length === 0) throw new CommandFailure(`请给出至少一个文件。\n\n${USAGE}`);
  const { json = false, incomplete = false } = parsed.values;
  return { files: parsed.positionals, json, incomplete };
}

async function importAll(
  store: Store,
  files: readonly string[],
  options: { json: boolean; incomplete: boolean; maxBytes: number },
): Promise<number> {
  let refused = 0;
  for (const file of files) {
    const name = file === '-' ? '标准输入' : basename(file);
    const result = await importOne(store, file, name, options);
    if (!result.ok) refused++;
    if (options.json) {
      const line = result.ok ? { file: name, ...result.value } : { file: name, refused: result.error };
      process.stdout.write(`${JSON.stringify(line)}\n`);
    } else if (result.ok) {
      process.stdout.write(describe(name, result.value));
    } else {
      process.stderr.write(`${name}：未导入。${result.error.message}（${result.error.code}）\n`);
    }
  }
  return refused > 0 ? 1 : 0;
}

/** One file is held at a time, and of one that is too large nothing. */
async function importOne(
  store: Store,
  file: string,
  name: string,
  { maxBytes, incomplete }: { maxBytes: number; incomplete: boolean },
) {
  const input = await readInput(file, maxBytes);
  if (input.cut) return refuseTooLarge(input.sizeBytes, maxBytes);
  const context = { db: store.db, parse: parseBytes, maxBytes, takeIncomplete: incomplete };
  return importIssue(context, systemActor('cli'), { name: file === '-' ? null : name, bytes: input.bytes });
}

const outcomes: Record<ImportReport['outcome'], string> = {
  imported: '已导入',
  corrected: '已导入更正版',
  already_here: '早已导入，没有改动',
};

const describe = (name: string, report: ImportReport): string =>
  [`${name}：${outcomes[report.outcome]}`, ...report.steps.map((s) => `  ${s.label}：${s.outcome}`), ''].join(
    '\n',
  );
