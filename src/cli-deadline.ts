/** `gongbao deadline DATE N --unit working|calendar`. */
import { parseArgs } from 'node:util';
import { doubtWords, getCalendar, lastDayOf, readLimit, reasonWords } from '#platform/calendar/index.ts';
import { type Command, CommandFailure, writeOutput } from './cli-command.ts';

const USAGE = `用法：gongbao deadline 日期 日数 --unit working|calendar [--calendar national|ningxia] [--ending …]

从事件当天（如受理日）起推算期限的最后一天；事件的次日为第 1 日（推定，所收法律没有明文）。
第一行打印最后一天（年-月-日），以后每行打印一个跳过的日子和原因：年-月-日，两个空格，原因。

  --unit      working 工作日，calendar 自然日；由设定期限的法律决定，须写明
  --calendar  national 全国（默认），ningxia 宁夏
  --ending    期限最后一天是休息日时：as_counted 不顺延（默认），next_working_day 顺延到下一个工作日

结果靠没有放假通知的年份、或宁夏未确认的放假日得出时，在标准错误输出写明“暂定”及原因。

退出码：0 已打印，2 用法有误
例：gongbao deadline 2023-09-27 20 --unit working --calendar ningxia`;

export const deadlineCommand: Command = {
  usage: USAGE,
  async run(args) {
    const asked = readLimit(readArguments(args));
    if (!asked.ok) throw new CommandFailure(`${asked.error.message}\n\n${USAGE}`);
    const { calendarName, ...limit } = asked.value;
    const term = lastDayOf({ ...limit, calendar: getCalendar(calendarName) });
    if (!term.ok) throw new CommandFailure(`${term.error.message}\n\n${USAGE}`);
    const { lastDay, skipped, doubts } = term.value;
    await writeOutput([`${lastDay}\n`, ...skipped.map((day) => `${day.date}  ${reasonWords(day)}\n`)]);
    for (const doubt of doubts) process.stderr.write(`暂定：${doubtWords(doubt)}\n`);
    return 0;
  },
};

function readArguments(args: string[]) {
  let parsed: {
    values: { unit?: string | undefined; calendar?: string | undefined; ending?: string | undefined };
    positionals: string[];
  };
  try {
    parsed = parseArgs({
      args,
      options: { unit: { type: 'string' }, calendar: { type: 'string' }, ending: { type: 'string' } },
      allowPositionals: true,
      strict: true,
    });
  } catch {
    throw new CommandFailure(`不认识的选项，或选项后面缺少内容。\n\n${USAGE}`);
  }
  const [from, limit, ...more] = parsed.positionals;
  if (from === undefined || limit === undefined || more.length > 0)
    throw new CommandFailure(`请给出起算日期和日数。\n\n${USAGE}`);
  const { unit = '', calendar, ending } = parsed.values;
  return { from, limit, unit, calendar, ending };
}
