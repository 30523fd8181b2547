/**
 * The to-do list of a clerk, one request after another through the whole server without the network, with 1,000,000 made-up cases in the table and with
 * ten times as many, beside pgbench with the same SQL.
 *
 * `BENCH_DATABASE_URL=… npm run bench -- desk-lists [cases]`: ten million take some minutes to make, once.
 */
import { listItems, readItem } from '#systems/permits/index.ts';
import type { Figure } from './figure.ts';
import { openBenchSite } from './lib/bench-site.ts';
import { fillCases } from './lib/cases.ts';
import { figure, quantile, times } from './lib/measure.ts';
import { pgbenchMs, type Statement } from './lib/pgbench.ts';

const MEDIAN_MS_MAX = 20;
const TIMES_MAX = 1.5;
const RUNS = 400;
const LIMIT_SECONDS = 4;

export async function run(args: string[]): Promise<Figure[]> {
  const cases = Number(args[0] ?? 1_000_000);
  let asked: Statement[] | undefined;
  const site = await openBenchSite((sql, parameters) => asked?.push({ sql, parameters }));
  const first = (await listItems(site.store.db))[0];
  const item = first && (await readItem(site.store.db, first.code));
  const body = item?.content.implementers[0] ?? '';
  const clerks = {
    'a clerk of one body': await site.official('benchclerk', [{ division: '640105', body, role: 'clerk' }]),
    'a reviewer and approver of one body': await site.official('benchreviewer', [
      { division: '640105', body, role: 'reviewer' },
      { division: '640105', body, role: 'approver' },
    ]),
    'the window for all bodies': await site.official('benchwindow', [
      { division: '640105', body: '*', role: 'clerk' },
    ]),
  };
  const figures: Figure[] = [];
  const before = new Map<string, number>();
  for (const size of [cases, cases * 10]) {
    const started = performance.now();
    await fillCases(site.store, size);
    console.log(`${size} cases: ${Math.round((performance.now() - started) / 1000)} s`);
    for (const [who, cookie] of Object.entries(clerks)) {
      const get = async () => {
        const answer = await site.app.inject({ url: '/api/desk/to-do', headers: { cookie } });
        if (answer.statusCode !== 200) throw new Error(`the list answered ${answer.statusCode}`);
      };
      asked = [];
      await get();
      const statements = asked;
      asked = undefined;
      const sorted = await times(RUNS, get);
      const median = quantile(sorted, 0.5);
      const limit = pgbenchMs(site.url, [statements], LIMIT_SECONDS);
      const fewer = before.get(who);
      before.set(who, median);
      figures.push({
        name: `to-do of ${who}, ${size.toLocaleString('en')} cases`,
        value: `${figure(median)} ms median, ${figure(quantile(sorted, 0.95))} ms p95`,
        beside: `pgbench with the same SQL ${figure(limit)} ms; ${
          fewer === undefined
            ? `goal ${MEDIAN_MS_MAX} ms`
            : `× ${figure(median / fewer)} of a tenth of the cases, goal × ${TIMES_MAX}`
        }`,
        ok: fewer === undefined ? median <= MEDIAN_MS_MAX : median <= fewer * TIMES_MAX,
      });
    }
  }
  await site.close();
  return figures;
}
