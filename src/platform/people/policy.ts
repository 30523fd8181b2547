import { ok, type Result, refuse } from '#base/result.ts';
import type { Actor, Role } from './actor.ts';

/**
 * Who may do a use case: everybody, whoever has an account (and then only with what is their own), or accounts with
 * one of these roles (the system itself always may).
 */
type Rule = 'everybody' | 'account' | readonly Role[];

/**
 * Every use case of the product and who may do it. A route or command that names none does not start;
 * tests walk the whole table for every kind of actor.
 */
export const POLICY = {
  'gazette.read': 'everybody',
  'gazette.search': 'everybody',
  'gazette.import': ['editor'],
  'gazette.import.read': ['editor', 'administrator'],
  'gazette.finding.decide': ['editor'],
  'gazette.coverage.mark': ['editor'],
  'gazette.next_issue.read': ['editor', 'administrator'],
  'gazette.next_issue.edit': ['editor'],
  'gazette.next_issue.publish': ['editor'],
  'gazette.proofread.decide': ['editor'],
  'documents.read': 'everybody',
  'documents.effect.decide': ['editor'],
  'documents.effect.retract': ['editor'],
  'documents.effect.read_consequences': ['editor', 'administrator'],
  'documents.body.decide_alias': ['editor'],
  'statistics.read': 'everybody',
  'personnel.read': 'everybody',
  'personnel.identity.decide': ['editor'],
  'personnel.notice.draft': ['editor'],
  'services.case.file': 'account',
  'services.case.read_own': 'account',
  'services.case.act_own': 'account',
  'services.case.read': ['official'],
  'services.case.act': ['official'],
  'services.case.assign': ['official'],
  'services.case.read_file': ['official'],
  'services.case.check_material': ['official'],
  'services.supervise': ['official'],
  'notices.read_own': 'account',
  'people.register': 'everybody',
  'permits.read': 'everybody',
  'permits.item.edit': ['editor'],
  'permits.item.publish': ['editor'],
  'licences.verify': 'everybody',
  'licences.read_own': 'account',
  'licences.use.authorise': 'account',
  'licences.read': ['official', 'administrator'],
  'licences.read_holder': ['official'],
  'licences.change': ['official'],
  'licences.use.redeem': ['official'],
  'calendar.read': 'everybody',
  'calendar.notice.load': ['editor'],
  'desk.read': ['editor', 'administrator'],
  'people.sign_in': 'everybody',
  'people.sign_out': 'everybody',
  'web.display': 'everybody',
  'platform.health': 'everybody',
} as const satisfies Record<string, Rule>;

export type UseCase = keyof typeof POLICY;

/** Xixia District of Yinchuan (facts: GB/T 2260). */
export const DIVISION_XIXIA = '640105';

/**
 * Whether the actor may do the use case in the district.
 * @returns `policy.sign_in` for somebody unknown, `policy.denied` for an account without the role
 */
export function authorise(
  actor: Actor,
  useCase: UseCase,
  division: string = DIVISION_XIXIA,
): Result<Actor, 'policy.sign_in' | 'policy.denied'> {
  const rule: Rule = POLICY[useCase];
  if (rule === 'everybody' || actor.kind === 'system') return ok(actor);
  if (actor.kind === 'visitor') return refuse('policy.sign_in', '请先登录，再办理此事。');
  if (rule === 'account') return ok(actor);
  const allowed = actor.roles.some((r) => rule.includes(r.role) && division.startsWith(r.division));
  return allowed
    ? ok(actor)
    : refuse('policy.denied', '您的账号没有此项权限。如需办理，请联系系统管理员授权。');
}
