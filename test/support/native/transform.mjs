import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import './hooks.mjs';

/**
 * A module of the sources, for a test of the whole service. Jest evaluates every module anew for every test file: the
 * service and its packages are some two thousand. Node loads them once for a worker, and Jest gets a stub that hands on
 * what they export. Names come from evaluating the module; there is no `export *`, so they change with its text alone.
 */
export default {
  getCacheKey: (source, path) => createHash('sha256').update('native').update(path).update(source).digest('hex'),
  async processAsync(_source, path) {
    const names = Object.keys(await import(pathToFileURL(path).href));
    const natively = `await importNatively(${JSON.stringify(path)})`;
    return { code: names.length > 0 ? `export const { ${names.join(', ')} } = ${natively};` : `${natively};` };
  },
};
