import { DateTime } from 'luxon';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';

interface Occurrence {
  bookingId: string;
  start: string;
  end: string;
}

describe('local time on days on which the clocks change (BK-5, BK-9, AP-1)', () => {
  let app: TestApp;
  let given: Given;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
  });
  afterAll(() => app?.stop());

  /** A branch of that zone with somebody who books, and a vehicle. */
  async function place(timeZone: string, limits?: object, conditions?: object) {
    const branchId = await given.branch({ timeZone });
    const policyId = limits && (await given.policy(limits));
    const approvalFlowId = conditions && (await given.flow(conditions));
    if (conditions) await given.user(branchId, ['booker', 'booking_approver']);
    const vehicleId = await given.vehicle(branchId, { policyId, approvalFlowId });
    const booker = await given.user(branchId, ['booker']);
    const reasonId = await given.reason();
    const book = (start: string, end: string) => booker.client.post('/bookings', { vehicleId, reasonId, start, end });
    const make = async (start: string, end: string, rrule: string) =>
      booker.client.post('/booking-series', { vehicleId, reasonId, start, end, rrule, onConflict: 'fail' });
    return { booker, book, make, times: timesIn(timeZone) };
  }
  const timesIn = (zone: string) => (occurrences: Occurrence[]) =>
    occurrences.map(({ start, end }) =>
      [start, end].map((at) => DateTime.fromISO(at, { zone }).toFormat('MM-dd HH:mm')).join(' – '),
    );
  const change = (booker: GivenUser, id: string, body: object) =>
    booker.client.expect(200, 'PATCH', `/booking-series/${id}`, body);

  it('B-1: a series that is changed from a booking which was moved before gets the times that were asked for', async () => {
    const { booker, make, times } = await place('UTC');
    const { body: made } = await make('2027-06-07T10:00:00Z', '2027-06-07T11:00:00Z', 'FREQ=DAILY;COUNT=4');
    const second = made.occurrences[1];
    const afternoon = { start: '2027-06-08T15:00:00Z', end: '2027-06-08T16:00:00Z' };
    await booker.client.expect(200, 'PATCH', `/bookings/${second.bookingId}`, afternoon);
    const { occurrences } = await change(booker, made.id, {
      from: afternoon.start,
      start: '2027-06-08T10:00:00Z',
      end: '2027-06-08T11:00:00Z',
    });
    expect(times(occurrences)).toEqual([
      ...['06-07 10:00 – 06-07 11:00', '06-08 10:00 – 06-08 11:00'],
      ...['06-09 10:00 – 06-09 11:00', '06-10 10:00 – 06-10 11:00'],
    ]);
  });

  it('B-1: where some move on in time and others back, none is in the way of another', async () => {
    const { booker, make, times } = await place('Europe/Berlin');
    const { body: made } = await make('2027-03-22T20:00:00+01:00', '2027-03-23T19:00:00+01:00', 'FREQ=DAILY;COUNT=4');
    const early = { start: '2027-03-22T06:00:00+01:00', end: '2027-03-22T07:00:00+01:00' };
    await booker.client.expect(200, 'PATCH', `/bookings/${made.occurrences[0].bookingId}`, early);
    const asked = { start: '2027-03-22T09:00:00+01:00', end: '2027-03-23T08:00:00+01:00' };
    expect(times((await change(booker, made.id, asked)).occurrences)).toEqual([
      ...['03-22 09:00 – 03-23 08:00', '03-23 09:00 – 03-24 08:00'],
      ...['03-24 09:00 – 03-25 08:00', '03-25 09:00 – 03-26 08:00'],
    ]);
  });

  it('B-1: an all-day series that is changed from a day without a midnight', async () => {
    const { booker, make, times } = await place('Africa/Cairo');
    const { body: made } = await make('2027-04-29T00:00:00+02:00', '2027-04-29T22:00:00Z', 'FREQ=DAILY;COUNT=3');
    const from = made.occurrences[1].start;
    const asked = { from, start: '2027-04-30T08:00:00+03:00', end: '2027-04-30T17:00:00+03:00' };
    expect(times((await change(booker, made.id, asked)).occurrences).slice(1)).toEqual([
      ...['04-30 08:00 – 04-30 17:00', '05-01 08:00 – 05-01 17:00'],
    ]);
  });

  it('B-2: a series from 18:00 to 02:00 ends at 02:00 on every day', async () => {
    const { make, times } = await place('Europe/Berlin');
    const { status, body } = await make(
      '2027-03-27T18:00:00+01:00',
      '2027-03-28T02:00:00+01:00',
      'FREQ=WEEKLY;COUNT=3',
    );
    expect(status).toBe(201);
    expect(times(body.occurrences).slice(1)).toEqual(['04-03 18:00 – 04-04 02:00', '04-10 18:00 – 04-11 02:00']);
  });

  it('B-2: a series of whole days goes on over a day without a midnight', async () => {
    for (const [zone, start, end] of [
      ['Africa/Cairo', '2027-04-29T00:00:00+02:00', '2027-04-30T00:00:00+02:00'],
      ['America/Santiago', '2027-09-04T00:00:00-04:00', '2027-09-05T01:00:00-03:00'],
      ['Asia/Beirut', '2027-03-27T00:00:00+02:00', '2027-03-27T22:00:00Z'],
    ] as const) {
      const { make } = await place(zone);
      const daily = await make(start, end, 'FREQ=DAILY;COUNT=3');
      expect([zone, daily.status]).toEqual([zone, 201]);
      const minutes = daily.body.occurrences.map(
        (each: Occurrence) => (+new Date(each.end) - +new Date(each.start)) / 60_000,
      );
      expect(minutes).toEqual([1_440, 1_380, 1_440]);
    }
  });

  it('B-5: a booking into a night whose midnight comes twice is outside the hours of its policy', async () => {
    const { book } = await place('Atlantic/Azores', { hours: { from: '08:00', to: '18:00' } });
    for (const [start, end] of [
      ['2027-10-30T15:30:00Z', '2027-10-31T00:30:00Z'],
      ['2027-10-23T15:30:00Z', '2027-10-24T00:30:00Z'],
    ] as const) {
      const { status, body } = await book(start, end);
      expect([status, body.violations?.map(({ code }: { code: string }) => code)]).toEqual([422, ['outside_hours']]);
    }
  });

  it('B-6: a flow for Mondays asks for a booking that reaches one over a day without a midnight', async () => {
    const { book } = await place('America/Santiago', undefined, { weekdays: [1] });
    const { status, body } = await book('2027-09-04T10:00:00-04:00', '2027-09-06T12:00:00-03:00');
    expect([status, body.state]).toEqual([201, 'pending']);
  });

  it('B-7: a flow and a policy with the same hours end them at the same instant', async () => {
    const hours = { from: '08:00', to: '17:00' };
    const [policed, asked] = [await place('UTC', { hours }), await place('UTC', undefined, { outsideHours: hours })];
    for (const [end, inside] of [
      ['17:00:00', true],
      ['17:00:59', false],
      ['17:01:00', false],
    ] as const) {
      const day = { '17:00:00': '01', '17:00:59': '02', '17:01:00': '03' }[end];
      const times = [`2027-06-${day}T16:00:00Z`, `2027-06-${day}T${end}Z`] as const;
      expect((await policed.book(...times)).status).toBe(inside ? 201 : 422);
      expect((await asked.book(...times)).body.state).toBe(inside ? 'confirmed' : 'pending');
    }
  });
});
