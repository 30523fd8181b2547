import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printedLines } from './proof-finding.tsx';

test('a passage is joined where the page broke it, and keeps the lines that are read one by one', () => {
  const prose = '各镇要按时\n完成整修，\r\n- （一）先修山路；\n- （二）再修\n水渠。';
  assert.equal(printedLines(prose, false), '各镇要按时完成整修，\n- （一）先修山路；\n- （二）再修水渠。');
  assert.equal(
    printedLines('关于整修村道的通知\n\n..... 29\n地址：样例路', true),
    '关于整修村道的通知\n..... 29\n地址：样例路',
  );
});
