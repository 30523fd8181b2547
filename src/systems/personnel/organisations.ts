/**
 * Which printed names are one organisation. Two names are one only when an editor has signed for it (机构名称);
 * an assumed alias is told as a possibility, a refused one is another organisation. Pure.
 */
import { titleKey } from '#engines/law/name.ts';
import { derivedId } from './act.ts';

export type BodyName = {
  readonly bodyId: string;
  readonly bodyName: string;
  readonly bodyKey: string;
  /** Null for the body's own name. */
  readonly alias: { readonly name: string; readonly key: string; readonly state: string } | null;
};

export type Organisation = {
  readonly id: string;
  /** The body's own name, else as printed. */
  readonly name: string;
  /** Names under which acts print it, in order of first appearance. */
  readonly printed: readonly string[];
  /** Body that it is assumed to be, nothing signed yet; null: none. */
  readonly assumed: { readonly bodyId: string; readonly name: string } | null;
  /** Ids of other organisations of the record that may be this one: by assumed aliases, or named without the place. */
  readonly perhaps: readonly string[];
};

export type Organisations = {
  readonly byId: ReadonlyMap<string, Organisation>;
  /** By the id of any name, also one that has meanwhile been signed to be another's. */
  readonly canonicalId: (id: string) => string | undefined;
  readonly idOf: (printed: string) => string;
};

export const organisationId = (name: string): string => derivedId('organisation', titleKey(name));

/** @param printed names as acts print them, in order */
export function readOrganisations(printed: readonly string[], names: readonly BodyName[]): Organisations {
  const aliasOf = new Map(names.flatMap((n) => (n.alias ? [[n.alias.key, n] as const] : [])));
  const bodyKeys = new Set(names.map((n) => n.bodyKey));
  const made = new Map<
    string,
    { id: string; name: string; printed: string[]; body: string | null; assumed: Organisation['assumed'] }
  >();
  const idOfKey = new Map<string, string>();
  for (const name of printed) {
    const key = titleKey(name);
    const alias = bodyKeys.has(key) ? undefined : aliasOf.get(key);
    const signed = alias?.alias?.state === 'decided' ? alias : undefined;
    const assumed = alias?.alias?.state === 'assumed' ? alias : undefined;
    const id = signed ? organisationId(signed.bodyName) : organisationId(name);
    idOfKey.set(key, id);
    const known = made.get(id) ?? {
      id,
      name: signed?.bodyName ?? name,
      printed: [],
      body: signed?.bodyKey ?? assumed?.bodyKey ?? (bodyKeys.has(key) ? key : null),
      assumed: assumed ? { bodyId: assumed.bodyId, name: assumed.bodyName } : null,
    };
    if (!known.printed.includes(name)) known.printed.push(name);
    made.set(id, known);
  }
  const byId = new Map<string, Organisation>();
  for (const own of made.values()) {
    const perhaps = [...made.values()].filter(
      (o) => o !== own && ((o.body !== null && o.body === own.body) || differInPlace(o.printed, own.printed)),
    );
    byId.set(own.id, { ...own, perhaps: perhaps.map((o) => o.id) });
  }
  const former = new Map([...idOfKey].map(([key, id]) => [derivedId('organisation', key), id]));
  return {
    byId,
    canonicalId: (id) => (byId.has(id) ? id : former.get(id)),
    idOf: (name) => idOfKey.get(titleKey(name)) ?? organisationId(name),
  };
}

/** 丙区 before the name of a body. */
const PLACE = /^\p{sc=Han}{1,8}(?:区|县|市|旗|州|省)$/u;

/** Whether one is printed as the other with its district before it: 丙区某路街道办事处, 某路街道办事处. */
export function differInPlace(some: readonly string[], others: readonly string[]): boolean {
  const adds = (long: string, short: string): boolean =>
    long.length > short.length &&
    long.endsWith(short) &&
    PLACE.test(long.slice(0, long.length - short.length));
  return some.some((a) => others.some((b) => adds(a, b) || adds(b, a)));
}
