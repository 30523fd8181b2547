/** On which ground a licence is suspended, returned, revoked, withdrawn or cancelled, and from which state. */
import { cite } from '#engines/law/cite.ts';
import type { Ground } from '#engines/procedure/definition.ts';
import type { LicenceState } from './licence.ts';

export const CHANGE_KINDS = ['suspended', 'resumed', 'revoked', 'withdrawn', 'cancelled'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export type ChangeGround = {
  readonly code: string;
  readonly kind: ChangeKind;
  /** In our own words; the clause says it in full. */
  readonly title: string;
  readonly basis: Ground;
  /** States in which it can apply. */
  readonly from: readonly LicenceState[];
};

export const CHANGE_WORDS: Readonly<Record<ChangeKind, string>> = {
  suspended: '暂扣',
  resumed: '发还',
  revoked: '撤销',
  withdrawn: '吊销',
  cancelled: '注销',
};

const OPEN: readonly LicenceState[] = ['not_yet', 'valid', 'suspended'];
const ALL_BUT_CANCELLED: readonly LicenceState[] = [...OPEN, 'lapsed', 'revoked', 'withdrawn'];

export const GROUNDS: readonly ChangeGround[] = [
  {
    code: 'revoke.abuse',
    kind: 'revoked',
    title: '滥用职权或玩忽职守作出',
    basis: cite('中华人民共和国行政许可法', '第六十九条/（一）'),
    from: OPEN,
  },
  {
    code: 'revoke.beyond_powers',
    kind: 'revoked',
    title: '超越职权作出',
    basis: cite('中华人民共和国行政许可法', '第六十九条/（二）'),
    from: OPEN,
  },
  {
    code: 'revoke.procedure',
    kind: 'revoked',
    title: '程序违法',
    basis: cite('中华人民共和国行政许可法', '第六十九条/（三）'),
    from: OPEN,
  },
  {
    code: 'revoke.unqualified',
    kind: 'revoked',
    title: '申请人不具备资格或条件',
    basis: cite('中华人民共和国行政许可法', '第六十九条/（四）'),
    from: OPEN,
  },
  {
    code: 'revoke.fraud',
    kind: 'revoked',
    title: '以不正当手段取得',
    basis: cite('中华人民共和国行政许可法', '第六十九条/¶1'),
    from: OPEN,
  },
  {
    code: 'revoke.other',
    kind: 'revoked',
    title: '其他可以撤销的情形',
    basis: cite('中华人民共和国行政许可法', '第六十九条/（五）'),
    from: OPEN,
  },
  {
    code: 'withdraw.penalty',
    kind: 'withdrawn',
    title: '依行政处罚决定吊销',
    basis: cite('中华人民共和国行政处罚法', '第九条/（三）'),
    from: OPEN,
  },
  {
    code: 'suspend.penalty',
    kind: 'suspended',
    title: '依行政处罚决定暂扣',
    basis: cite('中华人民共和国行政处罚法', '第九条/（三）'),
    from: ['valid'],
  },
  {
    code: 'resume.served',
    kind: 'resumed',
    title: '暂扣期满或处罚决定撤销，发还',
    basis: { assumed: '暂扣期满或处罚决定不再执行的，应当发还证件' },
    from: ['suspended'],
  },
  {
    code: 'cancel.lapsed',
    kind: 'cancelled',
    title: '有效期届满未延续',
    basis: cite('中华人民共和国行政许可法', '第七十条/（一）'),
    from: ['lapsed'],
  },
  {
    code: 'cancel.person',
    kind: 'cancelled',
    title: '公民死亡或丧失行为能力',
    basis: cite('中华人民共和国行政许可法', '第七十条/（二）'),
    from: ALL_BUT_CANCELLED,
  },
  {
    code: 'cancel.organisation',
    kind: 'cancelled',
    title: '法人或组织终止',
    basis: cite('中华人民共和国行政许可法', '第七十条/（三）'),
    from: ALL_BUT_CANCELLED,
  },
  {
    code: 'cancel.after_decision',
    kind: 'cancelled',
    title: '已被撤销或吊销',
    basis: cite('中华人民共和国行政许可法', '第七十条/（四）'),
    from: ['revoked', 'withdrawn'],
  },
  {
    code: 'cancel.force_majeure',
    kind: 'cancelled',
    title: '不可抗力，无法实施',
    basis: cite('中华人民共和国行政许可法', '第七十条/（五）'),
    from: ALL_BUT_CANCELLED,
  },
  {
    code: 'cancel.other',
    kind: 'cancelled',
    title: '其他应当注销的情形',
    basis: cite('中华人民共和国行政许可法', '第七十条/（六）'),
    from: ALL_BUT_CANCELLED,
  },
];

export const findGround = (code: string): ChangeGround | undefined => GROUNDS.find((g) => g.code === code);

/** What can be done with a licence in a state. */
export const groundsFor = (state: LicenceState): ChangeGround[] =>
  GROUNDS.filter((g) => g.from.includes(state));
