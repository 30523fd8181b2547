/** What the permit list and its items carry of the gazette. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

export const permitsCarriers: readonly Carrier[] = [
  {
    id: 'permits.list',
    title: '行政许可事项清单：160项，每项一份办事指南',
    kind: 'page',
    href: () => '/permits',
    basis: [{ basis: cite('西夏区行政许可事项清单（2023年版）') }],
    tests: [
      testedBy(
        'src/systems/permits/items.test.ts',
        'every item says what its row of the list says, word for word',
      ),
      testedBy(
        'src/systems/permits/items.test.ts',
        'all 160 items of the list pass every rule of publication',
      ),
      testedBy(
        'src/systems/permits/publish-item.test.ts',
        'a change of the list needs the document that decides it, and is told by kind',
      ),
    ],
  },
  {
    id: 'permits.one-source',
    title: '事项一处定义、分版本发布，各渠道用同一版',
    kind: 'rule',
    href: () => '/services',
    basis: [
      {
        basis: cite('银西政办发〔2023〕67号', '二/（二）/三是'),
        missing: '事项有唯一来源，网页、窗口和接口用同一版；自助终端和小程序还没有接入',
      },
      {
        basis: cite('银西政办发〔2023〕67号', '表1/6'),
        missing: '事项有唯一来源，网页、窗口和接口用同一版；自助终端和小程序还没有接入',
      },
      {
        basis: cite('银西政办发〔2023〕67号', '二/（六）/二是'),
        missing: '区和镇街的许可事项已经一体管理；没有接入全国一体化政务服务平台，没有村（社区）事项',
      },
      {
        basis: cite('银西政办发〔2023〕67号', '表1/17'),
        missing: '区和镇街的许可事项已经一体管理；没有接入全国一体化政务服务平台，没有村（社区）事项',
      },
      {
        basis: cite('银西政办发〔2023〕67号', '二/（三）/一是'),
        missing: '可以搜索、按问题导引找到事项并看指南；没有在线人工帮办和现场预审',
      },
      {
        basis: cite('银西政办发〔2023〕67号', '表1/7'),
        missing: '可以搜索、按问题导引找到事项并看指南；没有在线人工帮办和现场预审',
      },
    ],
    tests: [
      testedBy('tests/permits.test.tsx', 'the guide, the list and the API say the same of every item'),
      testedBy('src/systems/permits/find-items.test.ts', 'plain questions find the right item first'),
      testedBy(
        'src/systems/permits/publish-item.test.ts',
        'a draft changes nothing that is public; published, it is the next version and the old one stays',
      ),
    ],
  },
];
