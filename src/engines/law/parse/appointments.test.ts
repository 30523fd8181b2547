import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { findAppointments } from './appointments.ts';
import { splitPosts } from './appointments-clause.ts';
import { parseNames } from './appointments-name.ts';
import { findProbation, isAppointmentNotice, type Notice } from './appointments-notice.ts';
import { splitPost, stripNotes } from './appointments-title.ts';
import type { Appointment } from './artifact.ts';

// Every place and person below is made up.

/** A single notice: the title is the first line, its text the rest. */
function notice(title: string, body: string, date: string | null = '2031-05-20'): [string, Notice[]] {
  const text = `${title}\n${body}`;
  return [
    text,
    [
      {
        kind: null,
        number: '云政任〔2031〕3号',
        title,
        titleSpan: [0, title.length],
        signedBy: ['青州市云岭区人民政府'],
        date,
        span: [0, text.length],
      },
    ],
  ];
}

/** person act organisation/post with marks: +兼 +挂 and 12 months, one line each, in print order. */
function read(title: string, body: string, date?: string | null): string[] {
  const [text, notices] = notice(title, body, date === undefined ? '2031-05-20' : date);
  return findAppointments(text, notices).map((record) =>
    [
      record.person,
      record.act,
      `${record.organisation}/${record.post}`,
      ...(record.concurrent ? ['兼'] : []),
      ...(record.seconded ? ['挂'] : []),
      ...(record.probationMonths === null ? [] : [`试用${record.probationMonths}`]),
    ].join(' '),
  );
}

const MIXED = '青州市云岭区人民政府关于李明等同志职务任免的通知';

test('an office title is the longest at the end, the organisation keeps its brackets', () => {
  const split = (words: string) => {
    const post = splitPost(stripNotes(words).words);
    return post && `${post.organisation}/${post.post}`;
  };
  assert.equal(
    split('云岭区民生服务中心（退役军人服务站）主任'),
    '云岭区民生服务中心（退役军人服务站）/主任',
  );
  assert.equal(split('云岭区人民政府副区长（挂职）职务'), '云岭区人民政府/副区长');
  assert.equal(split('云岭区教育局党组书记'), '云岭区教育局/党组书记');
  assert.equal(split('云岭区人大常委会法制工作委员会主任委员'), '云岭区人大常委会法制工作委员会/主任委员');
  assert.equal(split('云岭区财政局二级主任科员'), '云岭区财政局/二级主任科员');
  assert.equal(split('云岭区人民法院审判委员会委员'), '云岭区人民法院审判委员会/委员');
  assert.equal(split('青州市公安局云岭分局副局长（正科级）'), '青州市公安局云岭分局/副局长');
  assert.equal(split('云岭区人民政府代理区长'), '云岭区人民政府/代理区长');
  assert.equal(split('云岭区水务局局长助理'), '云岭区水务局/局长助理');
  assert.equal(split('云岭区第五中学校长'), '云岭区第五中学/校长');
  assert.equal(split('水利'), undefined);
});

test('posts are cut where one is whole, not inside a name with 、 or 和', () => {
  assert.deepEqual(splitPosts('区交通运输、港航管理局局长、区总工会副主席'), [
    '区交通运输、港航管理局局长',
    '区总工会副主席',
  ]);
  assert.deepEqual(splitPosts('区住房和城乡建设局局长兼区人防办主任'), [
    '区住房和城乡建设局局长',
    '兼区人防办主任',
  ]);
});

test('names may be padded, dotted, annotated and several', () => {
  assert.deepEqual(parseNames('李  明、王小芳（女，回族）'), ['李明', '王小芳']);
  assert.deepEqual(parseNames('阿依努尔・买买提同志'), ['阿依努尔·买买提']);
  assert.deepEqual(parseNames('李　明 王小芳 赵　强'), ['李明', '王小芳', '赵强']);
  assert.deepEqual(parseNames('欧阳文清'), ['欧阳文清']);
  for (const words of ['以上人员', '区政府', '经研究', '李明等', '本人', ''])
    assert.equal(parseNames(words), undefined, words);
});

