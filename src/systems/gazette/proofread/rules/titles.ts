/** The title of a notice, of what it carries, of its attachments, and the words in which it names them. */
import type { Instrument, Issuance, Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { differing, foldedAt } from './compare.ts';
import { alike } from './contents.ts';
import { mentionsOf } from './mentions.ts';
import { fold, isNear, shown } from './wording.ts';

const CARRIES = /关于(?:印发|转发|批转|公布|发布|下发|修订印发|调整|修改)/u;

/** What the title of a notice says that it carries: each title with its place, 《》 left out. */
function carried(text: ProofText, issuance: Issuance): { title: string; span: Span; marked: boolean }[] {
  const flow = text.flow(issuance.titleSpan);
  const lead = CARRIES.exec(flow.words);
  if (lead === null) return [];
  const from = lead.index + lead[0].length;
  const marked = outermost(flow.words, from).map(([a, b]) => ({
    title: flow.words.slice(a, b),
    span: flow.span(a, b),
    marked: true,
  }));
  if (marked.length > 0) return marked;
  if (!/印发|公布|发布/u.test(lead[0])) return [];
  const end = /的?(?:通知|通告|公告|函|决定)\s*$/u.exec(flow.words)?.index ?? -1;
  if (end <= from + 4) return [];
  return [{ title: flow.words.slice(from, end), span: flow.span(from, end), marked: false }];
}

/** The insides of the outermost 《》 after `from`. */
export function outermost(words: string, from = 0): [number, number][] {
  const out: [number, number][] = [];
  let depth = 0;
  let start = 0;
  for (let i = from; i < words.length; i++) {
    const ch = words[i];
    if (ch === '《' || ch === '〈') {
      if (depth++ === 0) start = i + 1;
    } else if ((ch === '》' || ch === '〉') && depth > 0 && --depth === 0) out.push([start, i]);
  }
  return out;
}

/** Names of places and counts printed with a heading, (19件), and footnote marks do not belong to a title. */
function bare(title: string): string {
  return fold(title)
    .replace(/\((?:共)?\d+[件项个条份]\)$/u, '')
    .replace(/\^?\[\d{1,2}\]\^?$/u, '');
}

/** The instrument that a carried title means: the one most alike, in order where several are. */
function meant(title: string, instruments: readonly Instrument[]): Instrument | undefined {
  const exact = instruments.find((i) => bare(i.title) === bare(title));
  return exact ?? instruments.find((i) => alike(i.title, title, 0.6));
}

export const titleInstrumentDiffers: Rule = {
  name: 'title.instrument_differs',
  title: '文件标题与印发通知不一',
  about: '印发通知标题中所印发文件的名称，与后面文件本身的标题逐字比较。',
  *find(text) {
    for (const issuance of text.artifact.issuances) {
      const bodies = issuance.instruments.filter((i) => fold(i.title) !== fold(issuance.title));
      for (const { title, span, marked } of carried(text, issuance)) {
        const instrument = meant(title, bodies);
        if (instrument === undefined) continue;
        const [a, b] = [bare(instrument.title), bare(title)];
        if (a === b || a.endsWith(b) || qualifierOnly(a, b)) continue;
        // 公布某某清单 without 《》 may be said loosely.
        if (!marked && !/关于印发/u.test(fold(issuance.title)) && !isNear(a, b, 2)) continue;
        const { here, there, span: at } = differing(foldedAt(text, instrument.titleSpan), b);
        yield {
          span: at,
          message: `文件标题与印发它的通知不一：此处作“${here}”，通知标题作“${there}”（${shown(title)}）。`,
          related: [span],
        };
      }
    }
  },
};

/** (试行) and the like printed in one place only are noticed by their own rule. */
function qualifierOnly(a: string, b: string): boolean {
  const strip = (s: string) => s.replace(/\([^()]{1,12}\)$/u, '');
  return a !== b && strip(a) === strip(b);
}

export const titleQualifier: Rule = {
  name: 'title.qualifier',
  title: '“试行”“年版”前后不一',
  about: '同一文件的标题有的地方带（试行）（2023年版）等，有的地方不带或不同。',
  *find(text) {
    for (const issuance of text.artifact.issuances)
      for (const { title, span } of carried(text, issuance)) {
        const instrument = meant(title, issuance.instruments);
        if (instrument === undefined) continue;
        const [a, b] = [bare(instrument.title), bare(title)];
        if (!qualifierOnly(a, b)) continue;
        // A plan's years are often left out of the notice's title.
        if (/\(\d{4}[^()]*\)$/u.test(a) !== /\(\d{4}[^()]*\)$/u.test(b)) continue;
        const last = (s: string) => /\([^()]{1,12}\)$/u.exec(s)?.[0] ?? '没有括注';
        yield {
          span: instrument.titleSpan,
          message: `标题末尾的括注前后不一：此处${last(a)}，通知标题${last(b)}。`,
          related: [span],
        };
      }
  },
};

export const titleOpeningQualifier: Rule = {
  name: 'title.opening_qualifier',
  title: '开头漏“试行”“年版”',
  about: '印发通知的标题带（试行）（2023年版），通知开头称呼同一文件时没有带，或者相反。',
  *find(text) {
    const { issuances } = text.artifact;
    for (const m of mentionsOf(text)) {
      const issuance = issuances[m.issuance ?? -1];
      if (issuance?.openingSpan == null || m.self || m.title === null || m.number !== null) continue;
      if (m.span[0] - issuance.openingSpan[0] > 4 || m.span[0] >= issuance.openingSpan[1]) continue;
      const a = bare(m.title);
      const own = carried(text, issuance).find(({ title }) => qualifierOnly(bare(title), a));
      if (own === undefined || twoEditions(bare(own.title), a)) continue;
      const qualifier = /\([^()]{1,12}\)$/u.exec(bare(own.title))?.[0] ?? null;
      yield {
        span: m.span,
        message:
          qualifier === null
            ? `此处书名末尾多“${/\([^()]{1,12}\)$/u.exec(a)?.[0] ?? ''}”，通知标题没有。`
            : `此处书名漏“${qualifier}”，通知标题作“${shown(own.title)}”。`,
        related: [own.span],
      };
    }
  },
};

export const titleOpeningDiffers: Rule = {
  name: 'title.opening_differs',
  title: '正文所称标题不一',
  about: '一份文件在自己的正文、附表中称呼自己或所印发文件时用的书名，与标题逐字比较。',
  *find(text) {
    const { issuances } = text.artifact;
    for (const m of mentionsOf(text)) {
      if (m.self || m.title === null || m.number !== null || m.issuance === null) continue;
      const issuance = issuances[m.issuance];
      if (issuance === undefined) continue;
      const names = [
        ...carried(text, issuance).map((c) => c.title),
        ...issuance.instruments.map((i) => i.title),
      ];
      const own = names.map((n) => bare(n));
      const a = bare(m.title);
      if (
        own.includes(a) ||
        own.some((o) => (qualifierOnly(o, a) && !twoEditions(o, a)) || contains(o, a) || contains(a, o))
      )
        continue;
      const opening =
        issuance.openingSpan != null &&
        m.span[0] < issuance.openingSpan[1] &&
        m.span[0] - issuance.openingSpan[0] < 4;
      const near = own.findIndex(
        (o) => o.slice(0, 3) === a.slice(0, 3) && alike(o, a, opening ? 0.6 : 0.8) && sameYear(o, a),
      );
      if (near < 0) continue;
      const place = foldedAt(text, m.span);
      const open = place.words.indexOf('《') + 1;
      const { here, there, span } = differing(place, own[near] ?? '', open, open + a.length);
      yield {
        span,
        message: `文件名称前后不一：此处作“${here}”，标题作“${there}”（${shown(names[near] ?? '')}）。`,
        related: [issuance.titleSpan],
      };
    }
  },
};

/** Both have an edition in brackets, and it is not the same. */
const twoEditions = (a: string, b: string): boolean => /\)$/u.test(a) && /\)$/u.test(b);

