import { Period } from '../../platform/domain/period.js';
import { VehicleCalendar } from './vehicle-calendar.js';

const at = (clock: string) => new Date(`2027-03-01T${clock}:00Z`);
const span = (from: string, to: string) => Period.of(at(from), at(to));

describe('VehicleCalendar', () => {
  it('BK-3: back to back is free, a minute into another is not, and nobody stands in their own way', () => {
    const calendar = new VehicleCalendar([['a', span('09:00', '10:00')]], []);
    expect(calendar.isHeld(span('10:00', '11:00'))).toBe(false);
    expect(calendar.isHeld(span('08:00', '09:00'))).toBe(false);
    expect(calendar.isHeld(span('09:59', '11:00'))).toBe(true);
    expect(calendar.isHeld(span('08:00', '12:00'))).toBe(true);
    expect(calendar.isHeld(span('09:30', '11:00'), 'a')).toBe(false);
  });

  it('BK-5: with a buffer, what is nearer than that is in the way, on either side', () => {
    const calendar = new VehicleCalendar([['a', span('09:00', '10:00')]], []);
    expect(calendar.isHeld(span('10:29', '11:00'), undefined, 30)).toBe(true);
    expect(calendar.isHeld(span('10:30', '11:00'), undefined, 30)).toBe(false);
    expect(calendar.isHeld(span('08:00', '08:31'), undefined, 30)).toBe(true);
    expect(calendar.isHeld(span('08:00', '08:30'), undefined, 30)).toBe(false);
  });

  it('BK-9: knows what was held, moved and given back meanwhile', () => {
    const calendar = new VehicleCalendar([], []);
    calendar.hold('a', span('09:00', '10:00'));
    expect(calendar.isHeld(span('09:00', '10:00'))).toBe(true);
    calendar.hold('a', span('11:00', '12:00'));
    expect([calendar.isHeld(span('09:00', '10:00')), calendar.isHeld(span('11:30', '13:00'))]).toEqual([false, true]);
    calendar.release('a');
    expect(calendar.isHeld(span('11:30', '13:00'))).toBe(false);
  });

  it('BR-5: says why it is out of service, with the earliest of several', () => {
    const outages = [
      { period: span('09:00', '10:00'), note: 'Tyres.' },
      { period: span('10:00', '11:00'), note: 'Wash.' },
    ];
    const calendar = new VehicleCalendar([], outages);
    expect(calendar.outageAt(span('09:30', '10:30'))).toBe('Tyres.');
    expect(calendar.outageAt(span('10:00', '10:30'))).toBe('Wash.');
    expect(calendar.outageAt(span('11:00', '12:00'))).toBeNull();
  });
});
