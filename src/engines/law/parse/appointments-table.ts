/** Appointment notices in the form of a table: 姓名 | 任命职务 | 免去职务, tab-separated or as Markdown. */
import { type Statement, splitPosts } from './appointments-clause.ts';
import { parseNames } from './appointments-name.ts';
import { splitPost, stripNotes } from './appointments-title.ts';
import type { Act } from './appointments-wording.ts';

export type TableRegion = { start: number; end: number; statements: Statement[] };

const cells = (line: string): string[] =>
  line.includes('\t')
    ? line.split('\t').map((cell) => cell.trim())
    : line
        .replace(/^\s*\||\|\s*$/g, '')
        .split('|')
        .map((cell) => cell.trim());

/** What a column says about the person: an act, or undefined for 现任职务 and other plain facts. */
function columnAct(heading: string, titleAct: Act | undefined): Act | undefined {
  if (/解聘/.test(heading)) return 'dismiss';
  if (/免|不再/.test(heading) && !/任免/.test(heading)) return 'remove';
  if (/^(?:现任|原任|现|原)/.test(heading)) return undefined;
  if (/聘任/.test(heading)) return 'engage';
  if (/任命|任职|任職|新任|任免|担任/.test(heading)) return titleAct ?? 'appoint';
  return /^(?:职务|職務)$/.test(heading) ? titleAct : undefined;
}

/** Find the tables in [start, end) whose heading row has a column of names and one of posts. */
export function readAppointmentTables(
  text: string,
  start: number,
  end: number,
  titleAct: Act | undefined,
): TableRegion[] {
  const regions: TableRegion[] = [];
  let open: { region: TableRegion; name: number; acts: (Act | undefined)[] } | undefined;
  for (let from = start; from < end; ) {
    const newline = text.indexOf('\n', from);
    const until = newline < 0 || newline > end ? end : newline;
    const line = text.slice(from, until);
    const isRow = until - from < 2000 && (line.includes('\t') || line.trimStart().startsWith('|'));
    if (isRow) {
      const row = cells(line);
      const bare = row.map((cell) => cell.replace(/\s+/g, ''));
      const name = bare.findIndex((cell) => /^姓名$/.test(cell));
      if (name >= 0) {
        const region = { start: from, end: until, statements: [] };
        open = { region, name, acts: bare.map((cell) => columnAct(cell, titleAct)) };
        if (open.acts.some((act) => act !== undefined)) regions.push(region);
        else open = undefined;
      } else if (open !== undefined) {
        open.region.end = until;
        open.region.statements.push(...readRow(row, open.name, open.acts, from, until));
      }
    } else if (line.trim() !== '') open = undefined;
    from = until + 1;
  }
  return regions;
}

function readRow(
  row: string[],
  nameColumn: number,
  acts: (Act | undefined)[],
  start: number,
  end: number,
): Statement[] {
  const persons = parseNames(row[nameColumn] ?? '');
  if (persons === undefined) return [];
  const statements: Statement[] = [];
  for (const [column, act] of acts.entries()) {
    if (act === undefined) continue;
    let organisation = '';
    for (const words of splitPosts(row[column] ?? '')) {
      const { words: bare, ...notes } = stripNotes(words);
      const post = splitPost(bare);
      if (post === undefined) continue;
      if (post.organisation !== '') organisation = post.organisation;
      for (const person of persons) {
        statements.push({ person, act, organisation, post: post.post, ...notes, start, end });
      }
    }
  }
  return statements;
}
