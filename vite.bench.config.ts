import { defineConfig } from 'vite';

/** Builds the benchmarks as the server is built: what is measured is what `npm start` runs. */
export default defineConfig({
  build: {
    ssr: 'bench/run.ts',
    outDir: 'dist/bench',
    target: 'node24',
    emptyOutDir: true,
    chunkSizeWarningLimit: 10_000,
    rollupOptions: { output: { entryFileNames: '[name].js' } },
  },
  ssr: { noExternal: [], external: true },
});
