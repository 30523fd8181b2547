/** A person at a browser without script, and what is read on a page. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { DEMO_ACCOUNTS } from '#platform/people/demo.ts';

/** A picture of one point, as people upload one. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Keeps its cookies, sends forms as a browser does. */
export class Visitor {
  readonly #app: FastifyInstance;
  readonly #cookies = new Map<string, string>();
  constructor(app: FastifyInstance) {
    this.#app = app;
  }

  /** The cookies as a browser sends them. */
  get cookies(): string {
    return [...this.#cookies].map(([k, v]) => `${k}=${v}`).join('; ');
  }

  async get(url: string, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    return this.#send({ method: 'GET', url, headers });
  }

  async post(url: string, fields: Record<string, string | string[]>): Promise<LightMyRequestResponse> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, one);
    return this.#send({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: body.toString(),
    });
  }

  /** Sends a command that no form can, without a body. */
  async send(method: 'PUT' | 'DELETE', url: string): Promise<LightMyRequestResponse> {
    return this.#send({ method, url, headers: { 'sec-fetch-site': 'same-origin' } });
  }

  /** Sends a file as a form with `enctype="multipart/form-data"`. */
  async upload(
    url: string,
    fields: Record<string, string>,
    file: { name: string; bytes: Uint8Array } | null,
    field = 'file',
  ): Promise<LightMyRequestResponse> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    if (file) form.append(field, new File([new Uint8Array(file.bytes)], file.name));
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    return this.#send({
      method: 'POST',
      url,
      headers: {
        'content-type': request.headers.get('content-type') ?? '',
        'sec-fetch-site': 'same-origin',
      },
      payload: Buffer.from(await request.arrayBuffer()),
    });
  }

  /** Sends JSON; the answer as it came. */
  async postJson(url: string, body: unknown): Promise<LightMyRequestResponse> {
    return this.#send({
      method: 'POST',
      url,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
      },
      payload: JSON.stringify(body),
    });
  }

  /** Sends and gets JSON, as the desk and other systems do. */
  async json<T>(
    url: string,
    body?: unknown,
    more: Record<string, string> = {},
  ): Promise<{ status: number; body: T }> {
    const answer = await this.#send({
      method: body === undefined ? 'GET' : 'POST',
      url,
      headers: {
        accept: 'application/json',
        'sec-fetch-site': 'same-origin',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...more,
      },
      ...(body !== undefined && { payload: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, body: answer.json() as T };
  }

  /** Registers a resident and signs them in. */
  async register(name: string, phone: string, back = '/account'): Promise<LightMyRequestResponse> {
    return this.post('/register', { name, phone, password: 'a-long-password', back });
  }

  async signIn(username: string, back = '/desk'): Promise<LightMyRequestResponse> {
    const password = DEMO_ACCOUNTS.find((a) => a.username === username)?.password ?? '';
    return this.post('/login', { username, password, back });
  }

  /** What the browser sends along with every request. */
  cookie(): string {
    return [...this.#cookies].map(([k, v]) => `${k}=${v}`).join('; ');
  }

  async #send(options: {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    url: string;
    headers: Record<string, string>;
    payload?: string | Buffer;
  }): Promise<LightMyRequestResponse> {
    const cookie = this.cookie();
    const answer = await this.#app.inject({
      ...options,
      headers: { accept: 'text/html', ...options.headers, ...(cookie && { cookie }) },
    });
    for (const { name, value } of answer.cookies) this.#cookies.set(name, value);
    return answer;
  }
}

/** The value of a form's hidden field on a page. */
export function hidden(page: string, name: string): string {
  const input = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(page)?.[0] ?? '';
  const value = /value="([^"]*)"/.exec(input)?.[1];
  if (value === undefined) throw new Error(`no hidden field ${name}`);
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
}

/** What a page says, without its markup. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'");

/** Reads a page again until it says so; fails with what it says instead. */
export async function untilPage(
  read: () => Promise<LightMyRequestResponse>,
  says: RegExp,
  msMax = 30_000,
): Promise<string> {
  const end = performance.now() + msMax;
  for (;;) {
    const { body } = await read();
    if (says.test(textOf(body))) return body;
    if (performance.now() > end) throw new Error(`never said ${says}:\n${textOf(body).slice(0, 3000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
