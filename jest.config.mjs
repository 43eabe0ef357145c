import './test/support/native/hooks.mjs';

/** What all kinds of tests share; a test of the rules loads nothing but the rules. */
export const common = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts'],
  // The sources import './x.js', as Node wants it after the build; here the file is still x.ts.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/test/support/native/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

/** Tests that run the whole service: Node loads it once for a worker, not once for a test file. */
export const wholeService = {
  ...common,
  testEnvironment: '<rootDir>/test/support/native/environment.mjs',
  transform: {
    '/(src|test/support/native)/.+\\.ts$': '<rootDir>/test/support/native/transform.mjs',
    '^.+\\.ts$': '@swc/jest',
  },
};

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...common,
      displayName: 'rules',
      testEnvironment: 'node',
      roots: ['<rootDir>/src', '<rootDir>/test', '<rootDir>/console/src'],
      testMatch: ['<rootDir>/{src,test,console/src}/**/*.spec.ts'],
      transform: { '^.+\\.ts$': '@swc/jest' },
    },
    {
      ...wholeService,
      displayName: 'journeys',
      roots: ['<rootDir>/test'],
      testMatch: ['<rootDir>/test/**/*.e2e.ts'],
    },
  ],
  reporters: ['default', '<rootDir>/test/support/no-skips-reporter.mjs'],
  // Each worker has a PostgreSQL database and an application of its own; two are what a small CI machine carries.
  maxWorkers: 2,
  // Modules of a test file that is over stay in memory: a worker begins anew before it takes what a small machine has.
  workerIdleMemoryLimit: '1.5GB',
  // Half a second, as Jest has it, is too short on a busy machine: it then ends a worker by force that was about to end.
  workerGracefulExitTimeout: 10_000,
  // A guard against what hangs, not a measure: on a slow machine, looking at one screen in all its forms takes over a minute.
  testTimeout: 180_000,
};
