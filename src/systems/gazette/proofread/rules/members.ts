/** Lists of a group's members and notices of appointment, against what is said of the same persons beside them. */
import type { Noticed, Rule } from '../finding.ts';
import { byIssuance } from './dates.ts';
import { matches } from './passages.ts';

/** 丙立新  区水利局局长: a name, blanks, and an office. */
const MEMBER =
  /(?:^|[：:])\s?([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])\s{1,8}[\u4e00-\u9fff]{2,24}(?:长|主任|书记|委员|部长|主席|经理|镇长|科长|队长)(?:[（(][^（）()]{1,10}[)）])?\s?$/u;
const ALSO =
  /(?<=[，。；、]|^)([\u4e00-\u9fff]{2,4}?)(?:同志)?兼任?(?:办公室)?(?:副?主任|副?组长|副?总?指挥)/gu;
const MEMBERS_LEAST = 3;

export const memberNear: Rule = {
  name: 'name.member_near',
  title: '组成人员姓名不一',
  about: '“某某兼任办公室主任”的姓名，在同一份文件的组成人员名单里没有，而有一个只差一个字的。',
  *find(text): Iterable<Noticed> {
    for (const passages of byIssuance(text).values()) {
      if (!passages.some(({ flow }) => flow.words.includes('兼'))) continue;
      const named = new Map<string, readonly [number, number]>();
      for (const passage of passages) {
        const line = passage.flow.words.length > 80 ? null : MEMBER.exec(passage.flow.words);
        if (line?.[1] !== undefined) named.set(line[1].replace(/\s/gu, ''), passage.span);
        else if (passage.kind !== 'row')
          for (const own of text.text.slice(passage.span[0], passage.span[1]).split('\n')) {
            const found = own.length > 80 ? null : MEMBER.exec(own.trim());
            if (found?.[1] !== undefined) named.set(found[1].replace(/\s/gu, ''), passage.span);
          }
      }
      if (named.size < MEMBERS_LEAST) continue;
      for (const passage of passages)
        for (const { match, index } of matches(passage, ALSO)) {
          const name = match[1] ?? '';
          const like = [...named.keys()].find((other) => oneApart(other, name));
          if (named.has(name) || like === undefined) continue;
          yield {
            span: passage.flow.span(index, index + name.length),
            message: `此处作“${name}”，组成人员名单里是“${like}”。`,
            related: [named.get(like) ?? passage.span],
          };
        }
    }
  },
};

const oneApart = (a: string, b: string): boolean =>
  a.length === b.length && a.length >= 2 && [...a].filter((ch, i) => ch !== b[i]).length === 1;

const REMOVES = /免去\s?([^，。；]{6,60})/gu;

export const removalPost: Rule = {
  name: 'appointment.post_word',
  title: '免去之后缺“职务”',
  about: '同一份任免通知里，别的“免去某某……职务”都有“职务”二字，只有一处没有。',
  *find(text): Iterable<Noticed> {
    for (const [i, passages] of byIssuance(text)) {
      if (!/任免|免职|职务/u.test(text.artifact.issuances[i]?.title ?? '')) continue;
      const all = passages.flatMap((passage) => {
        if (passage.kind === 'row' || !passage.flow.words.includes('免去')) return [];
        return [...matches(passage, REMOVES)].map(({ match, index }) => {
          const words = match[0].trimEnd();
          const sentence = passage.flow.words.slice(index).split(/[；。]/u)[0] ?? '';
          return { ended: sentence.includes('职务'), span: passage.flow.span(index, index + words.length) };
        });
      });
      const bare = all.filter(({ ended }) => !ended);
      if (bare.length !== 1 || all.length < 3) continue;
      for (const { span } of bare)
        yield {
          span,
          message: `同一通知其他${all.length - 1}处“免去……职务”都有“职务”，此处没有。`,
          suggestion: null,
        };
    }
  },
};
