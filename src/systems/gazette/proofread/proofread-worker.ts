/** Proofreads one artifact in a thread of its own and posts the findings with their keys. Speaks with `proofread-aside.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Artifact } from '#engines/law/parse/artifact.ts';
import { keyFindings } from './finding-key.ts';
import { proofread } from './index.ts';

if (!parentPort) throw new Error('proofread-worker must run as a worker thread');
const artifact = JSON.parse((workerData as { artifact: string }).artifact) as Artifact;
parentPort.postMessage(keyFindings(artifact, proofread(artifact)));
