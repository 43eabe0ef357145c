import { join } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import { defineConfig } from 'vite';
import { compress, limitFirstScreen } from './build/output.ts';

const service = process.env.MOTORPOOL_URL ?? 'http://localhost:3000';

/** Everything but the console itself is answered by a running service. */
const proxy = {
  '^/(?!app(/|$|\\?))': {
    target: service,
    // The service only accepts changes from its own origin.
    headers: { origin: new URL(service).origin },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  // Not the React plugin: its Babel conflicts with Jest's.
  oxc: { jsx: { runtime: 'automatic' } },
  plugins: [
    { ...optimizeLocales.vite({ locales: ['en-US', 'en-GB'] }), enforce: 'pre' },
    limitFirstScreen({ screen: 'today-screen', brotliBytes: 180 * 1024 }),
    compress(),
  ],
  server: { port: 5173, strictPort: true, proxy },
  build: {
    outDir: join(import.meta.dirname, '../dist/console'),
    emptyOutDir: true,
    // light-dark() is left as it is.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The limit that counts is that of the first screen, as it is sent.
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // "use client" is for servers that render React; there is none here.
      checks: { moduleLevelDirective: false, pluginTimings: false },
    },
  },
});
