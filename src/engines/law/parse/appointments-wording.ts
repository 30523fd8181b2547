/** The wording of acts in appointment notices, and the pieces into which a notice is cut. */
import { endsInTitle } from './appointments-title.ts';
import type { Appointment } from './artifact.ts';

export type Act = Appointment['act'];

export type Piece = { start: number; end: number; delimiter: string };

/** How an act is worded. `seconded` and `concurrent` are said by the verb itself. */
export type Verb = { act: Act; seconded?: boolean; concurrent?: boolean };

export const FIRST_VERBS: [RegExp, Verb][] = [
  [/^(?:解聘|解除聘任|解除聘用|不再聘任|不再续聘|解除)/, { act: 'dismiss' }],
  [
    /^(?:免去|免除|免掉|撤销|撤銷|(?:同意|接受|批准)?辞去|免(?=\p{sc=Han}{2,4}(?:同志)?的?\p{sc=Han}+职))/u,
    { act: 'remove' },
  ],
  [/^(?:聘任|聘请|聘請|续聘|聘用|聘(?![期用书書]))/, { act: 'engage' }],
  [/^(?:任命|任用|委任|调任|選任|选任|任(?![职職期免务務何]))/, { act: 'appoint' }],
];

export const MIDDLE_VERB =
  /(?:不再担任|不再擔任|不再兼任|不再任)|(?:不再聘任)|(?:免去|免除|辞去)|解聘|(?:续聘任?为?|聘任为|聘任|聘为|聘)|(?:挂职担任|挂职任|挂任|掛職任)|(?:兼任)|(?:任命为|任命|担任|擔任|调任|任|为|為)/g;

export function middleVerb(word: string): Verb {
  if (/^不再聘|^解聘/.test(word)) return { act: 'dismiss' };
  if (/^不再|^免|^辞/.test(word)) return { act: 'remove' };
  if (word.includes('聘')) return { act: 'engage' };
  if (/^[挂掛]/.test(word)) return { act: 'appoint', seconded: true };
  if (word === '兼任') return { act: 'appoint', concurrent: true };
  return { act: 'appoint' };
}

export const HEADING =
  /^(?:.{0,60}?决定)?(任命|任职|任職|聘任|聘用|任|免去|免职|免職|免|解聘|撤职)(?:下列|以下)?(?:的)?(?:人员|同志|干部|名单|職務|职务|事项|决定|情况)*(?:如下)?$/;
/** 任命下列同志为某法院审判员： — the post stands in the heading, the names follow. */
export const HEADING_WITH_POST =
  /^(?:.{0,60}?决定)?(任命|聘任|聘请|免去)(?:下列|以下)(?:\d+名)?(?:人员|同志|干部)?(?:为|的)?(.{2,60}?)(?:职务)?$/;

export const ORDINAL =
  /^(?:\s|[-*#•●▪◆·]+(?=\s)|（[一二三四五六七八九十\d]{1,3}）|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、.．]|\d{1,3}(?:[、.．)）]|\s(?=\p{sc=Han})))+/u;
export const LEAD =
  /^(?:经研究|研究|会议|会上|现|兹|特|同时|并且|并|另外|另|依法|正式|表决通过|通过|决定|同意|接受|批准|予以|按程序|请求)+(?=.)/;

/** A longer piece is no act: it bounds the work per character. */
export const LONGEST_PIECE = 4000;

const isBreak = (char: string): boolean => '，,；;。：:！!\n'.includes(char);

/** Whether the line broken at `end` goes on: an act has begun and no title has closed it. */
function lineGoesOn(words: string): boolean {
  const act = words.replace(ORDINAL, '').replace(LEAD, '');
  if (act.length > 120 || /^关于|^關於|通知$|同志$|[号\t]$/.test(act)) return false;
  if (HEADING.test(act) || endsInTitle(act) || /(?:职务|職務)$/.test(act)) return false;
  if (/^(?:免去|解聘|任命|聘任|任(?!职))\p{sc=Han}{4}/u.test(act)) return true;
  return /^\p{sc=Han}[\p{sc=Han}·\s]{1,11}(?:同志)?(?:任|聘任|担任)(?![职期免务])\p{sc=Han}{2}/u.test(act);
}

/** Cut [start, end) into pieces; brackets hold their commas, page breaks inside an act are bridged. */
export function* pieces(text: string, start: number, end: number): Generator<Piece> {
  let from = start;
  let depth = 0;
  for (let at = start; at < end; at++) {
    const char = text.charAt(at);
    if (char === '（' || char === '(') depth++;
    else if (char === '）' || char === ')') depth = Math.max(0, depth - 1);
    if (!isBreak(char)) continue;
    if (char === '\n') {
      if (text.slice(from, at).trim() === '') {
        from = at + 1;
        continue;
      }
      if (
        at - from < 200 &&
        lineGoesOn(
          text
            .slice(from, at)
            .replace(/\s*\n\s*/g, '')
            .trim(),
        )
      )
        continue;
    } else if (depth > 0 && char !== '。') continue;
    depth = 0;
    yield { start: from, end: at, delimiter: char };
    from = at + 1;
  }
  if (text.slice(from, end).trim() !== '') yield { start: from, end, delimiter: '\n' };
}

export function verbOfHeading(word: string): Verb {
  if (word.startsWith('解聘')) return { act: 'dismiss' };
  if (/^免|^撤/.test(word)) return { act: 'remove' };
  return { act: word.startsWith('聘') ? 'engage' : 'appoint' };
}
