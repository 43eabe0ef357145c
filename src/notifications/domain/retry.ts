/** How a failed attempt is to be taken. */
export type Verdict =
  /** The server refused this mail for good (5xx), or the mail is wrong in itself: no attempt will do better (NO-3). */
  | 'permanent'
  /** The server refused this mail for now (4xx). */
  | 'transient'
  /** There was no conversation. All mail waits for the same recovery, so pauses stay short. */
  | 'unreachable'
  /** The server fell silent in the middle and may have taken the mail: every further attempt may double it. */
  | 'uncertain';

/** Seconds: the first pauses, from the last of which on they double, up to the longest. */
const pauses = {
  transient: { first: [5, 15, 30], longest: 1_800 },
  unreachable: { first: [5, 15, 30], longest: 60 },
  uncertain: { first: [45], longest: 1_800 },
};
const JITTER = 0.2;

/** Mail that nobody took for this long is given up. */
export const GIVE_UP_HOURS = 48;

/**
 * Seconds until the next attempt. The jitter of a fifth keeps the mails of one outage apart.
 *
 * @param attempts how many there have been
 * @param chance between 0 and 1
 */
export function pauseAfter(attempts: number, verdict: keyof typeof pauses, chance = Math.random()): number {
  const { first, longest } = pauses[verdict];
  const doublings = Math.max(0, attempts - first.length);
  const planned = first[attempts - 1] ?? first.at(-1)! * 2 ** doublings;
  return Math.min(planned, longest) * (1 + JITTER * (2 * chance - 1));
}
