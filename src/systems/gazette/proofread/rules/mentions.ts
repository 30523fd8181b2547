/** Every mention of a document by title and number, in a form in which two mentions can be compared. */
import { numberKey } from '#engines/law/name.ts';
import type { Citation, Span } from '#engines/law/parse/artifact.ts';
import type { ProofText } from '../proof-text.ts';
import { fold } from './wording.ts';

export type Mention = {
  readonly title: string | null;
  readonly number: string | null;
  /** `title` without issuer, 关于印发…的通知 and edition: what a document and the notice that carries it share. */
  readonly core: string;
  readonly issuance: number | null;
  readonly span: Span;
  /** It is the document itself that stands here: its own title or number. */
  readonly self: boolean;
  /** Several titles share the number that stands after the last of them. */
  readonly joint: boolean;
  readonly citation: Citation | null;
};

const kept = new WeakMap<ProofText, readonly Mention[]>();

/** In print order, made once for a text. */
export function mentionsOf(text: ProofText): readonly Mention[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const { citations, issuances } = text.artifact;
  const out: Mention[] = issuances.map((i, at) => ({
    title: i.title,
    number: i.number,
    core: coreTitle(i.title),
    issuance: at,
    span: i.titleSpan,
    self: true,
    joint: i.instruments.length > 1 && /《[^《》]*》[、和]?《/u.test(i.title),
    citation: null,
  }));
  citations.forEach((c, i) => {
    if (c.role !== 'mention' || c.class === 'standard' || c.class === 'certificate') return;
    const beside = [citations[i - 1], citations[i + 1]].some(
      (o) => o !== undefined && o.number !== null && o.number === c.number && near(text.text, o.span, c.span),
    );
    out.push({
      title: c.title,
      number: c.number,
      core: coreTitle(c.title ?? ''),
      issuance: c.issuance,
      span: c.span,
      self: false,
      joint: beside,
      citation: c,
    });
  });
  out.sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  kept.set(text, out);
  return out;
}

/** Two citations side by side, with at most 、 or 和 between them. */
function near(text: string, a: Span, b: Span): boolean {
  const [first, second] = a[0] <= b[0] ? [a, b] : [b, a];
  return (
    second[0] - first[1] <= 6 && /^[\s、和及与]*$/u.test(text.slice(first[1], Math.max(first[1], second[0])))
  );
}

const NOTICE = /^.*?关于(?:印发|转发|批转|公布|发布|下发|修订印发|修改)(.*?)的(?:通知|公告|通告|函|决定)$/u;

/** 某区人民政府关于印发《某办法（试行）》的通知 → 某办法. */
export function coreTitle(title: string): string {
  const plain = fold(title);
  const carried = NOTICE.exec(plain)?.[1];
  return (carried ?? plain)
    .replace(/[《》]/gu, '')
    .replace(/\((?:试行|暂行|修订|修正|[^()]{1,12}(?:版|修订|修正|年|稿))\)/gu, '');
}

/** 某区人民政府关于… → 关于…: what follows the issuer. */
export function subjectOf(title: string): string {
  const plain = fold(title);
  const at = plain.indexOf('关于');
  return at > 0 && !plain.slice(0, at).includes('《') ? plain.slice(at) : plain;
}

/** Mentions with a number, by that number. */
export function byNumber(text: ProofText): Map<string, Mention[]> {
  const out = new Map<string, Mention[]>();
  for (const m of mentionsOf(text)) {
    if (m.number === null || m.title === null) continue;
    const key = numberKey(m.number);
    const held = out.get(key);
    if (held === undefined) out.set(key, [m]);
    else held.push(m);
  }
  return out;
}

/** The parts of a number: 宁政发〔2013〕84号 → 宁政发, 2013, 84. */
export function partsOf(number: string): { prefix: string; year: number; serial: number } | null {
  const m = /^(.+)〔(\d{4})〕(\d{1,5})号$/u.exec(numberKey(number));
  return m === null ? null : { prefix: m[1] ?? '', year: Number(m[2]), serial: Number(m[3]) };
}
