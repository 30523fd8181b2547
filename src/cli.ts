/**
 * The command line: `gongbao COMMAND …`. Each command is loaded only when it is asked for, so that `parse` starts fast.
 *
 * Exit codes: 0 done, 1 refused by a rule, 2 wrong usage or unreadable input.
 */
import { type Command, CommandFailure } from './cli-command.ts';

const USAGE = `用法：gongbao 命令 [参数]

  parse 文件|-        解析公报或公文，在标准输出打印一个 JSON 对象
  print JSON文件|-    由解析结果还原输入的原始字节
  proofread 文件|-    校对公报或公文，在标准输出打印发现的问题
  typeset 文件|- -o 输出.pdf
                      把公报或其中一份公文排成 PDF
  deadline 日期 日数 --unit working|calendar
                      推算期限的最后一天，列出跳过的日子和原因
  import 文件…|-      把公报、公文或法规导入数据库
  verify-licence 文件.pdf|- [--root 根证书.pem]
                      离线核验一份证照文件

“-”表示从标准输入读取。各命令的说明：gongbao 命令 --help`;

const COMMANDS: Record<string, () => Promise<Command>> = {
  parse: async () => (await import('./cli-parse.ts')).parseCommand,
  print: async () => (await import('./cli-parse.ts')).printCommand,
  proofread: async () => (await import('./cli-proofread.ts')).proofreadCommand,
  typeset: async () => (await import('./cli-typeset.ts')).typesetCommand,
  'verify-licence': async () => (await import('./cli-verify-licence.ts')).verifyLicenceCommand,
  deadline: async () => (await import('./cli-deadline.ts')).deadlineCommand,
  import: async () => (await import('./cli-import.ts')).importCommand,
};

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? process.stderr : process.stdout).write(`${USAGE}\n`);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    process.stderr.write(`没有“${name}”这个命令。\n\n${USAGE}\n`);
    return 2;
  }
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`${command.usage}\n`);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
}

process.exitCode = await main(process.argv.slice(2));
