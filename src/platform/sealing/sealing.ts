/**
 * Sealing at rest: personal data and private keys are stored so that the database alone does not tell them. The keys
 * are derived from the site's secret (HKDF, RFC 5869), one for every purpose; the cipher is AES-256-GCM.
 *
 * A sealed value is `version(1) ‖ nonce(12) ‖ ciphertext ‖ tag(16)`. The version names the secret, so that a secret
 * can be replaced while what the old one sealed is still read. The purpose and the place (`table.column:row`) are
 * authenticated: a sealed value moved to another row or column does not open.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { fillRandom } from '#base/ids.ts';

export interface Sealing {
  /** Seals a text, or bytes, for one place; twice the same gives different bytes. */
  seal(content: string | Uint8Array, place: string): Buffer;
  /** @throws SealingError when the bytes were changed, stand in another place, or the secret is not the one */
  open(sealed: Uint8Array, place: string): string;
  /** What was sealed as bytes. @throws SealingError as `open` does */
  openBytes(sealed: Uint8Array, place: string): Buffer;
  /**
   * A keyed digest (HMAC-SHA-256, base64url) by which an equal text is found again without opening anything. The
   * caller writes the text in one form first (no spaces, capital letters). Under the newest secret.
   */
  blindIndex(text: string): string;
  /** The digests under every secret, newest first: look-ups ask for any of them. */
  blindIndexes(text: string): string[];
}

export class SealingError extends Error {}

const VERSION_MAX = 255;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SALT = 'gongbao/sealing';

/**
 * @param secrets oldest first; the last one seals. Version 1 is the first that the site ever had, so an old secret
 * may only be dropped from the front when nothing that it sealed is left, and then never: keep them all.
 * @param purpose such as `licences.holder`; each has keys of its own
 * @throws RangeError without a secret, or with too many
 */
export function createSealing(secrets: readonly string[], purpose: string): Sealing {
  if (secrets.length === 0 || secrets.length > VERSION_MAX)
    throw new RangeError(`sealing: ${secrets.length} secrets`);
  const derive = (secret: string, use: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, SALT, `${purpose}/${use}`, 32)));
  const keys = secrets.map((s) => ({ seal: derive(s, 'seal'), index: derive(s, 'index') }));
  const newest = keys.length;
  const keyOf = (version: number) => keys[version - 1];
  const aad = (version: number, place: string) => Buffer.from(`${version}\0${purpose}\0${place}`);
  const digest = (key: KeyObject, text: string) => createHmac('sha256', key).update(text).digest('base64url');

  const openBytes = (sealed: Uint8Array, place: string): Buffer => {
    const bytes = Buffer.from(sealed);
    const version = bytes[0] ?? 0;
    const key = keyOf(version);
    if (!key || bytes.length < 1 + NONCE_BYTES + TAG_BYTES)
      throw new SealingError(`${purpose}: sealed under secret ${version}, of which there is none`);
    const decipher = createDecipheriv('aes-256-gcm', key.seal, bytes.subarray(1, 1 + NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(aad(version, place));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const body = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    } catch {
      throw new SealingError(`${purpose}: cannot be opened in ${place}: changed, moved, or another secret`);
    }
  };

  return {
    seal(content, place) {
      const nonce = Buffer.alloc(NONCE_BYTES);
      fillRandom(nonce);
      const cipher = createCipheriv('aes-256-gcm', (keyOf(newest) as { seal: KeyObject }).seal, nonce);
      cipher.setAAD(aad(newest, place));
      const body = Buffer.concat([cipher.update(Buffer.from(content)), cipher.final()]);
      return Buffer.concat([Buffer.of(newest), nonce, body, cipher.getAuthTag()]);
    },
    open: (sealed, place) => openBytes(sealed, place).toString('utf8'),
    openBytes,
    blindIndex: (text) => digest((keyOf(newest) as { index: KeyObject }).index, text),
    blindIndexes: (text) => keys.map((key) => digest(key.index, text)).reverse(),
  };
}

/**
 * How an identity number is shown: the first six characters stay when it is long (the district of a person, the kind
 * of an organisation), and the last two; a short one keeps its last two alone.
 */
export function maskNumber(number: string): string {
  const characters = [...number];
  const head = characters.length >= 15 ? 6 : 0;
  const tail = characters.length > 4 ? 2 : 0;
  const hidden = characters.length - head - tail;
  return characters.slice(0, head).join('') + '*'.repeat(hidden) + characters.slice(head + hidden).join('');
}

/** How a person's name is shown to the public: the family name's place is kept hidden, 张三 is *三, 王小明 is **明. */
export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length < 2) return '*';
  return '*'.repeat(characters.length - 1) + characters.slice(-1).join('');
}
