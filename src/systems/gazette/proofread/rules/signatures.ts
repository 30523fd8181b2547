/** Who signs, under which number, and whether what all neighbours have is there. */
import type { Issuance, Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { partsOf } from './mentions.ts';
import { passagesOf } from './passages.ts';
import { fold, isNear, shown } from './wording.ts';

/** The bodies that a title names before 关于. */
function issuers(title: string): string[] {
  const at = title.indexOf('关于');
  if (at < 3) return [];
  const head = title.slice(0, at).trim();
  return head
    .split(/\s+/u)
    .map((b) => fold(b))
    .filter((b) => /[府室会局委部厅院处办队]$/u.test(b));
}

function signedPlace(text: ProofText, index: number, body: string): Span | null {
  for (const p of passagesOf(text)) {
    if (p.issuance !== index || p.kind !== 'line') continue;
    if (
      fold(p.flow.words).includes(fold(body)) &&
      fold(p.flow.words).length < body.length * 3 &&
      !p.flow.words.includes('关于')
    )
      return p.span;
  }
  return null;
}

export const signatureDiffers: Rule = {
  name: 'signature.differs',
  title: '落款与标题机关不一',
  about: '标题里的发文机关与落款机关比较；落款用规范化简称（去掉地名）不算。',
  *find(text): Iterable<Noticed> {
    for (const [i, issuance] of text.artifact.issuances.entries()) {
      const named = issuers(issuance.title);
      const signed = issuance.signedBy.map(fold);
      if (named.length === 0 || signed.length === 0 || signed.some((s) => /[长任]\S{2,4}$/u.test(s)))
        continue;
      for (const [k, body] of signed.entries()) {
        if (named.some((n) => n === body || n.endsWith(body) || body.endsWith(n))) continue;
        const other = named[k] ?? named[0] ?? '';
        const printed = issuance.signedBy[k] ?? '';
        yield {
          span: signedPlace(text, i, printed) ?? issuance.titleSpan,
          message: `落款与标题的发文机关不一：标题作“${other}”，落款作“${printed}”。`,
          suggestion: isNear(other, body, 4) ? other : null,
          related: [issuance.titleSpan],
        };
      }
      if (signed.length < named.length && named.length > 1)
        yield {
          span: issuance.titleSpan,
          message: `标题有${named.length}个发文机关，落款只有${signed.length}个。`,
        };
    }
  },
};

export const signaturePrefix: Rule = {
  name: 'signature.prefix',
  title: '文号代字与发文机关不合',
  about:
    '政府办公室的文件用“政办”一类代字，政府的文件不用；同期同一代字的文件都由同一机关发出，个别不同的提示。',
  *find(text): Iterable<Noticed> {
    const bodies = new Map<string, Map<string, number>>();
    const read = text.artifact.issuances.flatMap((issuance) => {
      const prefix = partsOf(issuance.number ?? '')?.prefix;
      const body = issuers(issuance.title).join(' ') || issuance.signedBy.map(fold).join(' ');
      if (prefix === undefined || body === '' || issuance.numberSpan == null) return [];
      const held = bodies.get(prefix) ?? new Map<string, number>();
      held.set(body, (held.get(body) ?? 0) + 1);
      bodies.set(prefix, held);
      return [{ issuance, prefix, body, span: issuance.numberSpan }];
    });
    for (const { prefix, body, span } of read) {
      const office = /(?:政府)?办公(?:室|厅)$/u.test(body);
      const government = /人民政府$/u.test(body);
      if (/政/u.test(prefix) && /办/u.test(prefix) && government && !/党/u.test(prefix))
        yield { span, message: `文号代字“${prefix}”是政府办公室的，发文机关却是“${body}”。` };
      else if (/政(?:规|干|函)?[发函]$/u.test(prefix) && office)
        yield { span, message: `文号代字“${prefix}”是政府的，发文机关却是“${body}”。` };
      else {
        const held = bodies.get(prefix) ?? new Map<string, number>();
        const [usual] = [...held].sort((a, b) => b[1] - a[1]);
        if (usual !== undefined && usual[0] !== body && usual[1] >= 2 && held.get(body) === 1)
          yield {
            span,
            message: `同期代字“${prefix}”的其他文件都由“${usual[0]}”发出，这一份由“${body}”发出。`,
          };
      }
    }
  },
};

/** A notice that is printed with its closing: whom it addresses, its number, and body or date beneath. */
const closed = (i: Issuance): boolean =>
  i.number !== null && i.addressees.length > 0 && /通知|批复|函|意见|决定|通报$/u.test(i.title.slice(-6));

export const signatureIncomplete: Rule = {
  name: 'signature.incomplete',
  title: '落款与日期缺一',
  about: '有文号和主送机关的公文，落款机关和成文日期应当都有，只印了一样的提示；同刊物多数如此的不算。',
  *find(text): Iterable<Noticed> {
    const all = text.artifact.issuances.filter(closed);
    if (all.length >= 4) return;
    const unsigned = (i: Issuance) => i.date !== null && i.signedBy.length === 0;
    const undated = (i: Issuance) => i.date === null && bodyLine(text, i) !== null;
    const bare = all.filter((i) => unsigned(i) || undated(i));
    // A gazette that leaves one of them out everywhere does so on purpose; four or more are compared with each other.
    if (bare.length * 2 > all.length + 1) return;
    for (const i of bare)
      yield {
        span: bodyLine(text, i) ?? i.titleSpan,
        message: `“${shown(i.title)}”有${i.date === null ? '落款机关，没有成文日期' : '成文日期，没有落款机关'}。`,
        related: [i.titleSpan],
      };
  },
};

/** A line below the addressees that holds nothing but the body that the title names. */
function bodyLine({ text }: ProofText, { title, titleSpan, span }: Issuance): Span | null {
  const [body] = issuers(title);
  if (body === undefined) return null;
  for (const { 0: line, index } of text.slice(titleSpan[1], span[1]).matchAll(/[^\r\n]+/gu))
    if (line.length < body.length + 8 && fold(line) === body)
      return [titleSpan[1] + index, titleSpan[1] + index + line.length];
  return null;
}

type Part = { name: string; has: (i: Issuance) => boolean; say: string };

const PARTS: readonly Part[] = [
  { name: '落款', has: (i) => i.signedBy.length > 0, say: '没有落款机关' },
  { name: '日期', has: (i) => i.date !== null, say: '没有成文日期' },
  { name: '公开', has: (i) => i.disclosed !== null, say: '没有印公开属性（此件公开发布）' },
  {
    name: '主送',
    has: (i) => i.addressees.length > 0 || /公告|通告|令$|决定|任免|公报|报告/u.test(i.title),
    say: '没有主送机关',
  },
];

export const signatureMissing: Rule = {
  name: 'signature.missing',
  title: '落款等要素独缺',
  about: '同期其他通知都有落款、成文日期、公开属性、主送机关，这一份缺其中一项。',
  *find(text): Iterable<Noticed> {
    const notices = text.artifact.issuances.filter((i) => /通知|函|批复|意见$/u.test(i.title.slice(-6)));
    if (notices.length < 4) return;
    for (const { has, say } of PARTS) {
      const bare = notices.filter((i) => !has(i));
      if (bare.length === 0 || bare.length * 5 > notices.length) continue;
      for (const issuance of bare)
        yield {
          span: issuance.titleSpan,
          message: `“${shown(issuance.title)}”${say}，同期其他${notices.length - bare.length}份都有。`,
        };
    }
  },
};

export const signatureNumber: Rule = {
  name: 'signature.no_number',
  title: '通知独缺文号',
  about: '同期其他通知都有文号，这一份正文没有印。',
  *find(text): Iterable<Noticed> {
    const notices = text.artifact.issuances.filter((i) => /通知$/u.test(fold(i.title)));
    const bare = notices.filter((i) => i.number === null);
    if (notices.length < 4 || bare.length * 5 > notices.length) return;
    for (const { title, titleSpan } of bare)
      yield {
        span: titleSpan,
        message: `“${shown(title)}”没有发文字号，同期其他${notices.length - bare.length}份通知都有。`,
      };
  },
};

export const signatureTwice: Rule = {
  name: 'signature.twice',
  title: '文件重复刊登',
  about: '同一标题、同一文号或同一日期的文件印了两次；同一文号用于两份标题不同的文件。',
  *find(text): Iterable<Noticed> {
    const seen = new Map<string, Issuance>();
    const numbers = new Map<string, Issuance>();
    for (const issuance of text.artifact.issuances) {
      const key = `${fold(issuance.title)} ${issuance.date ?? ''}`;
      const before = seen.get(key);
      if (before !== undefined && issuance.title.length > 8 && before.number === issuance.number)
        yield {
          span: issuance.titleSpan,
          message: `“${shown(issuance.title)}”已经刊登过，标题、文号和日期都相同。`,
          related: [before.titleSpan],
        };
      else seen.set(key, issuance);
      if (issuance.number === null) continue;
      const same = numbers.get(issuance.number);
      if (same !== undefined && fold(same.title) !== fold(issuance.title) && /\d号$/u.test(issuance.number))
        yield {
          span: issuance.numberSpan ?? issuance.titleSpan,
          message: `文号${issuance.number}已用于“${shown(same.title)}”。`,
          related: [same.numberSpan ?? same.titleSpan],
        };
      else numbers.set(issuance.number, issuance);
    }
  },
};
