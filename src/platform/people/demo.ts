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
    username: 'clerk',
    name: '演示受理员',
    password: 'gongbao-clerk',
    roles: [{ role: 'clerk', division: DIVISION_XIXIA }],
  },
  {
    username: 'resident',
    name: '演示居民',
    password: 'gongbao-resident',
    roles: [],
  },
];
