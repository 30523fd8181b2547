import { ok, type Refusal, type Result, refuse } from '#base/result.ts';
import type { ActingKey, Actor, Level, PostRole, Role } from './actor.ts';
import { scopesWith } from './scope.ts';

/**
 * Who may do a use case: everybody, whoever has an account (and then only with what is their own), or accounts with
 * one of these roles (the system itself always may). `key` among the roles: another system for itself, whose key has
 * the scope.
 */
type Rule = 'everybody' | 'account' | readonly (Role | 'key')[];

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
  'services.draft.delete': 'account',
  'services.case.read_own': 'account',
  'services.case.act_own': 'account',
  'services.case.read': ['official'],
  'services.case.act': ['official'],
  'services.case.assign': ['official'],
  'services.case.read_file': ['official'],
  'services.case.check_material': ['official'],
  'services.pre_review.ask': 'account',
  'services.pre_review.read_own': 'account',
  'services.pre_review.read': ['official'],
  'services.pre_review.read_file': ['official'],
  'services.pre_review.answer': ['official'],
  'services.supervise': ['official'],
  'services.case.export': ['official'],
  'reviews.read': 'everybody',
  'reviews.rate': 'account',
  'reviews.rate_by_code': 'everybody',
  'reviews.file': 'account',
  'reviews.read_own': 'account',
  'reviews.act_own': 'account',
  'reviews.code.issue': ['official'],
  'reviews.take_in': ['official'],
  'reviews.follow_up.read': ['official'],
  'reviews.follow_up.act': ['official'],
  'reviews.contact.read': ['official'],
  'reviews.export': ['official'],
  'reviews.item_change.read': ['editor', 'official'],
  'reviews.item_change.answer': ['editor'],
  'notices.read_own': 'account',
  'audit.read_own': 'account',
  'people.register': 'everybody',
  'people.account.read': 'account',
  'people.account.change': 'account',
  'people.session.end': 'account',
  'people.provider.link': 'account',
  'proxies.read_own': 'account',
  'proxies.ask': 'account',
  'proxies.confirm_own': 'account',
  'proxies.appoint': 'account',
  'proxies.revoke': 'account',
  'proxies.read': ['official'],
  'proxies.confirm': ['official'],
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
  'keys.manage': ['administrator'],
  'keys.authority.read': 'account',
  'keys.authority.give': 'account',
  'keys.authority.withdraw': 'account',
  'webhooks.read': ['administrator', 'key'],
  'webhooks.manage': ['administrator', 'key'],
  'developers.read': 'everybody',
  'people.sign_in': 'everybody',
  'people.sign_out': 'everybody',
  'web.display': 'everybody',
  'platform.health': 'everybody',
} as const satisfies Record<string, Rule>;

export type UseCase = keyof typeof POLICY;
/** Why not; for want of a level only where the use case asks for one. */
export type PolicyRefusal<U extends UseCase = UseCase> =
  | 'policy.sign_in'
  | 'policy.denied'
  | (U extends keyof typeof LEVELS ? 'policy.level' : never);

/**
 * How well the person must be known, where more than phone and password is asked for: a licence that is handed out,
 * speaking for an enterprise, and a system that may act for somebody. A site without an identity provider asks for what it can give.
 */
export const LEVELS = {
  'licences.use.authorise': 2,
  'proxies.appoint': 2,
  'keys.authority.give': 2,
} as const satisfies Partial<Record<UseCase, Level>>;

/** Use cases of officials that belong to a body: its own posts may, and a window for all bodies where it is a clerk's. */
export const POSTS: Partial<Record<UseCase, readonly PostRole[]>> = {
  'licences.change': ['approver', 'head'],
  'licences.read_holder': ['clerk', 'reviewer', 'approver', 'head'],
  'proxies.confirm': ['clerk'],
  'services.pre_review.read': ['clerk'],
  'services.pre_review.read_file': ['clerk'],
  'services.pre_review.answer': ['clerk'],
};

