/** The other side of a benchmark over HTTP, in a process of its own: so many connections, each sends one request after another. */
import autocannon from 'autocannon';
import type { Load, Told } from './load.ts';

process.once('message', async ({ port, connections, times, requests }: Load) => {
  const sent = requests.map(({ method, path, cookie, json, newKey }): autocannon.Request => {
    const body = json && (newKey ? `${json.slice(0, -1)},"requestKey":"[<id>]"}` : json);
    return {
      method,
      path,
      headers: {
        cookie,
        accept: body ? 'application/json' : 'text/html',
        'accept-encoding': 'gzip',
        'sec-fetch-site': 'same-origin',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body }),
    };
  });
  const first = sent[0] as autocannon.Request;
  let clients = 0;
  const cpu = process.cpuUsage();
  let last = 0;
  const start = performance.now();
  const told = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections,
    amount: times,
    timeout: 60,
    // Each request gets a key of its own where it asks for one.
    idReplacement: requests.some((r) => r.newKey),
    requests: [first],
    // Every connection begins elsewhere in the list, so that they do not all ask for the same at once.
    setupClient: (client) => {
      const from = Math.floor((sent.length / connections) * clients++);
      client.setRequests([...sent.slice(from), ...sent.slice(0, from)]);
      client.on('response', () => {
        last = performance.now();
      });
    },
  });
  const { user, system } = process.cpuUsage(cpu);
  const { p50, p97_5, p99 } = told.latency;
  process.send?.({
    // Its own duration is seen only once a second: up to a second after the last answer.
    seconds: (last - start) / 1000,
    ms: { p50, p97_5, p99 },
    failed: told.non2xx + told.errors,
    cpu: user + system,
  } satisfies Told);
});
