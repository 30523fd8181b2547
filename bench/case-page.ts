/**
 * An applicant's page of a case over HTTP: session, policy, the case as it is in the database, the whole page; asked
 * again and again by 16 connections, for 64 cases in turn. Beside it the same statements by pgbench, and the page when
 * the reader has it already.
 *
 * `BENCH_DATABASE_URL=… npm run bench -- case-page [requests]`. The data are made up.
 */
import { newId } from '#base/ids.ts';
import { readPhone } from '#platform/people/phone.ts';
import { listItems, readItem, receivingBodies } from '#systems/permits/index.ts';
import { madeUpAnswers } from '../tests/made-up-answers.ts';
import type { Figure } from './figure.ts';
import { openBenchSite } from './lib/bench-site.ts';
import { underLoad } from './lib/load.ts';
import { figure } from './lib/measure.ts';
import { pgbenchRate, type Statement } from './lib/pgbench.ts';

const CONNECTIONS = 16;
const CASES = 64;
const RATE_MIN = 2500;
const WARM_UP = 3000;
const PGBENCH_SECONDS = 6;
const PHONE = '13900000051';

export async function run(args: string[]): Promise<Figure[]> {
  const times = Number(args[0] ?? 20_000);
  let asked: Statement[] | undefined;
  const site = await openBenchSite((sql, parameters) => asked?.push({ sql, parameters }));
  const phone = readPhone(PHONE);
  if (!phone) throw new Error('no phone number');
  await site.signIn.register({ name: '压力测试居民', phone, password: 'a-long-password' });
  const opened = await site.signIn.open(PHONE, 'a-long-password');
  if (!opened.ok) throw new Error(opened.error.message);
  const cookie = opened.value.map((c) => c.split(';')[0]).join('; ');
  const window = await site.official('benchwindow', [{ division: '640105', body: '*', role: 'clerk' }]);
  const codes = (await listItems(site.store.db)).map((i) => i.code);
  const ids: string[] = [];
  for (let n = 0; n < CASES; n++) {
    const item = await readItem(site.store.db, codes[n % codes.length] ?? '');
    if (!item) throw new Error('no item');
    const answers = madeUpAnswers(item.content.form);
    for (const section of Object.values(answers)) if ('mobile' in section) section.mobile = PHONE;
    const filed = await site.app.inject({
      method: 'POST',
      url: '/api/desk/cases',
      headers: { cookie: window, 'sec-fetch-site': 'same-origin' },
      payload: {
        itemCode: item.code,
        itemVersion: item.version,
        body: receivingBodies(item.content)[0],
        answers,
        requestKey: newId(),
      },
    });
    if (filed.statusCode !== 200) throw new Error(filed.body);
    ids.push((filed.json() as { id: string }).id);
  }
  const load = {
    port: site.port,
    connections: CONNECTIONS,
    requests: ids.map((id) => ({ method: 'GET' as const, path: `/me/cases/${id}`, cookie })),
  };
  await underLoad({ ...load, times: WARM_UP });
  asked = [];
  const told = await underLoad({ ...load, times });
  const statements = asked;
  await site.close();
  const rate = times / told.seconds;
  const stretches = Array.from({ length: 50 }, (_, k) => {
    const start = Math.floor((statements.length / 50) * k);
    return statements.slice(start, start + 8);
  });
  const perStatement = times / statements.length;
  const limit = pgbenchRate(site.url, stretches, CONNECTIONS, PGBENCH_SECONDS) * 8 * perStatement;
  const each = (microseconds: number) => figure(microseconds / 1000 / times);
  return [
    {
      name: `case pages a second, ${CONNECTIONS} connections, ${told.failed} failed`,
      value: figure(rate),
      beside: `pgbench with the same statements ${figure(limit)}, × ${figure(rate / limit)}; goal ${RATE_MIN}`,
      ok: told.failed === 0 && rate >= RATE_MIN,
    },
    {
      name: 'time of a case page, median and 99 %',
      value: `${figure(told.ms.p50)} ms, ${figure(told.ms.p99)} ms`,
      beside: `${figure(perStatement)} pages a statement`,
    },
    {
      name: 'processor time of a case page in the program',
      value: `${each(told.ownCpu)} ms`,
      beside: `in the client that asks for it ${each(told.cpu)} ms`,
    },
  ];
}
