/** Checks a file with a test seal, a licence or a paper of a case, by itself: no database, no network. What only the issuing body knows stays unknown. */
import { type Certificate, isInForce, isIssuedBy, readSealedPdf } from '#platform/seal/index.ts';
import { parseLicenceIdentifier } from '../identifier.ts';
import { LicenceStatement } from '../metadata.ts';
import { PaperStatement } from './make-paper.ts';

export type Check = {
  readonly code: 'signed' | 'bytes' | 'signature' | 'chain' | 'root' | 'body' | 'identifier' | 'validity';
  /** What is checked, Chinese. */
  readonly title: string;
  readonly passed: boolean;
  /** What was found, and where it failed what to do. */
  readonly detail: string;
};

export type FileReport = {
  readonly passed: boolean;
  readonly checks: readonly Check[];
  /** What the file says it certifies; true only when every check passed. Null when nothing could be read. */
  readonly statement: LicenceStatement | null;
  /** The same of a paper of a case: a receipt, a notice, a decision. Of the two one at most is given. */
  readonly paper: PaperStatement['paper'] | null;
  readonly sealedBy: string | null;
  readonly signedAt: Temporal.Instant | null;
  /** SM3 of the root that the file brings along. */
  readonly rootFingerprint: string | null;
};

/**
 * @param roots roots that are known from elsewhere; a file's own root proves nothing
 * @param today the day for which validity is asked
 */
export function verifyLicenceFile(
  bytes: Uint8Array,
  roots: readonly Certificate[],
  today: Temporal.PlainDate,
): FileReport {
  const sealed = readSealedPdf(bytes);
  const licensed = sealed && LicenceStatement.safeParse(sealed.statement);
  const papered = sealed && PaperStatement.safeParse(sealed.statement);
  const statement = licensed?.success ? licensed.data : null;
  const paper = papered?.success ? papered.data.paper : null;
  if (!sealed || !(statement || paper)) {
    const detail =
      '文件里没有本系统的签名，或签名部分已损坏。请向持证人索取原始文件（不要打印后扫描、不要用软件另存）。';
    const checks: Check[] = [{ code: 'signed', title: '文件带有签名', passed: false, detail }];
    return {
      passed: false,
      checks,
      statement: null,
      paper: null,
      sealedBy: null,
      signedAt: null,
      rootFingerprint: null,
    };
  }
  const { certificate, root, signedAt } = sealed;
  const agency = statement
    ? { code: statement.licence.ZZBFJGDM, name: statement.licence.ZZBFJG }
    : { code: paper?.agencyCode, name: paper?.agency };
  const known = roots.some((r) => r.fingerprint === root.fingerprint);
  const chain =
    isIssuedBy(certificate, root) &&
    isIssuedBy(root, root) &&
    isInForce(certificate, signedAt) &&
    isInForce(root, signedAt);
  const body = certificate.subject.code === agency.code && certificate.subject.organisation === agency.name;
  const check = (code: Check['code'], title: string, passed: boolean, good: string, bad: string): Check => ({
    code,
    title,
    passed,
    detail: passed ? good : bad,
  });
  const checks = [
    check('signed', '文件带有签名', true, '测试印章的签名', ''),
    check(
      'bytes',
      '文件没有被改动',
      sealed.bytesMatch,
      '全部字节与签名时一致',
      '文件在签名之后被改动过。请勿采信，并向持证人索取原始文件。',
    ),
    check(
      'signature',
      'SM2 签名正确',
      sealed.signatureMatches,
      '签名与证书、所证明的内容相符',
      '签名不对：内容或证书被换过。请勿采信。',
    ),
    check(
      'chain',
      '印章证书由根证书签发，签名时在有效期内',
      chain,
      certificate.subject.name,
      '证书不是这个根证书签发的，或签名时不在有效期内。请勿采信。',
    ),
    check(
      'root',
      '根证书是已知的',
      known,
      '与已知的测试根证书一致',
      roots.length === 0
        ? '没有可比对的根证书：谁都可以自造一个根证书，所以不能确认。请从公布处取得根证书后再核验。'
        : '与已知的根证书都不一致。请勿采信。',
    ),
    check(
      'body',
      statement ? '印章属于颁发机构' : '印章属于出具文书的机关',
      body,
      certificate.subject.organisation,
      `文件写的是${agency.name}，印章却是${certificate.subject.organisation}的。请勿采信。`,
    ),
    ...(statement
      ? [
          check(
            'identifier',
            '证照标识的校验位正确',
            parseLicenceIdentifier(statement.licence.ZZBS).ok,
            statement.licence.ZZBS,
            `${statement.licence.ZZBS} 的校验位不对。请勿采信。`,
          ),
          {
            code: 'validity' as const,
            title: statement.annotation ? '在有效期内（加注件）' : '在有效期内',
            ...validityCheck(statement, today),
          },
        ]
      : []),
  ];
  return {
    passed: checks.every((c) => c.passed),
    checks,
    statement,
    paper,
    sealedBy: certificate.subject.name,
    signedAt,
    rootFingerprint: root.fingerprint,
  };
}

/** Both periods are given with their last days. */
function validityCheck({ licence, annotation }: LicenceStatement, today: Temporal.PlainDate) {
  const on = String(today);
  if (on < licence.ZZYXQQSRQ) return { passed: false, detail: `${licence.ZZYXQQSRQ} 起才生效。` };
  if (licence.ZZYXQJZRQ !== null && on > licence.ZZYXQJZRQ)
    return { passed: false, detail: `有效期已于 ${licence.ZZYXQJZRQ} 届满。请向颁发机构查询是否已延续。` };
  if (annotation && on > annotation.JZJYXQJZSJ)
    return { passed: false, detail: `这份加注件只能用到 ${annotation.JZJYXQJZSJ}。请申请人重新授权。` };
  return { passed: true, detail: `${licence.ZZYXQQSRQ} 至 ${licence.ZZYXQJZRQ ?? '长期'}` };
}
