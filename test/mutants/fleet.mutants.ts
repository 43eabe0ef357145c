import type { Mutant } from './mutant.js';

export const fleet: readonly Mutant[] = [
  {
    name: 'an odometer goes back where an older reading comes later',
    rule: 'BR-3',
    file: 'src/fleet/domain/vehicle.ts',
    find: 'Math.max(reading, this.odometer ?? 0)',
    replace: 'reading',
    tests: ['src/fleet/domain/vehicle.spec.ts'],
  },
  {
    name: 'a closure is withdrawn by way of another vehicle',
    rule: 'BR-5',
    file: 'src/fleet/use-cases/schedule-unavailability.ts',
    find: "'id = $1 AND vehicle_id = $2'",
    replace: "'id = $1 AND $2::uuid IS NOT NULL'",
    tests: ['test/fleet.e2e.ts'],
    only: 'BR-5, RP-13',
  },
  {
    name: 'a vehicle is moved to a branch out of reach',
    rule: 'BR-3',
    file: 'src/fleet/use-cases/amend-vehicle.ts',
    find: "    if (isMove && !actor.can('create', 'Vehicle', { branchId })) throw new UnknownReference('branchId');\n",
    replace: '',
    tests: ['test/fleet.e2e.ts'],
    only: 'BR-3: a vehicle moves',
  },
  {
    name: 'a closure may be over when it is made',
    rule: 'BR-5',
    file: 'src/fleet/domain/unavailability.ts',
    find: 'if (period.end <= now)',
    replace: 'if (period.end < now)',
    tests: ['src/fleet/domain/unavailability.spec.ts'],
  },
  {
    name: 'fewer seats are told to nobody',
    rule: 'BK-8',
    file: 'src/fleet/domain/vehicle.ts',
    find: '    if (this.seats < seats) this.raise(new VehicleSeatsReduced({ ...this.#facts, seats: this.seats }));\n',
    replace: '',
    tests: ['src/fleet/domain/vehicle.spec.ts'],
  },
];