/** A law and the regulation on carrying it out, a name with its place left out: no variants of one title. */
const contains = (a: string, b: string): boolean => a.startsWith(b) || a.endsWith(b);

/** Plans of other years bear nearly the same title. */
function sameYear(a: string, b: string): boolean {
  const years = (s: string) => (s.match(/\d{4}/gu) ?? []).join();
  return years(a) === years(b);
}

/** Annexes as printed: 附件 or 附件2 at the head of an instrument. */
function annexes(text: ProofText, issuance: Issuance): { label: string; instrument: Instrument }[] {
  const out: { label: string; instrument: Instrument }[] = [];
  for (const instrument of issuance.instruments) {
    const head = text.text.slice(instrument.span[0], instrument.titleSpan[0]);
    const mark = /附\s*[件表录]\s*[:：]?\s*([\d一二三四五六七八九十]{0,3})/u.exec(head);
    if (mark !== null) out.push({ label: mark[1] ?? '', instrument });
  }
  return out;
}

export const titleAttachmentDiffers: Rule = {
  name: 'title.attachment_differs',
  title: '附件标题与附件说明不一',
  about: '“附件：1.……”所列的名称，与附件本身的标题逐字比较；列了未印、印了未列的也报。',
  *find(text): Iterable<Noticed> {
    for (const issuance of text.artifact.issuances) {
      const { attachments } = issuance;
      const printed = annexes(text, issuance);
      if (attachments.length === 0) continue;
      for (const { label, title, span } of attachments) {
        const annex =
          printed.find((p) => p.label === (label ?? '')) ??
          (attachments.length === 1 && printed.length === 1 ? printed[0] : undefined);
        const instrument =
          annex?.instrument ?? (printed.length === 0 ? meant(title, issuance.instruments) : undefined);
        if (instrument === undefined) {
          if (printed.length > 0)
            yield {
              span,
              message: `附件说明列有“附件${label ?? ''} ${shown(title)}”，后面没有印出这个附件。`,
            };
          continue;
        }
        const [a, b] = [bare(instrument.title), bare(title).replace(/^[《]|[》]$/gu, '')];
        if (a === b || a === '' || a.endsWith(b)) continue;
        const { here, there, span: at } = differing(foldedAt(text, instrument.titleSpan), b, 0, a.length);
        yield {
          span: at,
          message: `附件标题与附件说明不一：此处作“${here}”，附件说明作“${there}”。`,
          related: [span],
        };
      }
      for (const { label, instrument } of printed) {
        if (label === '' || attachments.some((t) => t.label === label)) continue;
        yield {
          span: instrument.titleSpan,
          message: `附件说明没有列出附件${label}“${shown(instrument.title)}”。`,
          related: attachments.map((t) => t.span),
        };
      }
    }
  },
};

