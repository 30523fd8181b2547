/** Issuances and contents brought together: each head gets its entry, and titles found only there become heads. */
import { fold } from './chars.ts';
import { type Contents, withoutIssuer } from './contents.ts';
import { type Doc, isTitleLine, readNumberLine, wordsOf } from './document.ts';
import { type Head, makeHead } from './head.ts';
import { lineWords } from './heads-adopted.ts';

/** Gives each head its contents entry, and adds the issuances that only the contents tell. */
export function mergeContents(doc: Doc, from: number, heads: Head[], contents: Contents): Head[] {
  const open = new Map<number, string>();
  contents.entries.forEach((entry, i) => {
    open.set(i, fold(entry.title));
  });
  const byNumber = new Map<string, number>();
  contents.entries.forEach((entry, i) => {
    if (entry.number !== null) byNumber.set(fold(entry.number), i);
  });
  for (const head of heads) {
    const byForm = head.number === null ? undefined : byNumber.get(fold(head.number));
    if (byForm !== undefined && open.delete(byForm)) head.entry = byForm;
  }
  matchByForm(doc, heads, open);
  const found = scanByTitle(doc, from, heads, open);
  const all = [...heads, ...found].sort((a, b) => a.first - b.first);
  const known = all.filter((h) => h.entry >= 0).length;
  // With a contents that fits, a title alone (no number) that it does not list belongs to the document around it.
  const kept =
    known * 2 < contents.entries.length ? all : all.filter((h) => h.entry >= 0 || h.number !== null);
  for (const head of kept) {
    const entry = contents.entries[head.entry];
    if (entry !== undefined) head.kind = entry.section ?? head.kind;
  }
  return kept;
}

/** The entries that name a head in another form: without its issuer, or an order by its number （第31号）. */
function matchByForm(doc: Doc, heads: Head[], open: Map<number, string>): void {
  const byForm = new Map<string, number>();
  for (const [entry, title] of open) byForm.set(title.replace(/[()]/g, ''), entry);
  for (const head of heads) {
    if (head.entry >= 0) continue;
    const title = fold(lineWords(doc, head.titleFrom, head.titleTo));
    const forms = [withoutIssuer(title), ...(head.number === null ? [] : [fold(head.number)])];
    const entry = forms.map((form) => byForm.get(form.replace(/[()]/g, ''))).find((e) => e !== undefined);
    if (entry !== undefined && open.get(entry) !== title && open.delete(entry)) head.entry = entry;
  }
}

/** Looks for the titles still open; a head found by form at the same place takes the entry. */
function scanByTitle(doc: Doc, from: number, heads: Head[], open: Map<number, string>): Head[] {
  const found: Head[] = [];
  const starts = new Set<string>();
  for (const title of open.values()) starts.add(title.charAt(0));
  const headByLine = new Map(heads.map((h) => [h.titleFrom, h]));
  for (let i = from; i < doc.lines.length && open.size > 0; i++) {
    const line = doc.lines[i];
    if (line === undefined || !starts.has(doc.text.charAt(line.start)) || !isTitleLine(doc, i)) continue;
    const match = matchTitle(doc, i, open);
    if (match === null) continue;
    const head = headByLine.get(i);
    open.delete(match.entry);
    if (head !== undefined && head.entry < 0) {
      head.entry = match.entry;
      continue;
    }
    const number = readNumberLine(doc, match.to + 1);
    const body = number === null ? match.to + 1 : match.to + 2;
    const made = makeHead(i, i, match.to, number === null ? -1 : match.to + 1, number, body);
    made.entry = match.entry;
    found.push(made);
  }
  return found;
}

function matchTitle(doc: Doc, i: number, open: Map<number, string>): { entry: number; to: number } | null {
  let joined = '';
  for (let to = i; to < i + 6 && to < doc.lines.length; to++) {
    if (to > i && !isTitleLine(doc, to)) return null;
    joined += fold(wordsOf(doc, to));
    let prefix = false;
    for (const [entry, title] of open) {
      if (title === joined) return { entry, to };
      if (title.startsWith(joined)) prefix = true;
    }
    if (!prefix) return null;
  }
  return null;
}