test('probation is read in years, months and both kinds of numerals', () => {
  assert.equal(findProbation('任职试用期1年'), 12);
  assert.equal(findProbation('试用期均为六个月'), 6);
  assert.equal(findProbation('试用期为一年半'), 18);
  assert.equal(findProbation('试用期 １２ 个月'), 12);
  assert.equal(findProbation('试用期半年'), 6);
  assert.equal(findProbation('试用期满'), undefined);
});

test('subject first, with appointment and removal in one sentence', () => {
  assert.deepEqual(
    read(
      MIXED,
      '经青州市云岭区人民政府第7次常务会议研究，决定：\n李明任云岭区民政局局长，免去云岭区财政局副局长职务；\n王小芳同志任云岭区教育局党组书记、局长；\n赵强、周文任云岭区水务局副局长。',
    ),
    [
      '李明 appoint 云岭区民政局/局长',
      '李明 remove 云岭区财政局/副局长',
      '王小芳 appoint 云岭区教育局/党组书记',
      '王小芳 appoint 云岭区教育局/局长',
      '赵强 appoint 云岭区水务局/副局长',
      '周文 appoint 云岭区水务局/副局长',
    ],
  );
});

test('the family name 任 is no verb', () => {
  assert.deepEqual(
    read(
      MIXED,
      '任丽任云岭区司法局副局长，免去云岭区民政局副局长职务；\n任建国同志聘任云岭区养老服务中心主任；\n免去任飞云岭区水务局局长职务；\n任王伟为云岭区统计局局长。',
    ),
    [
      '任丽 appoint 云岭区司法局/副局长',
      '任丽 remove 云岭区民政局/副局长',
      '任建国 engage 云岭区养老服务中心/主任',
      '任飞 remove 云岭区水务局/局长',
      '王伟 appoint 云岭区统计局/局长',
    ],
  );
});

test('verb first: 任命…为…, 免去…的…职务, 同志, 其, several persons', () => {
  assert.deepEqual(
    read(
      MIXED,
      '任命李明同志为云岭区发展和改革局局长（试用期一年），免去其云岭区统计局局长职务；\n免去王小芳、赵强的云岭区教育局副局长职务；\n免去周文云岭区司法局副局长、三级调研员职务；\n聘任钱进为云岭区图书馆馆长，孙丽为云岭区文化馆副馆长；\n解聘吴军云岭区体育中心主任职务。',
    ),
    [
      '李明 appoint 云岭区发展和改革局/局长 试用12',
      '李明 remove 云岭区统计局/局长',
      '王小芳 remove 云岭区教育局/副局长',
      '赵强 remove 云岭区教育局/副局长',
      '周文 remove 云岭区司法局/副局长',
      '周文 remove 云岭区司法局/三级调研员',
      '钱进 engage 云岭区图书馆/馆长',
      '孙丽 engage 云岭区文化馆/副馆长',
      '吴军 dismiss 云岭区体育中心/主任',
    ],
  );
});

test('lists under a heading, padded names, a line per person', () => {
  assert.deepEqual(
    read(
      '青州市云岭区人民代表大会常务委员会任免名单',
      '（2031年5月18日青州市云岭区第三届人民代表大会常务委员会第九次会议通过）\n\n一、任命：\n李  明  云岭区人民法院审判员\n王小芳（女，回族）为云岭区人民检察院检察员\n二、免去：\n赵  强的云岭区监察委员会委员职务\n周文云岭区人民法院刑事审判庭庭长职务',
    ),
    [
      '李明 appoint 云岭区人民法院/审判员',
      '王小芳 appoint 云岭区人民检察院/检察员',
      '赵强 remove 云岭区监察委员会/委员',
      '周文 remove 云岭区人民法院刑事审判庭/庭长',
    ],
  );
});

test('a heading that holds the post, names alone below it', () => {
  assert.deepEqual(
    read(
      '云岭区人民代表大会常务委员会关于任命人民陪审员的决定',
      '任命下列人员为云岭区人民法院人民陪审员：\n李  明  王小芳  赵  强\n钱进、孙丽。',
    ),
    ['李明', '王小芳', '赵强', '钱进', '孙丽'].map((name) => `${name} appoint 云岭区人民法院/人民陪审员`),
  );
});

