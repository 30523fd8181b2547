/** `npm run bench -- fill [documents]`: makes the corpus in BENCH_DATABASE_URL once, so that several benchmarks can use it. */
import { openBenchStore } from './lib/bench-store.ts';
import { fillCorpus } from './lib/corpus.ts';

export default async function fill(args: readonly string[]): Promise<void> {
  const documents = Number(args[0] ?? 10_000);
  const { store } = await openBenchStore();
  const started = performance.now();
  await fillCorpus(store, documents, (done) => {
    if (done % 1_000 === 0)
      console.log(`${done} of ${documents} documents, ${Math.round((performance.now() - started) / 1000)} s`);
  });
  console.log(`filled in ${Math.round((performance.now() - started) / 1000)} s`);
  await store.close();
}
