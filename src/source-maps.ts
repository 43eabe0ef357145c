import { setSourceMapsSupport } from 'node:module';

// Runs before anything else (`node --import`), so that stack traces show our own source lines. `--enable-source-maps` would
// also keep the maps of every package, 18 MB in each process.
setSourceMapsSupport(true, { nodeModules: false });
