/** The other side of `bench/filing.ts`, in a process of its own: so many connections, each sends one filing after another. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

type Work = { port: number; cookie: string; connections: number; filings: number; intakes: object[] };

function send(agent: Agent, { port, cookie }: Work, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path: '/api/desk/cases',
        method: 'POST',
        headers: {
          cookie,
          accept: 'application/json',
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'sec-fetch-site': 'same-origin',
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

process.once('message', async (work: Work) => {
  const agent = new Agent({ keepAlive: true, maxSockets: work.connections });
  const bodies = work.intakes.map((intake) => JSON.stringify(intake).slice(0, -1));
  const times: number[] = [];
  let next = 0;
  let failed = 0;
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: work.connections }, async () => {
      while (next < work.filings) {
        const body = `${bodies[next++ % bodies.length]},"requestKey":"${randomUUID()}"}`;
        const start = performance.now();
        if ((await send(agent, work, body)) !== 200) failed++;
        times.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  process.send?.({ seconds, times, failed, cpu: user + system });
  agent.destroy();
});
