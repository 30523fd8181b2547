/** What reviews carry of the gazette. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const levelsMissing =
  '好差评、公开统计、差评整改和实名差评回访整改率在本系统的事项上运行；县乡村三级的其他服务和12345热线的评价没有接入';
const channelsMissing = '好差评在网上和窗口通用；没有接全国一体化平台、自助终端和小程序';

export const reviewCarriers: readonly Carrier[] = [
  {
    id: 'reviews.ratings',
    title: '好差评：五级评价，没有默认，公开统计；差评由被评人员以外的人回访、整改，再评',
    kind: 'procedure',
    href: () => '/reviews',
    basis: [
      { basis: cite('银西政办发〔2023〕48号', '二/（三）/14'), missing: levelsMissing },
      { basis: cite('银西政办发〔2023〕48号', '表1/14'), missing: levelsMissing },
      { basis: cite('银西政办发〔2023〕67号', '二/（二）/二是'), missing: channelsMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/5'), missing: channelsMissing },
    ],
    tests: [
      testedBy(
        'tests/reviews.test.tsx',
        'a finished case is rated once by its applicant; a bad rating is called back, mended and rated again',
      ),
      testedBy(
        'tests/reviews.test.tsx',
        'at the window: a code, used once on another device; whoever is signed in at the desk cannot rate with it',
      ),
      testedBy(
        'src/systems/reviews/procedures.test.ts',
        'posts give nothing to whoever is reviewed or wrote it, and nobody checks what they did themselves',
      ),
      testedBy(
        'src/systems/reviews/statistics.test.ts',
        'the rate of follow-ups counts all, and says which are late and which still have time',
      ),
    ],
  },
  {
    id: 'reviews.stuck',
    title: '“办不成事”：网上和窗口都能反映，帮办、整改、告知、核验；原因引起事项修改',
    kind: 'procedure',
    href: () => '/reviews/stuck',
    basis: [
      { basis: cite('银西政办发〔2023〕67号', '二/（七）/二是') },
      { basis: cite('银西政办发〔2023〕67号', '表1/21') },
    ],
    tests: [
      testedBy(
        'tests/reviews.test.tsx',
        '办不成事: taken in at the window, helped, mended with its cause, checked by another, and a version of the item comes of it',
      ),
      testedBy(
        'src/systems/reviews/procedures.test.ts',
        '办不成事: helped, mended with its cause, told, confirmed, checked by another',
      ),
    ],
  },
];
