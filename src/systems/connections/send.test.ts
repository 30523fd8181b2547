/** Sending to a receiver of this machine, over real connections. */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { isReceived, sendWebhook } from './send.ts';

let server: Server;
let port: number;
let came = 0;
before(async () => {
  server = createServer((request, response) => {
    came++;
    if (request.url === '/silent') return;
    if (request.url === '/endless') {
      response.writeHead(200);
      const more = setInterval(() => response.write('x'.repeat(16_384)), 1);
      response.on('close', () => clearInterval(more));
      return;
    }
    response.writeHead(200).end('收到');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as { port: number }).port;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const send = (path: string, loopback: boolean, ms?: number) =>
  sendWebhook(new URL(`http://localhost:${port}${path}`), {}, '{}', { networks: [], loopback }, ms);

test('what may be reached is sent to', async () => {
  const answer = await send('/', true);
  assert.ok(isReceived(answer));
  assert.equal(answer.text, '收到');
});

test('a name that resolves to this machine is not connected to, unless it may be', async () => {
  const before = came;
  const answer = await send('/', false);
  assert.equal(isReceived(answer), false);
  assert.match(answer.text, /内网或保留网段/);
  assert.equal(came, before, 'nothing came');
});

test('a receiver that never answers is left after the time', async () => {
  const answer = await send('/silent', true, 300);
  assert.equal(answer.status, null);
  assert.match(answer.text, /没有答复/);
});

test('an answer without end is not read to it', async () => {
  const answer = await send('/endless', true);
  assert.equal(answer.status, 200);
  assert.ok(answer.text.length <= 1000);
});