test('secondment and concurrent posts, by verb and by bracket', () => {
  assert.deepEqual(
    read(
      MIXED,
      '李明挂职任云岭区人民政府副区长，时间两年；\n王小芳任云岭区医保局副局长（挂职一年）；\n赵强兼任云岭区政务服务中心主任；\n周文任云岭区应急管理局局长兼区森林防火办主任；\n不再担任：无。\n钱进不再担任云岭区信访局局长职务。',
    ),
    [
      '李明 appoint 云岭区人民政府/副区长 挂',
      '王小芳 appoint 云岭区医保局/副局长 挂',
      '赵强 appoint 云岭区政务服务中心/主任 兼',
      '周文 appoint 云岭区应急管理局/局长',
      '周文 appoint 区森林防火办/主任 兼',
      '钱进 remove 云岭区信访局/局长',
    ],
  );
});

test('a dotted name runs into the organisation and is cut before the known place', () => {
  assert.deepEqual(
    read(MIXED, '免去古丽娜尔·艾山云岭区民族宗教局副局长职务；\n任命扎西次仁为云岭区文化馆馆长。'),
    ['古丽娜尔·艾山 remove 云岭区民族宗教局/副局长', '扎西次仁 appoint 云岭区文化馆/馆长'],
  );
});

test('a table of names and posts; 现任职务 is a fact and no act', () => {
  assert.deepEqual(
    read(
      MIXED,
      '姓  名\t现任职务\t任命职务\t免去职务\n李  明\t区府办科员\t云岭区民政局副局长（试用期一年）\t\n王小芳\t\t云岭区教育局局长\t云岭区教育局副局长',
    ),
    [
      '李明 appoint 云岭区民政局/副局长 试用12',
      '王小芳 appoint 云岭区教育局/局长',
      '王小芳 remove 云岭区教育局/副局长',
    ],
  );
});

test('a page break inside an act is bridged', () => {
  assert.deepEqual(
    read(
      MIXED,
      '经研究，决定：\n免去李明云岭区住房和城乡建设局\n\n副局长职务；\n王小芳任云岭区人民政府\n\n办公室副主任。',
    ),
    ['李明 remove 云岭区住房和城乡建设局/副局长', '王小芳 appoint 云岭区人民政府办公室/副主任'],
  );
});

test('probation by a closing sentence: the persons it names, all, or all but some', () => {
  const acts = '李明任云岭区民政局局长；\n王小芳任云岭区教育局局长；\n免去赵强云岭区教育局局长职务。\n';
  const terms = (closing: string) =>
    read(MIXED, acts + closing).map((line) => /试用\d+/.exec(line)?.[0] ?? '');
  assert.deepEqual(terms('以上人员中，王小芳任职试用期1年。'), ['', '试用12', '']);
  assert.deepEqual(terms('上述同志任职试用期均为一年。'), ['试用12', '试用12', '']);
  assert.deepEqual(terms('除李  明外，以上同志试用期六个月。'), ['', '试用6', '']);
});

test('decision, body and first day', () => {
  const dates = (body: string) => {
    const [text, notices] = notice(MIXED, body);
    return findAppointments(text, notices).map((r) => [r.decidedOn, r.decidedBy, r.effectiveDate]);
  };
  assert.deepEqual(dates('经云岭区委常委会5月12日会议研究，决定：\n李明任云岭区民政局局长。'), [
    ['2031-05-12', '云岭区委常委会5月12日会议', '2031-05-12'],
  ]);
  assert.deepEqual(
    dates(
      '根据2031年5月11日云岭区第三届人民代表大会常务委员会第八次会议决定：\n李明任云岭区民政局局长。\n任职时间从2031年4月1日起计算。',
    ),
    [['2031-05-11', '云岭区第三届人民代表大会常务委员会第八次会议', '2031-04-01']],
  );
  assert.deepEqual(
    dates(
      '经研究，决定：\n李明任云岭区民政局局长；\n免去王小芳云岭区民政局局长职务。\n任职日期从试用之日起计算。',
    ),
    [
      ['2031-05-20', '青州市云岭区人民政府', null],
      ['2031-05-20', '青州市云岭区人民政府', '2031-05-20'],
    ],
  );
});

