import base from '../jest.config.mjs';

/** Tests that kill processes and cut connections: one at a time, against the built program. */
export default {
  ...base,
  rootDir: '..',
  roots: ['<rootDir>/test/faults'],
  testMatch: ['<rootDir>/test/faults/**/*.fault.ts'],
  maxWorkers: 1,
  testTimeout: 180_000,
};
