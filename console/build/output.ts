import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const TEXT = /\.(js|css|html|svg|json)$/;

const brotli = (content: Buffer | string): Buffer =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } });

/** Writes a `.br` and a `.gz` beside every text file, so that the service compresses nothing while people wait. */
export function compress(): Plugin {
  return {
    name: 'console:compress',
    apply: 'build',
    closeBundle() {
      const folder = this.environment.config.build.outDir;
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !TEXT.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const content = readFileSync(path);
        writeFileSync(`${path}.br`, brotli(content));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}

interface Limit {
  /** The name of the chunk that people see first. */
  screen: string;
  brotliBytes: number;
}

/** Fails the build when what a browser loads for the first screen has grown beyond the limit. */
export function limitFirstScreen({ screen, brotliBytes }: Limit): Plugin {
  return {
    name: 'console:limit-first-screen',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
      const roots = chunks.filter((chunk) => chunk.isEntry || chunk.name === screen);
      if (!roots.some((chunk) => chunk.name === screen)) this.error(`There is no chunk named ${screen}.`);
      const loaded = withImports(roots, bundle);
      const size = [...loaded].reduce((sum, name) => sum + brotli(contentOf(bundle[name]!)).length, 0);
      const told = `${(size / 1024).toFixed(1)} KB brotli in ${loaded.size} files`;
      if (size > brotliBytes) this.error(`The first screen loads ${told}; the limit is ${brotliBytes / 1024} KB.`);
      console.log(`First screen: ${told}`);
    },
  };
}

function withImports(roots: Rolldown.OutputChunk[], bundle: Rolldown.OutputBundle): Set<string> {
  const loaded = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk): void => {
    if (loaded.has(chunk.fileName)) return;
    loaded.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) loaded.add(style);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') add(imported);
    }
  };
  roots.forEach(add);
  return loaded;
}

const contentOf = (output: Rolldown.OutputChunk | Rolldown.OutputAsset): string | Buffer =>
  output.type === 'chunk' ? output.code : Buffer.from(output.source);
