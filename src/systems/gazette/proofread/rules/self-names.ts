/** What a document calls itself, and what it calls the group that it sets up. */
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { matches, passagesOf } from './passages.ts';
import { shown } from './wording.ts';

const KIND =
  '办法|规定|方案|细则|意见|通知|条例|规则|预案|规划|决定|通告|公告|规程|指南|规范|章程|[\\u4e00-\\u9fff]{2}令';
/** 基本规定, 成本规划: 本 ends a word. */
const SELF = new RegExp(
  `(?<![基根成资文版样书课脚剧副正标读原])本(${KIND})(?![\\u4e00-\\u9fff]?[》”])`,
  'gu',
);

/** Every title that each issuance prints: its own, those of what it carries, and those that it cites. */
function titlesOf({ artifact }: ProofText): string[] {
  const titles = artifact.issuances.map((i) => [
    i.title,
    ...i.instruments.map((x) => x.title),
    ...i.attachments.map((a) => a.title),
  ]);
  for (const { issuance, title } of artifact.citations)
    if (issuance !== null && title !== null) titles[issuance]?.push(title);
  return titles.map((all) => all.join('\n'));
}

export const titleSelfKind: Rule = {
  name: 'title.self_kind',
  title: '自称的文种与标题不合',
  about: '文件里自称“本办法”“本戒严令”，而自己的标题、所印发和所引用的文件都没有这个文种；引号里的不算。',
  *find(text): Iterable<Noticed> {
    if (text.artifact.shape === 'statute') return;
    const titles = titlesOf(text);
    const told = new Set<string>();
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || !passage.flow.words.includes('本')) continue;
      const own = titles[passage.issuance] ?? '';
      for (const { match, index, span } of matches(passage, SELF)) {
        const kind = match[1] ?? '';
        const key = `${passage.issuance} ${kind}`;
        if (own.includes(kind) || told.has(key) || quoted(passage.flow.words, index)) continue;
        told.add(key);
        const issuance = text.artifact.issuances[passage.issuance];
        if (issuance === undefined) continue;
        yield {
          span,
          message: `自称“${match[0]}”，标题“${shown(issuance.title)}”里没有“${kind}”，请统一。`,
          related: [issuance.titleSpan],
        };
      }
    }
  },
};

/** Inside “” or 《》 that are open at the place. */
function quoted(words: string, at: number): boolean {
  const before = words.slice(Math.max(0, at - 300), at);
  return (
    before.lastIndexOf('“') > before.lastIndexOf('”') || before.lastIndexOf('《') > before.lastIndexOf('》')
  );
}

const MADE = new RegExp(`(?:制定|制订)本(${KIND})(?=[。，；])`, 'gu');
/** What may be made by another name: a plan carries measures, rules are made as 办法. */
const ENDS_IN = /(办法|规定|方案|细则|意见|规则|预案|规划|章程|指南|规范)(?:[（(][^（）()]{1,16}[)）])?$/u;

export const titleMadeKind: Rule = {
  name: 'title.made_kind',
  title: '制定本办法与标题不合',
  about: '开头说“制定本规定”，所印发的文件标题却以“办法”收尾。',
  *find(text): Iterable<Noticed> {
    const titles = titlesOf(text);
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('本')) continue;
      const instrument = text.artifact.issuances[passage.issuance]?.instruments.findLast(
        ({ span }) => span[0] <= passage.span[0] && passage.span[0] < span[1],
      );
      const own = ENDS_IN.exec(instrument?.title.replace(/\s/gu, '') ?? '')?.[1];
      if (instrument === undefined || own === undefined) continue;
      for (const { match, span } of matches(passage, MADE)) {
        const kind = match[1] ?? '';
        // What no title there has is told by the rule above.
        if (!titles[passage.issuance]?.includes(kind)) continue;
        if (kind === own || instrument.title.includes(kind) || !ENDS_IN.test(kind)) continue;
        const at = span[0] + match[0].length - kind.length;
        yield {
          span: [at, span[1]],
          message: `此处作“${match[0]}”，而本件标题是“${shown(instrument.title)}”。`,
          suggestion: own,
          related: [instrument.titleSpan],
        };
      }
    }
  },
};

const GROUP = '领导小组|工作专班|专项小组|指挥部|工作小组|协调小组|专项工作组|工作组|联席会议';
const SET_UP = new RegExp(`(?:成立|组建|建立|设立)[^。；]{2,50}?(${GROUP})`, 'gu');
const OFFICE = new RegExp(
  `(?<=^|[。；，])(?:区|县|市)?(${GROUP})(?:下设)?办公室(?:，)?(?:设在|设于|下设)`,
  'gu',
);

export const nameGroup: Rule = {
  name: 'name.group_differs',
  title: '议事机构前后名称不一',
  about: '前面说成立工作专班，后面却说“领导小组办公室设在某局”，而全文没有别处成立领导小组。',
  *find(text): Iterable<Noticed> {
    const set = new Map<number, Map<string, readonly [number, number]>>();
    const asked = new Set<string>();
    const group = new RegExp(GROUP, 'u');
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || !group.test(passage.flow.words)) continue;
      const known = set.get(passage.issuance) ?? new Map<string, readonly [number, number]>();
      set.set(passage.issuance, known);
      for (const { match, span } of matches(passage, SET_UP)) known.set(match[1] ?? '', span);
      for (const { match, index } of matches(passage, OFFICE)) {
        const name = match[1] ?? '';
        const [first] = known;
        const key = `${passage.issuance} ${name}`;
        if (first === undefined || known.has(name) || asked.has(key)) continue;
        asked.add(key);
        if (named(text, passage.issuance, name) > 1) continue;
        const at = index + match[0].indexOf(name);
        yield {
          span: passage.flow.span(at, at + name.length),
          message: `此处作“${name}”，前面成立的是“${first[0]}”，请统一。`,
          related: [first[1]],
        };
      }
    }
  },
};

/** How often an issuance names the group. */
function named(text: ProofText, index: number, name: string): number {
  const issuance = text.artifact.issuances[index];
  return issuance === undefined ? 0 : text.text.slice(...issuance.span).split(name).length - 1;
}
