import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const SOURCE = /^file:.*(?<!\/node_modules\/.*)\.ts$/;

// Node runs the sources as they are: './x.js' is still x.ts, and decorators are compiled as the build compiles them (.swcrc).
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!/^(\.{1,2}\/|file:).*\.js$/.test(specifier)) throw error;
      return next(specifier.replace(/\.js$/, '.ts'), context);
    }
  },
  load(url, context, next) {
    if (!SOURCE.test(url)) return next(url, context);
    const { source } = next(url, { ...context, format: 'module' });
    const { code } = transformSync(String(source), { filename: fileURLToPath(url), sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
