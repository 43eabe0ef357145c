import { CodeBase } from './code-base.js';
import { classesCutInTwo } from './inheritance.js';

describe('the check of inheritance in domain/', () => {
  it('accepts a base of several, and one of platform', () => {
    const code = CodeBase.of({
      'src/platform/domain/aggregate.ts': 'export class Aggregate {}',
      'src/fleet/domain/vehicle.ts': 'export class Vehicle extends Aggregate {}',
      'src/branches/domain/belonging.ts':
        'export class Belonging extends Aggregate {} class Group extends Belonging {} class Site extends Belonging {}',
    });
    expect(classesCutInTwo(code)).toEqual([]);
  });

  it('finds a class that was split so that its file gets shorter', () => {
    const code = CodeBase.of({
      'src/bookings/domain/booking-record.ts': 'export abstract class BookingRecord extends Aggregate {}',
      'src/bookings/domain/booking.ts': 'export class Booking extends BookingRecord {}',
    });
    expect(classesCutInTwo(code)).toEqual([
      'src/bookings/domain/booking-record.ts: BookingRecord is extended by Booking only',
    ]);
  });
});
