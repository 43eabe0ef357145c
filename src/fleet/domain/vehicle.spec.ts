import { IllegalTransition } from '../../platform/domain/domain-error.js';
import { Vehicle, type VehicleDetails } from './vehicle.js';

const details: VehicleDetails = {
  ...{ name: 'Van 2', registration: 'AB 12', kind: 'van', make: null, model: null, seats: 5, transmission: null },
  ...{ fuel: null, odometer: null, locationId: 'yard', accessoryIds: ['rack'], groupIds: ['vans'] },
  ...{ policyId: null, approvalFlowId: null, notes: null },
};
const added = (more: Partial<VehicleDetails> = {}) => Vehicle.add('north', { ...details, ...more });
const told = (vehicle: Vehicle) => vehicle.releaseEvents().map(({ type }) => type.split('.')[1]);

describe('a vehicle', () => {
  it('BR-3: the furthest reading of the odometer counts, in whatever order they come', () => {
    const vehicle = added();
    vehicle.readOdometer(120);
    vehicle.readOdometer(90);
    expect(vehicle.odometer).toBe(120);
    vehicle.readOdometer(121);
    expect(vehicle.odometer).toBe(121);
  });

  it('BR-6: what stands in the way of its bookings is told: a move, fewer seats, and that it is disabled', () => {
    const vehicle = added();
    vehicle.amend({ branchId: 'north', seats: 5, name: 'Van 3' });
    vehicle.amend({ seats: 6 });
    expect(told(vehicle)).toEqual([]);
    vehicle.amend({ branchId: 'south', seats: 4, state: 'disabled' });
    expect(told(vehicle)).toEqual(['vehicle-moved', 'vehicle-seats-reduced', 'vehicle-disabled']);
    vehicle.amend({ state: 'disabled' });
    expect(told(vehicle)).toEqual([]);
    vehicle.amend({ state: 'active' });
    expect(told(vehicle)).toEqual(['vehicle-enabled']);
  });

  it('BR-6: archived, it is told once, has nothing of its branch any more, and takes no change', () => {
    const vehicle = added();
    vehicle.archive();
    expect(vehicle).toMatchObject({ state: 'archived', locationId: null, accessoryIds: [], groupIds: [] });
    expect(told(vehicle)).toEqual(['vehicle-archived']);
    for (const act of [
      () => vehicle.archive(),
      () => vehicle.amend({ name: 'Van 4' }),
      () => vehicle.showPhoto('photo'),
    ]) {
      expect(act).toThrow(IllegalTransition);
    }
    expect([vehicle.name, told(vehicle)]).toEqual(['Van 2', []]);
  });
});
