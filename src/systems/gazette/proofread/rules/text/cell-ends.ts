/** Cells and numbered headings without the full stop that all others of their kind have. */
import type { Noticed, Rule } from '../../finding.ts';
import { type Passage, passagesOf } from './pieces.ts';
import { isHan } from './words.ts';

/** So many others of one kind must end with a full stop, and hardly one without. */
const LEAST = 6;
const BARE_MOST = 0.1;

export const cellEnd: Rule = {
  name: 'ends.cell_stop',
  title: '单元格、小标题缺句号',
  about: '同一文件里同一类的单元格（成句的，或带编号的）或编号小标题，其余几乎都以“。”结尾，只有个别没有。',
  *find(text) {
    const groups = new Map<string, Passage[]>();
    for (const passage of passagesOf(text)) {
      const kind = kindOf(passage);
      if (kind === null || passage.front) continue;
      const key = `${passage.issuance} ${kind}`;
      const group = groups.get(key);
      if (group) group.push(passage);
      else groups.set(key, [passage]);
    }
    const out: Noticed[] = [];
    for (const group of groups.values()) {
      const bare = group.filter(({ words }) => isHan(words.at(-1)));
      const stops = group.filter(({ words }) => words.endsWith('。')).length;
      if (stops < LEAST || bare.length > Math.max(1, group.length * BARE_MOST)) continue;
      for (const { words, span } of bare)
        out.push({
          span: span(words.length - 1, words.length),
          message: `末尾没有句号，同一文件里同类的 ${stops} 处都有。`,
          suggestion: `${words.at(-1)}。`,
        });
    }
    yield* out.sort((a, b) => a.span[0] - b.span[0]);
  },
};

/** What is compared with what: cells of sentences, numbered cells, numbered lines of one short sentence. */
function kindOf({ kind, words }: Passage): string | null {
  const label = /^(?:(\d{1,2})[.．]|[（(][一二三四五六七八九十]{1,3}[)）])\s?(?=\p{Script=Han})/u.exec(words);
  const form = label ? (label[1] === undefined ? '（一）' : '1.') : '';
  // A list of bodies ends without a mark.
  if (form === '' && /(?:局|委|办|街|大队|单位|部门)[、，]/u.test(words) && !words.includes('。'))
    return null;
  if (kind === 'cell')
    return form !== '' ? `cell ${form}` : words.length >= 24 && /[，；]/u.test(words) ? 'cell' : null;
  return form !== '' && words.length <= 30 && !/[，；。：].|《/u.test(words) ? `line ${form}` : null;
}
