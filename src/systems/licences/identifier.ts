/**
 * Identifiers of electronic licences (电子证照标识, GB/T 36904): an object identifier arc, the licence type, the issuing
 * body, a serial number, a version, and a check character by ISO 7064 MOD 37,36. The standard's text is not at hand;
 * the form is read off published identifiers (facts §3).
 */
import { ok, type Result, refuse } from '#base/result.ts';

/** The arc of electronic licences. */
const ARC = '1.2.156.3005.2';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export type IdentifierParts = {
  /** Normally the 18 characters of the type's keeper and three of the type. */
  readonly typeCode: string;
  /** Normally the 18 characters of the body's unified social credit code. */
  readonly agencyCode: string;
  readonly serial: string;
  /** Three digits, 001 first. */
  readonly version: string;
};

/**
 * The check character over the parts without the dots.
 * @throws RangeError on a character that is no digit or capital letter
 */
export function checkCharacter(text: string): string {
  let p = 36;
  for (const c of text) {
    const value = ALPHABET.indexOf(c);
    if (value < 0) throw new RangeError(`identifier: ${JSON.stringify(c)} has no value`);
    p = (2 * ((p + value) % 36 || 36)) % 37;
  }
  return ALPHABET[(37 - p) % 36] as string;
}

const PART = /^[0-9A-Z]{1,40}$/;

/** @throws RangeError when a part is not made of digits and capital letters, or the version not of three digits */
export function licenceIdentifier({ typeCode, agencyCode, serial, version }: IdentifierParts): string {
  for (const part of [typeCode, agencyCode, serial])
    if (!PART.test(part)) throw new RangeError(`identifier: ${JSON.stringify(part)} is no part`);
  if (!/^\d{3}$/.test(version)) throw new RangeError(`identifier: version ${JSON.stringify(version)}`);
  const check = checkCharacter(typeCode + agencyCode + serial + version);
  return [ARC, typeCode, agencyCode, serial, version, check].join('.');
}

export type IdentifierProblem = 'licences.identifier.form' | 'licences.identifier.check';

/** Reads an identifier as people type it: any width, any case, spaces within. */
export function parseLicenceIdentifier(
  typed: string,
): Result<IdentifierParts & { readonly identifier: string }, IdentifierProblem> {
  const text = typed.slice(0, 400).normalize('NFKC').replace(/\s/gu, '').replace(/。/gu, '.').toUpperCase();
  const [typeCode = '', agencyCode = '', serial = '', version = '', check = '', ...more] = text.startsWith(
    `${ARC}.`,
  )
    ? text.slice(ARC.length + 1).split('.')
    : [];
  const formed = [typeCode, agencyCode, serial].every((p) => PART.test(p)) && /^\d{3}$/.test(version);
  if (!formed || !/^[0-9A-Z]$/.test(check) || more.length > 0)
    return refuse(
      'licences.identifier.form',
      `这不是电子证照标识。标识以“${ARC}.”开头，由点号分成类型、机构、流水号、版本、校验位五段，印在证照下方；请照着输入，或扫描证照上的二维码。`,
    );
  const expected = checkCharacter(typeCode + agencyCode + serial + version);
  if (check !== expected)
    return refuse(
      'licences.identifier.check',
      '标识的校验位不对，很可能输错了一位。请对照证照逐位核对后再查。',
    );
  return ok({ typeCode, agencyCode, serial, version, identifier: text });
}
