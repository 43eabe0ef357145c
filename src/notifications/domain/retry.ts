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

/**
 * Seconds: the first pauses, from the last of which on they double, up to the longest. In the first hour that is short
 * enough for all mail to go out within two minutes of a server's recovery; who refuses for longer is asked less often.
 */
const pauses = {
  transient: { first: [5, 15, 30], longest: 85, later: 1_800 },
  unreachable: { first: [5, 15, 30], longest: 60, later: 60 },
  uncertain: { first: [45], longest: 85, later: 1_800 },
};
const ATTEMPTS_OF_AN_HOUR = 45;
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
  const { first, longest, later } = pauses[verdict];
  const late = attempts > ATTEMPTS_OF_AN_HOUR;
  const doublings = late ? attempts - ATTEMPTS_OF_AN_HOUR : Math.max(0, attempts - first.length);
  const planned = first[attempts - 1] ?? (late ? longest : first.at(-1)!) * 2 ** doublings;
  return Math.min(planned, late ? later : longest) * (1 + JITTER * (2 * chance - 1));
}
