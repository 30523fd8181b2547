/**
 * Proofreading a whole issue, on one core, beside parsing it; and how its time grows on the worst of texts.
 *
 * `npm run bench -- proofread [characters at 1 ×]`. The issue is the real gazette when it is there, else the sample.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '#base/paths.ts';
import { parseText } from '../src/engines/law/parse/index.ts';
import { proofread, RULES } from '../src/systems/gazette/proofread/index.ts';
import { ADVERSARIAL, issuedOf } from '../tests/adversarial.ts';
import type { Figure } from './figure.ts';
import { cpuMs, figure } from './lib/measure.ts';

const root = fromRoot();
/** The engine's flags that `npm run gongbao` starts it with. */
const FLAGS = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  .scripts.gongbao.split(' ')
  .filter((word: string) => word.startsWith('--'));
const ISSUE_MS_MAX = 1000;
/** Above this the time grows faster than the text; quadratic is 16. */
const RATIO_MAX = 8;
/** Less cannot be told from the machine's own noise. */
const MS_LEAST = 5;
const SLOWEST = 5;
const ROUNDS = 3;

export async function run(args: string[]): Promise<Figure[]> {
  return [...issueFigures(), ...growthFigures(Number(args[0] ?? 20_000))];
}

type Once = {
  characters: number;
  findings: number;
  firstMs: number;
  firstCpuMs: number;
  againMs: number;
  parseMs: number;
};

/** In processes of their own: the first call of each is what an editor waits for, in a server that was just started: without the command's flags. The best of three tells the code from the machine. */
function once(file: string): Once {
  const runs = Array.from({ length: ROUNDS }, () => {
    const run = spawnSync(process.execPath, [join(root, 'bench/lib/proofread-once.ts'), file], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    if (run.status !== 0) throw new Error(run.stderr.slice(-500));
    return JSON.parse(run.stdout) as Once;
  });
  return runs.reduce((best, run) => (run.firstMs < best.firstMs ? run : best));
}

/** The command from its start to its end, the best of three; once before, as what it compiles is kept. */
function commandMs(file: string): number {
  const times = Array.from({ length: 1 + ROUNDS }, () => {
    const start = performance.now();
    const run = spawnSync(process.execPath, [...FLAGS, join(root, 'bin/gongbao.js'), 'proofread', file], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
      maxBuffer: 1 << 28,
    });
    if (run.status !== 0) throw new Error(run.stderr.slice(-500));
    return performance.now() - start;
  });
  return Math.min(...times.slice(1));
}

function issueFigures(): Figure[] {
  const gazette = join(process.env.GONGBAO_SHARED ?? join(root, '../shared'), 'gazette/xixia-2023-04.txt');
  const real = existsSync(gazette);
  const file = real ? gazette : join(root, 'samples/lanhe-2024-02.txt');
  const { characters, findings, firstMs, firstCpuMs, againMs, parseMs } = once(file);
  const wholeMs = commandMs(file);
  const artifact = parseText(readFileSync(file, 'utf8'));
  const ms = cpuMs(3, () => proofread(artifact));
  const rules = RULES.map((rule) => ({ name: rule.name, ms: cpuMs(3, () => proofread(artifact, [rule])) }));
  return [
    {
      name: `${real ? 'the real issue' : 'the sample'}, ${characters} characters, first time, best of ${ROUNDS} processes`,
      value: `${figure(firstMs)} ms, ${findings} findings of ${RULES.length} rules`,
      beside: `the limit ${ISSUE_MS_MAX} ms; ${figure(firstCpuMs)} ms of processor time`,
      ok: firstMs <= ISSUE_MS_MAX,
    },
    {
      name: `the command \`gongbao proofread\`, from start to end, best of ${ROUNDS}`,
      value: `${figure(wholeMs)} ms`,
      beside: `the limit ${ISSUE_MS_MAX} ms`,
      ok: wholeMs <= ISSUE_MS_MAX,
    },
    {
      name: 'again',
      value: `${figure(againMs)} ms`,
      beside: `parsing it ${figure(parseMs)} ms, × ${figure(againMs / parseMs)}`,
    },
    ...rules
      .toSorted((a, b) => b.ms - a.ms)
      .slice(0, SLOWEST)
      .map((rule) => ({
        name: rule.name,
        value: `${figure(rule.ms)} ms`,
        beside: `all rules ${figure(ms)} ms`,
      })),
  ];
}

function growthFigures(characters: number): Figure[] {
  return ADVERSARIAL.map((unit) => {
    const ms = [1, 2, 4].map((times) => {
      const artifact = parseText(issuedOf(unit, times * characters));
      return cpuMs(2, () => proofread(artifact));
    });
    const ratio = Math.max(ms[2] ?? 0, MS_LEAST) / Math.max(ms[0] ?? 0, MS_LEAST);
    return {
      name: JSON.stringify(unit.slice(0, 12)),
      value: `${ms.map(figure).join(' → ')} ms, × ${figure(ratio)}`,
      beside: `linear is × 4, the limit × ${RATIO_MAX}`,
      ok: ratio <= RATIO_MAX,
    };
  });
}
