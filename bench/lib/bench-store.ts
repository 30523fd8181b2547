import { createLog } from '#base/log.ts';
import { migrate } from '#platform/store/migrate.ts';
import { openStore, type Store } from '#platform/store/store.ts';

/** The PostgreSQL server that benchmarks use: BENCH_DATABASE_URL, a database of its own (`scripts/postgres-cluster.sh` starts one). */
function benchUrl(): string {
  const url = process.env.BENCH_DATABASE_URL;
  if (!url) {
    console.error(
      'BENCH_DATABASE_URL is not set: start a server with scripts/postgres-cluster.sh start FOLDER and name an empty database',
    );
    process.exit(2);
  }
  return url;
}

/** The benchmark database, migrated. `onQuery` sees every statement with its parameters. */
export async function openBenchStore(
  onQuery?: (sql: string, parameters: readonly unknown[]) => void,
): Promise<{ store: Store; url: string }> {
  const url = benchUrl();
  const opened = await openStore({ kind: 'postgres', url, poolMax: 10 }, createLog('silent'), onQuery);
  if (!opened.ok) throw new Error(opened.error.message);
  await migrate(opened.value);
  return { store: opened.value, url };
}
