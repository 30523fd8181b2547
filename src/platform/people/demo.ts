import { DIVISION_XIXIA } from './policy.ts';
import type { NewAccount } from './sign-in.ts';

/** Accounts of a trial site; production refuses to make them. Their passwords are public. */
export const DEMO_ACCOUNTS: readonly NewAccount[] = [
  {
    username: 'editor',
    name: '演示编辑',
    password: 'gongbao-editor',
    roles: [{ role: 'editor', division: DIVISION_XIXIA }],
  },
  {
    username: 'admin',
    name: '演示管理员',
    password: 'gongbao-admin',
    roles: [{ role: 'administrator', division: DIVISION_XIXIA }],
  },
  {
    username: 'resident',
    name: '演示居民',
    password: 'gongbao-resident',
    roles: [],
  },
  {
    username: 'window',
    name: '演示综合窗口',
    password: 'gongbao-window',
    roles: [{ role: 'official', division: DIVISION_XIXIA }],
    posts: [{ division: DIVISION_XIXIA, body: '*', role: 'clerk' }],
  },
  {
    username: 'reviewer',
    name: '演示审查人员',
    password: 'gongbao-reviewer',
    roles: [{ role: 'official', division: DIVISION_XIXIA }],
    posts: [
      { division: DIVISION_XIXIA, body: '*', role: 'reviewer' },
      { division: DIVISION_XIXIA, body: '*', role: 'town' },
      { division: DIVISION_XIXIA, body: '*', role: 'opinion' },
    ],
  },
  {
    username: 'approver',
    name: '演示审批人员',
    password: 'gongbao-approver',
    roles: [{ role: 'official', division: DIVISION_XIXIA }],
    posts: [
      { division: DIVISION_XIXIA, body: '*', role: 'approver' },
      { division: DIVISION_XIXIA, body: '*', role: 'head' },
    ],
  },
  {
    username: 'inspector',
    name: '演示督查人员',
    password: 'gongbao-inspector',
    roles: [{ role: 'official', division: DIVISION_XIXIA }],
    posts: [{ division: DIVISION_XIXIA, body: '*', role: 'inspector' }],
  },
  {
    username: 'followup',
    name: '演示回访人员',
    password: 'gongbao-followup',
    roles: [{ role: 'official', division: DIVISION_XIXIA }],
    posts: [{ division: DIVISION_XIXIA, body: '*', role: 'follow_up' }],
  },
  {
    username: 'supervisor',
    name: '演示复核人员',
    password: 'gongbao-supervisor',
    roles: [{ role: 'official', division: DIVISION_XIXIA }],
    posts: [{ division: DIVISION_XIXIA, body: '*', role: 'supervisor' }],
  },
];
