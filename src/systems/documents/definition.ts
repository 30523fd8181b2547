/** What the documents system carries of the gazette, clause by clause. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const byNumber = (number: string, anchor = ''): string =>
  `/documents/by-number/${encodeURIComponent(number)}${anchor}`;

export const documentsCarriers: readonly Carrier[] = [
  {
    id: 'documents.validity',
    title: '效力状态：有效期届满，自动失效',
    kind: 'rule',
    href: () => byNumber('银西政规发〔2023〕2号'),
    basis: [{ basis: cite('银西政规发〔2023〕2号', '三/（十四）') }],
    tests: [
      testedBy('tests/reading.test.ts', 'the fire order is in force on its last day and lapsed on the next'),
      testedBy(
        'src/engines/law/status.test.ts',
        'an order valid from 30 September 2023 to 1 June 2024 holds on both days and lapses on 2 June',
      ),
    ],
  },
  {
    id: 'documents.periods',
    title: '文件页上的防火期和高火险期',
    kind: 'page',
    href: () => byNumber('银西政规发〔2023〕2号'),
    basis: [
      {
        basis: cite('银西政规发〔2023〕2号', '一/¶1'),
        missing: '只公布起止日期，还不能按日期和地点回答能不能用火',
      },
    ],
    tests: [
      testedBy('tests/coverage.test.tsx', 'the fire order’s page prints its season and its high-risk time'),
    ],
  },
  {
    id: 'documents.clean-up',
    title: '清理意见：登记、审定，审定后效力随之改变',
    kind: 'procedure',
    href: () => byNumber('银西政规发〔2023〕3号', '#caused'),
    basis: [
      { basis: cite('拟废止的西夏区行政规范性文件目录') },
      { basis: cite('拟保留的西夏区行政规范性文件目录') },
      { basis: cite('拟失效的西夏区行政规范性文件目录') },
      { basis: cite('银西政规发〔2023〕3号', '附件3/1') },
      {
        basis: cite('银西政规发〔2023〕3号', '一/¶1'),
        missing: '逐件登记并核对件数；还没有按清理标准逐项审查',
      },
      {
        basis: cite('银西政办发〔2023〕48号', '二/（三）/12'),
        missing: '清理结果审定后公布；公平竞争审查还没有运行',
      },
      {
        basis: cite('银西政办发〔2023〕48号', '表1/12'),
        missing: '清理结果审定后公布；公平竞争审查还没有运行',
      },
    ],
    tests: [
      testedBy(
        'src/systems/gazette/seed-facts.test.ts',
        'statuses follow from the facts: the fire order, a document that is to be repealed',
      ),
      testedBy(
        'src/systems/documents/decide-effect.test.ts',
        'a proposal changes nothing; adopted, it works from its day on the document and what it carries',
      ),
      testedBy(
        'tests/desk-proposals.test.tsx',
        'tells every reader on what basis and by whom it was decided',
      ),
    ],
  },
];
