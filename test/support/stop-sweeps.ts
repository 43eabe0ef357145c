import { Sweeps } from '../../src/platform/schedule/sweeps.js';
import type { TestApp } from './app.js';

/** From here on a test says itself when it is looked for what is due; nothing else takes turns or locks meanwhile. */
export const stopSweeps = (app: TestApp): Promise<void> =>
  app.nest.get(Sweeps, { strict: false }).onApplicationShutdown();
