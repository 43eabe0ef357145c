import type { RunningParts } from './global-setup.js';

/** Stops what globalSetup started. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as RunningParts).stopParts?.();
}
