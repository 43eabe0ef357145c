// Compiles the service to dist/ with swc, as Jest does: types are checked by `npm run typecheck`, not here.
import { cp, glob, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';

const PARTS = ['src', 'migrations', 'bench'];
const root = join(import.meta.dirname, '..');

const isSource = (file) => /(?<!\.spec|\.d)\.ts$/.test(file);

/** Where a file of the sources goes. */
const target = (file) => join(root, 'dist', file.replace(/\.ts$/, '.js'));

async function compile(file) {
  const { code, map } = await transformFile(join(root, file), { swcrc: true, cwd: root });
  const to = target(file);
  const sources = { ...JSON.parse(map), sources: [relative(dirname(to), join(root, file))] };
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, `${code}//# sourceMappingURL=${to.split('/').at(-1)}.map\n`);
  await writeFile(`${to}.map`, JSON.stringify(sources));
}

async function copy(file) {
  await cp(join(root, file), target(file));
}

// What is no longer in the sources must not be found by a program that looks into a folder, as migrations are.
await Promise.all(PARTS.map((part) => rm(join(root, 'dist', part), { recursive: true, force: true })));
const files = await Array.fromAsync(glob(`{${PARTS.join(',')}}/**/*.{ts,hbs,css,svg,js}`, { cwd: root }));
await Promise.all(files.filter((file) => isSource(file)).map(compile));
await Promise.all(files.filter((file) => !file.endsWith('.ts')).map(copy));
