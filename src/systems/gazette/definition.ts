/** What the gazette system itself carries, clause by clause. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const postsMissing = '逐条登记了任免；还不能查某一天谁在任、试用期何时届满';
const figuresMissing = '逐个登记了数据；还没有复算合计、比重和增速，没有图表';

export const gazetteCarriers: readonly Carrier[] = [
  {
    id: 'gazette.appointments',
    title: '人事任免清单',
    kind: 'publication',
    href: ({ issueId }) => `/issues/${issueId}/appointments`,
    basis: [
      { basis: cite('银西政干发〔2023〕12号'), missing: postsMissing },
      { basis: cite('银西政干发〔2023〕13号'), missing: postsMissing },
      { basis: cite('银西政干发〔2023〕14号'), missing: postsMissing },
      { basis: cite('银西政干发〔2023〕15号'), missing: postsMissing },
      { basis: cite('银西政干发〔2023〕16号'), missing: postsMissing },
      { basis: cite('银西政干发〔2023〕17号'), missing: postsMissing },
      { basis: cite('银西政干发〔2023〕18号'), missing: postsMissing },
      { basis: cite('银西政干发〔2023〕19号'), missing: postsMissing },
    ],
    tests: [
      testedBy(
        'src/engines/law/parse/appointments.test.ts',
        'the real gazette: 20 appointments and 19 removals',
      ),
      testedBy('tests/reading.test.ts', 'give their appointments, figures, editions and hashes'),
    ],
  },
  {
    id: 'gazette.figures',
    title: '统计数据清单',
    kind: 'publication',
    href: ({ issueId }) => `/issues/${issueId}/figures`,
    basis: [
      { basis: cite('西夏区2022年国民经济和社会发展统计公报'), missing: figuresMissing },
      { basis: cite('西夏区2023年1-11月主要经济指标平稳增长'), missing: figuresMissing },
    ],
    tests: [
      testedBy(
        'src/engines/law/parse/figures-gazette.test.ts',
        'the real gazette: every figure of the annual bulletin and of the monthly release',
      ),
      testedBy('tests/reading.test.ts', 'give their appointments, figures, editions and hashes'),
    ],
  },
];
