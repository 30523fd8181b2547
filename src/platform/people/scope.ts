/** What a key of another system may be given. Pure. */
import type { UseCase } from './policy.ts';

/**
 * A scope is a named set of use cases. A key does what is in its scopes, and of that only what its posts, or the person
 * who allowed it, may do: `authorise` asks both. What stands in no scope (an editor's work, an unmasked holder, whole
 * lists of licences) no key may do.
 */
export const SCOPES = {
  'public.read': [
    'gazette.read',
    'gazette.search',
    'documents.read',
    'statistics.read',
    'personnel.read',
    'permits.read',
    'calendar.read',
    'reviews.read',
    'licences.verify',
    'developers.read',
  ],
  'applications.file': [
    'permits.read',
    'services.case.file',
    'services.draft.delete',
    'services.case.read_own',
    'services.case.act_own',
    'services.pre_review.ask',
    'services.pre_review.read_own',
    'reviews.rate',
    'reviews.file',
    'reviews.read_own',
    'reviews.act_own',
    'notices.read_own',
  ],
  'licences.own': ['licences.read_own', 'licences.use.authorise'],
  'cases.read': ['services.case.read', 'services.pre_review.read', 'reviews.follow_up.read'],
  'cases.act': [
    'services.case.read',
    'services.case.act',
    'services.pre_review.read',
    'services.pre_review.answer',
  ],
  'licences.redeem': ['licences.use.redeem'],
  'webhooks.manage': ['webhooks.read', 'webhooks.manage'],
} as const satisfies Record<string, readonly UseCase[]>;

export type Scope = keyof typeof SCOPES;

export const SCOPE_NAMES = Object.keys(SCOPES) as Scope[];

/** What a scope lets a system do, for whoever makes a key or allows a system something. */
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  'public.read': '读取公开数据：公报、文件、事项、日历、统计、任职、好差评统计，查验证照',
  'applications.file':
    '经申请人授权，替其申请、请窗口预审、补正、撤回，评价、投诉、反映办不成事，读取其办件和通知',
  'licences.own': '经持证人授权，读取其证照，授权窗口用一次',
  'cases.read': '读取所属机关的办件，证件号码遮掩；限所给职责，读取预审和回访整改的进度',
  'cases.act': '读取并办理所属机关的办件，答复预审，限所给职责',
  'licences.redeem': '核用申请人授权的证照，限一次一件',
  'webhooks.manage': '订阅所属机关办件的进展推送',
};

/** Scopes that are worth nothing until a person allows the system to act for them. */
export const PERSONAL_SCOPES: readonly Scope[] = ['applications.file', 'licences.own'];

/** The scopes in which a use case stands. */
export const scopesWith = (useCase: UseCase): Scope[] =>
  SCOPE_NAMES.filter((scope) => (SCOPES[scope] as readonly UseCase[]).includes(useCase));
