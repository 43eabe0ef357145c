// Makes a TypeScript client of the API: `npm run client -- [folder] [address of a running service] [--descriptions]`.
// Without an address it is made from the sources of this checkout.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { documentOfSources } from '../../console/build/document-of-sources.mjs';
import { typesOf } from './types.mjs';

const given = process.argv.slice(2);
const descriptions = given.includes('--descriptions');
const address = given.find((one) => /^https?:\/\//.test(one));
// npm runs scripts in the folder of package.json, and says where it was started.
const here = process.env.INIT_CWD ?? process.cwd();
const folder = resolve(here, given.find((one) => !one.startsWith('--') && one !== address) ?? 'motorpool-client');

async function served(url) {
  const response = await fetch(new URL('/openapi.json', url));
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}.`);
  return response.json();
}

const document = address ? await served(address) : await documentOfSources();
const source = await readFile(join(import.meta.dirname, 'motorpool.ts'), 'utf8');
const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, strict: true };
const { devDependencies } = JSON.parse(await readFile(join(import.meta.dirname, '../..', 'package.json'), 'utf8'));

await mkdir(folder, { recursive: true });
const write = (name, text) => writeFile(join(folder, name), text);
await write('schema.d.ts', await typesOf(document, { descriptions }));
await write('motorpool.js', ts.transpileModule(source, { compilerOptions }).outputText);
await write('motorpool.d.ts', ts.transpileDeclaration(source, { compilerOptions }).outputText);
const manifest = {
  name: 'motorpool-client',
  version: `${document.info.version}.0.0`,
  private: true,
  type: 'module',
  exports: { types: './motorpool.d.ts', default: './motorpool.js' },
  dependencies: { 'openapi-fetch': devDependencies['openapi-fetch'] },
};
await write('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`A client of ${document.info.title} ${document.info.version} is in ${folder}`);
process.exit(0);
