import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { sharedFolder } from '#base/paths.ts';
import { findStatuteVersion } from './statute-version.ts';

const text = (...lines: string[]) => `# 样例法\n\n${lines.join('\n\n')}\n\n第一条 自2001年1月1日起施行。\n`;

it('a version bears the day of its last enactment and is the text from its commencement', () => {
  const version = findStatuteVersion(
    text('2005年3月1日 样例会议通过', '2005年4月1日 中华人民共和国国务院令第9号公布', '2005年7月1日 施行'),
  );
  assert.deepEqual(version, {
    dated: '2005-04-01',
    validFrom: '2005-07-01',
    number: '中华人民共和国国务院令第9号',
    enactedBy: ['国务院'],
    revises: false,
  });
});

it('an amended version is the text from its amendment, though its last article names the first commencement', () => {
  const version = findStatuteVersion(text('2000年10月1日 国务院通过', '2019年4月23日 国务院第一次修正'));
  assert.deepEqual(
    [version?.dated, version?.validFrom, version?.revises],
    ['2019-04-23', '2019-04-23', true],
  );
});

it('a text without history has no version; an impossible date is no date', () => {
  assert.equal(findStatuteVersion(text()), undefined);
  assert.equal(findStatuteVersion(text('2019年2月30日 国务院通过')), undefined);
});

const folder = join(sharedFolder() ?? '', 'law');
it('every statute of the operator has the version that its file name says, give or take its publication', {
  skip: existsSync(folder) ? false : 'the statutes are not here (GONGBAO_SHARED)',
}, () => {
  for (const name of readdirSync(folder)) {
    const named = /\((\d{4}-\d{2}-\d{2})\)/.exec(name)?.[1];
    const found = findStatuteVersion(readFileSync(join(folder, name), 'utf8'));
    assert.ok(named && found, name);
    const gap = Temporal.PlainDate.from(found.dated).until(named, { largestUnit: 'days' }).days;
    assert.ok(gap >= 0 && gap <= 31, `${name}: ${found.dated}`);
  }
});
