/** What stands for a dash between two numbers and is none: 2021一2025年, 0951_2076500. */
import type { Rule } from '../../finding.ts';
import { passagesOf } from './pieces.ts';

const WRONG = /(?<=\d{2}|\d年)(?:一|_|--|~~)(?=\d{2})/gu;

export const dash: Rule = {
  name: 'mark.dash',
  title: '连接号误用',
  about: '两个数字之间用汉字“一”、下划线或两个短横代替连接号（GB/T 15834：时间、数值起止用“—”或“～”）。',
  *find(text) {
    for (const { words, span } of passagesOf(text))
      for (const { index, 0: sign } of words.matchAll(WRONG))
        yield {
          span: span(index, index + sign.length),
          message: `两个数字之间的“${sign}”不是连接号，应为“—”。`,
          suggestion: '—',
        };
  },
};