test('rules about appointments, proposals and nominations appoint nobody', () => {
  assert.equal(
    isAppointmentNotice({ kind: null, title: '关于印发《云岭区干部任职试用期办法》的通知' }),
    false,
  );
  assert.equal(isAppointmentNotice({ kind: null, title: '关于李明等同志任前公示' }), false);
  assert.equal(isAppointmentNotice({ kind: '规范性文件', title: '关于加强供水工作的通知' }), false);
  assert.equal(isAppointmentNotice({ kind: '人事任免', title: '关于李明等同志职务的通知' }), true);
  assert.deepEqual(
    read(MIXED, '提名李明为云岭区城投公司总经理人选。\n特此通知。\n联系人：王小芳，主任科员'),
    [],
  );
});

test('bare titles after a whole post share its organisation', () => {
  assert.deepEqual(
    read(
      MIXED,
      '李明任云岭区应急管理局党委委员、副局长，一级主任科员；\n免去王小芳云岭区住房和城乡建设局党组成员、副局长、三级调研员职务，退休；\n赵强任云岭区人民政府副秘书长、办公室主任。',
    ),
    [
      '李明 appoint 云岭区应急管理局/党委委员',
      '李明 appoint 云岭区应急管理局/副局长',
      '李明 appoint 云岭区应急管理局/一级主任科员',
      '王小芳 remove 云岭区住房和城乡建设局/党组成员',
      '王小芳 remove 云岭区住房和城乡建设局/副局长',
      '王小芳 remove 云岭区住房和城乡建设局/三级调研员',
      '赵强 appoint 云岭区人民政府/副秘书长',
      '赵强 appoint 办公室/主任',
    ],
  );
});

test('a resignation accepted takes the post', () => {
  const title = '云岭区人民代表大会常务委员会关于接受李明辞去副区长职务请求的决定';
  assert.deepEqual(
    read(title, '会议决定：接受李明辞去云岭区人民政府副区长职务的请求，并报云岭区人民代表大会备案。'),
    ['李明 remove 云岭区人民政府/副区长'],
  );
});

test('a body that decides may stand in the heading of a list', () => {
  assert.deepEqual(
    read(
      MIXED,
      '区人民政府决定任命：\n李明为云岭区卫生健康局局长；\n区人民政府决定免去：\n王小芳的云岭区卫生健康局局长职务；\n推荐赵强为云岭区工商联主席人选。',
    ),
    ['李明 appoint 云岭区卫生健康局/局长', '王小芳 remove 云岭区卫生健康局/局长'],
  );
});

test('numbered lines under 任职 and 免职', () => {
  assert.deepEqual(
    read(
      MIXED,
      '（一）任职\n1.李明 任云岭区民政局局长\n2.王小芳  云岭区财政局局长\n（二）免职\n1.赵强 云岭区民政局局长',
    ),
    ['李明 appoint 云岭区民政局/局长', '王小芳 appoint 云岭区财政局/局长', '赵强 remove 云岭区民政局/局长'],
  );
});

test('dates in Chinese numerals, and a first day before the decision', () => {
  const [text, notices] = notice(
    MIXED,
    '经二〇三一年五月十日区政府第十二次常务会议研究决定：\n李明任区民政局副局长，任职时间从2030年5月9日算起。',
  );
  assert.deepEqual(
    findAppointments(text, notices).map((r) => [r.decidedOn, r.decidedBy, r.effectiveDate]),
    [['2031-05-10', '区政府第十二次常务会议', '2030-05-09']],
  );
});

test('a name is cut before a place that the notice does not know, by the place it looks like', () => {
  assert.deepEqual(read(MIXED, '免去欧阳文清桃花镇副镇长职务；\n免去李明亮云岭区公安分局政委职务。'), [
    '欧阳文清 remove 桃花镇/副镇长',
    '李明亮 remove 云岭区公安分局/政委',
  ]);
});

