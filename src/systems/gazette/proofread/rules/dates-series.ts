/** Dates of one numbered series of documents: a later number is not of an earlier day. */
import type { Issuance, Span } from '#engines/law/parse/artifact.ts';
import type { Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';
import { byIssuance, daysIn } from './dates.ts';
import { partsOf } from './mentions.ts';

type Numbered = { issuance: Issuance; index: number; serial: number; date: string };

export const dateNumberOrder: Rule = {
  name: 'date.number_order',
  title: '文号先后与日期先后不合',
  about: '同一代字、同一年的文件，号大的日期不应早于号小的；中间缺号不算。只报去掉它以后其余都合的那一份。',
  *find(text) {
    const series = new Map<string, Numbered[]>();
    text.artifact.issuances.forEach((issuance, index) => {
      const parts = partsOf(issuance.number ?? '');
      if (parts === null || issuance.date === null) return;
      const key = `${parts.prefix} ${parts.year}`;
      series.set(key, [
        ...(series.get(key) ?? []),
        { issuance, index, serial: parts.serial, date: issuance.date },
      ]);
    });
    for (const list of series.values()) {
      list.sort((a, b) => a.serial - b.serial || a.index - b.index);
      const kept = longestRising(list);
      for (const item of list) {
        if (kept.has(item)) continue;
        const other =
          list.find(
            (o) => kept.has(o) && (o.serial < item.serial ? o.date > item.date : o.date < item.date),
          ) ?? list[0];
        if (other === undefined) continue;
        yield {
          span: datePlace(text, item),
          message: `文号先后与日期先后不合：${item.issuance.number}的日期是${item.date}，${other.issuance.number}的日期是${other.date}。`,
          related: [datePlace(text, other)],
        };
      }
    }
  },
};

/** The most documents whose dates do not go back; of equals, those printed first. */
function longestRising(list: readonly Numbered[]): Set<Numbered> {
  const best: { length: number; before: number }[] = [];
  list.forEach((item, i) => {
    let length = 1;
    let before = -1;
    for (let k = Math.max(0, i - 200); k < i; k++) {
      const other = list[k];
      if (other === undefined || other.date > item.date || (best[k]?.length ?? 0) < length) continue;
      length = (best[k]?.length ?? 0) + 1;
      before = k;
    }
    best.push({ length, before });
  });
  let at = -1;
  best.forEach((b, i) => {
    if (b.length > (best[at]?.length ?? 0)) at = i;
  });
  const kept = new Set<Numbered>();
  for (; at >= 0; at = best[at]?.before ?? -1) {
    const item = list[at];
    if (item !== undefined) kept.add(item);
  }
  return kept;
}

function datePlace(text: ProofText, { index, date, issuance }: Numbered): Span {
  for (const passage of byIssuance(text).get(index) ?? [])
    for (const day of daysIn(passage)) if (day.date === date && passage.kind === 'line') return day.span;
  return issuance.numberSpan ?? issuance.titleSpan;
}
