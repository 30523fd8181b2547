/** `gongbao parse FILE` and `gongbao print JSON`. */
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { parseBytes, printArtifact } from '#engines/law/parse/index.ts';
import { type Command, CommandFailure, fileArgument, readInput, writeOutput } from './cli-command.ts';

const PARSE_USAGE = `用法：gongbao parse 文件|-

把一期公报、一份公文或一部法规的文本（UTF-8、UTF-16、GB18030）解析成一个 JSON 对象，打印在标准输出。
格式见 schemas/artifact.schema.json。`;

/** The printed JSON must stay below the longest string of the runtime (536,870,888 units). */
const INPUT_BYTES_MAX = 150_000_000;

export const parseCommand: Command = {
  usage: PARSE_USAGE,
  async run(args) {
    const bytes = await readInput(fileArgument(args, PARSE_USAGE));
    if (bytes.length > INPUT_BYTES_MAX) {
      throw new CommandFailure(
        `文件太大（${Math.round(bytes.length / 1e6)} MB），最多 ${INPUT_BYTES_MAX / 1e6} MB。`,
      );
    }
    await writeOutput(`${JSON.stringify(parseBytes(bytes))}\n`);
    return 0;
  },
};

const PRINT_USAGE = `用法：gongbao print JSON文件|-

由 gongbao parse 的输出还原输入，逐字节相同，打印在标准输出。`;

export const printCommand: Command = {
  usage: PRINT_USAGE,
  async run(args) {
    const json = await readInput(fileArgument(args, PRINT_USAGE));
    await writeOutput(printArtifact(readArtifact(json.toString('utf8'))));
    return 0;
  },
};

/** Only the source is needed to print; it is checked by hand so that printing needs no schema library. */
function readArtifact(json: string): Artifact {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new CommandFailure('输入不是 JSON。');
  }
  const source = (value as { source?: Artifact['source'] } | null)?.source;
  const encodings: unknown[] = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'binary'];
  if (typeof source?.text !== 'string' || !encodings.includes(source.encoding)) {
    throw new CommandFailure('输入不是 gongbao parse 的输出：缺少 source。');
  }
  return value as Artifact;
}
