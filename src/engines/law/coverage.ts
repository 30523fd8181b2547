/**
 * How far an issue is carried out: each of its clauses against what runs here. Pure.
 *
 * The unit is a clause's own words, or one row of a printed table: what stands below a clause is counted by
 * itself. A unit is a mere statement when somebody marked it so, with the reason; everything else counts as
 * operative, also what nobody has looked at. An operative unit is carried when a carrier that a test exercises
 * names it as its basis; it is partly carried when every such carrier says that something is missing.
 */
import { type Basis, canonicalPath } from './cite.ts';
import { numberKey, titleKey } from './name.ts';

export const coverageStates = ['carried', 'partly', 'not_yet', 'statement'] as const;
export type CoverageState = (typeof coverageStates)[number];

export type CoverageUnit = {
  /** Printed labels from the root: 二/（二）/8; a row is 表1/12: the twelfth of the text's first table. */
  readonly path: string;
  /** Hash of its own words: a mark holds only for the words it was made for. */
  readonly sha256: string;
  /** Index of the unit above it in the same text, always smaller than its own; null at the root. */
  readonly parent: number | null;
  readonly kind: 'clause' | 'row';
};
/** One text of an issuance: its own clauses, or an instrument that it carries. Units in print order. */
export type CoverageText<U extends CoverageUnit = CoverageUnit> = {
  readonly title: string;
  readonly units: readonly U[];
};
export type CoverageDocument<U extends CoverageUnit = CoverageUnit> = {
  readonly number: string | null;
  readonly title: string;
  /** Heading it stands under in the contents. */
  readonly section: string | null;
  readonly texts: readonly CoverageText<U>[];
};

/** What somebody said of a unit after reading it. */
export type Mark = {
  readonly verdict: 'statement' | 'operative';
  /** Why it is only a statement; null when it is not. */
  readonly reason: string | null;
};

export const carrierKinds = [
  'procedure',
  'duty',
  'ledger',
  'publication',
  'indicator',
  'page',
  'rule',
] as const;
export type CarrierKind = (typeof carrierKinds)[number];

/** Where a carried clause stands: a carrier's address may depend on it. */
export type CarriedPlace = {
  readonly issueId: string;
  /** The document in whose text the clause stands. */
  readonly documentId: string;
  readonly path: string;
};

/** Something that runs here and carries clauses. */
export type Carrier = {
  /** Stable, `system.thing`. */
  readonly id: string;
  /** What a reader calls it, in Chinese. */
  readonly title: string;
  readonly kind: CarrierKind;
  /** Where a reader sees it at work. */
  readonly href: (place: CarriedPlace) => string;
  /** The clauses that it carries. */
  readonly basis: readonly CarriedBasis[];
  /** Tests that exercise it; without one it carries nothing. */
  readonly tests: readonly TestName[];
};
export type TestName = { readonly file: string; readonly name: string };

/**
 * Names a test by its file, from the root, and its words. `scripts/check-citations.ts` fails when there is no such
 * test, so both must be literals.
 */
export const testedBy = (file: string, name: string): TestName => ({ file, name });

export type CarriedBasis = {
  /**
   * A clause stands for its own words and the unlabelled paragraphs that follow them before anything labelled;
   * a basis without path for every unit of the texts that bear the name.
   */
  readonly basis: Basis;
  /** Everything below the clause too. */
  readonly below?: true;
  /** What the clause also asks for and this does not do; absent when it is carried wholly. */
  readonly missing?: string;
};

export type Counts = {
  readonly carried: number;
  readonly partly: number;
  readonly not_yet: number;
  readonly statement: number;
  /** Of the operative ones, those that nobody has marked. */
  readonly unmarked: number;
};
export type CarriedBy = { readonly carrier: Carrier; readonly missing: string | null };
export type CoveredUnit<U extends CoverageUnit = CoverageUnit> = {
  readonly unit: U;
  readonly state: CoverageState;
  readonly mark: Mark | null;
  /** What carries it; those that carry it wholly first. Empty for a statement. */
  readonly carriers: readonly CarriedBy[];
  /** Itself and everything below it. */
  readonly within: Counts;
};
export type CoveredDocument<U extends CoverageUnit, D extends CoverageDocument<U>> = {
  readonly document: D;
  /** As `document.texts`, in the same order. */
  readonly texts: readonly { readonly text: D['texts'][number]; readonly units: readonly CoveredUnit<U>[] }[];
  readonly counts: Counts;
};
export type CoverageProblem = {
  readonly carrier: string;
  readonly code: 'untested' | 'no_clause' | 'ambiguous_clause' | 'statement';
  readonly basis: Basis | null;
};
export type Coverage<U extends CoverageUnit, D extends CoverageDocument<U>> = {
  readonly documents: readonly CoveredDocument<U, D>[];
  /** By heading of the contents, in print order. */
  readonly sections: readonly { readonly section: string | null; readonly counts: Counts }[];
  readonly counts: Counts;
  /** What is wrong with carriers as far as this issue is concerned; empty in a sound program. */
  readonly problems: readonly CoverageProblem[];
};

