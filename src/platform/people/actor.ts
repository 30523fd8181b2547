/** What an account may be for a district. */
export const ROLES = ['editor', 'administrator', 'official'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What an official does in a body's cases: take in, examine, decide, answer for the body, review first, give an
 * opinion, or watch over how they run.
 */
export const POST_ROLES = ['clerk', 'reviewer', 'approver', 'head', 'town', 'opinion', 'supervisor'] as const;
export type PostRole = (typeof POST_ROLES)[number];

/** `body` is the body's name, or `*`: every body of the division (综合窗口). */
export type Post = { readonly division: string; readonly body: string; readonly role: PostRole };

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
};

/** How an actor is shown to people. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'account'
    ? actor.name
    : actor.kind === 'system'
      ? `系统（${PARTS[actor.part] ?? actor.part}）`
      : '访客';
