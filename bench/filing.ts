/**
 * Filing applications: the whole command over HTTP (session, policy, validation, number, clock, event, sealed form,
 * notice, audit) by 16 connections, beside pgbench with the very statements that wrote
 * the cases: those who file at the same time share one.
 *
 * `BENCH_DATABASE_URL=… npm run bench -- filing [filings]`. The data are made up.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseConfig } from '#base/config.ts';
import { createLog } from '#base/log.ts';
import { createSignIn } from '#platform/people/sign-in.ts';
import { listItems, readItem, seedItems } from '#systems/permits/index.ts';
import { madeUpAnswers } from '../tests/made-up-answers.ts';
import type { Figure } from './figure.ts';
import { openBenchStore } from './lib/bench-store.ts';
import { idleJobs } from './lib/idle-jobs.ts';
import { figure, quantile } from './lib/measure.ts';
import { pgbenchRate, type Statement } from './lib/pgbench.ts';

const CONNECTIONS = 16;
const RATE_MIN = 1500;
const P99_MS_MAX = 40;
const SHARE_MIN = 0.5;
const PGBENCH_SECONDS = 8;
const STATEMENTS = 100;

export async function run(args: string[]): Promise<Figure[]> {
  const filings = Number(args[0] ?? 8000);
  const written: Statement[] = [];
  const { store, url } = await openBenchStore((sql, parameters) => {
    if (sql.includes('insert into case_file')) written.push({ sql, parameters });
  });
  const config = parseConfig({
    NODE_ENV: 'test',
    DATABASE_URL: url,
    GONGBAO_REQUESTS_PER_MINUTE: '100000000',
    GONGBAO_SIGN_INS_PER_MINUTE: '100000',
  });
  if (!config.ok) throw new Error(config.error.message);
  const log = createLog('silent');
  const signIn = createSignIn(config.value, store);
  const { createServer } = await import('#web/server.ts');
  const { rooms } = await import('../src/rooms.ts');
  const app = await createServer(
    { config: config.value, log, store, jobs: idleJobs, signIn },
    rooms.map((r) => r.routes),
  );
  await seedItems(store.db);
  await signIn.ensureAccount({
    username: 'benchwindow',
    name: '压力测试窗口',
    password: 'a-long-password',
    roles: [{ role: 'official', division: '640105' }],
    posts: [{ division: '640105', body: '*', role: 'clerk' }],
  });
  const opened = await signIn.open('benchwindow', 'a-long-password');
  if (!opened.ok) throw new Error(opened.error.message);
  const intakes = [];
  for (const { code } of await listItems(store.db)) {
    const found = await readItem(store.db, code);
    if (found)
      intakes.push({
        itemCode: code,
        itemVersion: found.version,
        body: found.content.codes.implementations[0]?.body,
        answers: madeUpAnswers(found.content.form),
      });
  }
  await app.listen({ port: 0, host: '127.0.0.1' });
  const client = fork(join(import.meta.dirname, 'lib/filing-client.ts'), { stdio: 'inherit' });
  client.send({
    port: (app.server.address() as AddressInfo).port,
    cookie: opened.value.map((c) => c.split(';')[0]).join('; '),
    connections: CONNECTIONS,
    filings,
    intakes,
  });
  const before = process.cpuUsage();
  const [told] = (await once(client, 'message')) as [
    { seconds: number; times: number[]; failed: number; cpu: number },
  ];
  const cpu = process.cpuUsage(before);
  client.disconnect();
  const sorted = told.times.sort((a, b) => a - b);
  const rate = filings / told.seconds;
  await app.close();
  await store.close();
  // The rounds of the whole run, evenly: those of the beginning are smaller than the rest.
  const sample = written.filter((_, k) => k % Math.ceil(written.length / STATEMENTS) === 0);
  const each = filings / written.length;
  const statements = sample.map(newKeys);
  const limit = pgbenchRate(url, statements, CONNECTIONS, PGBENCH_SECONDS) * (total(sample) / sample.length);
  const alone = pgbenchRate(url, sample.map(firstOnly).map(newKeys), CONNECTIONS, PGBENCH_SECONDS);
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
      value: figure(each),
      beside: `pgbench with one filing a statement ${figure(alone)} a second`,
    },
    {
      name: 'time of a filing, median and 99 %',
      value: `${figure(quantile(sorted, 0.5))} ms, ${figure(quantile(sorted, 0.99))} ms`,
      beside: `goal ${P99_MS_MAX} ms at 99 %`,
      ok: quantile(sorted, 0.99) <= P99_MS_MAX,
    },
    {
      name: 'processor time of a filing in the program',
      value: `${perFiling(cpu.user + cpu.system)} ms`,
      beside: `in the client that sends it ${perFiling(told.cpu)} ms`,
    },
  ];
}

type Opening = { n: number };

const openingsOf = ({ parameters }: Statement): Opening[] => JSON.parse(String(parameters[0]));
const total = (statements: readonly Statement[]): number =>
  statements.reduce((sum, s) => sum + openingsOf(s).length, 0);

const firstOnly = (statement: Statement): Statement => ({
  ...statement,
  parameters: [JSON.stringify(openingsOf(statement).slice(0, 1))],
});

/** The same statement again must file again: ids and keys are made by the database instead. */
function newKeys({ sql, parameters }: Statement): Statement {
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
