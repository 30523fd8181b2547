/** Parses one file in a thread of its own and posts the artifact. Speaks with `parse-aside.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { parseBytes } from '#engines/law/parse/index.ts';

if (!parentPort) throw new Error('parse-worker must run as a worker thread');
parentPort.postMessage(parseBytes((workerData as { bytes: Uint8Array }).bytes));
