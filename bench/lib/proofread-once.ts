/**
 * Proofreads one file in a process of its own, without a loader, as the desk's worker does, and prints
 * what the first call and the best of four more took, the first also in processor time of its thread, which other work
 * on the machine changes least: `node bench/lib/proofread-once.ts FILE`.
 */
import { readFileSync } from 'node:fs';
import { parseText } from '../../src/engines/law/parse/index.ts';
import { proofread } from '../../src/systems/gazette/proofread/index.ts';

const text = readFileSync(process.argv[2] ?? '', 'utf8');
const artifact = parseText(text);
const times: number[] = [];
let findings = 0;
let firstCpuMs = 0;
for (let round = 0; round < 5; round++) {
  const start = performance.now();
  const cpu = process.threadCpuUsage();
  findings = proofread(artifact).length;
  times.push(performance.now() - start);
  const { user, system } = process.threadCpuUsage(cpu);
  if (round === 0) firstCpuMs = (user + system) / 1000;
}
const parsing = performance.now();
parseText(text);
console.log(
  JSON.stringify({
    characters: text.length,
    findings,
    firstMs: times[0],
    firstCpuMs,
    againMs: Math.min(...times.slice(1)),
    parseMs: performance.now() - parsing,
  }),
);
