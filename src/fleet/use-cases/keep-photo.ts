import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { InvalidInput } from '../../platform/domain/domain-error.js';
import { newId } from '../../platform/domain/ids.js';
import { toWebp, UnusableImage } from '../../platform/images/to-webp.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Vehicle } from '../domain/vehicle.js';
import { FleetQueries } from './fleet.queries.js';

const KEEP = `
  INSERT INTO fleet.vehicle_photos (vehicle_id, id, image) VALUES ($1, $2, $3)
  ON CONFLICT (vehicle_id) DO UPDATE SET id = excluded.id, image = excluded.image`;

/** Stores the photo of a vehicle. A vehicle has one; a new one replaces it. */
@Injectable()
export class KeepPhoto {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: FleetQueries,
  ) {}

  /** @throws NotFound, Forbidden, IllegalTransition; InvalidInput if the file is not a usable image */
  async put(actor: Actor, vehicleId: string, file: Buffer): Promise<Vehicle> {
    // Checked before encoding, so that nobody without the permission costs that work. Encoding holds no connection and no
    // lock.
    actor.ensure('change', 'Vehicle', await this.queries.vehicle(actor, vehicleId));
    const image = await encoded(file);
    return this.#change(actor, vehicleId, async (vehicle, tx) => {
      const photoId = newId();
      vehicle.showPhoto(photoId);
      await tx.query(KEEP, [vehicleId, photoId, image]);
    });
  }

  /** Removes the photo, if there is one. @throws NotFound, Forbidden, IllegalTransition */
  remove(actor: Actor, vehicleId: string): Promise<Vehicle> {
    return this.#change(actor, vehicleId, async (vehicle, tx) => {
      vehicle.showPhoto(null);
      await tx.query('DELETE FROM fleet.vehicle_photos WHERE vehicle_id = $1', [vehicleId]);
    });
  }

  #change(actor: Actor, id: string, act: (vehicle: Vehicle, tx: Tx) => Promise<void>): Promise<Vehicle> {
    return this.work.run(
      actor,
      async (tx) => {
        const vehicle = await tx.load(Vehicle, id);
        actor.ensure('change', 'Vehicle', vehicle);
        await act(vehicle, tx);
        return tx.save(vehicle);
      },
      { locks: [['vehicle', id]] },
    );
  }
}

async function encoded(file: Buffer): Promise<Buffer> {
  try {
    return await toWebp(file);
  } catch (error) {
    if (!(error instanceof UnusableImage)) throw error;
    throw new InvalidInput([{ field: 'photo', code: error.code, message: error.message }]);
  }
}
