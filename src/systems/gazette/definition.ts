/** What the gazette system itself carries, clause by clause. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const numberingMissing = '登记、编号、发布已经统一；备案和备案审查还没有运行';
const countsMissing = '核对了数目，与目录不符的列为疑点；牵头部门和法律顾问的意见没有登记';

export const gazetteCarriers: readonly Carrier[] = [
  {
    id: 'gazette.next-issue',
    title: '编发下一期：文件统一登记、编号、发布，发布后不能改',
    kind: 'procedure',
    href: () => '/desk/next-issue',
    basis: [
      { basis: cite('银西政办发〔2023〕48号', '二/（二）/6'), missing: numberingMissing },
      { basis: cite('银西政办发〔2023〕48号', '表1/6'), missing: numberingMissing },
    ],
    tests: [
      testedBy(
        'src/systems/gazette/next-issue/publish-issue.test.ts',
        'takes numbers in print order, stores what the file would give, and freezes the drafts',
      ),
      testedBy(
        'tests/next-issue.test.tsx',
        'reaches readers: list, page, feeds, search, appointments, status',
      ),
      testedBy('tests/next-issue.test.tsx', 'is changed by no route'),
    ],
  },
  {
    id: 'gazette.proofread.counts',
    title: '校对：文中所说的件数与所列的逐一核对',
    kind: 'rule',
    href: () => '/desk/proofread',
    basis: [
      { basis: cite('银川市西夏区行政规范性文件清理工作报告', '二/（一）'), missing: countsMissing },
      { basis: cite('银川市西夏区行政规范性文件清理工作报告', '二/（二）'), missing: countsMissing },
    ],
    tests: [
      testedBy(
        'src/systems/gazette/proofread/judged.test.ts',
        'what was judged true is still found, and the quote is what stands there',
      ),
    ],
  },
];
