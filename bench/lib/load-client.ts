/** The other side of a benchmark over HTTP, in a process of its own: so many connections, each sends one request after another. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Load, Told } from './load.ts';

function send(
  agent: Agent,
  port: number,
  { method, path, cookie, json, newKey }: Load['requests'][number],
): Promise<number> {
  const body = json && (newKey ? `${json.slice(0, -1)},"requestKey":"${randomUUID()}"}` : json);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: {
          cookie,
          accept: body ? 'application/json' : 'text/html',
          'accept-encoding': 'gzip',
          'sec-fetch-site': 'same-origin',
          ...(body && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

process.once('message', async ({ port, connections, times: most, requests }: Load) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let next = 0;
  let failed = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (next < most) {
        const asked = requests[next++ % requests.length] as Load['requests'][number];
        const start = performance.now();
        if ((await send(agent, port, asked)) !== 200) failed++;
        times.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({ seconds, times, failed, cpu: user + system } satisfies Told);
  agent.destroy();
});
