import { InvalidInput } from '../../platform/domain/domain-error.js';
import type { Period } from '../../platform/domain/period.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * A booking is at least a minute long, and at most as long as the organisation allows (BK-3).
 *
 * @throws InvalidInput
 */
export function ensureLength({ start, end }: Period, maxBookingDays: number): void {
  const length = +end - +start;
  if (length < MINUTE_MS) {
    throw new InvalidInput([{ field: 'end', code: 'too_short', message: 'must be at least a minute after the start' }]);
  }
  if (length > maxBookingDays * DAY_MS) {
    const message = `must be at most ${maxBookingDays} days after the start`;
    throw new InvalidInput([{ field: 'end', code: 'too_long', message }]);
  }
}
