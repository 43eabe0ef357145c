import { translated } from '../../platform/database/failures.js';
import { VehicleNotFree, type Wanted } from '../domain/errors.js';

/**
 * A write that the constraints may yet refuse: they are the last line, for whoever takes no lock of the vehicle (BK-3). Who
 * loses to such a one is told what else is free, as any other.
 *
 * @throws VehicleNotFree with what was wanted
 */
export async function orNotFree<T>(wanted: Wanted, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const refusal = translated(error);
    if (!(refusal instanceof VehicleNotFree)) throw error;
    throw new VehicleNotFree(refusal.message || undefined, undefined, wanted);
  }
}
