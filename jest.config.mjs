import { registerHooks } from 'node:module';

// Jest loads globalSetup by itself, without moduleNameMapper. This lets it and what it imports name x.ts as './x.js', too.
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (!/^\.{1,2}\/.*\.js$/.test(specifier)) throw error;
      return next(specifier.replace(/\.js$/, '.ts'), context);
    }
  },
});

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.e2e.ts', '<rootDir>/test/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  extensionsToTreatAsEsm: ['.ts'],
  // The sources import './x.js', as Node wants it after the build; here the file is still x.ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  reporters: ['default', '<rootDir>/test/support/no-skips-reporter.mjs'],
  // Each worker has a PostgreSQL database and an application of its own; two are what a small CI machine carries.
  maxWorkers: 2,
  // Modules of a test file that is over stay in memory: a worker begins anew before it takes what a small machine has.
  workerIdleMemoryLimit: '1.5GB',
  testTimeout: 30_000,
};
