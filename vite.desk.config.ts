import { defineConfig } from 'vite';

/** Builds the clerks' desk for the browser, split by page; the server reads the manifest (`desk-bundle.ts`). */
export default defineConfig({
  base: '/assets/desk/',
  // Nothing of `public/`, no index.html: the server writes the page around it.
  publicDir: false,
  build: {
    outDir: 'dist/desk-app',
    emptyOutDir: true,
    assetsDir: '',
    manifest: 'manifest.json',
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: 'src/systems/services/pages/desk-app/main.tsx',
      // Ant Design marks every module for React's server components, which there are none of here.
      onLog: (level, log, say) => log.code !== 'MODULE_LEVEL_DIRECTIVE' && say(level, log),
    },
  },
});
