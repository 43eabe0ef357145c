import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is no longer undefined or false. */
export async function eventually<T>(what: string, ask: () => Promise<T | undefined | false>, patienceMs = 15_000) {
  for (const until = Date.now() + patienceMs; ; await pause(50)) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as T;
    if (Date.now() > until) throw new Error(`It did not happen within ${patienceMs} ms: ${what}`);
  }
}
