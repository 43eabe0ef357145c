import { OdometerImplausible } from './errors.js';

const DAY_MS = 86_400_000;
/** More than anybody drives in a day: a higher value is a typing error. */
const MOST_A_DAY = 3_000;

/**
 * A reading is never lower than the last one, and only so much higher as can be driven in the time.
 *
 * @param last the previous reading; null if there is none
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
