/** What the person's own record carries of the gazette. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

export const ownRecordCarriers: readonly Carrier[] = [
  {
    id: 'own-record',
    title: '谁看过、动过自己的资料，本人随时能查',
    kind: 'page',
    href: () => '/me/audit',
    basis: [
      {
        basis: cite('银西政办发〔2023〕67号', '四/（二）'),
        missing: '本系统里的查看和办理都能查到；镇街和部门自己的系统不在此内',
      },
    ],
    tests: [
      testedBy(
        'tests/own-record.test.tsx',
        'whoever is concerned reads who saw and did what, by body and post, and nobody else’s',
      ),
    ],
  },
];
