/** A paper of a case as a PDF with its signature inside, made from the case's events when it is asked for. */
import QRCode from 'qrcode';
import { z } from 'zod';
import type { Config } from '#base/config.ts';
import { fromRoot } from '#base/paths.ts';
import { ok, type Result } from '#base/result.ts';
import { compilePdf } from '#platform/pdf/compile.ts';
import { sealPdf } from '#platform/seal/index.ts';
import type { Store } from '#platform/store/store.ts';
import { authorityOf } from '../authority.ts';
import { testAgencyCode } from '../test-codes.ts';

const text = z.string().max(20_000);

/** What is signed beside the page itself; the words are those that stand on it. */
export const PaperStatement = z.strictObject({
  notice: z.literal('测试印章，不具法律效力'),
  paper: z.strictObject({
    title: text,
    number: text,
    agency: text,
    agencyCode: text,
    /** YYYY-MM-DD */
    date: z.string().regex(/^\d{4}-\d\d-\d\d$/),
    itemName: text,
    caseNumber: text,
    /** As printed: the whole text, line by line. */
    lines: z.array(text).max(300),
  }),
});
export type PaperStatement = z.infer<typeof PaperStatement>;

export type PaperFacts = {
  readonly title: string;
  /** Of the paper itself: the case's number and that of the event that it rests on. */
  readonly number: string;
  /** The body whose paper it is. */
  readonly agency: string;
  readonly date: Temporal.PlainDate;
  readonly itemName: string;
  readonly caseNumber: string;
  readonly addressee: string;
  readonly paragraphs: readonly string[];
  /** A table: its heads, and rows of as many cells. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Paragraphs behind the table. */
  readonly after: readonly string[];
  /** Without it the public is shown nothing. */
  readonly code: string;
};

/** Where the public looks a paper up. */
export const paperUrl = (origin: string, { number, code }: Pick<PaperFacts, 'number' | 'code'>): string =>
  `${origin}/verify/papers/${number}?code=${code}`;

/** @returns the PDF, sealed with the body's test seal */
export async function makePaper(
  context: { readonly config: Config; readonly store: Store },
  paper: PaperFacts,
): Promise<Result<{ readonly bytes: Uint8Array; readonly fileName: string }>> {
  const { config, store } = context;
  const authority = await authorityOf(context);
  if (!authority.ok) return authority;
  const { date, agency } = paper;
  const url = paperUrl(config.publicUrl, paper);
  const qr = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
  const compiled = await compilePdf(
    {
      folder: fromRoot('src/systems/licences/file'),
      main: 'paper.typ',
      files: new Map([['qr.svg', Buffer.from(qr)]]),
      date,
      data: (fonts) => ({
        ...paper,
        fonts: fonts.families,
        date: [date.year, date.month, date.day],
        dateWords: `${date.year}年${date.month}月${date.day}日`,
        url,
        verifyAddress: `${config.publicUrl}/verify`,
      }),
    },
    { fontFolder: config.fontFolder },
  );
  if (!compiled.ok) return compiled;
  const at = Temporal.Now.instant();
  const agencyCode = testAgencyCode(agency);
  const seal = await authority.value.sealOf(store.db, { code: agencyCode, name: agency }, at);
  const statement: PaperStatement = {
    notice: '测试印章，不具法律效力',
    paper: {
      title: paper.title,
      number: paper.number,
      agency,
      agencyCode,
      date: date.toString(),
      itemName: paper.itemName,
      caseNumber: paper.caseNumber,
      lines: [
        paper.addressee,
        ...paper.paragraphs,
        ...paper.rows.map((row) => row.join('　')),
        ...paper.after,
      ],
    },
  };
  const bytes = sealPdf(compiled.value.bytes, statement, seal, authority.value.root, at);
  return ok({ bytes, fileName: `${paper.title}（${paper.itemName}）.pdf` });
}