export const titleUnmarked: Rule = {
  name: 'title.unmarked',
  title: '标题独缺书名号',
  about: '同一刊物的印发通知都给所印发的文件加书名号，只有这一份没有加。',
  *find(text) {
    const all = text.artifact.issuances.flatMap((i) => {
      const [first] = carried(text, i);
      return first === undefined || !/关于印发/u.test(i.title) ? [] : [first];
    });
    const unmarked = all.filter((c) => !c.marked);
    if (all.length < 4 || unmarked.length * 4 > all.length) return;
    for (const { title, span } of unmarked)
      yield {
        span,
        message: `其他${all.length - unmarked.length}份印发通知的标题都给所印发的文件加书名号，此处“${shown(title)}”没有加。`,
      };
  },
};

export const titleWithoutKind: Rule = {
  name: 'title.no_kind',
  title: '标题缺文种',
  about: '“关于印发《……》”后面没有“的通知”一类文种；书名号内“……方案的通知”缺“关于印发”。',
  *find(text) {
    for (const m of mentionsOf(text)) {
      if (m.citation === null || m.title === null) continue;
      const flow = text.flow(m.span);
      const open = flow.words.indexOf('《') + 1;
      const close = flow.words.lastIndexOf('》');
      const inside = close > open ? flow.words.slice(open, close) : '';
      const half =
        /(?:方案|办法|细则|机制|规划|预案|目录|清单|制度|规程|规则|要点|计划|条例)(?:[（(](?:试行|暂行)[）)])?的通知$/u;
      if (
        half.test(inside) &&
        !/印发|转发|批转|公布|发布|下发|施行|实施.{0,4}条例|修改|废止|贯彻|落实|执行|做好|调整/u.test(inside)
      ) {
        const at = open + inside.search(half);
        yield {
          span: flow.span(at, close),
          message: `书名“${shown(inside)}”是通知的标题，却没有“关于印发”；或者是文件本身的标题，不应有“的通知”。`,
        };
      }
    }
  },
};
