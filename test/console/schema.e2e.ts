import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const TYPES = join(import.meta.dirname, '../../console/src/api/schema.d.ts');
const CHECK = join(import.meta.dirname, '../../console/build/client-types.mjs');

describe('the console’s types of the API', () => {
  it('are those of the OpenAPI document that the service has now; `npm run client:types` makes them so', async () => {
    await promisify(execFile)(process.execPath, [CHECK, '--check']);
  });

  it('IF-1: are at most 6,000 lines, which is what `npm run client` gives to others as well', async () => {
    const lines = (await readFile(TYPES, 'utf8')).split('\n').length;
    expect(lines).toBeLessThanOrEqual(6_000);
  });
});
