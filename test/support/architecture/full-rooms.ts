import { posix } from 'node:path';
import type { CodeBase } from './code-base.js';

const MOST = 25;

/** Folders of the sources with more files than a newcomer takes in at a glance. Specs and templates are files, too. */
export function roomsTooFull(code: CodeBase): string[] {
  const counts = new Map<string, number>();
  for (const path of code.paths(/^(?:src|console\/src)\//)) {
    const folder = posix.dirname(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > MOST)
    .map(
      ([folder, count]) => `${folder}: ${count} files, at most ${MOST}; move those of one subject to a folder in it`,
    );
}
