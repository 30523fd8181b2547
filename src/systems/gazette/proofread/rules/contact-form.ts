/** Numbers that can be told to be wrong by their length: telephones, postcodes, identity numbers. */
import type { Noticed, Rule } from '../finding.ts';
import { matches, passagesOf } from './passages.ts';

/** 电话：0951—2078503: the area code in a group, the local number in the next. */
const TELEPHONE =
  /(?:电\s?话|热\s?线|传\s?真|举报|咨询|监督|联系方式|值班)[^。；\n]{0,24}?[：:]?\s?[（(]?(?<![\d])(0\d{1,3})\s?(?:[)）]\s?[—–\-－]?|[—–\-－]{1,2})\s?(\d{3,11})(?![\d*×xX])/gu;
const MORE =
  /^\s?[、，,；;/]\s?[（(]?(0\d{1,3})\s?(?:[)）]\s?[—–\-－]?|[—–\-－]{1,2})\s?(\d{3,11})(?![\d*×xX])/u;
const MOBILE = /(?:手\s?机|电\s?话|联系方式)(?:号码)?[：:]\s?(1[3-9]\d{7,12})(?![\d*×xX—-])/gu;
const POSTCODE = /(?:邮\s?编|邮政编码)\s?[：:]\s?(\d{4,9})(?!\d)/gu;
const IDENTITY = /(?:身份证(?:件)?(?:号码?|编号)?|公民身份号码)\s?[：:]\s?(\d{10,20}[\dXx]?)(?![\d*×])/gu;
const CREDIT = /统一社会信用代码\s?[：:]\s?([0-9A-HJ-NPQRTUWXY]{10,24})(?![0-9A-Z*])/gu;

/** Two digits of the area (010, 02x) go with eight of the local number, three with seven or eight. */
function fault(area: string, local: string): string | null {
  if (/^0+$/u.test(area)) return null;
  if (/^(?:95|96|1[0-2])\d{3,4}$/u.test(local)) return null;
  const short = /^0(?:10|2\d)$/u.test(area);
  if (!short && area.length !== 4) return `区号“${area}”不成区号（010、02加一位，或者0加三位）`;
  if (short && local.length !== 8) return `区号${area}的电话是8位，此处${local.length}位`;
  if (!short && local.length !== 7 && local.length !== 8) return `固定电话是7位或8位，此处${local.length}位`;
  return null;
}

export const contactForm: Rule = {
  name: 'contact.form',
  title: '号码位数不对',
  about:
    '带区号的固定电话、手机号、邮政编码、身份证号、统一社会信用代码按应有的位数清点；全零的样例号码不算。',
  *find(text): Iterable<Noticed> {
    for (const passage of passagesOf(text)) {
      const { words } = passage.flow;
      if (!/\d{5}/u.test(words) || !/[话线真机编码报询督班]|证号|身份证|联系方式/u.test(words)) continue;
      for (const { match, index } of matches(passage, TELEPHONE)) {
        let at = index + match[0].length;
        const first = match[0].lastIndexOf(match[1] ?? '', match[0].length - (match[2] ?? '').length - 1);
        const told = fault(match[1] ?? '', match[2] ?? '');
        if (told !== null) yield { span: passage.flow.span(index + first, at), message: `电话号码${told}。` };
        for (
          let next = MORE.exec(words.slice(at, at + 40));
          next !== null;
          next = MORE.exec(words.slice(at, at + 40))
        ) {
          const from = at + next[0].search(/[（(\d]/u);
          at += next[0].length;
          const other = fault(next[1] ?? '', next[2] ?? '');
          if (other !== null) yield { span: passage.flow.span(from, at), message: `电话号码${other}。` };
        }
      }
      for (const [pattern, wanted, name] of LENGTHS)
        for (const { match, span } of matches(passage, pattern)) {
          const digits = match[1] ?? '';
          if (wanted.includes(digits.length) || /^0+\d?$/u.test(digits)) continue;
          yield {
            span: [span[1] - digits.length, span[1]],
            message: `${name}应是${wanted[0]}位，此处${digits.length}位。`,
          };
        }
    }
  },
};

const LENGTHS: readonly (readonly [RegExp, readonly number[], string])[] = [
  [MOBILE, [11], '手机号码'],
  [POSTCODE, [6], '邮政编码'],
  [IDENTITY, [18, 15], '身份证号'],
  [CREDIT, [18], '统一社会信用代码'],
];
