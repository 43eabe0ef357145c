export const deliveryStates = ['pending', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** A delivery that is to be attempted now. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly url: string;
  readonly sealedSecret: string;
  readonly eventId: string;
  readonly body: string;
  readonly attempts: number;
  /** The attempts since it was last requested. */
  readonly tries: number;
}

/** The result of an attempt. */
export interface AttemptResult {
  /** The status of the response; null if there was none. */
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: string | null;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const pauses = [5, 30, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];
const JITTER = 0.2;
const GONE = 410;

export const isTaken = ({ status }: AttemptResult): boolean => status !== null && status >= 200 && status < 300;

/** Seconds until the next attempt; null if there is no further one, or the receiver answered that it is gone for good. */
export function pauseBeforeRetry(tries: number, { status }: AttemptResult, chance = Math.random()): number | null {
  const planned = pauses[tries - 1];
  if (planned === undefined || status === GONE) return null;
  return planned * (1 + JITTER * (2 * chance - 1));
}
