/** Citations against each other, against what the same text repeals, and against the titles of national law. */
import { numberKey } from '#engines/law/name.ts';
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { differing, foldedAt } from './compare.ts';
import { type Mention, mentionsOf } from './mentions.ts';
import { NATIONAL_LAWS, oneOff, pieceLeftOut, REPLACED_LAWS } from './national-laws.ts';
import { matches, passagesOf } from './passages.ts';
import { difference, fold, shown } from './wording.ts';

/** The inside of the 《》 of a mention, folded, with where it begins. */
function titleAt(
  text: ProofText,
  m: Mention,
): { place: ReturnType<typeof foldedAt>; from: number; to: number } {
  const place = foldedAt(text, m.span);
  const from = place.words.indexOf('《') + 1;
  return { place, from, to: from + fold(m.title ?? '').length };
}

const bareLaw = (title: string): string =>
  fold(title)
    .replace(/^中华人民共和国/u, '')
    .replace(/\([^()]*\)$/u, '');

const PARTICLES = /^[的和与及等之]$/u;
const RULE = /(?:法|条例|办法|规定|细则|规则|标准|规范)$/u;

/** Whether two titles differ as one title does from its own misprint. */
function isVariant(a: Mention, b: Mention): boolean {
  const [x, y] = [bareLaw(a.title ?? ''), bareLaw(b.title ?? '')];
  // Under one number the rule on numbers compares them.
  if (x === y || (a.number !== null && b.number !== null) || NATIONAL_LAWS.has(x) || NATIONAL_LAWS.has(y))
    return false;
  if (Math.min(x.length, y.length) < 8 || Math.abs(x.length - y.length) > 3) return false;
  const d = difference(x, y);
  if (d.start < 2 || d.a.length > 3 || d.b.length > 3 || /\d|版|修|试行|暂行/u.test(d.a + d.b)) return false;
  const extra = d.a === '' ? d.b : d.b === '' ? d.a : null;
  // Two words exchanged make two documents: 食品生产许可, 食品经营许可. A body and its table are compared elsewhere.
  if (extra === null) return false;
  // A whole word more or less may make another regulation; one character, a particle, does not.
  const rule = RULE.test(x) || RULE.test(y);
  if (d.start >= Math.min(x.length, y.length) || (d.start <= 5 && /[省市县区州镇乡]$/u.test(extra)))
    return false;
  return rule && !/^[\u4e00-\u9fff]{2}[省市县区州]/u.test(x)
    ? extra.length === 1 || PARTICLES.test(extra)
    : extra.length <= 3 && !/^实施$|^工作$/u.test(extra);
}

export const citationVariant: Rule = {
  name: 'citation.variant',
  title: '同一文件名称前后不一',
  about: '同一份公文里引用的两个书名只多少一两个字（文号不同的、年份不同的、换了实词的不算）。',
  *find(text): Iterable<Noticed> {
    const groups = new Map<string, Mention[]>();
    for (const m of mentionsOf(text)) {
      if (m.citation === null || m.title === null || m.issuance === null) continue;
      // Titles that differ in a character or two share their beginning or their end.
      const title = fold(m.title);
      for (const key of [`${m.issuance} ${title.slice(0, 5)}`, `${m.issuance} ${title.slice(-5)}`]) {
        const held = groups.get(key);
        if (held === undefined) groups.set(key, [m]);
        else if (held.length < 60) held.push(m);
      }
    }
    const told = new Set<string>();
    for (const held of groups.values())
      for (const [i, m] of held.entries()) {
        const before = held.slice(0, i).find((o) => isVariant(m, o) && !differ(m.number, o.number));
        if (before === undefined) continue;
        const [wrong, right] = likelier(held, m, before);
        const key = `${wrong.span[0]}`;
        if (told.has(key)) continue;
        told.add(key);
        const { place, from, to } = titleAt(text, wrong);
        const { here, there, span } = differing(place, fold(right.title ?? ''), from, to);
        yield {
          span,
          message: `同一文件的名称前后不一：此处作“${here}”，另一处作“${there}”（《${shown(right.title ?? '')}》）。`,
          related: [right.span],
        };
      }
  },
};

const differ = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && numberKey(a) !== numberKey(b);

/** Of two readings the rarer is the likelier misprint; of equals the one without a word that the language knows. */
function likelier(held: readonly Mention[], later: Mention, earlier: Mention): [Mention, Mention] {
  const count = (m: Mention) => held.filter((o) => fold(o.title ?? '') === fold(m.title ?? '')).length;
  if (/宁夏回自治区|自治自治|人民府/u.test(earlier.title ?? '')) return [earlier, later];
  return count(earlier) < count(later) ? [earlier, later] : [later, earlier];
}

