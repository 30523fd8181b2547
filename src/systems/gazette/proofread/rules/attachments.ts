/** The list of attachments as GB/T 9704 has it printed: names without marks around or behind. */
import type { Noticed, Rule } from '../finding.ts';

export const attachmentMark: Rule = {
  name: 'title.attachment_mark',
  title: '附件说明标点有误',
  about: '附件说明里附件名称后面不加标点，名称外面不加书名号（GB/T 9704）。',
  *find(text): Iterable<Noticed> {
    for (const issuance of text.artifact.issuances)
      for (const { span } of issuance.attachments) {
        const end =
          text.text.slice(span[0], Math.min(text.text.length, span[1] + 2)).split(/[\r\n]/u)[0] ?? '';
        const words = end.trimEnd();
        if (words.length < 4 || words.includes('附件说明')) continue;
        const last = words.slice(-1);
        if (/[。；，、;,]/u.test(last))
          yield {
            span: [span[0] + words.length - 1, span[0] + words.length],
            message: '附件名称后面不加标点（GB/T 9704）。',
            suggestion: '',
          };
        const whole = /^(?:附\s?件\s?[：:]?\s?)?(?:\d{1,2}\s?[.．、]\s?)?(《[^《》]*》)$/u.exec(words);
        if (whole?.[1] !== undefined)
          yield {
            span: [span[0] + words.length - whole[1].length, span[0] + words.length],
            message: '附件说明里的附件名称外面不加书名号（GB/T 9704）。',
            suggestion: whole[1].slice(1, -1),
          };
      }
  },
};