test('traditional characters', () => {
  assert.deepEqual(
    read(
      '青州市雲嶺區人民政府關於李明等同志職務任免的通知',
      '李明任雲嶺區財政局副局長；\n免去王小芳雲嶺區教育局局長職務。',
    ),
    ['李明 appoint 雲嶺區財政局/副局長', '王小芳 remove 雲嶺區教育局/局長'],
  );
});

const gazettePath = path.join(
  process.env.GONGBAO_SHARED ?? path.resolve(import.meta.dirname, '../../../../../shared'),
  'gazette/xixia-2023-04.txt',
);

/** The eight notices of the real issue, sliced by their numbers without the parser of the structure. */
function realNotices(text: string): Notice[] {
  const heads = [...text.matchAll(/^银川市西夏区人民政府 关于.*的通知\n\n(银西政干发〔2023〕\d+号)/gm)];
  return heads.map((head, index) => {
    const end = heads[index + 1]?.index ?? text.indexOf('\n（此件公开发布）', head.index) + 9;
    const [, year, month, day] =
      [...text.slice(head.index, end).matchAll(/^(\d{4})年(\d+)月(\d+)日/gm)].at(-1) ?? [];
    const title = head[0].slice(0, head[0].indexOf('\n'));
    return {
      kind: '人事任免',
      number: head[1] ?? null,
      title: title.replace(' ', ''),
      titleSpan: [head.index, head.index + title.length],
      signedBy: ['银川市西夏区人民政府'],
      date: `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`,
      span: [head.index, end],
    };
  });
}

test('the real gazette: 20 appointments and 19 removals', {
  skip: !existsSync(gazettePath) && `${gazettePath} is absent`,
}, () => {
  const text = readFileSync(gazettePath, 'utf8');
  const records = findAppointments(text, realNotices(text));
  const line = (r: Appointment) =>
    [
      r.issuance.slice(11, 13),
      r.person,
      r.act,
      r.organisation.replace(/^西夏区/, '~'),
      r.post,
      (r.concurrent ? '兼' : '') + (r.seconded ? '挂' : '') + (r.probationMonths ?? ''),
      r.decidedOn?.slice(5),
      r.effectiveDate === r.decidedOn ? '' : r.effectiveDate,
    ]
      .join(' ')
      .trim();
  const street = '街道办事处';
  assert.deepEqual(records.map(line), [
    '12 李慧 remove ~民政局 副局长  09-13',
    '12 田坤 remove ~司法局 副局长  09-13',
    '12 买元宁 remove ~住房和城乡建设局 副局长 挂 09-13',
    '12 王翠萍 remove ~统计局 副局长  09-13',
    `12 陶盈清 remove ~北京西路${street} 副主任  09-13`,
    '13 张腾 appoint ~人民政府办公室 副主任  09-13',
    '13 马丽 appoint ~宁华路司法所 所长  09-13',
    '13 马峰邦 appoint ~兴泾镇司法所 所长  09-13',
    '13 牛巧珍 engage ~退役军人服务中心 主任  09-13',
    `13 宋艳平 engage ~怀远路${street}民生服务中心（退役军人服务站） 主任  09-13`,
    '14 朱更生 appoint ~人民政府 副区长  09-12',
    '14 艾锋 remove ~人民政府 副区长 挂 09-12',
    '14 丁明 remove ~人民政府 副区长  09-12',
    '15 田彦林 appoint ~住房和城乡建设和交通局 副局长  09-27',
    `15 白云霄 engage ~西花园路${street}公用事业服务中心 主任  09-27`,
    `16 张建峰 appoint ~朔方路${street} 主任  09-27`,
    `16 刘旭 appoint ~宁华路${street} 主任  09-27`,
    '16 苏珊 appoint ~司法局 副局长  09-27',
    '16 苏珊 remove ~贺兰山西路司法所 所长  09-27',
    `16 苏珊 remove 贺兰山西路${street} 副主任 兼 09-27`,
    '16 吴小红 appoint ~统计局 副局长  09-27',
    '16 武淑红 appoint ~审批服务管理局 副局长  09-27',
    `16 武淑红 remove ~文昌路${street} 副主任  09-27`,
    `16 谢妍妍 appoint ~文昌路${street} 副主任 12 09-27`,
    `16 于颖 remove ~朔方路${street} 主任  09-27`,
    `16 袁美娟 remove ~宁华路${street} 主任  09-27`,
    '16 白羽茜 remove ~商务和经济技术合作局 副局长  09-27',
    '16 罗鹏 remove ~审批服务管理局 副局长  09-27',
    '16 张立中 remove ~市容环境卫生服务中心 主任  09-27',
    `17 王唯 appoint ~北京西路${street} 副主任  11-01`,
    `17 王唯 dismiss ~北京西路${street}民生服务中心（退役军人服务站） 主任  11-01`,
    `17 刘盼 engage ~北京西路${street}民生服务中心（退役军人服务站） 主任 12 11-01`,
    '18 秦虹 appoint ~贺兰山西路司法所 所长 12 11-25',
    `18 秦虹 appoint 贺兰山西路${street} 副主任 兼12 11-25`,
    '18 马广宏 appoint ~医疗保障局 副局长  11-25',
    `18 马广宏 remove ~西花园路${street} 副主任  11-25`,
    '18 马菊红 remove ~医疗保障局 副局长  11-25',
    `19 王亮 appoint ~西花园路${street} 副主任  12-15`,
    '19 王亮 remove ~智慧城市运营中心 副主任  12-15',
  ]);
  const unknownStart = records.filter((r) => r.effectiveDate === null).map((r) => r.issuance.slice(11, 13));
  assert.deepEqual(unknownStart, ['13', '13', '13', '13', '13', '15', '15']);
  const body = '银川市西夏区第五届人民代表大会常务委员会第十三次会议';
  assert.ok(
    records.every((r) =>
      r.issuance.includes('14号') ? r.decidedBy === body : r.decidedBy?.endsWith('党组会议'),
    ),
  );
});

