/** A made-up licence for tests and the trial site. No person, body or number of it exists. */
import type { IssueFacts } from './issue-licence.ts';
import { testAgencyCode, testTypeCode } from './test-codes.ts';

export const madeUpLicence = (account: string | null, change: Partial<IssueFacts> = {}): IssueFacts => ({
  caseId: '00000000-0000-7000-8000-000000000001',
  caseNumber: 'TEST0001-20240110-0001',
  itemCode: null,
  itemName: '示例许可事项（虚构）',
  typeCode: testTypeCode('sample'),
  typeName: '示例经营许可证（虚构）',
  agency: { code: testAgencyCode('sample'), name: '示例审批服务管理局（虚构）' },
  licenceNumber: '示许〔2024〕第1号',
  holder: {
    kind: 'person',
    name: '示例人甲',
    numberKind: '公民身份号码',
    // Letters that no such number has.
    number: '640105TEST00000001',
    account,
  },
  content: [
    { name: '经营场所', value: '示例街道一号（虚构）' },
    { name: '经营范围', value: '示例商品零售' },
  ],
  validFrom: Temporal.PlainDate.from('2024-01-10'),
  validUntil: Temporal.PlainDate.from('2029-01-10'),
  at: Temporal.Instant.from('2024-01-09T02:00:00Z'),
  ...change,
});