export const citationTwice: Rule = {
  name: 'citation.twice',
  title: '同一依据列了两次',
  about: '一串连着的书名里，同一份文件列了两次。',
  *find(text) {
    let run: Mention[] = [];
    for (const m of mentionsOf(text)) {
      if (m.citation === null || m.title === null) continue;
      const last = run.at(-1);
      const between = last === undefined ? 'x' : text.text.slice(last.span[1], m.span[0]);
      if (!/^[\s、，,和及与以]*$/u.test(between) || (between.match(/\n/gu) ?? []).length > 3) run = [];
      const same = run.find(
        (o) => fold(o.title ?? '') === fold(m.title ?? '') && !differ(o.number, m.number),
      );
      if (same !== undefined)
        yield { span: m.span, message: `同一串依据里《${shown(m.title)}》列了两次。`, related: [same.span] };
      run.push(m);
    }
  },
};

export const citationUnmarked: Rule = {
  name: 'citation.unmarked',
  title: '法律名称缺书名号',
  about: '“中华人民共和国某某法”没有加书名号，而同一文本中别的法律都加了。',
  *find(text) {
    const laws = mentionsOf(text).filter((m) => m.citation !== null && /(?:法|条例)$/u.test(m.title ?? ''));
    const marked = new Set(laws.map((m) => bareLaw(m.title ?? '')));
    if (marked.size === 0 || text.artifact.shape === 'statute') return;
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('中华人民共和国')) continue;
      for (const { match, span, index } of matches(
        passage,
        /中华人民共和国[\u4e00-\u9fff]{2,20}?(?:法典|法(?![律规人院制治定典])|条例)/gu,
      )) {
        const before = passage.flow.words.slice(Math.max(0, index - 60), index);
        const open = Math.max(before.lastIndexOf('《'), before.lastIndexOf('〈'));
        const close = Math.max(before.lastIndexOf('》'), before.lastIndexOf('〉'));
        if (
          open > close ||
          !(NATIONAL_LAWS.has(match[0].slice(7)) || marked.has(match[0].slice(7))) ||
          passage.flow.words.length - match[0].length < 6
        )
          continue;
        yield {
          span,
          message: `法律名称没有加书名号。`,
          suggestion: `《${text.text.slice(span[0], span[1])}》`,
        };
      }
    }
  },
};

export const citationLawTitle: Rule = {
  name: 'citation.law_title',
  title: '法律法规名称有误',
  about: '引用的国家法律、行政法规名称与正式名称只差一个字，且没有这样一部法。',
  *find(text) {
    const lengths = new Map<number, string[]>();
    for (const law of NATIONAL_LAWS)
      if (law.length >= 5) lengths.set(law.length, [...(lengths.get(law.length) ?? []), law]);
    for (const m of mentionsOf(text)) {
      if (m.citation === null || m.title === null || (m.number !== null && !/国务院|主席令/u.test(m.number)))
        continue;
      yield* country(text, m);
      const cited = bareLaw(m.title);
      if (
        NATIONAL_LAWS.has(cited) ||
        cited.length < 4 ||
        cited.length > 24 ||
        /^(?:.{2,8}[省市县区州]|自治区)/u.test(cited)
      )
        continue;
      const near = [-1, 0, 1]
        .flatMap((k) => lengths.get(cited.length + k) ?? [])
        .filter((law) => oneOff(cited, law));
      const [law] =
        near.length > 0
          ? near
          : (lengths.get(cited.length + 2) ?? []).filter((one) => pieceLeftOut(cited, one));
      if (law === undefined || near.length > 1) continue;
      const { place, from, to } = titleAt(text, m);
      const start = place.words.slice(from, to).startsWith('中华人民共和国') ? from + 7 : from;
      const { here, there, span } = differing(place, law, start, start + cited.length);
      yield {
        span,
        message: `没有《${cited}》，应为《${law}》：此处作“${here}”，正式名称作“${there}”。`,
        suggestion: there,
      };
    }
  },
};

const COUNTRY = '中华人民共和国';

