/**
 * Filing applications: the whole command over HTTP (session, policy, validation, number, clock, event, sealed form,
 * notice, audit) by 16 connections, beside pgbench with the very statements that wrote
 * the cases: those who file at the same time share one.
 *
 * `BENCH_DATABASE_URL=… npm run bench -- filing [filings]`. The data are made up.
 */
import { listItems, readItem, receivingBodies } from '#systems/permits/index.ts';
import { madeUpAnswers } from '../tests/made-up-answers.ts';
import type { Figure } from './figure.ts';
import { openBenchSite } from './lib/bench-site.ts';
import { underLoad } from './lib/load.ts';
import { figure } from './lib/measure.ts';
import { pgbenchRate, type Statement } from './lib/pgbench.ts';

const CONNECTIONS = 16;
const RATE_MIN = 1500;
const P99_MS_MAX = 40;
const SHARE_MIN = 0.5;
const PGBENCH_SECONDS = 8;
/** Taken from the run for pgbench: so many stretches of so many statements. */
const STRETCHES = 50;
const STATEMENTS = 16;
/** Filings that do not count, until the program is warm. */
const WARM_UP = 3000;

export async function run(args: string[]): Promise<Figure[]> {
  const filings = Number(args[0] ?? 12_000);
  let asked: Statement[] | undefined;
  const site = await openBenchSite((sql, parameters) => asked?.push({ sql, parameters }));
  const { store, url } = site;
  const cookie = await site.official('benchwindow', [{ division: '640105', body: '*', role: 'clerk' }]);
  const requests = [];
  for (const { code } of await listItems(store.db)) {
    const found = await readItem(store.db, code);
    if (!found) continue;
    const intake = {
      itemCode: code,
      itemVersion: found.version,
      body: receivingBodies(found.content)[0],
      answers: madeUpAnswers(found.content.form),
    };
    requests.push({
      method: 'POST' as const,
      path: '/api/desk/cases',
      cookie,
      json: JSON.stringify(intake),
      newKey: true,
    });
  }
  const load = { port: site.port, connections: CONNECTIONS, requests };
  await underLoad({ ...load, times: WARM_UP });
  // As autovacuum does within a minute: until then plans rest on a table that was all but empty.
  await store.runSql('analyze');
  asked = [];
  const told = await underLoad({ ...load, times: filings });
  await site.close();
  const rate = filings / told.seconds;
  // What the program asked, session and versions too, in stretches evenly taken from the whole run.
  const stretches = Array.from({ length: STRETCHES }, (_, k) => {
    const start = Math.floor(((asked as Statement[]).length / STRETCHES) * k);
    return (asked as Statement[]).slice(start, start + STATEMENTS);
  });
  const written = asked.filter(isOpening);
  const perStretch =
    stretches
      .flat()
      .filter(isOpening)
      .reduce((sum, s) => sum + openingsOf(s).length, 0) / STRETCHES;
  const limit =
    pgbenchRate(
      url,
      stretches.map((all) => all.map(newKeys)),
      CONNECTIONS,
      PGBENCH_SECONDS,
    ) * perStretch;
  const single = written.slice(0, STRETCHES).map((s) => [newKeys(firstOnly(s))]);
  const alone = pgbenchRate(url, single, CONNECTIONS, PGBENCH_SECONDS);
  const perFiling = (microseconds: number) => figure(microseconds / 1000 / filings);
  return [
    {
      name: `filings a second, ${CONNECTIONS} connections, ${told.failed} failed`,
      value: figure(rate),
      beside: `pgbench with the same statements ${figure(limit)}, × ${figure(rate / limit)}; goals ${RATE_MIN} and × ${SHARE_MIN}`,
      ok: told.failed === 0 && rate >= RATE_MIN && rate / limit >= SHARE_MIN,
    },
    {
      name: 'filings a statement, on average',
      value: figure(filings / written.length),
      beside: `pgbench with one filing a statement ${figure(alone)} a second`,
    },
    {
      name: 'time of a filing, median and 99 %',
      value: `${figure(told.ms.p50)} ms, ${figure(told.ms.p99)} ms`,
      beside: `goal ${P99_MS_MAX} ms at 99 %`,
      ok: told.ms.p99 <= P99_MS_MAX,
    },
    {
      name: 'processor time of a filing in the program',
      value: `${perFiling(told.ownCpu)} ms`,
      beside: `in the client that sends it ${perFiling(told.cpu)} ms`,
    },
  ];
}

type Opening = { n: number };

const isOpening = ({ sql }: Statement): boolean => sql.includes('insert into case_file');
const openingsOf = ({ parameters }: Statement): Opening[] => JSON.parse(String(parameters[0]));
const firstOnly = (statement: Statement): Statement => ({
  ...statement,
  parameters: [JSON.stringify(openingsOf(statement).slice(0, 1))],
});

/** The same statement again must file again: ids and keys are made by the database instead. */
function newKeys(statement: Statement): Statement {
  if (!isOpening(statement)) return statement;
  const { sql, parameters } = statement;
  const made = sql
    .replace(
      /select \* from (json_to_recordset\(.*?\)) as a\((.*?)\)\s*\), command/s,
      (_m, set, columns: string) => {
        const names = columns.split(',').map((column) => column.trim().split(' ')[0] ?? '');
        const fresh: Record<string, string> = {
          id: 'gen_random_uuid() as id',
          key: 'gen_random_uuid()::text as key',
          audit: 'gen_random_uuid() as audit',
        };
        return `select ${names.map((name) => fresh[name] ?? name).join(', ')} from ${set} as a(${columns})), command`;
      },
    )
    .replace('select o.division, t.id,', 'select o.division, gen_random_uuid(),');
  if (made === sql || !made.includes('gen_random_uuid(),'))
    throw new Error('the statement reads otherwise than expected');
  return { sql: made, parameters };
}
