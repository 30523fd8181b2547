/** Prepares one issue in a thread of its own and posts what came of it. Speaks with `prepare-aside.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { IssueFront, NumberedDraft } from './compose.ts';
import { prepareIssue } from './prepare-issue.ts';

if (!parentPort) throw new Error('prepare-worker must run as a worker thread');
const { front, documents } = workerData as { front: IssueFront; documents: NumberedDraft[] };
parentPort.postMessage(prepareIssue(front, documents));
