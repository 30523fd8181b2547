/** What an uploaded file is by its first bytes, and what to do with one that is not text. */
import { type Refusal, refuse } from '#base/result.ts';
import { decodeBytes } from '#engines/law/parse/decode.ts';
import { findEncodingChange } from './mixed-encodings.ts';

export type WrongKind =
  | 'gazette.import.empty'
  | 'gazette.import.pdf'
  | 'gazette.import.word'
  | 'gazette.import.ofd'
  | 'gazette.import.spreadsheet'
  | 'gazette.import.slides'
  | 'gazette.import.archive'
  | 'gazette.import.image'
  | 'gazette.import.web_page'
  | 'gazette.import.binary';

export type Unfit = WrongKind | 'gazette.import.mixed_encodings';

/** Text in UTF-8 or GB18030 looks alike from its first 64 KB on. */
const HEAD_BYTES = 65_536;

const SAVE_AS_TEXT = '选“另存为”→“纯文本（*.txt）”，编码选 UTF-8，再上传得到的 .txt 文件。';

const MESSAGES: Record<WrongKind, string> = {
  'gazette.import.empty': '文件是空的（0 字节），没有接收。请重新导出公报文本，确认能打开、有内容后再上传。',
  'gazette.import.pdf':
    '这是 PDF 文件，不能直接导入。请打开它，试着选中一段文字。选得中：在 PDF 阅读器中选“另存为文本”，或用 Word、WPS 打开后另存为纯文本（UTF-8），再上传。选不中：这是扫描件，请先做文字识别并与原件校对，再保存为纯文本上传。',
  'gazette.import.word': `这是 Word 或 WPS 文档，不能直接导入。请用 Word 或 WPS 打开，${SAVE_AS_TEXT}`,
  'gazette.import.ofd': `这是 OFD 版式文件，不能直接导入。请在 OFD 阅读器中导出文本，或索取排版前的 Word 文档，${SAVE_AS_TEXT}`,
  'gazette.import.spreadsheet':
    '这是电子表格，不能作为公报导入。请上传公报全文的纯文本；表格内容应在公报文本之中。',
  'gazette.import.slides':
    '这是演示文稿，不能作为公报导入。请上传公报全文的纯文本；演示文稿不是公报的正式文本。',
  'gazette.import.archive': '这是压缩包，不能直接导入。请先解压，逐个上传其中的 .txt 文件。',
  'gazette.import.image': '这是图片，不能直接导入。请先做文字识别并校对，保存为纯文本（UTF-8）再上传。',
  'gazette.import.web_page':
    '这是网页文件，不能直接导入。请在浏览器中打开它，复制正文，粘贴到文本编辑器里保存为 .txt（UTF-8）再上传。',
  'gazette.import.binary':
    '这不是文本文件，认不出其中的文字。请打开原来的公报，另存为纯文本（UTF-8 或 GB18030）再上传。',
};

const ARCHIVES = ['7z\xbc\xaf', 'Rar!', '\x1f\x8b', 'BZh', '\xfd7zXZ'];
const IMAGES = ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*', 'RIFF'];
/** Pictures of telephones: the mark stands after the length of the first box. */
const HEIF = /^.{4}ftyp(?:hei|hev|mif1|avif)/su;
const OLD_OFFICE = '\xd0\xcf\x11\xe0';
/** A sheet's stream as an old office file names it, in UTF-16. */
const OLD_SHEET = /W\0o\0r\0k\0b\0o\0o\0k|B\0o\0o\0k\0\0/u;
/** Tags that begin a web page, whole or a part of one; text with a table in tags, as some converters write it, is none. */
const PAGE_TAG = /^<(?:!doctype\s+html|html|head|body|meta|title|script|style|div|p|span)[\s>]/i;
/** A page saved with its pictures in one file. */
const SAVED_PAGE = /^(?:From: |MIME-Version:)/u;

function kindOf(bytes: Uint8Array): WrongKind | undefined {
  if (bytes.byteLength === 0) return 'gazette.import.empty';
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES)).toString(
    'latin1',
  );
  // Readers accept a PDF whose mark stands within its first kilobyte.
  if (latin.slice(0, 1024).includes('%PDF-')) return 'gazette.import.pdf';
  if (latin.startsWith('PK\x03\x04') || latin.startsWith('PK\x05\x06')) return packageKind(latin);
  if (latin.startsWith(OLD_OFFICE))
    return OLD_SHEET.test(latin) ? 'gazette.import.spreadsheet' : 'gazette.import.word';
  if (latin.startsWith('{\\rtf')) return 'gazette.import.word';
  if (ARCHIVES.some((magic) => latin.startsWith(magic))) return 'gazette.import.archive';
  if (IMAGES.some((magic) => latin.startsWith(magic)) || HEIF.test(latin)) return 'gazette.import.image';
  if (isWebPage(latin)) return 'gazette.import.web_page';
  const head = decodeBytes(bytes.subarray(0, HEAD_BYTES));
  return head.encoding === 'binary' || head.text.includes('\0') ? 'gazette.import.binary' : undefined;
}

/** Whether a text is a page's: its first tag, after declarations and remarks, is one of a page's. */
function isWebPage(latin: string): boolean {
  if (SAVED_PAGE.test(latin) && latin.slice(0, 2000).includes('multipart/related')) return true;
  let at = latin.startsWith('\xef\xbb\xbf') ? 3 : 0;
  for (;;) {
    while (/\s/.test(latin.charAt(at))) at++;
    const end = latin.startsWith('<!--', at) ? '-->' : latin.startsWith('<?', at) ? '>' : '';
    if (end === '') return PAGE_TAG.test(latin.slice(at, at + 40));
    const after = latin.indexOf(end, at);
    if (after < 0) return false;
    at = after + end.length;
  }
}

/** Office documents and OFD are zip packages: the names of their first parts tell which. */
function packageKind(latin: string): WrongKind {
  if (latin.includes('OFD.xml') || latin.includes('Doc_0/')) return 'gazette.import.ofd';
  if (latin.includes('word/') || latin.includes('application/vnd.oasis.opendocument.text'))
    return 'gazette.import.word';
  if (latin.includes('xl/')) return 'gazette.import.spreadsheet';
  if (latin.includes('ppt/')) return 'gazette.import.slides';
  // Some programs write the parts' names late: the type list alone still says an office document.
  return latin.includes('[Content_Types].xml') ? 'gazette.import.word' : 'gazette.import.archive';
}

/** @returns why the file cannot be a gazette's text and what to do, or undefined when it may be one */
export function sniff(bytes: Uint8Array): Refusal<Unfit> | undefined {
  const kind = kindOf(bytes);
  const change = kind === undefined || kind === 'gazette.import.binary' ? findEncodingChange(bytes) : null;
  if (change !== null) {
    return refuse(
      'gazette.import.mixed_encodings',
      `文件里混有两种编码：第 ${change} 行起与前面不同，照一种读会有一半成为乱码。没有导入任何内容。请把各部分分别另存为 UTF-8，再合成一个文件导入。`,
    ).error;
  }
  return kind && refuse(kind, MESSAGES[kind]).error;
}
