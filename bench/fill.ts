/** `npm run bench -- fill [documents]`: makes the corpus in BENCH_DATABASE_URL once, so that several benchmarks can use it. */
import type { Figure } from './figure.ts';
import { openBenchStore } from './lib/bench-store.ts';
import { fillCorpus } from './lib/corpus.ts';

export async function run(args: string[]): Promise<Figure[]> {
  const documents = Number(args[0] ?? 10_000);
  const { store } = await openBenchStore();
  const started = performance.now();
  await fillCorpus(store, documents, (done) => {
    if (done % 1_000 === 0)
      console.log(`${done} of ${documents} documents, ${Math.round((performance.now() - started) / 1000)} s`);
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  await store.close();
  return [{ name: 'corpus', value: `${documents} documents`, beside: `filled in ${seconds} s` }];
}
