/** Reports on a clean-up of documents: what the text says of its lists against the lists. */
import { numberKey } from '#engines/law/name.ts';
import type { Clause, Instrument, Span } from '#engines/law/parse/artifact.ts';
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { matches, type Passage, passagesOf } from './passages.ts';
import { fold } from './wording.ts';

/** What may be decided about a document on a list, longest words first. */
const FATES = [
  '宣布失效',
  '继续有效',
  '废止',
  '保留',
  '修改',
  '修订',
  '失效',
  '取消',
  '下放',
  '承接',
  '新增',
  '调整',
] as const;

type List = { fate: string; instrument: Instrument; entries: Clause[] };
type Stated = { fate: string; n: number; span: Span; issuance: number };

/** Annexes that each list the documents of one fate. */
function listsOf(text: ProofText, issuance: number): List[] {
  const out: List[] = [];
  for (const instrument of text.artifact.issuances[issuance]?.instruments ?? []) {
    if (!/目录|清单|名录|一览/u.test(instrument.title)) continue;
    const fates = FATES.filter((f) => instrument.title.includes(f));
    const [fate] = fates;
    const entries = instrument.clauses.filter((c) => c.label !== '');
    if (fate !== undefined && entries.length > 0 && (fates.length === 1 || fates[1] === '修改'))
      out.push({ fate, instrument, entries });
  }
  return out;
}

const STATED = new RegExp(
  `拟?(?:予以|予|继续)?(${FATES.join('|')})(?:使用|执行|文件|的)?\\s?(\\d{1,4})\\s?[件项个份部]`,
  'gu',
);

function* statements(passage: Passage): Iterable<Stated> {
  for (const { match, index } of matches(passage, STATED)) {
    const digits = match[2] ?? '';
    const at = index + match[0].lastIndexOf(digits);
    yield {
      fate: match[1] ?? '',
      n: Number(digits),
      span: passage.flow.span(at, at + digits.length),
      issuance: passage.issuance,
    };
  }
}

export const countLists: Rule = {
  name: 'count.lists',
  title: '所称件数与附件目录不符',
  about: '清理报告里“拟废止19件”一类的总数，与附件各目录实列的件数、与报告所称的总件数比较。',
  *find(text): Iterable<Noticed> {
    const summaries = new Map<number, Stated[]>();
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || summaries.has(passage.issuance)) continue;
      const found = [...statements(passage)];
      if (found.length >= 2) summaries.set(passage.issuance, found);
    }
    for (const [issuance, stated] of summaries) {
      const lists = listsOf(text, issuance);
      for (const { fate, n, span } of stated) {
        const list = lists.filter((l) => l.fate === fate);
        if (list.length !== 1 || list[0] === undefined || list[0].entries.length === n) continue;
        yield {
          span,
          message: `此处称${fate}${n}件，附件“${list[0].instrument.title}”实列${list[0].entries.length}件。`,
          related: [list[0].instrument.titleSpan],
        };
      }
      yield* totals(text, issuance, stated);
    }
  },
};

const TOTAL =
  /(?:现行|现有|共|全部|清理|对)[^，。；\d]{0,16}?(\d{1,4})\s?(?:件|项|个|份|部)[^，。；]{0,14}(?:文件|规定|制度|事项)/gu;

/** The whole that the text names elsewhere against the sum of the fates. */
function* totals(text: ProofText, issuance: number, stated: readonly Stated[]): Iterable<Noticed> {
  const sum = stated.reduce((s, p) => s + p.n, 0);
  const first = stated[0]?.span[0] ?? 0;
  const before = passagesOf(text).filter(
    (p) => p.issuance === issuance && p.span[0] <= first && p.kind !== 'row',
  );
  for (const passage of before) {
    for (const { match, index } of matches(passage, TOTAL)) {
      const n = Number(match[1]);
      const at = index + match[0].indexOf(match[1] ?? '');
      const span = passage.flow.span(at, at + (match[1]?.length ?? 0));
      if (n === sum || stated.length < 3 || stated.some((s) => s.span[0] === span[0])) continue;
      yield {
        span,
        message: `总件数与分项不符：此处称${n}件，${stated.map((s) => `${s.fate}${s.n}`).join('＋')}＝${sum}件。`,
        related: stated.map((s) => s.span),
      };
    }
  }
}

const BY_BODY =
  /以([^，。；、]{0,12}?)(政府办公室|政府办公厅|政府办|政府)名义[^，。；\d]{0,16}?(\d{1,4})\s?件/gu;

export const countByBody: Rule = {
  name: 'count.by_body',
  title: '按发文机关的件数不符',
  about:
    '“以政府名义制定3件、以政府办公室名义制定32件”，与附件目录中按文号代字（政发、政办发）清点的件数比较；没有文号的两边都可算。',
  *find(text): Iterable<Noticed> {
    const counted = new Map<number, ReturnType<typeof byOffice>>();
    for (const passage of passagesOf(text)) {
      if (passage.issuance < 0 || passage.kind === 'row') continue;
      for (const { match, index } of matches(passage, BY_BODY)) {
        const held = counted.get(passage.issuance) ?? byOffice(text, passage.issuance);
        counted.set(passage.issuance, held);
        const office = match[2] !== '政府';
        const n = Number(match[3]);
        const least = office ? held.office : held.government;
        if (held.office + held.government < 5 || (n >= least && n <= least + held.unknown)) continue;
        const at = index + match[0].lastIndexOf(match[3] ?? '');
        const more = held.unknown > 0 ? `，另有${held.unknown}件没有文号` : '';
        yield {
          span: passage.flow.span(at, at + (match[3]?.length ?? 0)),
          message: `此处称以${match[2]}名义制定${n}件，附件各目录按文号清点，${office ? '政府办公室' : '政府'}文号的有${least}件${more}。`,
        };
      }
    }
  },
};

/** Entries of all lists by the first number in each: 政办 is the office's, other 政 the government's. */
function byOffice(
  text: ProofText,
  issuance: number,
): { government: number; office: number; unknown: number } {
  const out = { government: 0, office: 0, unknown: 0 };
  for (const { entries } of listsOf(text, issuance))
    for (const entry of entries) {
      const words = fold(text.flow(entry.span).words);
      const prefix = /([\u4e00-\u9fff]{1,8})\[\d{4}\]\d+号/u.exec(words)?.[1] ?? '';
      if (/政办/u.test(numberKey(prefix))) out.office++;
      else if (/政/u.test(prefix)) out.government++;
      else out.unknown++;
    }
  return out;
}
