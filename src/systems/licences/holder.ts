/** The holder of a licence: sealed at rest, masked on pages; every sight of it unmasked is audited by who asks. */

import { createSealing, maskName, maskNumber, type Sealing } from '#platform/sealing/index.ts';
import { principalSealing } from '#systems/proxies/index.ts';

export type HolderKind = 'person' | 'organisation';

export type Holder = {
  readonly name: string;
  /** CZZTDMLX, e.g. 公民身份号码 or 统一社会信用代码. */
  readonly numberKind: string;
  readonly number: string;
};

/** The sealings of this room, each with keys of its own. */
export type LicenceKeys = {
  readonly holder: Sealing;
  readonly code: Sealing;
  readonly use: Sealing;
  /** Of those for whom others act. */
  readonly identity: Sealing;
};

/** @param secrets `config.secrets` */
export const licenceKeys = (secrets: readonly string[]): LicenceKeys => ({
  holder: createSealing(secrets, 'licences.holder'),
  code: createSealing(secrets, 'licences.code'),
  use: createSealing(secrets, 'licences.use'),
  identity: principalSealing({ secrets }),
});

const holderPlace = (id: string): string => `licence.holder_sealed:${id}`;
const codePlace = (id: string): string => `licence.verification_code_sealed:${id}`;
export const placeOfUse = (id: string): string => `licence_use.code_sealed:${id}`;

export const sealHolder = (keys: LicenceKeys, id: string, holder: Holder): Buffer =>
  keys.holder.seal(JSON.stringify(holder), holderPlace(id));

export const openHolder = (keys: LicenceKeys, row: { id: string; holder_sealed: Uint8Array }): Holder =>
  JSON.parse(keys.holder.open(row.holder_sealed, holderPlace(row.id))) as Holder;

export const sealCode = (keys: LicenceKeys, id: string, code: string): Buffer =>
  keys.code.seal(code, codePlace(id));

export const openCode = (
  keys: LicenceKeys,
  row: { id: string; verification_code_sealed: Uint8Array },
): string => keys.code.open(row.verification_code_sealed, codePlace(row.id));

/** One form for look-up: no spaces, one width, capital letters. */
export const lookupForm = (text: string): string => text.normalize('NFKC').replace(/\s/gu, '').toUpperCase();

/** What a page may show: of a person the last character of the name, of an organisation its name. */
export type MaskedHolder = {
  readonly kind: HolderKind;
  readonly name: string;
  readonly numberKind: string;
  readonly number: string;
};

export const maskHolder = (kind: HolderKind, holder: Holder): MaskedHolder => ({
  kind,
  name: kind === 'person' ? maskName(holder.name) : holder.name,
  numberKind: holder.numberKind,
  number: maskNumber(holder.number),
});