const fragments = fc.constantFrom(
  '免去',
  '任',
  '任命',
  '聘任',
  '解聘',
  '李明',
  '王小芳',
  '为',
  '的',
  '同志',
  '其',
  '云岭区',
  '民政局',
  '局长',
  '副主任',
  '职务',
  '（兼）',
  '（挂职',
  '）',
  '、',
  '，',
  '；',
  '。',
  '：',
  '\n',
  '\t',
  '|',
  ' ',
  '·',
  '试用期',
  '1年',
  '从',
  '起',
  '2031年5月2日',
  '会议',
  '姓名',
);

test('any words: no throw, same answer twice, spans inside the notice', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fragments, { maxLength: 60 }).map((words) => words.join('')),
      ),
      (body) => {
        const [text, notices] = notice(MIXED, body);
        const records = findAppointments(text, notices);
        assert.deepEqual(findAppointments(text, notices), records);
        for (const { span, post, person } of records) {
          assert.ok(MIXED.length <= span[0] && span[0] < span[1] && span[1] <= text.length);
          assert.ok(post.length > 0 && person.length >= 2);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('every generated act is found again, exactly once', () => {
  const person = fc.constantFrom('李明', '王小芳', '欧阳文清', '赵强', '周文', '钱进之');
  const organisation = fc.constantFrom(
    '云岭区民政局',
    '云岭区住房和城乡建设局',
    '云岭区桃源镇司法所',
    '云岭区服务中心（服务站）',
  );
  const title = fc.constantFrom('局长', '副主任', '所长', '二级调研员');
  const act = fc.constantFrom('appoint', 'engage', 'remove', 'dismiss');
  const words = { appoint: '任', engage: '聘任', remove: '免去', dismiss: '解聘' } as const;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(person, act, organisation, title), { minLength: 1, maxLength: 12 }),
      (acts) => {
        const lines = acts.map(([who, what, where, post]) =>
          what === 'appoint' || what === 'engage'
            ? `${who}${words[what as keyof typeof words]}${where}${post}；`
            : `${words[what as keyof typeof words]}${who}${where}${post}职务；`,
        );
        assert.deepEqual(
          read(MIXED, `经研究，决定：\n${lines.join('\n')}\n特此通知。`),
          acts.map(([who, what, where, post]) => `${who} ${what} ${where}/${post}`),
        );
      },
    ),
    { numRuns: 300 },
  );
});
