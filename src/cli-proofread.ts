/** `gongbao proofread FILE`. */
import { parseBytes } from '#engines/law/parse/index.ts';
import { proofread } from '#systems/gazette/proofread/index.ts';
import { type Command, fileArgument, writeOutput } from './cli-command.ts';
import { readWhole } from './cli-input.ts';

const USAGE = `用法：gongbao proofread 文件|-

校对一期公报或一份公文，在标准输出打印一个 JSON 数组，按位置排列，每项：
  rule        规则名
  span        [起, 止)，在解码后文本中的位置（UTF-16 码元）
  quote       该处原文
  message     问题和依据
  suggestion  建议改成的文字；须核对原件时为 null
没有发现问题时打印 []。

退出码：0 已打印，2 用法有误或读不出文件`;

export const proofreadCommand: Command = {
  usage: USAGE,
  async run(args) {
    const bytes = await readWhole(fileArgument(args, USAGE));
    const findings = proofread(parseBytes(bytes)).map(({ rule, span, quote, message, suggestion }) => ({
      rule,
      span,
      quote,
      message,
      suggestion,
    }));
    await writeOutput([`${JSON.stringify(findings, null, 2)}\n`]);
    return 0;
  },
};
