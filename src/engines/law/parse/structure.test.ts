/** The grammar rule by rule, on invented documents. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Artifact, Clause, Issuance, Table } from './artifact.ts';
import { parseBytes, parseText, printArtifact } from './index.ts';

const lines = (...parts: string[]) => parts.join('\n');
const notice = (...body: string[]) =>
  lines(
    '样例区人民政府关于开展样例工作的通知',
    '',
    '样政发〔2024〕3号',
    '',
    '各镇人民政府：',
    '',
    '现将有关事项通知如下：',
    '',
    ...body,
    '',
    '样例区人民政府',
    '',
    '2024年3月1日',
  );

type Tree = [path: string, heading: string | null];
const treeOf = (clauses: Clause[]): Tree[] =>
  clauses.flatMap((c): Tree[] => [[c.path, c.heading], ...treeOf(c.children)]);
const only = (text: string): Issuance => {
  const { issuances } = parseText(text);
  assert.equal(issuances.length, 1);
  return issuances[0] as Issuance;
};
const paths = (...body: string[]) =>
  treeOf(only(notice(...body)).instruments[0]?.clauses ?? []).map(([path]) => path);
const tree = (...body: string[]) => treeOf(only(notice(...body)).instruments[0]?.clauses ?? []);
const tables = (artifact: Artifact): Table[] =>
  artifact.issuances.flatMap((i) => i.instruments.flatMap((x) => x.tables));
const kinds = (artifact: Artifact) => [...new Set(artifact.transforms.map((t) => t.kind))].sort();

describe('labels', () => {
  test('the series nest by their usual order, however their brackets are printed', () => {
    assert.deepEqual(
      paths(
        '一、目标',
        '（一）甲',
        '1. 子',
        '(1) 丑；',
        '（2）寅。',
        '2．卯',
        '(二) 乙',
        '二、任务',
        '①辰',
        '②巳',
      ),
      [
        '一',
        '一/（一）',
        '一/（一）/1',
        '一/（一）/1/（1）',
        '一/（一）/1/（2）',
        '一/（一）/2',
        '一/（二）',
        '二',
        '二/①',
        '二/②',
      ],
    );
  });

  test('numbers run on across parents, and （一） may stand under 1.', () => {
    assert.deepEqual(paths('一、甲', '1. 子。', '二、乙', '2. 丑。'), ['一', '一/1', '二', '二/2']);
    assert.deepEqual(paths('1. 甲', '（一）子；', '（二）丑。', '2. 乙'), ['1', '1/（一）', '1/（二）', '2']);
  });

  test('一是…二是… in a paragraph are children of its clause; 统一是 and 之二是 are not labels', () => {
    assert.deepEqual(paths('（一）做好样例。一是建立台账；二是按月调度，做到统一是关键。三是总结。'), [
      '（一）',
      '（一）/一是',
      '（一）/二是',
      '（一）/三是',
    ]);
    assert.deepEqual(paths('一、标准统一是基础，任务之二是保障，不得拖延。'), ['一']);
  });

  test('（1）…；（2）… and 1.…。2.… in a paragraph; a decimal is no label', () => {
    assert.deepEqual(paths('一、提交：（1）申请；（2）证明。'), ['一', '一/（1）', '一/（2）']);
    assert.deepEqual(paths('1.建立台账。2.按月调度。', '3.投资2.5亿元。3.2公里为限。'), ['1', '2', '3']);
  });

  test('a label may be glued to its words, set in bold, or follow a bullet or heading mark', () => {
    assert.deepEqual(tree('## **一、目标**', '- （一）做好样例。定期检查。', '* 3.X形式。可以选择。'), [
      ['一', '目标'],
      ['一/（一）', '做好样例'],
      ['一/（一）/3', 'X形式'],
    ]);
  });

  test('a year, an amount or a telephone at the start of a line is no label', () => {
    assert.deepEqual(paths('2024年起实行。', '3.5亿元以内。', '36346元为限。'), ['¶1', '¶2', '¶3']);
  });

  test('plans numbered 1, 1.1, 1.1.1', () => {
    const plan = lines(
      '样例市样例应急预案',
      '1 总则',
      '1.1 目的',
      '规范处置。',
      '1.2 依据',
      '依照规定。',
      '2 体系',
      '2.1 机构',
      '2.1.1 职责',
      '（1）指挥；',
      '（2）决定。',
    );
    assert.deepEqual(
      treeOf(only(plan).instruments[0]?.clauses ?? []).map(([p]) => p),
      [
        '1',
        '1/1.1',
        '1/1.1/¶1',
        '1/1.2',
        '1/1.2/¶1',
        '2',
        '2/2.1',
        '2/2.1/2.1.1',
        '2/2.1/2.1.1/（1）',
        '2/2.1/2.1.1/（2）',
      ],
    );
  });
});

describe('headings and paragraphs', () => {
  test('a short line, or the first short sentence before more text, is a heading; an entry of a list is none', () => {
    assert.deepEqual(
      tree(
        '一、工作目标',
        '到年底完成样例。',
        '二、任务',
        '（一）加强摸底。对样例单位进行摸底。',
        '（二）烧荒、烧灰；',
        '（三）其他行为。',
      ),
      [
        ['一', '工作目标'],
        ['一/¶1', null],
        ['二', '任务'],
        ['二/（一）', '加强摸底'],
        ['二/（二）', null],
        ['二/（三）', null],
      ],
    );
  });

  test('牵头单位 lines and the body of a heading with its full stop belong to the clause', () => {
    const [instrument] = only(
      notice(
        '一、任务',
        '1. 建立样例评估制度机制。',
        '',
        '制定样例办法，开展评估。',
        '',
        '牵头单位：样例局',
        '',
        '责任单位：各镇',
      ),
    ).instruments;
    const clause = instrument?.clauses[0]?.children[0];
    assert.deepEqual(
      [clause?.path, clause?.heading, clause?.children.length],
      ['一/1', '建立样例评估制度机制', 0],
    );
    const text = notice(
      '一、任务',
      '1. 建立样例评估制度机制。',
      '',
      '制定样例办法，开展评估。',
      '',
      '牵头单位：样例局',
      '',
      '责任单位：各镇',
    );
    assert.ok(clause && text.slice(...clause.span).endsWith('责任单位：各镇'));
  });

  test('a page end in a sentence, a bracket, a quotation or a heading is joined and recorded', () => {
    const artifact = parseText(
      notice(
        '一、根据样例需要，结合法律顾',
        '',
        '问的意见，予以保留。',
        '',
        '二、见《样例办法》（样政',
        '',
        '办发〔2017〕2号）。',
        '',
        '三、因样例情况变化，目标“十一五”',
        '',
        '期间已经完成，不再执行。',
        '',
        '四、建设德才兼备的样例工作队',
        '',
        '伍。做好储备，加强培训。',
      ),
    );
    assert.deepEqual(
      artifact.issuances[0]?.instruments[0]?.clauses.map((c) => [c.path, c.heading]),
      [
        ['一', null],
        ['二', null],
        ['三', null],
        ['四', '建设德才兼备的样例工作队伍'],
      ],
    );
    assert.equal(artifact.transforms.filter((t) => t.kind === 'page_join').length, 4);
  });

  test('page numbers and running heads are no paragraphs', () => {
    const text = notice(
      '一、根据样例需要，结合法律顾',
      '',
      '- 12 -',
      '',
      '样例区人民政府关于开展样例工作的通知',
      '',
      '问的意见，予以保留。',
      '',
      '— 13 —',
      '',
      '7',
      '',
      '二、照办。',
    );
    assert.deepEqual(
      treeOf(only(text).instruments[0]?.clauses ?? []).map(([p]) => p),
      ['一', '二'],
    );
  });

  test('lines wrapped at one width are one paragraph, a reference at a line start is no article', () => {
    const statute = lines(
      '样例市样例管理办法',
      '第一条 为了规范样例市各区县样例工作的管理活动提高',
      '效率根据有关法律和法规的规定结合本市样例工作的实',
      '际制定本办法，有关样例的程序和标准依照本办法执行',
      '第三条规定的除外，其他样例工作依照国家有关规定办',
      '理并报市样例局备案审查，样例局应当自收到之日起办',
      '结。',
      '第二条 本办法自公布之日起施行。',
    );
    assert.deepEqual(
      treeOf(only(statute).instruments[0]?.clauses ?? []).map(([p]) => p),
      ['第一条', '第二条'],
    );
  });

  test('an id survives renumbering and changes with the words', () => {
    const ids = (...body: string[]) => only(notice(...body)).instruments[0]?.clauses.map((c) => c.id);
    const [a, b] = ids('一、甲任务应当完成。', '二、乙任务应当完成。') ?? [];
    const [, c, d] = ids('一、新任务应当完成。', '二、甲任务应当完成。', '三、丙任务应当完成。') ?? [];
    assert.equal(a, c);
    assert.notEqual(b, d);
  });
});

describe('statutes', () => {
  const statute = lines(
    '# 样例市湿地条例',
    '',
    '2020年3月1日 样例市人民代表大会常务委员会通过',
    '',
    '2020年5月1日 施行',
    '',
    '目 录',
    '第一章 总 则',
    '第二章 附 则',
    '',
    '## 第一章 总　则',
    '',
    '第一条 为了保护湿地，制定本条例。',
    '',
    '第二条 禁止下列行为：',
    '',
    '（一）填埋；',
    '',
    '（二）排污。',
    '',
    '前款规定的行为由样例局查处。',
    '',
    '第二条之一 鼓励志愿服务。',
    '',
    '## 第二章 附则',
    '',
    '第三条　本条例自2020年5月1日起施行。',
  );

  test('chapters, articles, inserted articles; a second paragraph is the article’s, the list of chapters is no clause', () => {
    const artifact = parseText(statute);
    assert.equal(artifact.shape, 'statute');
    assert.deepEqual(
      [artifact.issuances[0]?.title, artifact.issuances[0]?.date],
      ['样例市湿地条例', '2020-03-01'],
    );
    assert.deepEqual(treeOf(artifact.issuances[0]?.instruments[0]?.clauses ?? []), [
      ['第一章', '总则'],
      ['第一章/第一条', null],
      ['第一章/第二条', null],
      ['第一章/第二条/（一）', null],
      ['第一章/第二条/（二）', null],
      ['第一章/第二条/¶1', null],
      ['第一章/第二条之一', null],
      ['第二章', '附则'],
      ['第二章/第三条', null],
    ]);
  });

  test('an order in traditional characters, its number below its name', () => {
    const { issuances } = parseText(
      lines(
        '樣例縣政府令',
        '第12號',
        '《樣例管理辦法》已經審議通過，現予公布。',
        '縣長 甲某',
        '2024年2月1日',
        '樣例管理辦法',
        '第一條 為了管理，制定本辦法。',
        '第二條 本辦法自公布之日起施行。',
      ),
    );
    assert.deepEqual(
      issuances.map((i) => [i.number, i.date, i.signedBy]),
      [['樣例縣政府令第12號', '2024-02-01', ['縣長 甲某']]],
    );
    assert.deepEqual(
      issuances[0]?.instruments.map((i) => [i.title, i.clauses.map((c) => c.path)]),
      [['樣例管理辦法', ['第一條', '第二條']]],
    );
  });
});

describe('issuances', () => {
  test('a notice that forwards: opening, signature, disclosure, then what it forwards and the annexes', () => {
    const issuance = only(
      lines(
        '中共样例区委办公室 样例区人民政府办公室',
        '关于印发《样例区样例工作',
        '实施方案》的通知',
        '',
        '样党办〔2024〕8号',
        '',
        '各镇党委和人民政府（街道办），区直各部门：',
        '《样例区样例工作实施方案》已经同意，现印发给你们。',
        '',
        '附件：1. 任务清单',
        '2. 报名表',
        '',
        '中共样例区委办公室 样例区人民政府办公室',
        '2024年5月6日',
        '（此件公开发布）',
        '',
        '样例区样例工作实施方案',
        '',
        '为做好样例工作，制定本方案。',
        '',
        '一、目标',
        '完成样例。',
        '',
        '附件1',
        '',
        '任务清单',
        '（2项）',
        '',
        '1.甲任务。',
        '2.乙任务。',
        '',
        '附件 2',
        '',
        '报名表',
        '姓名由本人填写。',
      ),
    );
    assert.deepEqual(
      [issuance.number, issuance.date, issuance.disclosed, issuance.signedBy, issuance.addressees],
      [
        '样党办〔2024〕8号',
        '2024-05-06',
        true,
        ['中共样例区委办公室', '样例区人民政府办公室'],
        ['各镇党委和人民政府（街道办）', '区直各部门'],
      ],
    );
    assert.equal(
      issuance.title,
      '中共样例区委办公室 样例区人民政府办公室关于印发《样例区样例工作实施方案》的通知',
    );
    assert.ok(issuance.opening?.startsWith('《样例区样例工作实施方案》已经同意'));
    assert.deepEqual(
      issuance.attachments.map((a) => [a.label, a.title]),
      [
        ['1', '任务清单'],
        ['2', '报名表'],
      ],
    );
    assert.deepEqual(
      issuance.instruments.map((i) => [i.title, treeOf(i.clauses).map(([p]) => p)]),
      [
        ['样例区样例工作实施方案', ['¶1', '一', '一/¶1']],
        ['任务清单', ['附件1/1', '附件1/2']],
        ['报名表', ['附件2/¶1']],
      ],
    );
  });

  test('one notice may forward two instruments, each found by the title that the notice names', () => {
    const { instruments } = only(
      lines(
        '样例局关于印发《甲类样例办法》《乙类样例办法》的通知',
        '样局发〔2024〕1号',
        '各单位：',
        '现印发给你们。',
        '样例局',
        '2024年1月2日',
        '甲类样例办法',
        '第一条 甲。',
        '第二条 乙。',
        '乙类样例办法',
        '第一条 丙。',
      ),
    );
    assert.deepEqual(
      instruments.map((i) => [i.title, i.clauses.length]),
      [
        ['甲类样例办法', 2],
        ['乙类样例办法', 1],
      ],
    );
  });

  test('a number may stand above the title, under the name of the paper', () => {
    const issuance = only(
      lines(
        '样例区人民政府文件',
        '',
        '样政发﹝2024﹞7号'.replace('﹝', '［').replace('﹞', '］'),
        '',
        '样例区人民政府',
        '关于做好样例工作的意见',
        '',
        '各镇人民政府：',
        '一、做好。',
        '二、落实。',
        '样例区人民政府',
        '2024年6月7日',
      ),
    );
    assert.deepEqual(
      [issuance.number, issuance.title],
      ['样政发〔2024〕7号', '样例区人民政府关于做好样例工作的意见'],
    );
  });

  test('several documents in a row without any front matter; one without a number', () => {
    const artifact = parseText(
      [
        notice('一、照办。'),
        notice('一、照办。').replace('3号', '4号'),
        lines(
          '样例区人民政府关于封闭样例路的通告',
          '',
          '为了施工，现通告如下：',
          '',
          '一、封闭三日。',
          '',
          '样例区人民政府',
          '2024年4月5日',
        ),
      ].join('\n\n'),
    );
    assert.equal(artifact.shape, 'documents');
    assert.deepEqual(
      artifact.issuances.map((i) => [i.number, i.date]),
      [
        ['样政发〔2024〕3号', '2024-03-01'],
        ['样政发〔2024〕4号', '2024-03-01'],
        [null, '2024-04-05'],
      ],
    );
  });

  test('a page’s own heading and data above the document stay in the residue', () => {
    const artifact = parseText(
      lines(
        '样例县工作规则',
        '来源：样例网',
        '发文字号:',
        '样政发〔2024〕7号',
        '样例县工作规则',
        '一、依据规定。',
        '二、遵照执行。',
      ),
    );
    assert.deepEqual(
      artifact.issuances.map((i) => [i.number, i.title, i.instruments[0]?.clauses.length]),
      [['样政发〔2024〕7号', '样例县工作规则', 2]],
    );
    assert.equal(artifact.residue.length, 1);
  });

  test('news, an essay, a price list and nothing are no documents: nothing is claimed', () => {
    for (const text of [
      '',
      '  \n\t\n',
      '样例区召开会议\n本报讯（记者甲某）会议学习了《样例条例》（样政发〔2024〕1号）。\n会议强调，一是学习，二是落实。',
      '菜价\n白菜\t1.5\n萝卜\t2.0',
    ]) {
      const artifact = parseText(text);
      assert.deepEqual(
        [artifact.shape, artifact.issue, artifact.issuances, artifact.citations],
        ['none', null, [], []],
      );
      assert.equal(
        artifact.residue
          .map((r) => text.slice(...r.span))
          .join('')
          .replace(/\s/g, ''),
        text.replace(/\s/g, ''),
      );
    }
  });
});

describe('a gazette', () => {
  const gazette = lines(
    '样例县人民政府公报',
    '2022',
    '第2期',
    '（总第8期）',
    '主 编：甲 某　乙 某某'.replace('甲 某　乙 某某', '甲某 乙某'),
    '目  录',
    '【县政府文件】',
    '样例县人民政府关于表彰先进集体的决定……………（1）',
    '样例县人民政府关于印发样例县规划',
    '的通知',
    '样政发〔2022〕1号………（3）',
    '【 人事任免 】',
    '- 样例县人民政府关于甲某任职的通知',
    '（样政任〔2022〕1号）',
    '..... 9',
    '地 址：样例路',
    '1 号',
    '',
    '样例县人民政府',
    '关于表彰先进集体的决定',
    '各乡镇人民政府：',
    '县政府决定表彰样例乡。',
    '样例县人民政府',
    '2022年1月20日',
    '样例县人民政府公报 2022·第2期',
    '— 2 —',
    '样例县人民政府关于印发',
    '样例县规划的通知',
    '样政发〔2022〕1号',
    '各乡镇人民政府：',
    '现印发给你们。',
    '样例县人民政府',
    '2022年2月1日',
    '样例县规划',
    '第一章 基础',
    '第一节 成就',
    '成就显著。',
    '样例县人民政府关于甲某任职的通知',
    '样政任〔2022〕1号',
    '各乡镇人民政府：',
    '经研究决定：',
    '甲某任样例局局长。',
    '样例县人民政府',
    '2022年3月1日',
    '《样例县人民政府公报》简介',
    '本公报免费赠阅。',
    '邮 编：000000',
  );

  test('masthead, contents of several forms, sections as kinds, front and back matter', () => {
    const { issue, contents, issuances, shape, residue } = parseText(gazette);
    assert.equal(shape, 'gazette');
    assert.deepEqual(
      [issue?.title, issue?.year, issue?.number, issue?.runningNumber],
      ['样例县人民政府公报', 2022, 2, 8],
    );
    assert.deepEqual(
      issue?.imprint.map((e) => [e.key, e.value]),
      [
        ['地址', '样例路1 号'],
        ['邮编', '000000'],
      ],
    );
    assert.deepEqual(
      contents.map((e) => [e.section, e.title, e.number, e.page]),
      [
        ['县政府文件', '样例县人民政府关于表彰先进集体的决定', null, 1],
        ['县政府文件', '样例县人民政府关于印发样例县规划的通知', '样政发〔2022〕1号', 3],
        ['人事任免', '样例县人民政府关于甲某任职的通知', '样政任〔2022〕1号', 9],
      ],
    );
    assert.deepEqual(
      issuances.map((i) => [i.kind, i.number, i.title, i.date]),
      [
        ['县政府文件', null, '样例县人民政府关于表彰先进集体的决定', '2022-01-20'],
        ['县政府文件', '样政发〔2022〕1号', '样例县人民政府关于印发样例县规划的通知', '2022-02-01'],
        ['人事任免', '样政任〔2022〕1号', '样例县人民政府关于甲某任职的通知', '2022-03-01'],
      ],
    );
    assert.ok(residue.some((r) => gazette.slice(...r.span).includes('免费赠阅')));
  });

  test('without its contents the same issuances are found by their form', () => {
    const bare = gazette.slice(gazette.indexOf('1 号') + 4);
    assert.deepEqual(
      parseText(bare).issuances.map((i) => i.number),
      [null, '样政发〔2022〕1号', '样政任〔2022〕1号'],
    );
  });

  test('cut anywhere, it yields a beginning of what the whole yields', () => {
    const whole = parseText(gazette).issuances.map((i) => i.title);
    for (let cut = 0; cut < gazette.length; cut += 7) {
      const part = parseText(gazette.slice(0, cut)).issuances.map((i) => i.title);
      assert.ok(part.length <= whole.length, `${cut}`);
      assert.deepEqual(part.slice(0, -1), whole.slice(0, Math.max(0, part.length - 1)), `cut at ${cut}`);
    }
  });
});

describe('tables', () => {
  const rows = (text: string) =>
    tables(parseText(notice('一、清单如下。', '', text)))[0]?.rows.map((r) => Object.values(r).join('|'));
  const artifactOf = (text: string) => parseText(notice('一、清单如下。', '', text));

  test('headers of every page are folded, blank last cells kept', () => {
    const text = '序号\t事项\t备注\n1\t甲\t\n2\t乙\t初审\n\n序号\t事项\t备注\n3\t丙';
    assert.deepEqual(rows(text), ['1|甲|', '2|乙|初审', '3|丙|']);
    assert.ok(kinds(artifactOf(text)).includes('table_header_fold'));
  });

  test('a row cut by a page end is joined, in a cell or between cells, with or without the header again', () => {
    for (const text of [
      '序号\t事项\t机关\t时限\n1\t招标公告以及合\n\n同变更\t样例局\t即时\n2\t甲\t乙\t丙',
      '序号\t事项\t机关\t时限\n1\t招标公告以及合\t样例局\t即时\n\n序号\t事项\t机关\t时限\n\t同变更\t\t\n2\t甲\t乙\t丙',
      '序号\t事项\t机关\t时限\n1\t招标公告以及合同变更\t样例局\n\n序号\t事项\t机关\t时限\n即时\n2\t甲\t乙\t丙',
    ]) {
      const found = rows(text);
      assert.equal(found?.length, 2, text);
      assert.match(found?.[0] ?? '', /招标公告以及合同变更/);
      assert.ok(kinds(artifactOf(text)).includes('table_row_join'));
    }
  });

  test('pipe tables of a Markdown converter', () => {
    assert.deepEqual(rows('| 序号 | 事项 |\n| --- | :-: |\n| 1 | 甲 |\n| 2 | |'), ['1|甲', '2|']);
  });

  test('a cell a line: numbered rows, blank cells placed by what full rows hold', () => {
    const text = [
      '序号',
      '事项',
      '依据',
      '备注',
      '1',
      '甲许可',
      '《甲法》',
      '初审',
      '2',
      '乙许可',
      '《乙法》',
      '3',
      '丙许可',
      '《丙法》《丙',
      '条例》',
      '序号',
      '事项',
      '依据',
      '备注',
      '4',
      '丁许可',
      '《丁法》',
      '初审',
    ].join('\n\n');
    assert.deepEqual(rows(text), [
      '1|甲许可|《甲法》|初审',
      '2|乙许可|《乙法》|',
      '3|丙许可|《丙法》《丙条例》|',
      '4|丁许可|《丁法》|初审',
    ]);
  });

  test('a cell a line: the repeated header proves the columns', () => {
    const text = [
      '项目',
      '措施',
      '单位',
      '甲项',
      '做甲',
      '甲局',
      '乙项',
      '做乙',
      '乙局',
      '项目',
      '措施',
      '单位',
      '丙项',
      '做丙',
      '丙局',
    ].join('\n\n');
    assert.deepEqual(rows(text), ['甲项|做甲|甲局', '乙项|做乙|乙局', '丙项|做丙|丙局']);
  });

  test('a cell a line: a regular pattern of words and figures', () => {
    const text = [
      '产品',
      '单位',
      '产量',
      '水泥',
      '万吨',
      '235.5',
      '饮料',
      '万吨',
      '43.4',
      '变压器',
      '万千伏安',
      '-2.5',
      '一切照旧。',
    ].join('\n\n');
    assert.deepEqual(rows(text), ['水泥|万吨|235.5', '饮料|万吨|43.4', '变压器|万千伏安|-2.5']);
  });

  const plan = [
    '（一）完善窗口服务',
    '一是设立综合窗口，统一受理申请。二是公布办事指南，接受群众监督。',
    '（二）推进网上办理',
    '一是开通网上申请，材料在线提交。二是共享电子证照，减少纸质材料。三是短信告知结果。',
  ];
  const grouped = (cells: string[][]) =>
    tables(
      parseText(notice(...plan, '', '序号\t任务\t要求\n'.concat(cells.map((c) => c.join('\t')).join('\n')))),
    )[0]?.groups?.members.map((m) => [m.path, m.label, m.rows]);

  test('a group’s label on a middle row: the body’s sections settle its rows', () => {
    const requirements = [
      '设立综合窗口，统一受理。',
      '公布办事指南，接受监督。',
      '开通网上申请，在线提交。',
      '共享电子证照，减少材料。',
      '短信告知结果。',
    ];
    const wanted = [
      ['（一）', '完善窗口服务', [0, 1]],
      ['（二）', '推进网上办理', [2, 3, 4]],
    ];
    for (const places of [
      [1, 3],
      [0, 2],
      [0, 4],
      [1, 2],
    ]) {
      const cells = requirements.map((r, i) => [
        String(i + 1),
        i === places[0] ? '完善窗口服务' : i === places[1] ? '推进网上办理' : '',
        r,
      ]);
      assert.deepEqual(grouped(cells), wanted, `labels on rows ${places}`);
    }
  });

  test('without a body that fits: labels on first rows reach down, centred ones reach as far down as up', () => {
    const settle = (labels: string[]) =>
      tables(
        parseText(
          notice(
            '一、照办。',
            '',
            `序号\t类别\t要求\n${labels.map((l, i) => `${i + 1}\t${l}\t要求${i}`).join('\n')}`,
          ),
        ),
      )[0]?.rows.map((r) => r.类别);
    assert.deepEqual(settle(['甲', '', '', '乙', '']), ['甲', '甲', '甲', '乙', '乙']);
    assert.deepEqual(settle(['', '甲', '', '', '乙', '']), ['甲', '甲', '甲', '乙', '乙', '乙']);
  });
});

describe('encodings', () => {
  const text = notice('一、照办。');
  test('UTF-8 with a mark, UTF-16 of both orders and GB18030 are read alike and printed back', () => {
    const be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    // 「通知」 in GB18030; the rest of the document is tried on samples/corpus/gb18030.txt.
    const gb = Buffer.from('cda8d6aac0fdb9d8d3dab5c4a3ac', 'hex');
    for (const [bytes, encoding] of [
      [Buffer.from(`\ufeff${text}`, 'utf8'), 'utf-8'],
      [Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
      [be, 'utf-16be'],
      [gb, 'gb18030'],
    ] as const) {
      const artifact = parseBytes(bytes);
      assert.equal(artifact.source.encoding, encoding);
      assert.ok(Buffer.from(printArtifact(artifact)).equals(bytes));
      if (encoding !== 'gb18030') assert.equal(artifact.issuances[0]?.number, '样政发〔2024〕3号');
    }
  });

  test('a file cut inside a character is still read; bytes that are no text claim nothing', () => {
    const cut = Buffer.from(text, 'utf8').subarray(0, -1);
    const artifact = parseBytes(cut);
    assert.deepEqual([artifact.source.encoding, artifact.issuances.length], ['utf-8', 1]);
    assert.ok(Buffer.from(printArtifact(artifact)).equals(cut));
    const noise = Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 7919 + (i >> 3) * 131) & 0xff));
    assert.deepEqual([parseBytes(noise).source.encoding, parseBytes(noise).shape], ['binary', 'none']);
  });
});
