import { OdometerImplausible } from './errors.js';

const DAY_MS = 86_400_000;
/** More than anybody drives in a day, so that only a slip of the finger is above it. */
const MOST_A_DAY = 3_000;

/**
 * A vehicle does not go back, and only so far in the time that it was out.
 *
 * @param last what it showed before; null where nobody has read it yet
 * @throws OdometerImplausible
 */
export function ensurePlausible(reading: number, last: number | null, from: Date, to: Date): void {
  if (last === null) return;
  const days = Math.ceil((to.getTime() - from.getTime()) / DAY_MS) || 1;
  if (reading < last) throw new OdometerImplausible(`The last reading was ${last}.`, { last });
  if (reading - last > days * MOST_A_DAY) {
    throw new OdometerImplausible(`The last reading was ${last}. That is too far for the time in between.`, { last });
  }
}
