/**
 * Who is who: two people may have one name. A name in two notices is one person only by a rule that the notices
 * themselves prove, or by an editor's signed decision; otherwise they are two people of one name. Pure.
 *
 * Rules: a removal from the very post that an earlier notice gave to that name; an appointment after a trial
 * (任职试用期已满) to the very post that an earlier notice gave with a probation. Within one notice a name is one person.
 */
import { type Act, derivedId, gives, inOrder } from './act.ts';
import { nameKey } from './name-forms.ts';

export const mentionId = (documentId: string, name: string): string =>
  derivedId('person', documentId, nameKey(name));

export type IdentityDecision = {
  readonly id: string;
  /** As names are compared. */
  readonly name: string;
  /** Mentions that it is about. */
  readonly a: string;
  readonly b: string;
  readonly verdict: 'same' | 'different';
  readonly reason: string;
  readonly byName: string;
  readonly at: Temporal.Instant;
};

export type IdentityRule = 'removal_names_post' | 'confirms_post';

export type IdentityLink = { readonly a: string; readonly b: string } & (
  | { readonly by: 'rule'; readonly rule: IdentityRule; readonly evidence: readonly [Act, Act] }
  | { readonly by: 'decision'; readonly decision: IdentityDecision }
);

export type Person = {
  /** Of its oldest mention; the ids of the others lead to it. */
  readonly id: string;
  /** As its oldest notice prints it. */
  readonly name: string;
  readonly nameKey: string;
  readonly acts: readonly Act[];
  /** Mentions, oldest first. */
  readonly mentions: readonly string[];
  readonly links: readonly IdentityLink[];
};

export type Identified = {
  readonly persons: readonly Person[];
  readonly personOf: ReadonlyMap<string, string>;
  /** Rules that an editor's decision stands against: told, not followed. */
  readonly conflicts: readonly IdentityLink[];
};

/** Groups of mentions with what holds them together and what must stay apart. */
class Groups {
  #parent = new Map<string, string>();
  #apart: readonly (readonly [string, string])[];

  constructor(apart: readonly (readonly [string, string])[]) {
    this.#apart = apart;
  }

  of(mention: string): string {
    const parent = this.#parent.get(mention);
    return parent === undefined ? mention : this.of(parent);
  }

  /** Joins two groups unless a decision keeps any of their members apart. */
  join(a: string, b: string): boolean {
    const [x, y] = [this.of(a), this.of(b)];
    if (x === y) return true;
    const apart = this.#apart.some(([m, n]) => {
      const [p, q] = [this.of(m), this.of(n)];
      return (p === x && q === y) || (p === y && q === x);
    });
    if (apart) return false;
    this.#parent.set(y, x);
    return true;
  }
}

/** Whether the decisions can all be true: none says "different" of what the others make one. */
export function isConsistent(decisions: readonly Pick<IdentityDecision, 'a' | 'b' | 'verdict'>[]): boolean {
  const groups = new Groups([]);
  for (const d of decisions) if (d.verdict === 'same') groups.join(d.a, d.b);
  return decisions.every((d) => d.verdict === 'same' || groups.of(d.a) !== groups.of(d.b));
}

/** @param acts in the order of their notices */
export function identify(acts: readonly Act[], decisions: readonly IdentityDecision[]): Identified {
  const here = new Set(acts.map((act) => act.mention));
  const standing = decisions.filter((d) => here.has(d.a) && here.has(d.b));
  const groups = new Groups(standing.filter((d) => d.verdict === 'different').map((d) => [d.a, d.b]));
  const links: IdentityLink[] = [];
  const conflicts: IdentityLink[] = [];
  for (const decision of standing) {
    if (decision.verdict !== 'same') continue;
    const link: IdentityLink = { a: decision.a, b: decision.b, by: 'decision', decision };
    (groups.join(link.a, link.b) ? links : conflicts).push(link);
  }
  for (const link of provenLinks(acts)) (groups.join(link.a, link.b) ? links : conflicts).push(link);
  const linksOf = Map.groupBy(links, (link) => groups.of(link.a));
  const persons: Person[] = [];
  const personOf = new Map<string, string>();
  for (const [group, own] of Map.groupBy(acts, (act) => groups.of(act.mention))) {
    const mentions = [...new Set(inOrder(own).map((act) => act.mention))];
    const [id] = mentions;
    const [first] = own;
    if (id === undefined || !first) continue;
    for (const mention of mentions) personOf.set(mention, id);
    persons.push({
      id,
      name: first.name,
      nameKey: first.nameKey,
      acts: own,
      mentions,
      links: linksOf.get(group) ?? [],
    });
  }
  return { persons, personOf, conflicts };
}

/** What the notices prove, oldest first. */
function* provenLinks(acts: readonly Act[]): Generator<IdentityLink> {
  for (const own of Map.groupBy(acts, (act) => `${act.nameKey} ${act.postId}`).values()) {
    // Namesakes in one post: which of them leaves it, no rule can say.
    let holders: Act[] = [];
    for (const act of inOrder(own)) {
      const rule: IdentityRule | undefined = !gives(act.kind)
        ? 'removal_names_post'
        : act.effective === null
          ? 'confirms_post'
          : undefined;
      const [holder, ...others] = holders;
      const proves = rule === 'removal_names_post' || (holder?.probationMonths ?? null) !== null;
      if (rule && holder && others.length === 0 && holder.mention !== act.mention && proves) {
        yield { a: holder.mention, b: act.mention, by: 'rule', rule, evidence: [holder, act] };
        if (rule === 'confirms_post') continue;
      }
      if (!gives(act.kind)) holders = [];
      else if (holders.every((h) => h.mention !== act.mention)) holders = [...holders, act];
    }
  }
}
