/** Titles and addressees in a form that their neighbours do not have. */
import type { Rule } from '../finding.ts';
import { matches, passagesOf } from './passages.ts';
import { fold } from './wording.ts';

export const titleCarriesNoKind: Rule = {
  name: 'title.kind_dropped',
  title: '印发之后缺“的通知”',
  about: '“关于印发《某方案》”后面应有“的通知”等文种，再接文号。',
  *find(text) {
    for (const passage of passagesOf(text)) {
      if (!passage.flow.words.includes('关于')) continue;
      const pattern =
        /关于(?:印发|转发|批转)(《(?:[^《》]|《[^《》]*》)*》)(?=\s?[（(][^（）()]{1,20}[〔[]\d{4})/gu;
      for (const { match, span } of matches(passage, pattern))
        yield {
          span,
          message: `“关于印发”的标题没有文种，“${match[1]?.slice(-12)}”之后似缺“的通知”。`,
          suggestion: `${text.text.slice(span[0], span[1])}的通知`,
        };
    }
  },
};

export const titleAddressees: Rule = {
  name: 'title.addressees',
  title: '主送机关标点有误',
  about: '主送机关一行末尾应是冒号；与同期其他文件的主送机关只差标点的，也提示。',
  *find(text) {
    const lines = text.artifact.issuances.map((issuance) => {
      const from = Math.max(issuance.titleSpan[1], issuance.numberSpan?.[1] ?? 0);
      const words = text.text.slice(from, Math.min(issuance.span[1], from + 400));
      const m = /^\s*([^\n]+)/u.exec(words);
      const line = m?.[1]?.trim() ?? '';
      const at = from + words.indexOf(line);
      return { line, span: [at, at + line.length] as [number, number] };
    });
    const looks =
      /^(?:各|区直|市直|县直|州直|驻|有关|.{2,10}(?:人民政府|办事处|委员会)[、，,])[^。；]*(?:政府|办事处|部门|单位|机构|局|院|会|公司|企业|学校|团体|办)\s*[:：,，；;、。]?$/u;
    const usual = new Map<string, { n: number; line: string; span: [number, number] }>();
    for (const { line, span } of lines) {
      if (!/[:：]$/u.test(line) || !looks.test(line)) continue;
      const held = usual.get(fold(line));
      if (held) held.n++;
      else usual.set(fold(line), { n: 1, line, span });
    }
    for (const { line, span } of lines) {
      if (!looks.test(line) || line.length > 150) continue;
      if (!/[:：]$/u.test(line)) {
        yield {
          span: [span[1] - 1, span[1]],
          message: `主送机关之后应当用冒号。`,
          suggestion: `${line.slice(-1).replace(/[,，；;、。]$/u, '')}：`,
        };
        continue;
      }
      const letters = (s: string) => fold(s).replace(/[、，,；;：:]/gu, '');
      const own = usual.get(fold(line));
      const other = [...usual.values()].find(
        (u) => u !== own && u.n >= 2 && u.n > (own?.n ?? 0) && letters(u.line) === letters(line),
      );
      if (other !== undefined)
        yield {
          span,
          message: `主送机关与同期其他${other.n}份文件只差标点：那里作“${other.line}”。`,
          related: [other.span],
        };
    }
  },
};