const NONE: Counts = { carried: 0, partly: 0, not_yet: 0, statement: 0, unmarked: 0 };

export const addCounts = (a: Counts, b: Counts): Counts => ({
  carried: a.carried + b.carried,
  partly: a.partly + b.partly,
  not_yet: a.not_yet + b.not_yet,
  statement: a.statement + b.statement,
  unmarked: a.unmarked + b.unmarked,
});

/** How many units order, permit, forbid, promise, time or count something. */
export const operativeCount = (c: Counts): number => c.carried + c.partly + c.not_yet;

export type Shares = { readonly carried: number; readonly partly: number; readonly not_yet: number };

/**
 * Shares of the operative units in per cent to one place, which add up to exactly 100: what rounding leaves over
 * goes to the largest remainders. Undefined where nothing is operative.
 */
export function sharesOf(counts: Counts): Shares | undefined {
  const total = operativeCount(counts);
  if (total === 0) return undefined;
  const parts = (['carried', 'partly', 'not_yet'] as const).map((state) => {
    const exact = (counts[state] * 1000) / total;
    return { state, whole: Math.floor(exact), rest: exact - Math.floor(exact) };
  });
  let left = 1000 - parts.reduce((sum, p) => sum + p.whole, 0);
  const shares = { carried: 0, partly: 0, not_yet: 0 };
  for (const { state, whole } of [...parts].sort((a, b) => b.rest - a.rest)) {
    shares[state] = (whole + (left > 0 ? 1 : 0)) / 10;
    left--;
  }
  return shares;
}

/**
 * The map of an issue.
 * @param markOf what somebody said of a unit, for its present words; undefined when nobody did
 */
export function coverageOf<U extends CoverageUnit, D extends CoverageDocument<U>>(
  documents: readonly D[],
  markOf: (unit: U, text: D['texts'][number], document: D) => Mark | undefined,
  carriers: readonly Carrier[],
): Coverage<U, D> {
  const { carriedBy, problems } = placeCarriers(documents, carriers);
  const covered = documents.map((document): CoveredDocument<U, D> => {
    const texts = document.texts.map((text: D['texts'][number]) => ({
      text,
      units: coverText(text.units, (unit) => markOf(unit, text, document), carriedBy),
    }));
    const roots = texts.flatMap((t) => t.units.filter((u) => u.unit.parent === null));
    return { document, texts, counts: roots.map((u) => u.within).reduce(addCounts, NONE) };
  });
  const onStatements = covered
    .flatMap((d) => d.texts.flatMap((t) => t.units))
    .filter((u) => u.state === 'statement')
    .flatMap((u) => carriedBy.get(u.unit)?.filter((c) => c.named) ?? [])
    .map(({ carrier, basis }): CoverageProblem => ({ carrier: carrier.id, code: 'statement', basis }));
  return {
    documents: covered,
    sections: [...Map.groupBy(covered, (d) => d.document.section)].map(([section, group]) => ({
      section,
      counts: group.map((d) => d.counts).reduce(addCounts, NONE),
    })),
    counts: covered.map((d) => d.counts).reduce(addCounts, NONE),
    problems: [...problems, ...onStatements],
  };
}

/** `named`: the basis names this very unit, not something above it. */
type Placed = CarriedBy & { readonly basis: Basis; readonly named: boolean };

function coverText<U extends CoverageUnit>(
  units: readonly U[],
  markOf: (unit: U) => Mark | undefined,
  carriedBy: ReadonlyMap<CoverageUnit, readonly Placed[]>,
): CoveredUnit<U>[] {
  const within: Counts[] = [];
  const own = units.map((unit) => {
    const mark = markOf(unit) ?? null;
    const statement = mark?.verdict === 'statement';
    const carriers = statement ? [] : wholeFirst(carriedBy.get(unit) ?? []);
    const state: CoverageState = statement ? 'statement' : stateOf(carriers);
    within.push({ ...NONE, [state]: 1, unmarked: mark === null ? 1 : 0 });
    return { unit, state, mark, carriers };
  });
  // What stands below comes later in print: from the end, every sum is complete before it is added to its parent's.
  for (let i = units.length - 1; i >= 0; i--) {
    const parent = units[i]?.parent;
    if (parent != null) within[parent] = addCounts(within[parent] ?? NONE, within[i] ?? NONE);
  }
  return own.map((u, i) => ({ ...u, within: within[i] ?? NONE }));
}

