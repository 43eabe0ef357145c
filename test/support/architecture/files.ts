import type { CodeBase } from './code-base.js';

const OURS = /^(?:src|test|migrations|bench|console|client)\//;
const KEBAB = /^\.?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
/** The types of the API, which a test holds to the service's own document. */
const GENERATED = 'console/src/api/schema.d.ts';
/** An aggregate with all its verbs stays in one file. */
const mostLines = (path: string): number => (/^src\/[^/]+\/domain\//.test(path) ? 400 : 250);

/** Files and folders whose name is not kebab-case. */
export function namesNotKebabCase(code: CodeBase): string[] {
  return code.paths(OURS).filter((path) => path.split('/').some((part) => part !== 'README.md' && !KEBAB.test(part)));
}

/** TypeScript files that are longer than a reader keeps in mind. */
export function filesTooLong(code: CodeBase): string[] {
  return code
    .paths(OURS)
    .filter((path) => /\.tsx?$/.test(path) && path !== GENERATED)
    .map((path) => ({ path, lines: code.text(path).replace(/\n$/, '').split('\n').length }))
    .filter(({ path, lines }) => lines > mostLines(path))
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}
