/** Files that are no gazette, or one that was damaged: made here from the invented sample. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { fromRoot } from '#base/paths.ts';

export const sample: Buffer = readFileSync(fromRoot('samples/lanhe-2024-02.txt'));
const text = sample.toString('utf8');

/** The sample as another issue of the same made-up gazette, its numbers moved with it. */
export const issueOf = (number: number): string =>
  text
    .replaceAll('第2期', `第${number}期`)
    .replace(/〕(\d+)号/g, (_, n) => `〕${Number(n) + 1000 * number}号`);

const bytes = (latin: string) => Buffer.from(latin, 'latin1');
const half = Math.floor(sample.length / 2);
/** Within the bytes of a character. */
const insideCharacter = (at: number): number => {
  let i = at;
  while (((sample[i] ?? 0x80) & 0xc0) !== 0x80) i++;
  return i;
};

export const frontHalf = sample.subarray(0, sample.lastIndexOf(10, half) + 1);
export const frontCutInside = sample.subarray(0, insideCharacter(half));
export const backHalf = sample.subarray(sample.indexOf(10, half) + 1);
export const backCutInside = sample.subarray(insideCharacter(half));

export const halfInAnotherEncoding = (): Buffer => {
  const at = text.indexOf('\n', text.length / 2) + 1;
  return Buffer.concat([Buffer.from(text.slice(0, at)), iconv.encode(text.slice(at), 'gb18030')]);
};

export const news =
  '晴空文化节昨日开幕\n\n本报讯（记者 样例）昨日，晴空文化节在河边广场开幕，上千名居民到场观看。\n' +
  '“节目很好看。”一位居民说。文化节将持续到本月底，其间每晚都有演出。\n';

/** What is refused by its content, with the refusal's code and words of its message. */
export const refused: readonly (readonly [what: string, bytes: Buffer, code: string, says: RegExp])[] = [
  ['empty', Buffer.alloc(0), 'gazette.import.empty', /文件是空的.*请重新导出/],
  ['blanks', Buffer.from(' \t\r\n　　\n'), 'gazette.import.empty', /只有空白.*请重新导出/],
  ['mark', Buffer.from('\ufeff\n'), 'gazette.import.empty', /只有空白/],
  [
    'pdf',
    bytes('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n'),
    'gazette.import.pdf',
    /PDF.*另存为/,
  ],
  ['docx', bytes('PK\x03\x04\x14\0[Content_Types].xml word/document.xml'), 'gazette.import.word', /Word/],
  ['zip', bytes('PK\x03\x04\x14\0a.txt'), 'gazette.import.archive', /压缩包.*解压/],
  ['png', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'), 'gazette.import.image', /图片.*文字识别/],
  ['elf', bytes(`\x7fELF\x02\x01\x01${'\0'.repeat(200)}`), 'gazette.import.binary', /不是文本文件.*纯文本/],
  ['random', randomBytes(50_000), 'gazette.import.binary', /不是文本文件/],
  ['zeros', Buffer.alloc(50_000), 'gazette.import.binary', /不是文本文件/],
  [
    'nul-within',
    Buffer.from(text.replace('第2期', '第2期\0')),
    'gazette.import.binary',
    /不是文本文件|NUL|空字符/,
  ],
  ['two-encodings', halfInAnotherEncoding(), 'gazette.import.mixed_encodings', /混有两种编码：第 \d+ 行起/],
  ['news', Buffer.from(news), 'gazette.import.nothing_recognised', /没有认出公报或公文.*核对/],
  ['one-line', Buffer.from('样'.repeat(2_000_000)), 'gazette.import.nothing_recognised', /没有认出/],
  ['front-half', frontHalf, 'gazette.import.incomplete', /文件不完整.*重新导出/],
  ['front-cut', frontCutInside, 'gazette.import.incomplete', /文件不完整/],
];

/** Documents of a made-up body, one after another. */
export function tinyDocuments(count: number): string {
  let out = '';
  for (let i = 1; i <= count; i++)
    out += `样例区人民政府关于第${i}项事项的通知\n样例政发〔2024〕${i}号\n各镇人民政府：\n一、照此办理。\n样例区人民政府\n2024年1月1日\n`;
  return out;
}

/** One document whose labels nest as deep as labels go, again and again. */
export function deepDocument(rounds: number): string {
  const levels = ['一、甲', '（一）乙', '1.丙', '（1）丁', '①戊', '一是己。', '第一章 庚', '第一条 辛'];
  const body = Array.from({ length: rounds }, () => levels.join('。\n')).join('。\n');
  return `样例区人民政府关于深层编号的通知\n样例政发〔2024〕9001号\n各镇人民政府：\n${body}。\n样例区人民政府\n2024年1月1日\n`;
}
