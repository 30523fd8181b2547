/** Signatures of webhooks by the Standard Webhooks scheme (standardwebhooks.com, v1: HMAC-SHA-256). Pure but for chance. */
import { createHmac, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

export const newWebhookSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;

/** The value of `webhook-signature`: one signature for every secret that holds, the newest first. */
export const signatureOf = (
  secrets: readonly string[],
  id: string,
  atSeconds: number,
  body: string,
): string =>
  secrets
    .map((secret) => {
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
      return `v1,${createHmac('sha256', key).update(`${id}.${atSeconds}.${body}`).digest('base64')}`;
    })
    .join(' ');
