/** Sending one webhook: once, to the checked address, without following anything, within a time and a size. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { checkedLookup, isLoopbackName, type Reach } from './address.ts';

const TIME_MS_MAX = 10_000;
/** Of an answer this much is read, and this much of it kept. */
const ANSWER_BYTES_MAX = 64 * 1024;
const ANSWER_KEPT = 1000;

export type Answer = {
  /** Null: there was none. */
  readonly status: number | null;
  /** Beginning of the answer, or why there was none. */
  readonly text: string;
  readonly tookMs: number;
};

/** Only 2xx is taken as received; a redirect is none. */
export const isReceived = ({ status }: Answer): boolean => status !== null && status >= 200 && status < 300;

export function sendWebhook(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  reach: Reach,
  timeMs = TIME_MS_MAX,
): Promise<Answer> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  return new Promise((resolve) => {
    const failed = (text: string) =>
      resolve({ status: null, text: text.slice(0, ANSWER_KEPT), tookMs: took() });
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        lookup: checkedLookup(reach, isLoopbackName(url)),
        // A connection of its own: one that was kept was checked for another name.
        agent: false,
        signal: AbortSignal.timeout(timeMs),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        const done = () => {
          const text = Buffer.concat(chunks).toString('utf8').replaceAll('\0', '').slice(0, ANSWER_KEPT);
          resolve({ status: response.statusCode ?? null, text, tookMs: took() });
        };
        response.on('data', (chunk: Buffer) => {
          size += chunk.byteLength;
          if (size <= ANSWER_BYTES_MAX) chunks.push(chunk);
          else {
            done();
            request.destroy();
          }
        });
        response.on('end', done);
        response.on('error', (error) => failed(error.message));
      },
    );
    request.on('error', (error) =>
      failed(
        error.name === 'TimeoutError' || error.name === 'AbortError'
          ? `${timeMs / 1000} 秒内没有答复`
          : error.message,
      ),
    );
    request.end(body);
  });
}
