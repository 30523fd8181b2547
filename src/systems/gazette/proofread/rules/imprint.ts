/** The issue's own particulars, printed on the cover, in the imprint and at the back, against each other. */
import type { Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { fold } from './wording.ts';

/** What is printed outside the documents: front and back matter as spans. */
function* matter({ artifact, text }: ProofText): Iterable<Span> {
  let at = 0;
  for (const { span } of artifact.issuances) {
    if (span[0] > at) yield [at, span[0]];
    at = Math.max(at, span[1]);
  }
  if (at < text.length) yield [at, text.length];
}

type Mention = { value: number; span: Span; printed: string };

/** First and later mentions of a particular that have another value than most; two that differ: the later. */
function* odd(
  mentions: readonly Mention[],
  say: (now: Mention, other: Mention) => string,
): Iterable<Noticed> {
  const counts = new Map<number, number>();
  for (const { value } of mentions) counts.set(value, (counts.get(value) ?? 0) + 1);
  if (counts.size < 2) return;
  const most = Math.max(...counts.values());
  const usual = mentions.find((m) => counts.get(m.value) === most);
  if (usual === undefined) return;
  for (const m of mentions)
    if (m.value !== usual.value) yield { span: m.span, message: say(m, usual), related: [usual.span] };
}

function* mentionsOf(proof: ProofText, pattern: RegExp): Iterable<Mention> {
  for (const [start, end] of matter(proof)) {
    for (const match of proof.text.slice(start, end).matchAll(pattern)) {
      const from = start + (match.index ?? 0);
      yield { value: Number(match[1]), span: [from, from + match[0].length], printed: match[0] };
    }
  }
}

export const imprintPeriod: Rule = {
  name: 'contents.issue_differs',
  title: '期号前后不一',
  about: '封面、版权页和刊末所印的年、期号、总期号逐处比较。',
  *find(proof) {
    if (proof.artifact.shape !== 'gazette') return;
    const say = (what: string) => (now: Mention, other: Mention) =>
      `${what}前后不一：此处印作“${now.printed}”，另一处印作“${other.printed}”。`;
    yield* odd([...mentionsOf(proof, /(?<!总)第\s*(\d{1,3})\s*期/gu)], say('期号'));
    yield* odd([...mentionsOf(proof, /总\s*第\s*(\d{1,4})\s*期/gu)], say('总期号'));
    yield* odd([...mentionsOf(proof, /(\d{4})\s*年\s*第\s*\d{1,3}\s*期/gu)], say('出版年份'));
    const { issue } = proof.artifact;
    for (const m of mentionsOf(
      proof,
      /(\d{4})\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*(?:出版|出刊|编印|印刷|发行)/gu,
    ))
      if (issue?.year != null && Math.abs(m.value - issue.year) > 1)
        yield { span: m.span, message: `出版日期“${m.printed}”与${issue.year}年的期号不合。` };
  },
};

export const imprintPermit: Rule = {
  name: 'contact.permit_differs',
  title: '刊号印法不一',
  about: '准印证号、刊号在前后各印一次的，逐字比较；括号用法不同也提示。',
  *find(proof) {
    const lines = (proof.artifact.issue?.imprint ?? []).filter((l) =>
      /^(准印证|准印证号|刊号|登记证号)$/u.test(l.key),
    );
    const first = lines[0];
    if (first === undefined) return;
    for (const line of lines.slice(1)) {
      const same = fold(line.value) === fold(first.value);
      if (plain(line.value) === plain(first.value)) continue;
      yield {
        span: line.span,
        message: same
          ? `刊号的括号前后不一：前面印作“${first.value}”，此处印作“${line.value}”，年份应当用六角括号〔〕。`
          : `刊号前后不一：前面印作“${first.value}”，此处印作“${line.value}”。`,
        related: [first.span],
      };
    }
  },
};

/** Blanks and the widths of round brackets and digits do not count; the kind of a year's brackets does. */
function plain(value: string): string {
  return value.normalize('NFKC').replace(/\s+/gu, '');
}

export const imprintBody: Rule = {
  name: 'contact.body_differs',
  title: '主管主办前后不一',
  about: '版权页的主管、主办、编辑出版单位，与简介中“由某某主管、某某主办、某某编辑出版”的说法比较。',
  *find(proof) {
    for (const [start, end] of matter(proof)) {
      const flow = proof.flow([start, end]);
      for (const key of ['主管', '主办', '编辑出版', '编辑', '承办'] as const) {
        const line = proof.artifact.issue?.imprint.find((l) => l.key === key);
        if (line === undefined) continue;
        const pattern = new RegExp(`(?:由|[,，、])([^,，。；、由\\s：:]{4,40})${key}(?=[,，。；、])`, 'gu');
        for (const match of flow.words.matchAll(pattern)) {
          const told = match[1] ?? '';
          if (fold(told) === fold(line.value).replace(/编辑部$/u, '编辑部')) continue;
          const at = (match.index ?? 0) + match[0].indexOf(told);
          yield {
            span: flow.span(at, at + told.length),
            message: `“${key}”单位前后不一：版权页印作“${line.value}”，此处作“${told}”。`,
            related: [line.span],
          };
        }
      }
    }
  },
};

/** Roles whose holders may stand under several roles; only a name that differs by one character is noticed. */
export const imprintNames: Rule = {
  name: 'contact.name_differs',
  title: '编辑人员姓名不一',
  about: '同一人的姓名在编委会和编辑名单中只差一个字的，提示核对；任不同职务不算差别。',
  *find(proof) {
    const people = (proof.artifact.issue?.editors ?? []).flatMap((e) =>
      e.names.map((name) => ({ name, span: e.span, role: e.role })),
    );
    const all = new Map<string, number>();
    for (const { name } of people) all.set(name, (all.get(name) ?? 0) + 1);
    for (const [i, now] of people.entries()) {
      for (const before of people.slice(0, i)) {
        if (
          before.role === now.role ||
          (all.get(now.name) ?? 0) > 1 ||
          before.name.length !== now.name.length
        )
          continue;
        if (now.name.length < 3 || (all.get(before.name) ?? 0) > 1) continue;
        const off = [...now.name].filter((ch, k) => ch !== before.name[k]).length;
        if (off !== 1 || now.name[0] !== before.name[0]) continue;
        yield {
          span: now.span,
          message: `“${before.role}”一栏作“${before.name}”，“${now.role}”一栏作“${now.name}”，只差一个字，请核对是否同一人。`,
          related: [before.span],
        };
      }
    }
  },
};
