import type { CodeBase } from './code-base.js';

const SECTION = /^## Use cases, file by file$([\s\S]*?)^## /m;
const WALK = /^### (.+) \(at most (\d+) files\)$([\s\S]*?)(?=^### |$(?![\s\S]))/gm;
const FILE = /^\d+\. `([^`]+)`/gm;

/** Use cases in docs/architecture.md that name a file which does not exist, or more files than their heading allows. */
export function walksOutOfStep(code: CodeBase): string[] {
  const section = SECTION.exec(code.text('docs/architecture.md'))?.[1] ?? '';
  const walks = [...section.matchAll(WALK)].map(([, name, most, text]) => ({
    name: name!,
    most: Number(most),
    files: [...text!.matchAll(FILE)].map(([, file]) => file!),
  }));
  if (walks.length === 0) return ['docs/architecture.md describes no use case file by file'];
  return walks.flatMap(({ name, most, files }) => [
    ...(files.length === 0 ? [`${name}: no file`] : []),
    ...(files.length > most ? [`${name}: ${files.length} files, not ${most}`] : []),
    ...files.filter((file) => !code.has(`src/${file}`)).map((file) => `${name}: src/${file} does not exist`),
  ]);
}
