import { setSourceMapsSupport } from 'node:module';

// Before anything else (`node --import`): stacks name our own lines. `--enable-source-maps` would keep the maps of every
// package as well, 18 MB in each process.
setSourceMapsSupport(true, { nodeModules: false });