/** The country's name in a law's title with a character lost, added or wrong. */
function* country(text: ProofText, m: Mention): Iterable<Noticed> {
  if (!/^\s?(?:中\s?华|中\s?人|华\s?人)/u.test(m.title ?? '') || m.title?.startsWith(COUNTRY)) return;
  const { place, from, to } = titleAt(text, m);
  const title = place.words.slice(from, to);
  if (title.startsWith(COUNTRY)) return;
  const length = [6, 7, 8].find((n) => /国$/u.test(title.slice(0, n)) && oneOff(title.slice(0, n), COUNTRY));
  if (length === undefined) return;
  yield {
    span: place.span(from, from + length),
    message: `国名有误：此处作“${title.slice(0, length)}”，应为“${COUNTRY}”。`,
    suggestion: COUNTRY,
  };
}

/** 废止, 失效, 修改 beside a citation: the text speaks of the end of the document, it does not rest on it. */
const ENDING = /废止|失效|停止执行|不再执行|清理|取代|替代|修改|修订|原《|无继续执行|终止/u;

function spoken(text: ProofText, [start, end]: Span): string {
  return text.text.slice(Math.max(0, start - 20), Math.min(text.text.length, end + 40));
}

export const citationReplacedLaw: Rule = {
  name: 'citation.replaced_law',
  title: '引用已废止的法律',
  about: '文件的日期在某部法律、法规废止或被取代之后，仍把它作为依据。',
  *find(text) {
    for (const m of mentionsOf(text)) {
      if (m.citation === null || m.title === null || m.issuance === null) continue;
      const replaced = REPLACED_LAWS.get(bareLaw(m.title));
      const date = text.artifact.issuances[m.issuance]?.date ?? text.artifact.issue?.date ?? null;
      if (
        replaced === undefined ||
        date === null ||
        date < replaced.since ||
        ENDING.test(spoken(text, m.span))
      )
        continue;
      yield {
        span: m.span,
        message: `《${bareLaw(m.title)}》自${replaced.since}起已由《${replaced.by}》取代，本文件日期是${date}。`,
      };
    }
  },
};

export const citationRepealed: Rule = {
  name: 'citation.repealed',
  title: '引用本刊已废止的文件',
  about: '本期公报中已经决定废止、失效的文件，又在日期更晚的文件里作为依据引用；只是拟废止的不算。',
  *find(text): Iterable<Noticed> {
    const gone = text.artifact.effects.filter(
      (e) => (e.kind === 'repeal' || e.kind === 'lapse') && e.stage === 'decided',
    );
    if (gone.length === 0) return;
    for (const m of mentionsOf(text)) {
      if (m.citation === null || m.issuance === null || (m.number === null && (m.title ?? '').length < 6))
        continue;
      const date = text.artifact.issuances[m.issuance]?.date ?? null;
      const effect = gone.find(
        (e) =>
          (e.span[1] <= m.span[0] || e.span[0] >= m.span[1]) &&
          (m.number !== null && e.targetNumber !== null
            ? numberKey(m.number) === numberKey(e.targetNumber)
            : m.number === null && e.targetTitle !== null && fold(e.targetTitle) === fold(m.title ?? '')),
      );
      if (effect === undefined || ENDING.test(spoken(text, m.span))) continue;
      // A new edition under the old title: what it names is itself.
      if (
        m.number === null &&
        text.artifact.issuances[m.issuance]?.instruments.some((x) => fold(x.title) === fold(m.title ?? ''))
      )
        continue;
      const since =
        effect.date ??
        (effect.issuance === null ? null : (text.artifact.issuances[effect.issuance]?.date ?? null));
      if (date !== null && since !== null && date < since && effect.issuance !== m.issuance) continue;
      yield {
        span: m.span,
        message: `《${m.title ?? m.number}》已由本刊另一处决定废止${since === null ? '' : `（${since}）`}，此处仍作为依据引用。`,
        related: [effect.span],
      };
    }
  },
};

export const citationKindDoubled: Rule = {
  name: 'citation.kind_doubled',
  title: '书名文种重叠',
  about: '书名以“办法的规定”“方案的意见”一类两个文种收尾，没有“关于”，多半抄错。',
  *find(text) {
    for (const m of mentionsOf(text)) {
      if (m.citation === null || m.title === null) continue;
      const { place, from, to } = titleAt(text, m);
      const title = place.words.slice(from, to);
      const found = /(?:办法|条例|规定|细则|方案|制度|规则)的(?:规定|办法|条例|细则|方案)$/u.exec(title);
      if (found === null || /关于|贯彻|执行|落实|适用|修改/u.test(title)) continue;
      yield {
        span: place.span(from + found.index, to),
        message: `书名“${shown(title)}”以两个文种收尾，请核对正式名称。`,
      };
    }
  },
};
