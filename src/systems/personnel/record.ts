/** The whole record of posts: acts read from notices, who is who, which names are one body, and the tenures that follow. Pure. */

import type { ClausePlace } from './act.ts';
import { type Act, derivedId, type NoticeHead, turnOf } from './act.ts';
import { type Identified, type IdentityDecision, identify, mentionId, type Person } from './identity.ts';
import { postId } from './mention-paths.ts';
import { nameKey } from './name-forms.ts';
import {
  type BodyName,
  type Organisation,
  type Organisations,
  organisationId,
  readOrganisations,
} from './organisations.ts';
import { type Folded, foldTenures, type Tenure } from './tenures.ts';

/** An act as an edition's record holds it. */
export type ReadAct = Pick<
  Act,
  | 'kind'
  | 'organisation'
  | 'post'
  | 'concurrent'
  | 'seconded'
  | 'probationMonths'
  | 'effective'
  | 'decidedOn'
  | 'decidedBy'
  | 'notice'
> & {
  readonly name: string;
  readonly place: ClausePlace | null;
};

/** An act with the person whom it is about. */
export type PersonAct = Act & { readonly personId: string };

export type Post = {
  readonly id: string;
  readonly organisationId: string;
  readonly title: string;
};

/** Notices that a later appointment notice repealed or replaced, or that were annulled, each with what did so. */
export type Withdrawals = ReadonlyMap<string, { readonly byDocumentId: string | null }>;

export type WithdrawnAct = Act & { readonly by: NoticeHead | null };

export type PersonnelRecord = {
  /** In the order of their notices. */
  readonly acts: readonly PersonAct[];
  readonly identified: Identified;
  readonly persons: ReadonlyMap<string, Person>;
  readonly organisations: Organisations;
  readonly posts: ReadonlyMap<string, Post>;
  /** Acts of notices that were replaced by a later one or annulled: told, not counted. */
  readonly withdrawn: readonly WithdrawnAct[];
  readonly folded: Folded<PersonAct>;
  readonly tenures: readonly Tenure<PersonAct>[];
  readonly actsOfPerson: ReadonlyMap<string, readonly PersonAct[]>;
  readonly tenuresOfPost: ReadonlyMap<string, readonly Tenure<PersonAct>[]>;
  readonly tenuresOfPerson: ReadonlyMap<string, readonly Tenure<PersonAct>[]>;
  /** Ids of people of one name, by name; only where there are several. */
  readonly namesakes: ReadonlyMap<string, readonly Person[]>;
  readonly decisions: readonly IdentityDecision[];
  /** Turn of the first and of the last act. */
  readonly from: Temporal.PlainDate | null;
  readonly until: Temporal.PlainDate | null;
  /** The id that a former one leads to. */
  readonly currentPersonId: (id: string) => string | undefined;
  readonly currentPostId: (id: string) => string | undefined;
};

/**
 * @param read in the order of their notices, within one in print order
 * @param decisions that stand: none taken back
 */
export function buildRecord(
  read: readonly ReadAct[],
  names: readonly BodyName[],
  decisions: readonly IdentityDecision[],
  withdrawals: Withdrawals = new Map(),
): PersonnelRecord {
  const organisations = readOrganisations([...new Set(read.map((act) => act.organisation))], names);
  const all = placeActs(read, organisations);
  const acts = all.filter((act) => !withdrawals.has(act.notice.documentId));
  const notices = new Map(all.map((act) => [act.notice.documentId, act.notice]));
  const withdrawn = all.flatMap((act) => {
    const by = withdrawals.get(act.notice.documentId);
    return by ? [{ ...act, by: notices.get(by.byDocumentId ?? '') ?? null }] : [];
  });
  const identified = identify(acts, decisions);
  const personActs = acts.map((act) => ({
    ...act,
    personId: identified.personOf.get(act.mention) ?? act.mention,
  }));
  const folded = foldTenures(personActs);
  const persons = new Map(identified.persons.map((p) => [p.id, p]));
  const posts = new Map(
    acts.map((a) => [a.postId, { id: a.postId, organisationId: a.organisationId, title: a.post }]),
  );
  const formerPosts = new Map(acts.map((a) => [postId(organisationId(a.organisation), a.post), a.postId]));
  const turns = acts.flatMap((act) => turnOf(act) ?? []).sort(Temporal.PlainDate.compare);
  // Who stood in a replaced notice is who stands under that name in the one that replaces it.
  const replaced = new Map(
    withdrawn.flatMap(({ mention, name, by }) => {
      const person = by && identified.personOf.get(mentionId(by.documentId, name));
      return person ? [[mention, person] as const] : [];
    }),
  );
  const byName = Map.groupBy(identified.persons, (p) => p.nameKey);
  return {
    acts: personActs,
    identified,
    persons,
    organisations,
    posts,
    withdrawn,
    folded,
    tenures: folded.tenures,
    actsOfPerson: Map.groupBy(personActs, (a) => a.personId),
    tenuresOfPost: Map.groupBy(folded.tenures, (t) => t.postId),
    tenuresOfPerson: Map.groupBy(folded.tenures, (t) => t.personId),
    namesakes: new Map([...byName].filter(([, own]) => own.length > 1)),
    decisions,
    from: turns[0] ?? null,
    until: turns.at(-1) ?? null,
    currentPersonId: (id) => (persons.has(id) ? id : (identified.personOf.get(id) ?? replaced.get(id))),
    currentPostId: (id) => (posts.has(id) ? id : formerPosts.get(id)),
  };
}

/** Gives acts their keys and places them in organisations and posts; a notice that two issues print counts once. */
function placeActs(read: readonly ReadAct[], organisations: Organisations): Act[] {
  const acts = new Map<string, Act>();
  for (const act of read) {
    const organisation = organisations.idOf(act.organisation);
    const key = actKey(act.notice, act);
    if (acts.has(key)) continue;
    acts.set(key, {
      ...act,
      key,
      nameKey: nameKey(act.name),
      mention: mentionId(act.notice.documentId, act.name),
      organisationId: organisation,
      postId: postId(organisation, act.post),
    });
  }
  return [...acts.values()];
}

const actKey = (notice: NoticeHead, act: ReadAct): string =>
  derivedId('act', notice.documentId, act.name, act.kind, act.organisation, act.post);

export const organisationOf = (record: PersonnelRecord, id: string): Organisation => {
  const found = record.organisations.byId.get(id);
  if (!found) throw new Error(`no organisation ${id}`);
  return found;
};

export const personOf = (record: PersonnelRecord, id: string): Person => {
  const found = record.persons.get(id);
  if (!found) throw new Error(`no person ${id}`);
  return found;
};

export const postOf = (record: PersonnelRecord, id: string): Post => {
  const found = record.posts.get(id);
  if (!found) throw new Error(`no post ${id}`);
  return found;
};

/** 西夏区司法局副局长. */
export const postName = (record: PersonnelRecord, id: string): string => {
  const post = postOf(record, id);
  return organisationOf(record, post.organisationId).name + post.title;
};