/** Xixia District of Yinchuan (facts: GB/T 2260). */
export const DIVISION_XIXIA = '640105';

/**
 * Whether the actor may do the use case in the district.
 * @returns `policy.sign_in` for somebody unknown, `policy.denied` for an account without the role, `policy.level` for
 * one that is not known well enough in this session
 */
export function authorise<U extends UseCase>(
  actor: Actor,
  useCase: U,
  division: string = DIVISION_XIXIA,
): Result<Actor, PolicyRefusal<U>> {
  const rule: Rule = POLICY[useCase];
  const key = actor.kind === 'account' ? actor.key : undefined;
  if (key) {
    const refused = refuseKey(key, useCase, rule);
    if (refused) return refused;
  }
  if (rule === 'everybody' || actor.kind === 'system') return ok(actor);
  if (actor.kind === 'visitor') return refuse('policy.sign_in', '请先登录，再办理此事。');
  const allowed =
    rule === 'account' ||
    (key !== undefined && rule.includes('key')) ||
    actor.roles.some((r) => rule.includes(r.role) && division.startsWith(r.division));
  if (!allowed) return refuse('policy.denied', '您的账号没有此项权限。如需办理，请联系系统管理员授权。');
  const asked = Math.min((LEVELS as Partial<Record<UseCase, Level>>)[useCase] ?? 1, actor.levelOffered ?? 1);
  if ((actor.level ?? 1) < asked)
    return refuse(
      'policy.level' as PolicyRefusal<U>,
      '这件事要先核实您本人：请用统一身份认证登录一次，再接着办。不方便的，带身份证件到任一政务服务窗口办理。',
    );
  return ok(actor);
}

/**
 * Whether the actor may do the use case for a body of the district: by role and by a fitting post in that body.
 * @param body null: whichever body of the district
 */
export function authoriseInBody<U extends UseCase>(
  actor: Actor,
  useCase: U,
  body: string | null,
  division: string = DIVISION_XIXIA,
): Result<Actor, PolicyRefusal<U>> {
  const allowed = authorise(actor, useCase, division);
  const roles = (POSTS as Partial<Record<UseCase, readonly PostRole[]>>)[useCase];
  if (!allowed.ok || actor.kind !== 'account' || !roles) return allowed;
  const fits = (actor.posts ?? []).some(
    (p) => division.startsWith(p.division) && (p.body === '*' || p.body === body) && roles.includes(p.role),
  );
  return fits
    ? allowed
    : refuse(
        'policy.denied',
        `这件事归${body ?? '本区'}有相应职责岗位的人员办理，您的岗位不在此列。请转请他们办理。`,
      );
}

/** Why a key may not, whatever its posts or its person may; undefined: it is up to those. */
function refuseKey(
  { scopes, authority }: ActingKey,
  useCase: UseCase,
  rule: Rule,
): { readonly ok: false; readonly error: Refusal<'policy.denied'> } | undefined {
  const needed = scopesWith(useCase);
  if (needed.length === 0)
    return refuse('policy.denied', '这件事不能用接口密钥办理，请由工作人员或本人登录后办理。');
  if (!needed.some((scope) => scopes.includes(scope)))
    return refuse(
      'policy.denied',
      `这把密钥没有此项范围（需要 ${needed.join(' 或 ')}）。请联系系统管理员另发密钥。`,
    );
  if (rule === 'account' && authority === undefined)
    return refuse(
      'policy.denied',
      '此事须经申请人授权：请在请求头 Gongbao-On-Behalf-Of 写明申请人给您的授权编号。',
    );
  if (rule !== 'account' && rule !== 'everybody' && authority !== undefined)
    return refuse(
      'policy.denied',
      '此事由机关办理，不能代申请人办理。请去掉请求头 Gongbao-On-Behalf-Of 再试。',
    );
  return undefined;
}
