/** What the record of posts carries of the gazette. */
import { cite } from '#engines/law/cite.ts';
import { type Carrier, testedBy } from '#engines/law/coverage.ts';

export const personnelCarriers: readonly Carrier[] = [
  {
    id: 'personnel.record',
    title: '任免记录：某一天谁任什么职，试用期何时届满',
    kind: 'page',
    href: () => '/personnel',
    basis: [
      { basis: cite('银西政干发〔2023〕12号') },
      { basis: cite('银西政干发〔2023〕13号') },
      { basis: cite('银西政干发〔2023〕14号') },
      { basis: cite('银西政干发〔2023〕15号') },
      { basis: cite('银西政干发〔2023〕16号') },
      { basis: cite('银西政干发〔2023〕17号') },
      { basis: cite('银西政干发〔2023〕18号') },
      { basis: cite('银西政干发〔2023〕19号') },
    ],
    tests: [
      testedBy(
        'src/systems/personnel/record.gazette.test.ts',
        'are 16 appointed, 4 engaged, 18 removed, 1 dismissed, of 32 persons of 32 names',
      ),
      testedBy('src/systems/personnel/record.gazette.test.ts', 'say who is in office on a day'),
      testedBy('src/systems/personnel/record.gazette.test.ts', 'end one year after the decision, half-open'),
      testedBy(
        'src/systems/personnel/tenures.property.test.ts',
        'a term that counts from an unprinted trial begins on an unknown day before the decision',
      ),
      testedBy('tests/personnel.test.tsx', 'is what the data of the day say, each name with its person'),
    ],
  },
];
