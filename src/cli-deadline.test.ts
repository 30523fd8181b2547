/** `gongbao deadline` as somebody at a terminal meets it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const cli = join(import.meta.dirname, 'cli.ts');
const deadline = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'deadline', ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};
const working = (...args: string[]) => deadline(...args, '--unit', 'working');

test('the first line is the last day, then each skipped day with its reason', () => {
  assert.deepEqual(working('2023-10-11', '3', '--calendar', 'national'), {
    status: 0,
    stdout: '2023-10-16\n2023-10-14  周末（星期六）\n2023-10-15  周末（星期日）\n',
    stderr: '',
  });
  const first = (...args: string[]) => working(...args).stdout.split('\n')[0];
  assert.equal(first('2023-09-27', '20', '--calendar', 'national'), '2023-10-31');
  assert.equal(first('2023-09-27', '30'), '2023-11-14');
  assert.equal(first('2024-02-02', '20', '--calendar', 'national'), '2024-03-06');
});

test('Ningxia skips its own days', () => {
  assert.equal(
    working('2023-06-28', '1', '--calendar', 'ningxia').stdout,
    '2023-07-03\n2023-06-29  宁夏古尔邦节放假（已确认）\n2023-06-30  宁夏古尔邦节放假（已确认）\n2023-07-01  周末（星期六）\n2023-07-02  周末（星期日）\n',
  );
});

test('calendar days skip nothing, unless the last one is moved behind days off', () => {
  const calendar = (...args: string[]) => deadline('2023-09-20', '10', '--unit', 'calendar', ...args).stdout;
  assert.equal(calendar(), '2023-09-30\n');
  assert.match(calendar('--ending', 'next_working_day'), /^2023-10-07\n2023-09-30 {2}中秋节、国庆节放假/);
});

test('what rests on an unknown year is printed, and said to be provisional on standard error', () => {
  const unknown = working('2024-06-03', '5', '--calendar', 'ningxia');
  assert.equal(unknown.status, 0);
  assert.match(unknown.stderr, /^暂定：宁夏 2024 年的放假日未取得，未确认/);
  assert.equal(unknown.stdout.split('\n')[0], '2024-06-11');
  assert.match(working('2031-01-06', '5').stderr, /^暂定：没有收录 2031 年的放假通知/);
});

test('bad input is refused with what to do, exit code 2 and nothing printed', () => {
  const refused: [args: string[], says: RegExp][] = [
    [['2023-02-30', '5', '--unit', 'working'], /起算日期请写成/],
    [['2023-9-27', '5', '--unit', 'working'], /起算日期请写成/],
    [['2023-09-27', 'x', '--unit', 'working'], /期限请写 0 到 10000/],
    [['2023-09-27', '10001', '--unit', 'working'], /0 到 10000/],
    [['2023-09-27', '1.5', '--unit', 'working'], /期限请写/],
    [['2023-09-27', '-5', '--unit', 'working'], /不认识的选项/],
    [['2023-09-27', '5'], /请选择单位/],
    [['2023-09-27', '5', '--unit', 'weeks'], /请选择单位/],
    [['2023-09-27', '5', '--unit', 'working', '--calendar', 'mars'], /请选择日历/],
    [['2023-09-27', '5', '--unit', 'working', '--ending', 'x'], /顺延/],
    [['1900-01-01', '5', '--unit', 'working'], /1949 年至 2200 年/],
    [['2200-12-30', '5', '--unit', 'calendar'], /1949 年至 2200 年/],
    [['2023-09-27', '--unit', 'working'], /请给出起算日期和日数/],
    [['2023-09-27', '5', '6', '--unit', 'working'], /请给出起算日期和日数/],
    [['2023-09-27', '5', '--speed'], /不认识的选项/],
    [[], /请给出起算日期和日数/],
  ];
  for (const [args, says] of refused) {
    const { status, stdout, stderr } = deadline(...args);
    assert.deepEqual([status, stdout], [2, ''], args.join(' '));
    assert.match(stderr, says, args.join(' '));
    assert.match(stderr, /用法：gongbao deadline/);
  }
});
