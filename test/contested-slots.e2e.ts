import { type TestApp, startApp } from './support/app.js';
import { ContestedQuotas } from './support/contested-quotas.js';
import { ContestedSeats } from './support/contested-seats.js';
import { ContestedSlots, departuresOf } from './support/contested-slots.js';

/** The whole number is contested in `soak/contested-slots.soak.ts`, by processes of the built program. */
const SLOTS = { free: 50, waiting: 15, closed: 20 };

describe('contests: eight requests in each at once, in two processes', () => {
  let app: TestApp;
  let elsewhere: string;

  beforeAll(async () => {
    app = await startApp();
    elsewhere = await app.anotherProcess();
  });
  afterAll(() => app?.stop());

  it('BK-3: 85 slots: one gets each, the others are told what else is free, and nothing overlaps', async () => {
    const slots = new ContestedSlots(app, elsewhere);
    await slots.prepare();
    const contests = await slots.contest(SLOTS, 3);
    expect(contests.flatMap(departuresOf)).toEqual([]);
    expect(contests).toHaveLength(85);
    expect(await slots.overlaps()).toBe(0);
  });

  it('BK-8: the seats of 40 bookings: driver and passengers never exceed them', async () => {
    const seats = new ContestedSeats(app, elsewhere);
    await seats.prepare(40);
    expect(await seats.contest(3)).toEqual([]);
  });

  it('BK-5: the quotas of 40 people: nobody gets more open bookings than they may have', async () => {
    const quotas = new ContestedQuotas(app, elsewhere);
    await quotas.prepare(40);
    expect(await quotas.contest(3)).toEqual([]);
  });
});
