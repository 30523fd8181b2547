/**
 * From pairs of documents to a picture that can be read: many documents that stand in the same relation become one
 * counted card that can be opened. Force comes first, then mere mention.
 */
import { LEVELS, type Level } from './issuing-level.ts';
import {
  type PictureDocument,
  RELATION_KINDS,
  type RelationGraph,
  type RelationKind,
  tidy,
} from './relation-graph.ts';

export type Card = {
  /** A document's id, or a key: `level:law`, `cited-by`, `ID:repeal:proposed`. */
  readonly id: string;
  readonly order: number;
} & (
  | { readonly kind: 'document'; readonly document: PictureDocument; readonly focus: boolean }
  | {
      readonly kind: 'group';
      readonly group: Group;
      /** All of them, in the order of the picture. */
      readonly documents: readonly PictureDocument[];
      readonly open: boolean;
    }
);

export type Group =
  | { readonly by: 'relation'; readonly kind: RelationKind; readonly stage: 'proposed' | 'decided' }
  | { readonly by: 'level'; readonly level: Level }
  | { readonly by: 'citing' };

export type Arrow = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: RelationKind;
  readonly stage: 'proposed' | 'decided';
  /** How many documents stand behind it. */
  readonly documents: number;
};

export type Picture = { readonly cards: readonly Card[]; readonly arrows: readonly Arrow[] };

export type BundleOptions = {
  /** Drawn as the subject; what cites it may be bundled. */
  readonly focus: string | null;
  readonly levelOf: (document: PictureDocument) => Level;
  /** Keys of groups shown with all their documents. */
  readonly open: ReadonlySet<string>;
};

/** So few are shown one by one. */
const SINGLES_MAX = 3;

type Ends = { from: string; to: string };

export function bundle(graph: RelationGraph, options: BundleOptions): Picture {
  const { documents, relations } = tidy(graph);
  const groups = new Map<string, { group: Group; order: number; members: Set<string> }>();
  const ends = new Map(relations.map((r) => [r, { from: r.from, to: r.to } as Ends]));
  const gather = (of: typeof relations, end: keyof Ends, key: string, group: Group, order: number) => {
    const members = new Set(of.map((r) => r[end]));
    if (members.size <= SINGLES_MAX) return;
    groups.set(key, { group, order, members });
    for (const r of of) (ends.get(r) as Ends)[end] = key;
  };
  const cites = relations.filter((r) => r.kind === 'cite');
  const force = Map.groupBy(
    relations.filter((r) => r.kind !== 'cite'),
    (r) => `${r.from}:${r.kind}:${r.stage}`,
  );
  for (const [key, of] of force) {
    const { kind, stage } = of[0] as (typeof of)[number];
    gather(of, 'to', key, { by: 'relation', kind, stage }, rankOf(kind, stage));
  }
  if (options.focus !== null) {
    const upon = cites.filter((r) => r.to === options.focus);
    gather(upon, 'from', 'cited-by', { by: 'citing' }, ORDER_CITING);
  }
  // A document that itself does something to others stays visible as itself.
  const actors = new Set(relations.map((r) => r.from));
  const cited = cites.filter((r) => r.to !== options.focus && !actors.has(r.to));
  const levels = Map.groupBy(cited, (r) => options.levelOf(documents.get(r.to) as PictureDocument));
  for (const [level, of] of levels)
    gather(
      of,
      'to',
      `level:${level}`,
      { by: 'level', level },
      rankOf('cite', 'decided') + LEVELS.indexOf(level),
    );
  const arrows = arrowsOf(relations, ends);
  return { cards: cardsOf(documents, arrows, groups, options), arrows };
}

/** Among the citing: after every document that does more. */
const ORDER_CITING = 900;

/** Where a kind stands from top to bottom; what is decided before what is proposed. */
const rankOf = (kind: RelationKind, stage: 'proposed' | 'decided'): number =>
  100 + RELATION_KINDS.indexOf(kind) * 20 + (stage === 'proposed' ? 10 : 0);

function arrowsOf(relations: RelationGraph['relations'], ends: ReadonlyMap<object, Ends>): Arrow[] {
  const merged = new Map<string, { arrow: Omit<Arrow, 'documents'>; behind: Set<string> }>();
  for (const relation of relations) {
    const { from, to } = ends.get(relation) as Ends;
    const { kind, stage } = relation;
    const id = `${from}>${to}:${kind}:${stage}`;
    const known = merged.get(id) ?? { arrow: { id, from, to, kind, stage }, behind: new Set() };
    known.behind.add(from === relation.from ? relation.to : relation.from);
    merged.set(id, known);
  }
  return [...merged.values()]
    .map(({ arrow, behind }) => ({ ...arrow, documents: behind.size }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function cardsOf(
  documents: RelationGraph['documents'],
  arrows: readonly Arrow[],
  groups: ReadonlyMap<string, { group: Group; order: number; members: ReadonlySet<string> }>,
  { focus, open }: BundleOptions,
): Card[] {
  const drawn = new Set(arrows.flatMap((a) => [a.from, a.to]));
  if (focus !== null) drawn.add(focus);
  const place = new Map([...documents.keys()].map((id, at) => [id, at]));
  const rank = (id: string): number => {
    const upon = arrows.filter((a) => a.to === id).map((a) => rankOf(a.kind, a.stage));
    const own = arrows.filter((a) => a.from === id).map((a) => rankOf(a.kind, a.stage));
    return Math.min(...(upon.length > 0 ? upon : own), ORDER_CITING);
  };
  // Documents keep the order in which they came, within one rank.
  const tie = (id: string) => (place.get(id) ?? 0) / (place.size + 1);
  return [...drawn]
    .map((id): Card => {
      const gathered = groups.get(id);
      if (!gathered) {
        const document = documents.get(id) as PictureDocument;
        return { id, order: rank(id) + tie(id), kind: 'document', document, focus: id === focus };
      }
      const members = [...gathered.members]
        .sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
        .map((member) => documents.get(member) as PictureDocument);
      return {
        id,
        order: gathered.order,
        kind: 'group',
        group: gathered.group,
        documents: members,
        open: open.has(id),
      };
    })
    .sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}
