// Writes the console's types of the API. With `--check` it only says whether the file is what it would write.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { typesOf } from '../../.build/client/types.mjs';
import { documentOfSources } from './document-of-sources.mjs';

const FILE = join(import.meta.dirname, '..', 'src', 'api', 'schema.d.ts');
const HEAD = '// Made by `npm run client:types` from the OpenAPI document of the service. Not to be edited.\n\n';

const types = HEAD + (await typesOf(await documentOfSources()));
if (process.argv.includes('--check')) {
  const known = await readFile(FILE, 'utf8').catch(() => '');
  if (known !== types) {
    console.error('console/src/api/schema.d.ts is not what the service serves: npm run client:types');
    process.exit(1);
  }
} else {
  await writeFile(FILE, types);
}
process.exit(0);
