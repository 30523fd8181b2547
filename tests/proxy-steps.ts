/** Asking for the right to act for somebody, and deciding on it at a window, as stories do. */
import assert from 'node:assert/strict';
import { hidden, textOf, type Visitor } from './visitor.ts';

/** A day so many days from today in China. */
export const inDays = (days: number): string =>
  Temporal.Now.plainDateISO('Asia/Shanghai').add({ days }).toString();

export const ask = async (who: Visitor, fields: Record<string, string | string[]>) => {
  const form = (await who.get(`/me/proxies/ask?kind=${fields.kind}`)).body;
  return who.post('/me/proxies/ask', { requestKey: hidden(form, 'requestKey'), ...fields });
};

/** The clerk looks at the list and decides on the request of this agent. */
export async function decideAtWindow(clerk: Visitor, agent: string, fields: Record<string, string>) {
  const list = (await clerk.get('/desk/proxies')).body;
  const line = list
    .split('<details')
    .find((_, i, all) => textOf(all[i - 1] ?? '').includes(`由${agent}办理`));
  const id = /action="\/desk\/proxies\/([0-9a-f-]{36})"/.exec(line ?? '')?.[1];
  assert.ok(id, textOf(list));
  const requestKey = hidden(line ?? '', 'requestKey');
  return { id, answer: await clerk.post(`/desk/proxies/${id}`, { requestKey, ...fields }) };
}
