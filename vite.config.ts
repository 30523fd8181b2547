import { defineConfig } from 'vite';

/** Builds the server: pages are .tsx, which Node does not run by itself. Everything else stays outside the bundle. */
export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    target: 'node24',
    emptyOutDir: true,
    rollupOptions: { output: { entryFileNames: '[name].js' } },
  },
  ssr: { noExternal: [], external: true },
});
