/**
 * How the parser's time grows on the worst of texts: documents of one piece repeated to 1, 2 and 4 times a
 * length.
 *
 * `npm run bench -- growth [characters at 1 ×]`
 */
import { parseText } from '../src/engines/law/parse/index.ts';
import { ADVERSARIAL, issuedOf } from '../tests/adversarial.ts';
import type { Figure } from './figure.ts';
import { cpuMs, figure } from './lib/measure.ts';

/** Above this the time grows faster than the text; quadratic is 16. */
const RATIO_MAX = 8;
/** Less cannot be told from the machine's own noise. */
const MS_LEAST = 5;

export async function run(args: string[]): Promise<Figure[]> {
  const characters = Number(args[0] ?? 50_000);
  return ADVERSARIAL.map((unit) => {
    const ms = [1, 2, 4].map((times) => {
      const text = issuedOf(unit, times * characters);
      return cpuMs(3, () => parseText(text));
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
