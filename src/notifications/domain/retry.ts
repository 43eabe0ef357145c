/** How a failed attempt is to be taken. */
export type Verdict =
  /** The server refused this mail for good (5xx), or the mail is wrong in itself: no attempt will do better (NO-3). */
  | 'permanent'
  /** The server refused it for now, or went away in the middle: another attempt may double it, so pauses grow long. */
  | 'transient'
  /** There was no conversation: nothing was sent, and all mail waits for the same recovery, so pauses stay short. */
  | 'unreachable';

const FIRST_PAUSES = [5, 15, 30];
const LONGEST_PAUSE = { transient: 30 * 60, unreachable: 60 };
const JITTER = 0.2;

/** Mail that nobody took for this long is given up. */
export const GIVE_UP_HOURS = 48;

/**
 * Seconds until the next attempt: 5, 15, 30, then doubling. The jitter of a fifth keeps the mails of one outage apart.
 *
 * @param attempts how many there have been
 * @param chance between 0 and 1
 */
export function pauseAfter(attempts: number, verdict: 'transient' | 'unreachable', chance = Math.random()): number {
  const planned =
    FIRST_PAUSES[attempts - 1] ?? FIRST_PAUSES.at(-1)! * 2 ** Math.min(attempts - FIRST_PAUSES.length, 20);
  return Math.min(planned, LONGEST_PAUSE[verdict]) * (1 + JITTER * (2 * chance - 1));
}