function stateOf(carriers: readonly CarriedBy[]): CoverageState {
  if (carriers.length === 0) return 'not_yet';
  return carriers.some((c) => c.missing === null) ? 'carried' : 'partly';
}

/** A carrier that reaches a unit twice stands there once, with the better of the two. */
function wholeFirst(placed: readonly Placed[]): CarriedBy[] {
  const byId = new Map<string, CarriedBy>();
  for (const { carrier, missing } of placed) {
    const known = byId.get(carrier.id);
    if (!known || (known.missing !== null && missing === null)) byId.set(carrier.id, { carrier, missing });
  }
  return [...byId.values()].sort((a, b) => Number(a.missing !== null) - Number(b.missing !== null));
}

function placeCarriers<U extends CoverageUnit>(
  documents: readonly CoverageDocument<U>[],
  carriers: readonly Carrier[],
): { carriedBy: Map<CoverageUnit, Placed[]>; problems: CoverageProblem[] } {
  const textsOf = textsByName(documents);
  const places = new Map<CoverageText, readonly Place[]>();
  const placesIn = (text: CoverageText): readonly Place[] => {
    const known = places.get(text) ?? text.units.map((u, at) => ({ text, at, path: canonicalPath(u.path) }));
    places.set(text, known);
    return known;
  };
  const carriedBy = new Map<CoverageUnit, Placed[]>();
  const problems: CoverageProblem[] = [];
  for (const carrier of carriers) {
    const here = carrier.basis.flatMap((b) => {
      const texts = textsOf(b.basis.document);
      return texts.length > 0 ? [{ ...b, texts }] : [];
    });
    if (here.length > 0 && carrier.tests.length === 0) {
      problems.push({ carrier: carrier.id, code: 'untested', basis: null });
      continue;
    }
    for (const { basis, below, missing = null, texts } of here) {
      const reached =
        basis.path === null
          ? texts.flatMap((t) => t.units.map((unit) => ({ unit, named: false })))
          : reach(texts.flatMap(placesIn), basis.path, below === true);
      if (typeof reached === 'string') problems.push({ carrier: carrier.id, code: reached, basis });
      else
        for (const { unit, named } of reached) {
          const list = carriedBy.get(unit) ?? [];
          carriedBy.set(unit, list);
          list.push({ carrier, missing, basis, named });
        }
    }
  }
  return { carriedBy, problems };
}

/** Texts by the number or title of their issuance, and by their own title. */
function textsByName<U extends CoverageUnit>(
  documents: readonly CoverageDocument<U>[],
): (name: string) => readonly CoverageText<U>[] {
  const byKey = new Map<string, Set<CoverageText<U>>>();
  const add = (key: string, text: CoverageText<U>) => byKey.set(key, (byKey.get(key) ?? new Set()).add(text));
  for (const { number, title, texts } of documents)
    for (const text of texts) {
      if (number !== null) add(numberKey(number), text);
      add(titleKey(title), text);
      add(titleKey(text.title), text);
    }
  return (name) => [...(byKey.get(numberKey(name)) ?? byKey.get(titleKey(name)) ?? [])];
}

type Place = { readonly text: CoverageText; readonly at: number; readonly path: string };
type Reached = { unit: CoverageUnit; named: boolean };

/** The units that a path stands for, by the rules of `cite`: the whole path, else an end of it that is unique. */
function reach(
  all: readonly Place[],
  path: string,
  below: boolean,
): Reached[] | 'no_clause' | 'ambiguous_clause' {
  const wanted = canonicalPath(path);
  const exact = all.filter((u) => u.path === wanted);
  const [found, ...others] = exact.length > 0 ? exact : all.filter((u) => u.path.endsWith(`/${wanted}`));
  if (!found) return 'no_clause';
  if (others.length > 0) return 'ambiguous_clause';
  return withBelow(found.text.units, found.at, below);
}

function withBelow(units: readonly CoverageUnit[], at: number, below: boolean): Reached[] {
  const inside = new Set([at]);
  const reached: Reached[] = [];
  let leading = true;
  units.forEach((unit, i) => {
    if (i === at) reached.push({ unit, named: true });
    if (unit.parent === null || !inside.has(unit.parent)) return;
    inside.add(i);
    const paragraph = unit.kind === 'clause' && /\/¶\d+$/u.test(unit.path);
    if (unit.parent === at && !paragraph) leading = false;
    if (below || (unit.parent === at && paragraph && leading)) reached.push({ unit, named: false });
  });
  return reached;
}
