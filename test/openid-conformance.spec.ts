import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES } from './support/conformance-modules.js';

const HERE = import.meta.dirname;

/** The modules that tests in this folder go by the name of, as often as they do. */
function tested(): string[] {
  return readdirSync(HERE)
    .filter((file) => file.startsWith('openid-conformance') && file.endsWith('.e2e.ts'))
    .flatMap((file) => [...readFileSync(join(HERE, file), 'utf8').matchAll(/\bnamed\('([^']+)'\)/g)])
    .map(([, module]) => module!);
}

describe('the conformance plans (security items 52 and 53)', () => {
  it.each([
    ['oidcc-basic-certification-test-plan', 38],
    ['oidcc-rp-initiated-logout-certification-test-plan', 11],
  ] as const)('%s has a test for each of its %i modules, and one only', (plan, count) => {
    const modules = Object.keys(MODULES[plan]);
    expect(modules.length).toBe(count);
    const counted = modules.map((module) => [module, tested().filter((one) => one === module).length]);
    expect(counted).toEqual(modules.map((module) => [module, 1]));
  });

  it('no test goes by the name of a module that is in no plan', () => {
    const known = new Set(Object.values(MODULES).flatMap((plan) => Object.keys(plan)));
    expect(tested().filter((module) => !known.has(module))).toEqual([]);
  });
});
