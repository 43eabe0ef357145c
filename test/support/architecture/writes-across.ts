import type { CodeBase } from './code-base.js';

/** `INSERT INTO bookings.bookings`, and the other statements that change a table that is named with its schema. */
const WRITE = /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE|MERGE\s+INTO)\s+(?:ONLY\s+)?(\w+)\.(\w+)/g;

/** Statements that change a table of another context (rule 9). What belongs to `platform` is everybody's. */
export function writesAcross(code: CodeBase): string[] {
  const contexts = new Set(code.contexts());
  return code.sources().flatMap((path) => {
    const [, own] = path.split('/');
    return [...code.text(path).matchAll(WRITE)]
      .filter(([, schema]) => contexts.has(schema!) && schema !== own)
      .map(([, schema, table]) => `${path} writes ${schema}.${table}`);
  });
}
