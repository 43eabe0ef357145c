import base, { wholeService } from '../jest.config.mjs';

/** Tests that kill processes and cut connections, and those that take minutes: one at a time, against the built program. */
export default {
  ...wholeService,
  roots: ['<rootDir>/test/faults', '<rootDir>/test/soak'],
  testMatch: ['<rootDir>/test/faults/*.fault.ts', '<rootDir>/test/soak/*.soak.ts'],
  reporters: base.reporters,
  maxWorkers: 1,
  testTimeout: 180_000,
};
