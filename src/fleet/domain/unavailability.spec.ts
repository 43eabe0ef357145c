import { InvalidInput } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import { Unavailability } from './unavailability.js';

const now = new Date('2030-01-01T10:00:00Z');
const at = (minutes: number) => new Date(+now + minutes * 60_000);
const closed = (from: number, to: number) =>
  Unavailability.make('vehicle', Period.of(at(from), at(to)), 'New brakes', 'manager', now);

describe('when a vehicle is out of service', () => {
  it('BR-5: may have begun, and is not over', () => {
    expect(closed(-60, 1)).toMatchObject({ start: at(-60), end: at(1), note: 'New brakes', createdBy: 'manager' });
    expect(() => closed(-60, 0)).toThrow(InvalidInput);
    expect(() => closed(-60, -1)).toThrow(InvalidInput);
  });

  it('BR-5: is told when it is made, with its note, and when it is withdrawn', () => {
    const made = closed(0, 60);
    const [start, end] = [at(0).toISOString(), at(60).toISOString()];
    const facts = { unavailabilityId: made.id, vehicleId: 'vehicle', start, end };
    made.withdraw();
    expect(made.releaseEvents().map(({ type, payload }) => [type, payload])).toEqual([
      ['fleet.vehicle-made-unavailable', { ...facts, note: 'New brakes' }],
      ['fleet.vehicle-available-again', facts],
    ]);
  });
});
