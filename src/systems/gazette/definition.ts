/** What the gazette system itself carries, clause by clause. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const figuresMissing = '逐个登记了数据；还没有复算合计、比重和增速，没有图表';

export const gazetteCarriers: readonly Carrier[] = [
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
