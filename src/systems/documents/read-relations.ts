/** The relations of an issue or of one document, ready to be drawn. */
import { readEffects } from '#engines/law/store/read-effects.ts';
import type { Handle } from '#platform/store/store.ts';
import { type Home, homeOf } from './pictures/issuing-level.ts';
import {
  forceRelations,
  type PictureDocument,
  type Relation,
  type RelationGraph,
} from './pictures/relation-graph.ts';
import { readHeads } from './queries-catalogue.ts';
import type { DocumentHead, EffectRecord } from './queries-document.ts';
import {
  findIssueHead,
  type IssueHead,
  readChanged,
  readCitationPairs,
  readOwnDocuments,
} from './queries-relations.ts';
import { statusesOf } from './read-catalogue.ts';
import type { DocumentReading } from './read-document.ts';

export type IssueRelations = {
  readonly issue: IssueHead;
  readonly graph: RelationGraph;
  readonly home: Home;
  /** Documents of the issue that neither change nor cite another. */
  readonly quiet: readonly PictureDocument[];
  /** Mentions that lead to no document. */
  readonly loose: number;
};

/** @returns undefined when there is no such issue. Seven queries. */
export async function readIssueRelations(
  handle: Handle,
  issueId: string,
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<IssueRelations | undefined> {
  const issue = await findIssueHead(handle, issueId);
  if (!issue) return undefined;
  const own = await readOwnDocuments(handle, issueId);
  const folded = new Map(own.map((d) => [d.id, d.folded]));
  const fold = (id: string) => folded.get(id) ?? id;
  const ids = own.map((d) => d.id);
  const [cited, changed] = await Promise.all([readCitationPairs(handle, ids), readChanged(handle, ids)]);
  const effects = await readEffects(handle, [...new Set([...changed, ...ids])]);
  const relations: Relation[] = [
    ...[...effects.values()].flatMap((list) => forceRelations(list, asKnownOn)),
    ...cited.pairs.map((pair): Relation => ({ ...pair, kind: 'cite', stage: 'decided' })),
  ]
    .map((r) => ({ ...r, from: fold(r.from), to: fold(r.to) }))
    .filter((r) => r.from !== r.to);
  const issued = [...new Set(own.map((d) => d.folded))];
  const documents = await withStatus(
    handle,
    await readHeads(handle, [...new Set([...issued, ...relations.flatMap((r) => [r.from, r.to])])]),
    date,
    asKnownOn,
  );
  const touched = new Set(relations.flatMap((r) => [r.from, r.to]));
  return {
    issue,
    graph: { documents, relations },
    home: homeOf(
      issue.title,
      [...documents.values()].filter((d) => issued.includes(d.id)).map((d) => d.number),
    ),
    quiet: issued.flatMap((id) => (touched.has(id) ? [] : (documents.get(id) ?? []))),
    loose: cited.loose,
  };
}

async function withStatus(
  handle: Handle,
  heads: readonly DocumentHead[],
  date: Temporal.PlainDate,
  asKnownOn: Temporal.Instant,
): Promise<Map<string, PictureDocument>> {
  const statuses = await statusesOf(handle, heads, date, asKnownOn);
  return new Map(heads.map((head) => [head.id, { ...head, status: statuses.get(head.id) ?? 'unknown' }]));
}

/** What was read for a document's page, as a graph around it. Its notice and what it carries belong to it. */
export function documentGraph(reading: DocumentReading, asKnownOn: Temporal.Instant): RelationGraph {
  const { document, parent, instruments, targets, citing, actors } = reading;
  const heads = [
    ...(parent ? [parent] : []),
    document,
    ...instruments.map((i) => i.head),
    ...actors,
    ...reading.caused.map((e) => e.on),
    ...targets.values(),
    ...citing,
  ];
  const known = new Map(heads.map((head) => [head.id, head]));
  const statusOf = (id: string) =>
    (id === document.id ? reading.status : reading.statuses.get(id))?.status ?? 'unknown';
  const documents = new Map([...known].map(([id, head]) => [id, { ...head, status: statusOf(id) }]));
  const own = new Set([document.id, ...instruments.map((i) => i.head.id)]);
  const carried: Relation[] = parent
    ? [pair(parent.id, document.id, 'carry')]
    : instruments.map((i) => pair(document.id, i.head.id, 'carry'));
  const texts = [reading.text, ...instruments.map((i) => i.text)];
  const cites = texts
    .flatMap((t) => t?.citations ?? [])
    .flatMap((c) => (c.targetId && !own.has(c.targetId) ? [pair(document.id, c.targetId, 'cite')] : []));
  const cited = citing.flatMap((c) => c.places.map(() => pair(c.id, document.id, 'cite')));
  // The notice speaks for what it carries; acts of either are the document's own here.
  const caused = causedRelations(reading, asKnownOn).map((r) => ({ ...r, from: document.id }));
  const suffered = forceRelations(reading.effects, asKnownOn).filter((r) => r.from !== parent?.id);
  return { documents, relations: [...suffered, ...caused, ...carried, ...cited, ...cites] };
}

/** The place that a document belongs to: by the gazette that it stands in, else the site's own. */
export const homeOfDocument = (reading: DocumentReading, organ: string): Home =>
  homeOf(reading.expressions[0]?.issueTitle ?? organ, [
    reading.document.number,
    reading.parent?.number ?? null,
  ]);

const pair = (from: string, to: string, kind: 'carry' | 'cite'): Relation => ({
  from,
  to,
  kind,
  stage: 'decided',
  places: 1,
});

/** A settled proposal stands for what was decided of it. */
function causedRelations(reading: DocumentReading, asKnownOn: Temporal.Instant): Relation[] {
  const byTarget = Map.groupBy(
    [...reading.caused, ...reading.settled.values()] as EffectRecord[],
    (e) => e.target,
  );
  return [...byTarget.values()].flatMap((effects) =>
    forceRelations([...new Map(effects.map((e) => [e.id, e])).values()], asKnownOn),
  );
}
