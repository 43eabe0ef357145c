// Compiles the service and runs it; `npm run dev` starts this again whenever a source changes.
await import('./compile.mjs');
await import('../dist/src/main.js');
