import { createHash } from 'node:crypto';
import ts from 'typescript';
import { type CodeBase, memberName } from './code-base.js';

/** Migrations that are not `<13-digit ms>-<context>-<verb-noun>.ts` with a way up and a way down. */
export function badMigrations(code: CodeBase): string[] {
  const owners = ['platform', ...code.contexts()].join('|');
  const name = new RegExp(`^migrations/(\\d{13})-(?:${owners})-[a-z]+(?:-[a-z0-9]+)+\\.ts$`);
  const seen = new Set<string>();
  return code.paths(/^migrations\//).flatMap((path) => {
    const time = name.exec(path)?.[1];
    if (!time) return [`${path}: not named <13-digit ms>-<context>-<verb-noun>.ts`];
    const faults = seen.has(time) ? [`${path}: another migration has the same time`] : [];
    seen.add(time);
    const methods = code.classes(path).flatMap(({ members }) => [...members].filter(ts.isMethodDeclaration));
    for (const way of ['up', 'down']) {
      const method = methods.find((each) => memberName(each) === way);
      if (!method?.body?.statements.length) faults.push(`${path}: ${way} is missing or empty`);
    }
    return faults;
  });
}

/** Migrations whose text is not the recorded one (SHA-256 by name), and records without a file. */
export function editedMigrations(code: CodeBase, recorded: Record<string, string>): string[] {
  const files = code.paths(/^migrations\//).map((path) => path.slice('migrations/'.length));
  const gone = Object.keys(recorded).filter((file) => !files.includes(file));
  return [
    ...files.flatMap((file) => {
      const hash = createHash('sha256')
        .update(code.text(`migrations/${file}`))
        .digest('hex');
      if (!recorded[file]) return [`${file} is new: when it is finished, record it as '${hash}'`];
      if (recorded[file] === hash) return [];
      return [`${file} was edited, but databases have it already: restore it, and add a new migration for the change`];
    }),
    ...gone.map((file) => `${file} is gone, but databases have it: restore it, and add a new migration for the change`),
  ];
}
