import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { sniff } from './sniff.ts';

const bytes = (latin: string) => Buffer.from(latin, 'latin1');
const zip = (...names: string[]) => bytes(`PK\x03\x04${names.join('PK\x03\x04')}`);

describe('sniffing an upload', () => {
  const wrong: [string, Uint8Array, string][] = [
    ['nothing', bytes(''), 'gazette.import.empty'],
    ['a PDF', bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3'), 'gazette.import.pdf'],
    ['a PDF behind a few bytes of something else', bytes('\n\n%PDF-1.4'), 'gazette.import.pdf'],
    ['a DOCX', zip('[Content_Types].xml', 'word/document.xml'), 'gazette.import.word'],
    ['an XLSX', zip('[Content_Types].xml', 'xl/workbook.xml'), 'gazette.import.spreadsheet'],
    ['an OFD', zip('OFD.xml'), 'gazette.import.ofd'],
    ['a PPTX', zip('[Content_Types].xml', 'ppt/presentation.xml'), 'gazette.import.slides'],
    [
      'an XLS',
      bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..W\0o\0r\0k\0b\0o\0o\0k\0'),
      'gazette.import.spreadsheet',
    ],
    ['a picture of a telephone', bytes('\0\0\0\x18ftypheic\0\0\0\0'), 'gazette.import.image'],
    ['a zip', zip('a.txt'), 'gazette.import.archive'],
    ['a DOC', bytes('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'), 'gazette.import.word'],
    ['an RTF', bytes('{\\rtf1\\ansi'), 'gazette.import.word'],
    ['a PNG', bytes('\x89PNG\r\n\x1a\n'), 'gazette.import.image'],
    ['a gzip', bytes('\x1f\x8b\x08\x00'), 'gazette.import.archive'],
    ['a web page', bytes('<!DOCTYPE html><html>'), 'gazette.import.web_page'],
    [
      'a web page behind a declaration',
      bytes('<?xml version="1.0"?>\n<!DOCTYPE html>'),
      'gazette.import.web_page',
    ],
    ['a saved web page', bytes('<!-- saved from url=(0014) -->\r\n<html>'), 'gazette.import.web_page'],
    [
      'a web page in one file with its pictures',
      bytes('From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n'),
      'gazette.import.web_page',
    ],
    ['a part of a web page', bytes('<div class="a"><p>'), 'gazette.import.web_page'],
    ['a program', bytes(`\x7fELF\x02\x01\x01${'\0\x10\xfe'.repeat(300)}`), 'gazette.import.binary'],
  ];
  for (const [name, given, code] of wrong) {
    it(`names ${name}, and says what to do with it`, () => {
      const refusal = sniff(given);
      assert.equal(refusal?.code, code);
      assert.match(refusal?.message ?? '', /请/);
    });
  }

  it('lets a text pass whose tables are written in tags, and one of many remarks at once', () => {
    assert.equal(sniff(Buffer.from('<table><tr><td>序号</td></tr></table>\n关于防汛的通知\n')), undefined);
    assert.equal(sniff(Buffer.from(`${'<!---->'.repeat(9000)}关于防汛的通知`)), undefined);
  });

  it('lets text pass in every encoding that the parser reads, cut anywhere', () => {
    const text = '某某区人民政府公报\n第一期\n关于印发《某某办法》的通知，请遵照执行。\n'.repeat(3000);
    for (const encoded of [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      iconv.encode(text, 'gb18030'),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
    ])
      assert.equal(sniff(encoded), undefined);
  });
});
