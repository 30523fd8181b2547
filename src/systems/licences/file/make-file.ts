/** The licence as a PDF with its signature inside, made when it is asked for; nothing of it is stored. */
import QRCode from 'qrcode';
import { fromRoot } from '#base/paths.ts';
import { ok, type Result } from '#base/result.ts';
import { compilePdf, type PdfRefusal } from '#platform/pdf/compile.ts';
import { type Certificate, type Seal, sealPdf } from '#platform/seal/index.ts';
import type { AnnotationMetadata, LicenceMetadata, LicenceStatement } from '../metadata.ts';

export type LicenceFile = {
  readonly metadata: LicenceMetadata;
  readonly annotation: AnnotationMetadata | null;
  /** Printed in the QR of a person's licence; null where anybody may look it up. */
  readonly code: string | null;
  /** Address of the site, without a closing slash. */
  readonly origin: string;
  readonly fontFolder: string | undefined;
};

const dateWords = (iso: string): string => {
  const { year, month, day } = Temporal.PlainDate.from(iso);
  return `${year}年${month}月${day}日`;
};

/** Where the public looks it up. */
export const verifyUrl = (origin: string, identifier: string, code: string | null): string =>
  `${origin}/verify/${identifier}${code === null ? '' : `?code=${code}`}`;

const TITLE_FITS = 12;

/** @returns the PDF, signed; the same licence asked for twice gives two signatures over the same page */
export async function makeLicenceFile(
  file: LicenceFile,
  seal: Seal,
  root: Certificate,
  at: Temporal.Instant,
): Promise<Result<Uint8Array, PdfRefusal>> {
  const { metadata: m, annotation, code, origin } = file;
  const url = verifyUrl(origin, m.ZZBS, code);
  const date = Temporal.PlainDate.from(m.ZZBFRQ);
  const qr = await QRCode.toString(url, { type: 'svg', errorCorrectionLevel: 'M', margin: 0 });
  const compiled = await compilePdf(
    {
      folder: fromRoot('src/systems/licences/file'),
      main: 'licence.typ',
      files: new Map([['qr.svg', Buffer.from(qr)]]),
      date,
      data: (fonts) => ({
        fonts: fonts.families,
        title: m.ZZMC,
        titleSize: m.ZZMC.length > TITLE_FITS ? 22 : 28,
        number: m.ZZBH,
        date: [date.year, date.month, date.day],
        lines: [
          ['持证主体', m.CZZT],
          [m.CZZTDMLX, m.CZZTDM],
          ['许可事项', m.KZ_SXMC],
          ...m.KZ_NR.map(({ name, value }) => [name, value]),
          [
            '有效期',
            m.ZZYXQJZRQ === null
              ? `自${dateWords(m.ZZYXQQSRQ)}起长期有效`
              : `${dateWords(m.ZZYXQQSRQ)}至${dateWords(m.ZZYXQJZRQ)}`,
          ],
        ],
        agency: m.ZZBFJG,
        issuedOn: dateWords(m.ZZBFRQ),
        identifier: m.ZZBS,
        url,
        code,
        verifyAddress: `${origin}/verify`,
        annotation:
          annotation &&
          `此件由${m.ZZBFJG}提供，仅供${annotation.JZJZZSY}使用，有效期至${dateWords(annotation.JZJYXQJZSJ)}。制作：${annotation.JZJZZZ}`,
      }),
    },
    { fontFolder: file.fontFolder },
  );
  if (!compiled.ok) return compiled;
  const statement: LicenceStatement = { notice: '测试印章，不具法律效力', licence: m, annotation };
  return ok(sealPdf(compiled.value.bytes, statement, seal, root, at));
}
