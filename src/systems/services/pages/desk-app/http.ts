/** Asking the case API. What fails is a value: the caller shows it beside what was typed. */
import type { RefusedBody } from '../../api-schema.ts';

export type Refused = {
  readonly ok: false;
  /** 0: nothing came back. */
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly basis?: string | undefined;
  readonly fields: readonly { readonly field: string; readonly message: string }[];
};
export type Answer<T> = { readonly ok: true; readonly value: T } | Refused;

const signedOut = new Set<() => void>();

/** Called when an answer says that the session has ended. @returns how to stop listening */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** Sends one file as a form. */
export function sendFile<T>(path: string, file: File): Promise<Answer<T>> {
  const body = new FormData();
  body.append('file', file);
  return send<T>(path, { method: 'POST', headers: { accept: 'application/json' }, body });
}

/** @param body sent as JSON by POST; without it, the address is read */
export const ask = <T>(path: string, body?: unknown): Promise<Answer<T>> =>
  send<T>(path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function send<T>(path: string, request: RequestInit): Promise<Answer<T>> {
  let answer: Response;
  try {
    answer = await fetch(path, request);
  } catch {
    return refused(0, 'desk.offline', '网络连不上。您填的内容还在，请稍候再试。');
  }
  const said: unknown = await answer.json().catch(() => undefined);
  if (answer.ok && said !== undefined) return { ok: true, value: said as T };
  if (answer.status === 401) for (const listener of signedOut) listener();
  const { error, fields = [] } = (said ?? {}) as Partial<RefusedBody>;
  return {
    ...refused(
      answer.status,
      error?.code ?? 'desk.unexpected',
      error?.message ?? `没有办成（${answer.status}）。您填的内容还在，请稍候再试。`,
    ),
    basis: error?.basis,
    fields,
  };
}

const refused = (status: number, code: string, message: string): Refused => ({
  ok: false,
  status,
  code,
  message,
  fields: [],
});
