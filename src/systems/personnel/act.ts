/** One act of an appointment notice, as the record of posts uses it, and the ids that pages are addressed by. Pure. */
import { sha256 } from '#base/digest.ts';

export const ACT_KINDS = ['appoint', 'engage', 'remove', 'dismiss'] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** Whether the act gives a post (rather than takes it). */
export const gives = (kind: ActKind): boolean => kind === 'appoint' || kind === 'engage';

/** The notice that an act stands in. */
export type NoticeHead = {
  readonly documentId: string;
  readonly number: string | null;
  readonly title: string;
  /** First body that signs it; null: none is known. */
  readonly issuer: string | null;
  /** Day that the notice bears. */
  readonly dated: Temporal.PlainDate | null;
};

/** The clause that says so. */
export type ClausePlace = {
  /** Permanent address on the site. */
  readonly href: string;
  /** How one says where it stands: 第3段. */
  readonly words: string;
  /** The clause's own words; null while the original is not imported. */
  readonly quote: string | null;
};

export type Act = {
  /** The same act has the same key in every edition. */
  readonly key: string;
  /** The name in this notice: who that is in other notices is another question. */
  readonly mention: string;
  /** As printed, without blanks. */
  readonly name: string;
  /** The name as names are compared: 劉旭 and 刘旭 are one name, though not thereby one person. */
  readonly nameKey: string;
  readonly kind: ActKind;
  /** As printed. */
  readonly organisation: string;
  readonly organisationId: string;
  readonly post: string;
  readonly postId: string;
  /** 兼. */
  readonly concurrent: boolean;
  /** 挂职. */
  readonly seconded: boolean;
  readonly probationMonths: number | null;
  /** First day of the new state; null: it counts from a day that the notice does not print. */
  readonly effective: Temporal.PlainDate | null;
  /** Day of the deciding meeting. */
  readonly decidedOn: Temporal.PlainDate | null;
  readonly decidedBy: string | null;
  readonly notice: NoticeHead;
  readonly place: ClausePlace | null;
};

/**
 * An id that follows from what it names, so that addresses outlive a rebuild of the tables: RFC 9562 version 8 from
 * the SHA-256 of the parts. It does not spell out the name.
 */
export function derivedId(kind: 'person' | 'organisation' | 'post' | 'act', ...parts: string[]): string {
  const hex = sha256(JSON.stringify([kind, ...parts]));
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

/** The day from which an act counts when acts are put in order: its own, else that of its decision. */
export const turnOf = (act: Pick<Act, 'effective' | 'decidedOn'>): Temporal.PlainDate | null =>
  act.effective ?? act.decidedOn;

const { compare } = Temporal.PlainDate;
export const isBefore = (a: Temporal.PlainDate, b: Temporal.PlainDate): boolean => compare(a, b) < 0;
export const earlierOf = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (isBefore(b, a) ? b : a);
export const laterOf = (a: Temporal.PlainDate, b: Temporal.PlainDate) => (isBefore(a, b) ? b : a);

/** Whether the day lies in a half-open interval; null: no bound. */
export const isDayWithin = (
  day: Temporal.PlainDate,
  from: Temporal.PlainDate | null,
  until: Temporal.PlainDate | null,
): boolean => (from === null || !isBefore(day, from)) && (until === null || isBefore(day, until));

/**
 * Oldest turn first; on one day what takes a post, then what confirms it since an unprinted day, then what gives it
 * from that day; then in print order (the sort is stable).
 */
export function inOrder<A extends Pick<Act, 'kind' | 'effective' | 'decidedOn'>>(acts: readonly A[]): A[] {
  const rank = (act: A) => (gives(act.kind) ? (act.effective === null ? 1 : 2) : 0);
  return acts.toSorted((a, b) => {
    const [from, to] = [turnOf(a), turnOf(b)];
    if (from === null || to === null) return (from === null ? 0 : 1) - (to === null ? 0 : 1);
    return compare(from, to) || rank(a) - rank(b);
  });
}

/** 2024年9月27日. */
export const dayWords = (day: Temporal.PlainDate): string => `${day.year}年${day.month}月${day.day}日`;

/** 司法局副局长（挂职）. */
export const postWords = (act: Pick<Act, 'organisation' | 'post' | 'concurrent' | 'seconded'>): string =>
  `${act.organisation}${act.post}${act.seconded ? '（挂职）' : ''}${act.concurrent ? '（兼）' : ''}`;

export const ACT_WORDS: Record<ActKind, string> = {
  appoint: '任命',
  engage: '聘任',
  remove: '免职',
  dismiss: '解聘',
};
