import { parentPort } from 'node:worker_threads';

/** What a worker of this system does with whatever `runAside` asks it, one after the other. */
export function answerAside<Asked, Answer>(work: (asked: Asked) => Answer): void {
  const port = parentPort;
  if (!port) throw new Error('a worker must run as a worker thread');
  port.on('message', (asked: Asked) => port.postMessage(work(asked)));
}
