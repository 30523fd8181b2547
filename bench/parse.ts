/**
 * Speed and memory of the parser on one core, beside one regular-expression scan of the same text.
 *
 * The text is made of the invented samples, of synthetic plans, lists and tables, and of the real gazette when it is
 * there; each repetition is varied so that nothing is the same twice.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fromRoot } from '#base/paths.ts';
import { parseText } from '../src/engines/law/parse/index.ts';
import type { Figure } from './figure.ts';
import { cpuMs } from './lib/measure.ts';

const root = fromRoot();
const TARGET_MB_PER_S = 10;

/** Invented text of about 9,000 characters; `n` varies names, numbers and amounts. */
function synthetic(n: number): string {
  const year = 2000 + (n % 25);
  const lines = [
    `样例市第${n}区人民政府关于印发《第${n}号样例工作方案》的通知`,
    `样政发〔${year}〕${n}号`,
    '各镇人民政府，各街道办事处，区直各部门：',
    `现将《第${n}号样例工作方案》印发给你们，请认真贯彻执行。`,
    '样例市人民政府',
    `${year}年${1 + (n % 12)}月${1 + (n % 28)}日`,
    '（此件公开发布）',
    `第${n}号样例工作方案`,
    `为做好第${n}项样例工作，根据《样例条例》（样政发〔${year - 1}〕${n + 1}号），制定本方案。`,
  ];
  for (let k = 1; k <= 8; k++) {
    lines.push(`${'一二三四五六七八'.charAt(k - 1)}、第${k}项任务`);
    for (let j = 1; j <= 5; j++) {
      lines.push(
        `（${'一二三四五'.charAt(j - 1)}）推进样例${n * 10 + j}。完成投资${n + j}.${k}亿元，同比增长${k}.${j}%；` +
          `一是建立台账，按照《样例办法（试行）》（样办发〔${year}〕${j}号）执行。二是按月调度，于${year}年${k}月底前完成。`,
        `牵头单位：样例局${n}；责任单位：各镇、各街道`,
      );
    }
  }
  lines.push('附件', `样例清单${n}`, '序号\t事项\t机关\t依据');
  for (let k = 1; k <= 30; k++)
    lines.push(`${k}\t样例事项${n}之${k}\t样例局\t《样例法》《样例条例》（样发〔${year}〕${k}号）`);
  return lines.join('\n\n');
}

/** At least `bytes` of UTF-8, of the given seeds in turn with synthetic documents between. */
function makeText(bytes: number): string {
  const samples = join(root, 'samples/corpus');
  const seeds = readdirSync(samples)
    .filter((f) => f.endsWith('.txt') && !f.startsWith('gb18030') && !f.startsWith('utf16'))
    .map((f) => readFileSync(join(samples, f), 'utf8'));
  seeds.push(readFileSync(join(root, 'samples/lanhe-2024-02.txt'), 'utf8'));
  const gazette = join(process.env.GONGBAO_SHARED ?? join(root, '../shared'), 'gazette/xixia-2023-04.txt');
  const real = existsSync(gazette) ? readFileSync(gazette, 'utf8') : '';
  const parts: string[] = [];
  let size = 0;
  for (let n = 1; size < bytes; n++) {
    const part =
      n % 3 === 0 && real !== '' ? real : n % 3 === 1 ? synthetic(n) : (seeds[n % seeds.length] ?? '');
    const varied = `${part.replaceAll('〔2023〕', `〔${1990 + (n % 36)}〕`)}\n\n`;
    parts.push(varied);
    size += Buffer.byteLength(varied);
  }
  // One flat string: a rope of parts would be measured instead of the parser.
  return Buffer.from(parts.join('')).toString('utf8');
}

/** The plainest thing a reader could do with the text: find every cited title and number, once. */
function scan(text: string): number {
  let n = 0;
  for (const _ of text.matchAll(/《[^《》]*》|[^\s〔〕]{1,12}〔\d{4}〕\d+号/g)) n++;
  return n;
}

/** The collector, which Node hides without its flag. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

export async function run(args: string[]): Promise<Figure[]> {
  const megabytes = Number(args[0] ?? 20);
  const text = makeText(megabytes * 1e6);
  const mb = Buffer.byteLength(text) / 1e6;
  parseText(makeText(1e6));
  const parse = cpuMs(5, () => parseText(text));
  const peer = cpuMs(5, () => scan(text));
  const speed = (ms: number) => `${((mb / ms) * 1000).toFixed(1)} MB/s`;
  const figures: Figure[] = [
    {
      name: `parse, ${mb.toFixed(1)} MB of UTF-8, citations and all, CPU time`,
      value: speed(parse),
      beside: `≥ ${TARGET_MB_PER_S} MB/s`,
      ok: (mb / parse) * 1000 >= TARGET_MB_PER_S,
    },
    { name: 'one regular-expression scan of the same text', value: speed(peer), beside: 'the peer' },
    { name: 'parse takes', value: `${(parse / peer).toFixed(1)} × the scan`, beside: '1 × the scan' },
  ];
  let first = 0;
  for (const times of [1, 2, 4]) {
    const { ms, heap } = measure(makeText((megabytes / 4) * times * 1e6));
    const size = (megabytes / 4) * times;
    if (times === 1) first = heap / size;
    figures.push({
      name: `at ${times} × ${megabytes / 4} MB: heap held per MB of input`,
      value: `${(heap / size).toFixed(1)} MB (${((size / ms) * 1000).toFixed(1)} MB/s)`,
      beside: times === 1 ? 'linear when all three agree' : `${first.toFixed(1)} MB`,
      ok: heap / size < first * 1.5 + 1,
    });
  }
  return figures;
}

function measure(text: string): { ms: number; heap: number } {
  const collect = collector();
  collect();
  const before = process.memoryUsage().heapUsed;
  const start = performance.now();
  const artifact = parseText(text);
  const ms = performance.now() - start;
  collect();
  const heap = (process.memoryUsage().heapUsed - before) / 1e6;
  return { ms, heap: artifact.issuances.length > 0 ? heap : Number.NaN };
}
