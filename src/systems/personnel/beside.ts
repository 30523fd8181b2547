/** The people and posts of an appointment notice, for its page. */
import type { ReadBeside } from '#systems/documents/index.ts';
import { ACT_WORDS } from './act.ts';
import { mentionPath, printedPostPath } from './mention-paths.ts';
import { readNoticeActs } from './queries.ts';

const LINES_MAX = 60;

export const actsBeside: ReadBeside = async (handle, documentId) => {
  const acts = await readNoticeActs(handle, documentId, LINES_MAX + 1);
  if (acts.length === 0) return null;
  const lines = acts
    .slice(0, LINES_MAX)
    .map(({ name, kind, organisation, post }) => [
      { text: name, href: mentionPath(documentId, name) },
      { text: `：${ACT_WORDS[kind]}` },
      { text: `${organisation}${post}`, href: printedPostPath(organisation, post) },
    ]);
  const more = { text: '其余见任免记录', href: '/personnel/changes' };
  return {
    id: 'people-and-posts',
    heading: '人员和职务',
    lines: acts.length > LINES_MAX ? [...lines, [more]] : lines,
  };
};
