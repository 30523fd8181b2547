/** The form of a draft as a browser sends it. Nothing is cut: what is too long is refused with the text kept. */
import { cleanDraft, type DraftContent } from './draft.ts';

const DISCLOSED: Record<string, boolean | null> = { yes: true, request: false, none: null };

export function readDraftForm(body: unknown): DraftContent {
  const fields = (body ?? {}) as Record<string, unknown>;
  const one = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value : '';
  };
  const many = (name: string): string[] =>
    [fields[name]].flat().filter((v): v is string => typeof v === 'string');
  const titles = many('attachmentTitle');
  const texts = many('attachmentText');
  return cleanDraft({
    section: one('section'),
    series: one('series') || null,
    title: one('title'),
    addressees: one('addressees'),
    body: one('body'),
    signedBy: one('signedBy').split(/\r?\n/),
    dated: one('dated') || null,
    disclosed: DISCLOSED[one('disclosed')] ?? null,
    attachments: titles.map((title, at) => ({ title, text: texts[at] ?? '' })),
    supersedes: one('supersedes') || null,
  });
}

/** Reasons written beside findings that stay as they are, by the finding's key; empty ones are no answer. */
export function readReasons(body: unknown): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    const key = /^reason:([0-9a-f]{64})$/.exec(name)?.[1];
    if (key && typeof value === 'string' && value.trim() !== '') reasons.set(key, value.trim().slice(0, 500));
  }
  return reasons;
}

export const EMPTY_DRAFT: DraftContent = {
  section: '',
  series: null,
  title: '',
  addressees: '',
  body: '',
  signedBy: [],
  dated: null,
  disclosed: true,
  attachments: [],
  supersedes: null,
};
