/** The real gazette, read from where the operator keeps it (GONGBAO_SHARED, else ../shared); skipped without it. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Artifact, Clause, Instrument } from './artifact.ts';
import { parseBytes, printArtifact } from './index.ts';

const root = join(import.meta.dirname, '../../../..');
const file = join(process.env.GONGBAO_SHARED ?? join(root, '../shared'), 'gazette/xixia-2023-04.txt');
const skip = existsSync(file) ? false : `no gazette at ${file}`;

let parsed: Artifact | undefined;
const bytes = () => readFileSync(file);
const artifact = (): Artifact => {
  parsed ??= parseBytes(bytes());
  return parsed;
};
const instruments = (number: string): Instrument[] =>
  artifact().issuances.find((i) => i.number === number)?.instruments ?? [];
const paths = (clauses: Clause[]): string[] => clauses.flatMap((c) => [c.path, ...paths(c.children)]);
const at = (clauses: Clause[], path: string): Clause | undefined => {
  for (const c of clauses) {
    const found = c.path === path ? c : at(c.children, path);
    if (found !== undefined) return found;
  }
  return undefined;
};
const words = (span: [number, number]) => artifact().source.text.slice(...span);

test('printing gives the gazette back byte for byte', { skip }, () => {
  assert.ok(bytes().equals(printArtifact(artifact())));
});

test('the masthead and the imprint tell which issue it is', { skip }, () => {
  const { issue, shape } = artifact();
  assert.equal(shape, 'gazette');
  assert.ok(issue);
  const { title, year, number, runningNumber, date, organ } = issue;
  assert.deepEqual(
    { title, year, number, runningNumber, date, organ },
    {
      title: '银川市西夏区人民政府公报',
      year: 2023,
      number: 4,
      runningNumber: 25,
      date: '2023-12-29',
      organ: '银川市西夏区人民政府',
    },
  );
  assert.equal(issue.sponsor, '银川市西夏区人民政府办公室');
  assert.deepEqual(
    issue.editors.map((e) => `${e.role}${e.names.length}`),
    ['主任1', '副主任1', '编委4', '主编1', '执行主编2', '责任编辑2'],
  );
  const imprint = (key: string) => issue.imprint.filter((e) => e.key === key).map((e) => e.value);
  assert.deepEqual(imprint('邮编'), ['750021', '750021']);
  assert.deepEqual(imprint('准印证'), ['宁银新出管（西）字〔2023〕第 096 号']);
  assert.equal(new Set(imprint('邮箱')).size, 2);
});

const NUMBERS = [
  ['规范性文件', '银西政规发〔2023〕2号', '2023-09-30', 3],
  ['规范性文件', '银西政规发〔2023〕3号', '2023-11-27', 4],
  ['政府文件', '银西政发〔2023〕84号', '2023-08-31', 9],
  ['区委办 政府办文件', '银西党办〔2023〕86号', '2023-11-20', 20],
  ['区委办 政府办文件', '银西政办发〔2023〕30号', '2023-06-11', 23],
  ['区委办 政府办文件', null, '2023-09-14', 29],
  ['区委办 政府办文件', '银西政办发〔2023〕48号', '2023-09-18', 33],
  ['区委办 政府办文件', '银西政办发〔2023〕57号', '2023-10-25', 45],
  ['区委办 政府办文件', '银西政办发〔2023〕67号', '2023-12-11', 48],
  ['人事任免', '银西政干发〔2023〕12号', '2023-09-13', 53],
  ['人事任免', '银西政干发〔2023〕13号', '2023-09-13', 54],
  ['人事任免', '银西政干发〔2023〕14号', '2023-09-13', 55],
  ['人事任免', '银西政干发〔2023〕15号', '2023-09-27', 56],
  ['人事任免', '银西政干发〔2023〕16号', '2023-09-27', 57],
  ['人事任免', '银西政干发〔2023〕17号', '2023-11-01', 58],
  ['人事任免', '银西政干发〔2023〕18号', '2023-11-27', 59],
  ['人事任免', '银西政干发〔2023〕19号', '2023-12-15', 60],
  ['统计数据', null, null, 61],
  ['统计数据', null, null, 64],
] as const;

test('nineteen contents entries with section, number and page', { skip }, () => {
  assert.deepEqual(
    artifact().contents.map((e) => [e.section, e.number, e.page]),
    NUMBERS.map(([kind, number, , page]) => [kind, number, page]),
  );
});

test('nineteen issuances with kind, number and date, titled as the contents title them', { skip }, () => {
  const { issuances, contents } = artifact();
  assert.deepEqual(
    issuances.map((i) => [i.kind, i.number, i.date]),
    NUMBERS.map(([kind, number, date]) => [kind, number, date]),
  );
  const plain = (s: string) => s.normalize('NFKC').replace(/\s/g, '');
  assert.deepEqual(
    issuances.map((i) => plain(i.title)),
    contents.map((e) => plain(e.title)),
  );
  for (const i of issuances.slice(0, 17)) assert.equal(i.disclosed, true);
  assert.deepEqual(issuances[3]?.signedBy, ['中共银川市西夏区委办公室', '银川市西夏区人民政府办公室']);
  assert.deepEqual(issuances[5]?.addressees.length, 4);
});

test('the notice of the clean-up forwards a report and four annexes, their entries numbered 19, 14, 1 and 1', {
  skip,
}, () => {
  const found = instruments('银西政规发〔2023〕3号');
  assert.equal(found.length, 5);
  assert.deepEqual(
    found.slice(1).map((i) => i.clauses.filter((c) => c.label !== '').length),
    [19, 14, 1, 1],
  );
  assert.equal(found[3]?.clauses[0]?.path, '附件3/1');
  assert.equal(found[3]?.clauses[0]?.children.length, 14);
  const cut = at(found[1]?.clauses ?? [], '附件1/16');
  assert.ok(
    cut && words(cut.span).endsWith('继续执行。'),
    'a sentence cut at a quotation by the page end is joined',
  );
  const lone = at(found[2]?.clauses ?? [], '附件2/9');
  assert.ok(lone && words(lone.span).endsWith('192号)'), 'a number on the line below its title');
});

test('the fire order carries its own clauses', { skip }, () => {
  const [order, ...more] = instruments('银西政规发〔2023〕2号');
  assert.equal(more.length, 0);
  assert.ok(order);
  assert.equal(
    order.clauses.find((c) => c.label === '三')?.children.filter((c) => c.label !== '').length,
    14,
  );
  assert.ok(paths(order.clauses).includes('三/（十四）'));
});

test('clause paths run through the plans, 牵头单位 lines within their clause', { skip }, () => {
  const [plan] = instruments('银西党办〔2023〕86号');
  const clause = at(plan?.clauses ?? [], '二/（四）/8');
  assert.equal(clause?.heading, '推动交易达成');
  assert.ok(clause && words(clause.span).endsWith('中关村双创办'));
  const [tasks] = instruments('银西政办发〔2023〕48号');
  const sections = at(tasks?.clauses ?? [], '二')?.children ?? [];
  assert.deepEqual(
    sections.map((c) => c.children.length),
    [5, 3, 6, 4, 7, 8, 5, 6],
  );
  assert.equal(at(tasks?.clauses ?? [], '二/（八）/42')?.heading, '建设德才兼备的高素质法治政府工作队伍');
  const [village] = instrumentsTitled('村务公开');
  assert.equal(at(village?.clauses ?? [], '二/（一）/3')?.heading, 'X 形式公开');
  const [pilot] = instruments('银西政办发〔2023〕67号');
  const firstly = at(pilot?.clauses ?? [], '二/（六）')?.children.filter((c) => c.label !== '');
  assert.deepEqual(
    firstly?.map((c) => c.label),
    ['一是', '二是', '三是', '四是'],
  );
});

function instrumentsTitled(word: string): Instrument[] {
  return artifact().issuances.find((i) => i.title.includes(word))?.instruments ?? [];
}

test('the permit table has 160 rows in order under its six columns', { skip }, () => {
  const [list] = instruments('银西政发〔2023〕84号');
  const [table, ...more] = list?.tables ?? [];
  assert.equal(more.length, 0);
  assert.ok(table);
  assert.deepEqual(table.columns, ['序号', '主管部门', '事项名称', '实施机关', '设定和实施依据', '备注']);
  assert.deepEqual(
    table.rows.map((r) => r.序号),
    Array.from({ length: 160 }, (_, i) => String(i + 1)),
  );
  assert.ok(table.rows.every((r) => r.主管部门 && r.事项名称 && r.实施机关 && r.设定和实施依据));
  assert.equal(table.rows[159]?.事项名称, '烟草专卖零售许可');
  assert.equal(table.groups, null);
});

test('the 44-task table gives every row its group, a misprinted label by its number', { skip }, () => {
  const [plan] = instruments('银西政办发〔2023〕48号');
  const [table] = plan?.tables ?? [];
  assert.equal(table?.rows.length, 44);
  const members = table?.groups?.members ?? [];
  assert.deepEqual(
    members.map((m) => [m.path, m.rows.length]),
    [5, 3, 6, 4, 7, 8, 5, 6].map((n, i) => [`二/（${'一二三四五六七八'.charAt(i)}）`, n]),
  );
  assert.ok(table?.rows.every((r) => r.提升项目));
  assert.equal(table?.rows[0]?.牵头单位, '');
  assert.notEqual(members[5]?.heading, members[6]?.heading);
});

test('the 22-task table: centred labels, settled by the sections of the body', { skip }, () => {
  const found = instruments('银西政办发〔2023〕67号');
  const [table] = found[1]?.tables ?? [];
  assert.equal(table?.rows.length, 22);
  assert.deepEqual(
    table?.groups?.members.map((m) => [m.path, m.rows.map((r) => r + 1)]),
    [
      [1, 3],
      [4, 6],
      [7, 9],
      [10, 12],
      [13, 15],
      [16, 19],
      [20, 22],
    ].map(([a = 0, b = 0], i) => [
      `二/（${'一二三四五六七'.charAt(i)}）`,
      Array.from({ length: b - a + 1 }, (_, k) => a + k),
    ]),
  );
});

test('the product table of the bulletin', { skip }, () => {
  const bulletin = artifact().issuances[17]?.instruments[0];
  const [table] = bulletin?.tables ?? [];
  assert.deepEqual(table?.columns, ['产品名称', '计量单位', '产量', '比上年增长 (%)']);
  assert.equal(table?.rows.length, 7);
  assert.deepEqual(table?.rows[2], {
    产品名称: '水泥',
    计量单位: '万吨',
    产量: '235.5',
    '比上年增长 (%)': '-14.6',
  });
});
