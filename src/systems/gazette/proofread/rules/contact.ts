/** Contact lines that are printed twice, in the front and in the back matter, and differ. */
import type { Noticed, Rule } from '../finding.ts';
import type { ProofText } from '../proof-text.ts';

/** Keys that name one and the same thing wherever they are printed. */
const ONE_EACH = new Set(['地址', '邮编', '电话', '传真', '邮箱', '电子邮箱', '网址', '准印证', '刊号']);

export const contactDiffers: Rule = {
  name: 'contact.differs',
  title: '联系方式前后不一',
  about: '封二与封底等处各印一次的地址、电话、邮箱、网址逐字比较；宽窄字符和空格不算差别。',
  find,
};

function* find({ artifact }: ProofText): Iterable<Noticed> {
  const first = new Map<string, { value: string; span: readonly [number, number] }>();
  for (const line of artifact.issue?.imprint ?? []) {
    if (!ONE_EACH.has(line.key)) continue;
    const before = first.get(line.key);
    if (!before) first.set(line.key, line);
    else if (fold(before.value) !== fold(line.value))
      yield {
        span: line.span,
        message: `“${line.key}”前后不一：前面印作“${before.value}”，此处印作“${line.value}”。请核对哪一个可用。`,
        related: [before.span],
      };
  }
}

const fold = (value: string): string =>
  value
    .normalize('NFKC')
    .replace(/[\s<>]/gu, '')
    .toLowerCase();
