/** What acting for others carries of the gazette. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

export const proxyCarriers: readonly Carrier[] = [
  {
    id: 'proxies',
    title: '为未成年子女、家里老人和企业代办，授权有范围、有期限，随时收回',
    kind: 'procedure',
    href: () => '/me/proxies',
    basis: [
      {
        basis: cite('银西政办发〔2023〕67号', '二/（二）/三是'),
        missing: '网上和窗口通用；户籍、登记机关的数据还没有接入，由窗口核对原件',
      },
    ],
    tests: [
      testedBy(
        'tests/proxies.test.tsx',
        'an enterprise: the legal representative confirmed at the window appoints an agent, who files, is stopped when revoked, and the enterprise keeps the case',
      ),
    ],
  },
];
