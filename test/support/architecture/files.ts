import type { CodeBase } from './code-base.js';

const OURS = /^(?:src|test|migrations|bench)\//;
const KEBAB = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const MOST_LINES = 250;

/** Files and folders whose name is not kebab-case. */
export function namesNotKebabCase(code: CodeBase): string[] {
  return code.paths(OURS).filter((path) => path.split('/').some((part) => part !== 'README.md' && !KEBAB.test(part)));
}

/** TypeScript files that are longer than a reader keeps in mind. */
export function filesTooLong(code: CodeBase): string[] {
  return code
    .paths(OURS)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => ({ path, lines: code.text(path).replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}
