/** What the connections to other systems carry of the gazette. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

const systemsMissing = '接口、密钥、推送都已运行；市区各业务系统还没有实际接入';
const mapMissing = '办件进展实时可见，可推送给其他系统；没有接政务服务地图和小程序';

export const connectionCarriers: readonly Carrier[] = [
  {
    id: 'connections.api',
    title: '其他系统凭密钥对接：页面上能办的事都有接口，每次使用留痕，办件进展签名推送',
    kind: 'page',
    href: () => '/developers',
    basis: [
      { basis: cite('银西政办发〔2023〕67号', '二/（二）/二是'), missing: systemsMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/5'), missing: systemsMissing },
    ],
    tests: [
      testedBy('tests/openapi.test.ts', 'every use case has an operation, or a reason why it has none'),
      testedBy(
        'tests/keys.test.ts',
        'a system files for a person who allowed it: the case is the person’s, and ends with the authority',
      ),
      testedBy(
        'tests/webhooks.test.ts',
        'a receiver that is down: tried again, given up, replayed when it is back, the same webhook-id',
      ),
    ],
  },
  {
    id: 'connections.live',
    title: '办件进展实时可见：页面开着就能看到每一步',
    kind: 'page',
    href: () => '/me/cases',
    basis: [
      { basis: cite('银西政办发〔2023〕67号', '二/（三）/二是'), missing: mapMissing },
      { basis: cite('银西政办发〔2023〕67号', '表1/8'), missing: mapMissing },
    ],
    tests: [
      testedBy('tests/live.test.ts', 'the applicant hears of a step when it is made, and nobody else does'),
    ],
  },
];
