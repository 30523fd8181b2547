/** `gongbao typeset FILE -o OUT.pdf`. */
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parseBytes } from '#engines/law/parse/index.ts';
import { typesetDocument, typesetIssue } from '#systems/gazette/typeset/index.ts';
import { type Command, CommandFailure } from './cli-command.ts';
import { megabytes, readWhole } from './cli-input.ts';

const TYPESET_BYTES_MAX = 20 * 1_048_576;

const USAGE = `用法：gongbao typeset 文件|- [--document 文号或标题] [--fonts 文件夹] -o 输出.pdf

把一期公报或公文的文本按 GB/T 9704 的样式排成 A4 的 PDF（PDF/UA-1，内嵌字体子集，带书签）。

  -o, --output   输出文件；已有的同名文件在排好以后才被替换
  --document     只排其中一份文件，写文号或标题，标题可以只写独有的一段
  --fonts        放有字体文件的文件夹（也可用环境变量 GONGBAO_FONTS），其中的
                 仿宋_GB2312、楷体_GB2312、黑体、方正小标宋等用于正文、各级标题和文件标题

自带字体里没有仿宋、楷体和小标宋，都以思源宋体（Noto Serif SC）代替。
字体里没有的字会逐个列出，不排成空框。

退出码：0 已排好，1 排不成，2 用法有误或读不出文件`;

export const typesetCommand: Command = {
  usage: USAGE,
  async run(args) {
    const { file, output, document, fonts } = readArguments(args);
    await checkWritable(output);
    const artifact = parseBytes(await readWhole(file, TYPESET_BYTES_MAX));
    const limits = { fontFolder: fonts ?? process.env.GONGBAO_FONTS, timeMs: 600_000 };
    const made =
      document === undefined
        ? await typesetIssue(artifact, limits)
        : await typesetDocument(artifact, document, limits);
    if (!made.ok) throw new CommandFailure(made.error.message, 1);
    const { bytes, pages, conforms } = made.value;
    await replace(output, bytes);
    process.stdout.write(
      `已排好：${output}，${pages} 页，${megabytes(bytes.byteLength)} MB${conforms ? '，PDF/UA-1' : '（没有通过 PDF/UA-1 的检查，仍带结构标签）'}。\n`,
    );
    return 0;
  },
};

function readArguments(args: string[]): {
  file: string;
  output: string;
  document: string | undefined;
  fonts: string | undefined;
} {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: {
        output: { type: 'string', short: 'o' },
        document: { type: 'string' },
        fonts: { type: 'string' },
      },
      allowPositionals: true,
      strict: true,
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1)
      throw new CommandFailure(`请给出一个文件。\n\n${USAGE}`);
    if (!values.output) throw new CommandFailure(`请用 -o 给出输出文件。\n\n${USAGE}`);
    return { file, output: values.output, document: values.document, fonts: values.fonts };
  } catch (error) {
    if (error instanceof CommandFailure) throw error;
    throw new CommandFailure(`不认识的选项。\n\n${USAGE}`);
  }
}

/** Said before the work is done, not after. */
async function checkWritable(output: string): Promise<void> {
  const probe = `${output}.part`;
  try {
    await (await open(probe, 'w')).close();
    await rm(probe, { force: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFailure(`写不了输出文件：${output}（${code ?? '未知错误'}）。请核对文件夹和权限。`);
  }
}

/** The old file stays until the new one is whole. */
async function replace(output: string, bytes: Uint8Array): Promise<void> {
  const part = `${output}.part`;
  await writeFile(part, bytes);
  try {
    await rename(part, output);
  } catch (error) {
    await rm(part, { force: true });
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandFailure(`写不了输出文件：${output}（${code ?? '未知错误'}）。请核对它是不是文件夹。`);
  }
}
