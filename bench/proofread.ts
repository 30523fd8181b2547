/**
 * Proofreading a whole issue, on one core, beside parsing it; and how its time grows on the worst of texts.
 *
 * `npm run bench -- proofread [characters at 1 ×]`. The issue is the real gazette when it is there, else the sample.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseText } from '../src/engines/law/parse/index.ts';
import { proofread, RULES } from '../src/systems/gazette/proofread/index.ts';
import { ADVERSARIAL, issuedOf } from '../tests/adversarial.ts';
import type { Figure } from './figure.ts';
import { cpuMs, figure } from './lib/measure.ts';

const root = join(import.meta.dirname, '..');
const ISSUE_MS_MAX = 1000;
/** Above this the time grows faster than the text; quadratic is 16. */
const RATIO_MAX = 8;
/** Less cannot be told from the machine's own noise. */
const MS_LEAST = 5;
const SLOWEST = 5;

export async function run(args: string[]): Promise<Figure[]> {
  return [...issueFigures(), ...growthFigures(Number(args[0] ?? 20_000))];
}

function issueFigures(): Figure[] {
  const gazette = join(process.env.GONGBAO_SHARED ?? join(root, '../shared'), 'gazette/xixia-2023-04.txt');
  const real = existsSync(gazette);
  const text = readFileSync(real ? gazette : join(root, 'samples/lanhe-2024-02.txt'), 'utf8');
  const artifact = parseText(text);
  const parseMs = cpuMs(5, () => parseText(text));
  // A rule may look into what another left warm: the first call is what an editor waits for.
  const start = process.cpuUsage();
  const findings = proofread(artifact);
  const { user, system } = process.cpuUsage(start);
  const ms = cpuMs(5, () => proofread(artifact));
  const rules = RULES.map((rule) => ({ name: rule.name, ms: cpuMs(3, () => proofread(artifact, [rule])) }));
  return [
    {
      name: `${real ? 'the real issue' : 'the sample'}, ${text.length} characters, first time`,
      value: `${figure((user + system) / 1000)} ms, ${findings.length} findings of ${RULES.length} rules`,
      beside: `the limit ${ISSUE_MS_MAX} ms`,
      ok: (user + system) / 1000 <= ISSUE_MS_MAX,
    },
    {
      name: 'again',
      value: `${figure(ms)} ms`,
      beside: `parsing it ${figure(parseMs)} ms, × ${figure(ms / parseMs)}`,
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
