/** Repeal, lapse, keeping and suspension of documents that the sentence names. */
import type { ParsedEffect } from './artifact.ts';
import { readDateAt } from './dates.ts';
import { type Begun, type Dated, effect, type Place, UNDATED } from './effects-place.ts';

const REPORTED =
  /(?:已经?|被|曾|未|不|不予|是否|或者?|、|可以|应当|进行|及时|凡|等)(?:自行|宣布|予以|依法)?\s*$/;
const PROPOSES = /(?:拟|建议|提请)(?:予以|宣布)?\s*$/;
const BETWEEN_NAME_AND_VERB =
  /^(?:\s|等\p{Script=Han}{0,8}|[\d一二三四五六七八九十]{1,3}[件个部]\p{Script=Han}{0,6}|文件|[，,](?=\s*(?:自|同时|一并|即)))*(?:自[^，。；]{2,24}起\s*)?(?:同时|即行|一并|予以|现予|均|也|相应|随之|自行|即|宣布|拟|建议|决定|自动|全部|，|\s)*$/u;
const ISSUE_DAY_BETWEEN = /(?:公布|印发|发布|下发|颁布|签发)之日/;
const CONFLICT = /不一致|不符|抵触|相冲突|为准/;

/** 《…》同时废止, 决定废止《…》, and 失效, 继续有效, 暂停执行 in the same forms. */
export function readEnding(
  place: Place,
  begun: Begun,
  kind: 'repeal' | 'lapse' | 'keep' | 'suspend',
): ParsedEffect[] {
  const { text, at, end, sentence } = place;
  const lead = text.slice(Math.max(sentence.start, at - 8), at);
  if (REPORTED.test(lead) || CONFLICT.test(text.slice(sentence.start, at))) return [];
  const stage = PROPOSES.test(lead) ? 'proposed' : 'decided';
  const passed = sentence.named.filter((one) => one.end <= at);
  const last = passed.at(-1);
  const follows = sentence.named.find((one) => one.start >= end);
  if (
    last &&
    BETWEEN_NAME_AND_VERB.test(text.slice(last.end, at)) &&
    !/关于[^《》]{0,8}$/.test(text.slice(Math.max(0, (passed[0]?.start ?? 0) - 10), passed[0]?.start))
  ) {
    const dated = endingDate(place, last.end, begun);
    return adjacent(text, passed).map((one) =>
      effect(place, kind, { title: one.title, number: one.number }, dated, { stage }),
    );
  }
  const acts = /(?:^|[，,：:）)]|决定|现|同时|一并|自即日起|予以)\s*$/.test(text.slice(sentence.start, at));
  if (
    !follows ||
    !acts ||
    !/^\s*(?:[：:]|\d{4}年[^《]{0,30}的|原|下列文件[：:])?\s*$/.test(text.slice(end, follows.start))
  )
    return [];
  if (text[follows.end] === '的' || /关于/.test(lead)) return [];
  const group = sentence.named.slice(sentence.named.indexOf(follows));
  return adjacent(text, group.toReversed()).map((one) =>
    effect(place, kind, { title: one.title, number: one.number }, UNDATED, { stage }),
  );
}

/** The documents side by side that end with the last of `named` (or start with the first, when reversed), in print order. */
export function adjacent<
  T extends { start: number; end: number; title: string | null; number: string | null },
>(text: string, named: T[]): T[] {
  const group: T[] = [];
  for (let i = named.length - 1; i >= 0; i -= 1) {
    const one = named[i];
    const beside = group[0];
    if (!one) break;
    if (beside) {
      const [left, right] = one.start < beside.start ? [one, beside] : [group.at(-1) ?? beside, one];
      if (
        !/^(?:\s|[、，和及与]|以及|文件|原|国务院|[省市州县区旗]政府|\d{4}年[^《，。]{0,20}的)*$/.test(
          text.slice(left.end, right.start),
        )
      )
        break;
    }
    if (beside && one.start > beside.start) group.push(one);
    else group.unshift(one);
  }
  return group;
}

/** 自…起废止 has its own day; 同时废止 takes the day on which the document it stands in comes into force. */
function endingDate({ text, at, sentence, issuance, index }: Place, from: number, begun: Begun): Dated {
  const between = text.slice(from, at);
  const since = between.search(/[自从]/);
  const own = since < 0 ? undefined : readDateAt(text, from + since + 1);
  if (own) return { date: own.date, precision: own.precision };
  if (since >= 0 && ISSUE_DAY_BETWEEN.test(between)) {
    return issuance?.date ? { date: issuance.date, precision: 'day' } : UNDATED;
  }
  if (!/同时|即行|一并|，/.test(between) && !/起(?:施行|实施|执行)/.test(text.slice(sentence.start, at)))
    return UNDATED;
  const started = begun.get(index);
  return started && at - started.span[1] < 400
    ? { date: started.date, precision: started.precision }
    : UNDATED;
}
