/** What the figures carry of the gazette. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const bulletins = [
  { basis: cite('西夏区2022年国民经济和社会发展统计公报') },
  { basis: cite('西夏区2023年1-11月主要经济指标平稳增长') },
];

export const statisticsCarriers: readonly Carrier[] = [
  {
    id: 'statistics.figures',
    title: '统计数据：每个数字的时期、口径和出处，按指标逐期查询',
    kind: 'publication',
    href: ({ documentId }) => `/statistics/documents/${documentId}`,
    basis: bulletins,
    tests: [
      testedBy(
        'src/engines/law/parse/figures-gazette.test.ts',
        'the real gazette: every figure of the annual bulletin and of the monthly release',
      ),
      testedBy(
        'tests/statistics.test.tsx',
        'a series tells printed from reckoned, with the arithmetic and the clause',
      ),
      testedBy('tests/statistics.test.tsx', 'CSV, XLSX and JSON of a document hold the same printed figures'),
    ],
  },
  {
    id: 'statistics.checks',
    title: '核算：总数、比重、结构比和增速重新算过',
    kind: 'rule',
    href: () => '/statistics/checks',
    basis: bulletins,
    tests: [
      testedBy('src/systems/statistics/check/recompute.test.ts', 'the real bulletins, reckoned by hand'),
      testedBy(
        'tests/statistics-faults.test.tsx',
        'every impossible figure is told once, with what is printed, and led to its clause',
      ),
    ],
  },
  {
    id: 'statistics.charts',
    title: '文字中没有的图，按原文数字重画',
    kind: 'publication',
    href: ({ documentId }) => `/statistics/documents/${documentId}#charts`,
    basis: [
      { basis: cite('西夏区2022年国民经济和社会发展统计公报', '一'), below: true },
      { basis: cite('西夏区2022年国民经济和社会发展统计公报', '三'), below: true },
      { basis: cite('西夏区2022年国民经济和社会发展统计公报', '五'), below: true },
      { basis: cite('西夏区2022年国民经济和社会发展统计公报', '六'), below: true },
      { basis: cite('西夏区2022年国民经济和社会发展统计公报', '七'), below: true },
      { basis: cite('西夏区2022年国民经济和社会发展统计公报', '八'), below: true },
    ],
    tests: [
      testedBy('src/systems/statistics/chart/bulletin-charts.test.ts', 'the real bulletin lost six charts'),
      testedBy(
        'tests/statistics.test.tsx',
        'pictures are answered as SVG without style or script, in every theme',
      ),
    ],
  },
];
