import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutants } from './mutants/all.js';

const textOf = (file: string): string => readFileSync(join(import.meta.dirname, '..', file), 'utf8');

/** What `npm run mutants` tries, so that the list does not rot while nobody runs it. */
describe('mutants', () => {
  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s', (_, mutant) => {
    const { file, find, replace, tests, only } = mutant;
    expect(textOf(file).split(find)).toHaveLength(2);
    expect(replace).not.toBe(find);
    expect(tests.filter((test) => !existsSync(join(import.meta.dirname, '..', test)))).toEqual([]);
    if (only !== undefined) expect(tests.some((test) => textOf(test).includes(only))).toBe(true);
  });

  it('each has a name of its own, and there are some of every context', () => {
    const names = mutants.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    const contexts = new Set(mutants.map(({ file }) => file.split('/')[1]));
    expect([...contexts].sort()).toEqual([
      ...['access', 'approvals', 'bookings', 'branches', 'fleet', 'identity', 'notifications', 'openid', 'platform'],
    ]);
  });
});
