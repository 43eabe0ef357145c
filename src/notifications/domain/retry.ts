/** What a failed attempt means for the next one. */
export type Verdict =
  /** The server refused this mail for good (5xx), or the mail is wrong in itself: no attempt will do better (NO-3). */
  | 'permanent'
  /** The server refused this mail for now (4xx). */
  | 'transient'
  /** The server could not be reached. All mail waits for the same server, so the pauses stay short. */
  | 'unreachable'
  /** The server stopped answering in the middle and may have taken the mail: another attempt may send it twice. */
  | 'uncertain';

/**
 * In seconds: the first pauses, and the longest one; after the last of the first, each pause is twice as long. They are short
 * in the first hour, so that all mail goes out within two minutes of a server's recovery; a server that refuses for longer is
 * asked less often.
 */
const pauses = {
  transient: { first: [5, 15, 30], longest: 85, later: 1_800 },
  unreachable: { first: [5, 15, 30], longest: 60, later: 60 },
  uncertain: { first: [45], longest: 85, later: 1_800 },
};
const ATTEMPTS_OF_AN_HOUR = 45;
const JITTER = 0.2;

/** After this time without success, an email is given up. */
export const GIVE_UP_HOURS = 48;

/**
 * Seconds until the next attempt. A fifth of it is random, so that the mails of one outage are spread.
 *
 * @param attempts how many attempts there have been
 * @param chance between 0 and 1
 */
export function pauseAfter(attempts: number, verdict: keyof typeof pauses, chance = Math.random()): number {
  const { first, longest, later } = pauses[verdict];
  const late = attempts > ATTEMPTS_OF_AN_HOUR;
  const doublings = late ? attempts - ATTEMPTS_OF_AN_HOUR : Math.max(0, attempts - first.length);
  const planned = first[attempts - 1] ?? (late ? longest : first.at(-1)!) * 2 ** doublings;
  return Math.min(planned, late ? later : longest) * (1 + JITTER * (2 * chance - 1));
}
