/** What an account may be for a district. */
export const ROLES = ['editor', 'administrator', 'clerk'] as const;
export type Role = (typeof ROLES)[number];

/** Whoever asks: anybody who reads, a signed-in account, or a part of the system acting by itself. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'account';
      readonly id: string;
      readonly name: string;
      readonly roles: readonly { readonly role: Role; readonly division: string }[];
    }
  | { readonly kind: 'system'; readonly part: string };

export const visitor: Actor = { kind: 'visitor' };

/** The system acting by itself, named by its part (`seed`, `cli`, `jobs`). */
export const systemActor = (part: string): Actor => ({ kind: 'system', part });

/** How an actor is written in records: account id, `visitor` or `system:part`. */
export const actorKey = (actor: Actor): string =>
  actor.kind === 'account' ? actor.id : actor.kind === 'system' ? `system:${actor.part}` : 'visitor';

/** How an actor is shown to people. */
export const actorName = (actor: Actor): string =>
  actor.kind === 'account' ? actor.name : actor.kind === 'system' ? `系统（${actor.part}）` : '访客';
