/**
 * A licence in the names of metadata that are in use after GB/T 36903 (facts §3; the standard's text is not at hand, so
 * no conformance is claimed), and the statement that is signed in its file.
 */
import { z } from 'zod';
import { dayOf } from '#engines/procedure/clock.ts';
import type { Holder } from './holder.ts';
import { instantOf, type LicenceRow, validityOf } from './queries.ts';
import type { LicenceUse } from './queries-uses.ts';

const text = z.string().max(2000);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Days are `YYYY-MM-DD`; the last day of validity is the last one that counts, as such metadata have it. */
export const LicenceMetadata = z.strictObject({
  /** 证照名称 */
  ZZMC: text,
  /** 证照类型代码 */
  ZZLXDM: text,
  /** 证照编号 */
  ZZBH: text.nullable(),
  /** 证照标识 */
  ZZBS: text,
  /** 证照颁发机构 and its code */
  ZZBFJG: text,
  ZZBFJGDM: text,
  /** 证照颁发日期 */
  ZZBFRQ: day,
  /** 持证主体, its code and the kind of the code */
  CZZT: text,
  CZZTDM: text,
  CZZTDMLX: text,
  /** 证照有效期起始、截止日期 */
  ZZYXQQSRQ: day,
  ZZYXQJZRQ: day.nullable(),
  /** 证照签章名称: which seal */
  ZZQZMC: text,
  /** Extensions: the item, the case, and what else it certifies. */
  KZ_SXMC: text,
  KZ_BJBH: text,
  KZ_NR: z.array(z.strictObject({ name: text, value: text })).max(100),
});
export type LicenceMetadata = z.infer<typeof LicenceMetadata>;

/** An annotated copy (加注件): when, by whom, what for, until when. */
export const AnnotationMetadata = z.strictObject({
  JZJZZSJ: z.string(),
  JZJZZZ: text,
  JZJZZSY: text,
  JZJYXQJZSJ: day,
});
export type AnnotationMetadata = z.infer<typeof AnnotationMetadata>;

export const LicenceStatement = z.strictObject({
  notice: z.literal('测试印章，不具法律效力'),
  licence: LicenceMetadata,
  annotation: AnnotationMetadata.nullable(),
});
export type LicenceStatement = z.infer<typeof LicenceStatement>;

export function licenceMetadata(row: LicenceRow, holder: Holder): LicenceMetadata {
  const { validFrom, validUntil } = validityOf(row);
  return {
    ZZMC: row.type_name,
    ZZLXDM: row.type_code,
    ZZBH: row.licence_number,
    ZZBS: row.identifier,
    ZZBFJG: row.agency_name,
    ZZBFJGDM: row.agency_code,
    ZZBFRQ: String(dayOf(instantOf(row.issued_at))),
    CZZT: holder.name,
    CZZTDM: holder.number,
    CZZTDMLX: holder.numberKind,
    ZZYXQQSRQ: String(validFrom),
    ZZYXQJZRQ: validUntil && String(validUntil.subtract({ days: 1 })),
    ZZQZMC: `${row.agency_name}（测试印章）`,
    KZ_SXMC: row.item_name,
    KZ_BJBH: row.case_number,
    KZ_NR: row.content.map(({ name, value }) => ({ name, value })),
  };
}

/** @returns null for a use that nobody has taken: there is no copy then */
export function annotationOf(use: LicenceUse): AnnotationMetadata | null {
  if (!use.redeemed) return null;
  return {
    JZJZZSJ: use.redeemed.at.toString({ smallestUnit: 'second' }),
    JZJZZZ: use.redeemed.byName,
    JZJZZSY: `${use.purpose}（办件 ${use.caseNumber}）`,
    JZJYXQJZSJ: String(use.redeemed.copyUntil.subtract({ days: 1 })),
  };
}
