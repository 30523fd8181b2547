/** What licences carry of the gazette. The seals are test seals, so nothing here is carried wholly. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const mapMissing = '没有接政务服务地图；办理进展的实时推送不在此处';
const sealMissing = '只在本系统的办件中免提交；印章是测试印章，没有接国家统一电子印章系统；没有无证明都市圈';
const sharingMissing = '发证和用证记录只在本系统内；没有经全国一体化平台跨地区、跨部门共享和验章';

export const licenceCarriers: readonly Carrier[] = [
  {
    id: 'licences.use',
    title: '扫码授权使用电子证照：一个办件用一次，几分钟过期，用过谁都看得见',
    kind: 'page',
    href: () => '/me/licences',
    basis: [
      { basis: cite('银西政办发〔2023〕67号', '二/（三）/二是'), missing: mapMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/8'), missing: mapMissing },
      { basis: cite('银西政办发〔2023〕67号', '二/（五）/二是'), missing: sealMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/14'), missing: sealMissing },
    ],
    tests: [
      testedBy('src/systems/licences/use-cases.test.ts', 'a code works for its case, once, while it lasts'),
      testedBy(
        'src/systems/licences/use-cases.test.ts',
        'of many who take one code at once exactly one gets it',
      ),
      testedBy(
        'tests/licences.test.tsx',
        'the holder allows one use, the clerk takes it once, and both see it',
      ),
    ],
  },
  {
    id: 'licences.verify',
    title: '证照查验：现在的状态，文件是否被改动，谁盖的测试印章',
    kind: 'page',
    href: () => '/verify',
    basis: [
      { basis: cite('银西政办发〔2023〕67号', '二/（五）/三是'), missing: sharingMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/15'), missing: sharingMissing },
    ],
    tests: [
      testedBy('src/systems/licences/file/file.test.ts', 'a changed byte in any region of the file is found'),
      testedBy(
        'src/platform/seal/certificate.test.ts',
        'OpenSSL verifies a signature made here, with the signer id, and no other bytes',
      ),
      testedBy(
        'tests/licences.test.tsx',
        'revoking is seen by everybody at once, and an old page changes nothing any more',
      ),
    ],
  },
];
