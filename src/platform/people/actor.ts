import type { Scope } from './scope.ts';

/** What an account may be for a district. */
export const ROLES = ['editor', 'administrator', 'official'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What an official does in a body's cases: take in, examine, decide, answer for the body, review first, give an
 * opinion; call back and mend what people found bad, and check that; or watch over how cases run (督查).
 */
export const POST_ROLES = [
  'clerk',
  'reviewer',
  'approver',
  'head',
  'town',
  'opinion',
  'follow_up',
  'supervisor',
  'inspector',
] as const;
export type PostRole = (typeof POST_ROLES)[number];

/** `body` is the body's name, or `*`: every body of the division (综合窗口). */
export type Post = { readonly division: string; readonly body: string; readonly role: PostRole };

/** How well a person is known: 1 by phone and password, 2 by an identity provider that has seen their papers. */
export type Level = 1 | 2;
/** The key through which another system asks. */
export type ActingKey = {
  readonly id: string;
  /** Name of the system. */
  readonly name: string;
  /** Body that it is of; `*`: every body of the division. */
  readonly body: string;
  readonly scopes: readonly Scope[];
  /** The authority by which it asks for a person; absent: for itself. */
  readonly authority?: string;
  readonly requestsPerMinute: number;
};

/** Whoever asks: anybody who reads, a signed-in account, or a part of the system acting by itself. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'account';
      readonly id: string;
      readonly name: string;
      readonly roles: readonly { readonly role: Role; readonly division: string }[];
      /** Absent: none. */
      readonly posts?: readonly Post[];
      /** The session that asks; absent where there is none, as in tests of rules. */
      readonly session?: string;
      /** How well the person is known in this session. Absent: 1. */
      readonly level?: Level;
      /** The highest level that this site can give; nothing asks for more. Absent: 1. */
      readonly levelOffered?: Level;
      /** Applicants other than themselves for whom they may act in the case at hand. */
      readonly principals?: readonly string[];
      /** Another system asks, for itself (its posts are then the key's) or for this person. Absent: the person asks. */
      readonly key?: ActingKey;
    }
  | { readonly kind: 'system'; readonly part: string };

export const visitor: Actor = { kind: 'visitor' };

/** The system acting by itself, named by its part (`seed`, `cli`, `jobs`). */
export const systemActor = (part: string): Actor => ({ kind: 'system', part });

/** How an actor is written in records: account id, `visitor` or `system:part`. */
export const actorKey = (actor: Actor): string =>
  actor.kind === 'account' ? actor.id : actor.kind === 'system' ? `system:${actor.part}` : 'visitor';

const PARTS: Readonly<Record<string, string>> = {
  seed: '初始数据',
  cli: '命令行',
  jobs: '后台任务',
  clock: '期限届满',
  personnel: '任免',
  services: '一网通办',
  theme: '一件事',
  identity: '统一身份认证',
};

const POST_NAMES: Readonly<Record<PostRole, string>> = {
  clerk: '受理',
  reviewer: '审查',
  approver: '审批',
  head: '负责人',
  town: '镇街初审',
  opinion: '会办',
  follow_up: '回访整改',
  supervisor: '复核',
  inspector: '督查',
};

/** Bodies and posts of an official, as the person concerned is told; null for anybody else. */
export function standingOf(actor: Actor): string | null {
  if (actor.kind !== 'account' || !actor.roles.some((r) => r.role === 'official')) return null;
  const bodies = new Map<string, string[]>();
  for (const { body, role } of actor.posts ?? [])
    bodies.set(body, [...(bodies.get(body) ?? []), POST_NAMES[role]]);
  return (
    [...bodies].map(([b, roles]) => `${b === '*' ? '综合窗口' : b}（${roles.join('、')}）`).join('；') || null
  );
}

/** How an actor is shown to people. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'account'
    ? actor.name
    : actor.kind === 'system'
      ? `系统（${PARTS[actor.part] ?? actor.part}）`
      : '访客';
