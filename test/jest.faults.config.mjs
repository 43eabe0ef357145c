import base, { wholeService } from '../jest.config.mjs';

/**
 * One at a time: tests that kill processes and cut connections, those that take minutes, and what has a bound in seconds,
 * which no other test is to use up.
 */
export default {
  ...wholeService,
  roots: ['<rootDir>/test/alone', '<rootDir>/test/faults', '<rootDir>/test/soak'],
  testMatch: ['<rootDir>/test/alone/*.alone.ts', '<rootDir>/test/faults/*.fault.ts', '<rootDir>/test/soak/*.soak.ts'],
  reporters: base.reporters,
  maxWorkers: 1,
  testTimeout: 180_000,
};
