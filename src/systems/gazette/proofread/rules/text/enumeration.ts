/** Where 、 does not belong: between marked items, before 等 and brackets, after a label in brackets; and three dots. */
import type { Noticed, Rule } from '../../finding.ts';
import { type Passage, passagesOf } from './pieces.ts';

type Wrong = { pattern: RegExp; put: string; message: string };

const WRONG: readonly Wrong[] = [
  {
    pattern: /(?<=》)、(?=《)/gu,
    put: '',
    message: '标有书名号的并列成分之间通常不用顿号（GB/T 15834）。',
  },
  {
    // 等级, 等待, 等离子 begin words of their own.
    pattern:
      /(?<=[\u4e00-\u9fff”》）])、(?=等(?:[\u4e00-\u9fff]{0,2}(?:部门|单位|方面|媒体|内容|工作|措施|方式|形式|场所|领域|材料)|[，。；]|\d|[一二三四五六七八九十]))/gu,
    put: '',
    message: '“等”前面不用顿号。',
  },
  {
    pattern: /(?<=[》”])、(?=[（(](?:[^（）()]{0,12}[〔[]\d{4}|国务院令|主席令|以下简称))/gu,
    put: '',
    message: '书名与括注的文号之间不用顿号。',
  },
  {
    pattern: /(?<=[\u4e00-\u9fff、，])(?:\.{3,6}|。{3,6})(?=[\u4e00-\u9fff，。；）”]|$)/gu,
    put: '……',
    message: '省略号应作“……”（GB/T 15834）。',
  },
];
/** What all of them have; most passages are done with it. */
const ANY = /[》”]、|、等|\.{3}|。{3}|^[（(][一二三四五六七八九十]/u;
const LABEL = /^[（(][一二三四五六七八九十]{1,3}[)）]\s?([、，,.．：])/u;

export const enumerationMark: Rule = {
  name: 'mark.enumeration',
  title: '顿号省略号误用',
  about: '书名号之间、“等”字前、括注文号前的顿号，“（一）”后面的顿号，三个点的省略号。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      if (passage.front || !ANY.test(passage.words)) continue;
      for (const { pattern, put, message } of WRONG) {
        for (const { index, 0: found } of passage.words.matchAll(pattern))
          yield { span: passage.span(index, index + found.length), message, suggestion: put };
      }
      yield* afterLabel(passage);
    }
  },
};

function* afterLabel(passage: Passage): Iterable<Noticed> {
  const found = passage.kind === 'paragraph' ? LABEL.exec(passage.words) : null;
  if (found === null) return;
  const at = found[0].length - 1;
  yield {
    span: passage.span(at, at + 1),
    message: `“${found[0].slice(0, -1).trim()}”后面不再加标点（GB/T 9704、GB/T 15834）。`,
    suggestion: '',
  };
}

const RANGE = /(?<!\d)((?:19|20)\d{2})\s?年?\s?([—–～~－-]{1,2})\s?((?:19|20)\d{2})\s?年/gu;

export const dashDiffers: Rule = {
  name: 'mark.dash_differs',
  title: '同一起止年份写法不一',
  about: '同一份文件里，同一起止年份一处用“—”，一处用短横“-”：报用短横的。',
  *find(text): Iterable<Noticed> {
    const held = new Map<string, { sign: string; span: [number, number] }[]>();
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || !/\d{4}\s?年?\s?[—–～~－-]/u.test(passage.words)) continue;
      for (const { index, 0: found, 1: from, 2: sign = '', 3: to } of passage.words.matchAll(RANGE)) {
        const key = `${passage.issuance} ${from} ${to}`;
        const at = index + found.indexOf(sign);
        const list = held.get(key) ?? [];
        list.push({ sign, span: passage.span(at, at + sign.length) });
        held.set(key, list);
      }
    }
    for (const list of held.values()) {
      const usual = list.find(({ sign }) => sign === '—' || sign === '–');
      if (usual === undefined) continue;
      for (const { sign, span } of list)
        if (sign === '-')
          yield {
            span,
            message: '同一起止年份别处用“—”，此处用了“-”。',
            suggestion: usual.sign,
            related: [usual.span],
          };
    }
  },
};
