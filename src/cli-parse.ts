/** `gongbao parse FILE` and `gongbao print JSON`. */
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { artifactPieces } from '#engines/law/parse/artifact-json.ts';
import { decodeBytes } from '#engines/law/parse/decode.ts';
import { parseBytes, printArtifact, unparsed } from '#engines/law/parse/index.ts';
import { type Command, CommandFailure, fileArgument, writeOutput } from './cli-command.ts';
import { INPUT_BYTES_MAX, megabytes, readWhole } from './cli-input.ts';

/** The clause tree of a text needs some fifty times its size in memory. The import's own limit is the same by default. */
const PARSE_BYTES_MAX = 20 * 1_048_576;

const PARSE_USAGE = `用法：gongbao parse 文件|-

把一期公报、一份公文或一部法规的文本（UTF-8、UTF-16、GB18030）解析成一个 JSON 对象，打印在标准输出。
格式见 schemas/artifact.schema.json。超过 ${megabytes(PARSE_BYTES_MAX)} MB 的文件不解析，原样列为未识别文字（residue）。

退出码：0 已打印，2 用法有误或读不出文件`;

export const parseCommand: Command = {
  usage: PARSE_USAGE,
  async run(args) {
    const file = fileArgument(args, PARSE_USAGE);
    const bytes = await readWhole(file);
    await writeOutput(artifactPieces(bytes.byteLength > PARSE_BYTES_MAX ? leave(bytes) : parseBytes(bytes)));
    return 0;
  },
};

function leave(bytes: Buffer): Artifact {
  process.stderr.write(
    `文件有 ${megabytes(bytes.byteLength)} MB，超过 ${megabytes(PARSE_BYTES_MAX)} MB，没有解析，全部列为未识别文字。请按期拆开后分别解析。\n`,
  );
  return unparsed(decodeBytes(bytes));
}

const PRINT_USAGE = `用法：gongbao print JSON文件|-

由 gongbao parse 的输出还原输入，逐字节相同，打印在标准输出。`;

export const printCommand: Command = {
  usage: PRINT_USAGE,
  async run(args) {
    const json = await readWhole(fileArgument(args, PRINT_USAGE), 2 * INPUT_BYTES_MAX - 1024);
    await writeOutput([printArtifact(readArtifact(json.toString('utf8')))]);
    return 0;
  },
};

/** Only the source is needed to print; it is checked by hand so that printing needs no schema library. */
function readArtifact(json: string): Artifact {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new CommandFailure('输入不是 JSON。请给出 gongbao parse 打印的文件。');
  }
  const source = (value as { source?: Artifact['source'] } | null)?.source;
  const encodings: unknown[] = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'binary'];
  if (typeof source?.text !== 'string' || !encodings.includes(source.encoding)) {
    throw new CommandFailure('输入不是 gongbao parse 的输出：缺少 source。请给出 gongbao parse 打印的文件。');
  }
  return value as Artifact;
}
