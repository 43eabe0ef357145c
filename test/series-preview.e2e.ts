import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { TestApp } from './support/app.js';
import type { Given, GivenUser, Wish } from './support/given.js';
import {
  type Drawn,
  drawnBlocks,
  drawnExceptions,
  later,
  onDay,
  SeriesPreviews,
  shifted,
  type Told,
} from './support/series-previews.js';
import { settled, stateOf } from './support/stored.js';

describe('preview of a series (BK-9)', () => {
  let scene: SeriesPreviews;
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let rival: GivenUser;

  beforeAll(async () => {
    scene = await SeriesPreviews.start();
    ({ app, given, branchId, booker, rival } = scene);
  });
  afterAll(() => scene?.stop());

  const preview = (body: object) => booker.client.post('/booking-series/preview', body);
  const exceptionOf = (wish: Wish, other: string, { day, skip, hours, elsewhere }: Drawn) => ({
    ...{ occurrence: onDay(wish, day).start, skip },
    ...(hours !== null && later(onDay(wish, day), hours)),
    ...(elsewhere && { vehicleId: other }),
  });

  it('says of each what would come of it, and what else is free; nothing is written', async () => {
    await given.user(branchId, ['booking_approver']);
    const approvalFlowId = await given.flow();
    const wish = await scene.daily(4, { approvalFlowId });
    const free = await given.vehicle(branchId, { name: `A${randomUUID()}` });
    await scene.take(onDay(wish, 2));
    await settled(app);
    const before = await stateOf(app.db);
    const { status, body } = await preview(wish);
    expect(status).toBe(200);
    expect(body).toMatchObject({ branchId, timeZone: 'Atlantic/Reykjavik' });
    expect(body.occurrences.map(({ state, code }: Told) => code ?? state)).toEqual([
      ...['pending', 'pending', 'vehicle_not_free', 'pending'],
    ]);
    expect(body.occurrences[2]).toMatchObject({ occurrence: onDay(wish, 2).start, vehicleId: wish.vehicleId });
    expect(body.alternatives.map(({ id }: { id: string }) => id)).toContain(free);
    expect(await stateOf(app.db)).toEqual(before);
  });

  it('what fails is left out, moved or given another vehicle, and then the series is made as it was shown', async () => {
    const wish = await scene.daily(5);
    const other = await given.vehicle(branchId);
    for (const day of [1, 2, 3]) await scene.take(onDay(wish, day));
    const exceptions = [
      { day: 1, skip: true, hours: null, elsewhere: false },
      { day: 2, skip: false, hours: 3, elsewhere: false },
      { day: 3, skip: false, hours: null, elsewhere: true },
    ].map((drawn) => exceptionOf(wish, other, drawn));
    const shown = (await preview({ ...wish, exceptions })).body.occurrences;
    expect(shown.map(({ code, skipped }: Told) => [code, skipped])).toEqual([
      ...[false, true, false, false, false].map((skipped) => [null, skipped]),
    ]);
    const body = { ...wish, exceptions, onConflict: 'fail' };
    const made = await booker.client.expect(201, 'POST', '/booking-series', body);
    expect(made.occurrences).toHaveLength(4);
    const { items } = await booker.client.expect(200, 'GET', `/bookings?state=recurring&branchId=${branchId}`);
    const own = items.filter(({ seriesId }: { seriesId: string }) => seriesId === made.id);
    expect(own.map(({ start, vehicleId }: Wish) => [start, vehicleId])).toEqual([
      [wish.start, wish.vehicleId],
      [later(onDay(wish, 2), 3).start, wish.vehicleId],
      [onDay(wish, 3).start, other],
      [onDay(wish, 4).start, wish.vehicleId],
    ]);
  });

  it('whatever is in the way and whatever is chosen: the preview says of each what the series then does', async () => {
    const [policyId, approvalFlowId] = await Promise.all([
      given.policy({ maxOpenPerPerson: 4, bufferMinutes: 60 }),
      given.flow({ outsideHours: { from: '00:00', to: '20:00' } }),
    ]);
    const days = 6;
    let [failed, moved] = [0, 0];
    await fc.assert(
      fc.asyncProperty(drawnExceptions(days, 4), drawnBlocks(days, 4), async (chosen, blocked) => {
        const person = await given.user(branchId, ['booker']);
        const wish = await scene.daily(days, { policyId, approvalFlowId });
        const other = await given.vehicle(branchId);
        for (const { day, elsewhere } of blocked) {
          const wanted = onDay(wish, day, elsewhere ? other : wish.vehicleId);
          await app.admin.expect(201, 'POST', '/bookings', { ...wanted, overridePolicy: true });
        }
        const exceptions = chosen.map((each) => exceptionOf(wish, other, each));
        const shown = await person.client.post('/booking-series/preview', { ...wish, exceptions });
        const made = await person.client.post('/booking-series', { ...wish, exceptions, onConflict: 'skip' });
        const said = (told: Told[]) =>
          told
            .filter(({ skipped }) => !skipped)
            .map(({ start, state, code }) => `${start} ${code ?? state}`)
            .sort();
        if (made.status === 422) {
          expect(shown.body.occurrences.every(({ skipped }: Told) => skipped)).toBe(true);
          return;
        }
        expect(shown.status).toBe(200);
        expect(said(shown.body.occurrences)).toEqual(said(made.body.occurrences));
        failed += shown.body.occurrences.filter(({ code }: Told) => code).length;
        moved += chosen.length;
      }),
      { numRuns: 15 },
    );
    expect(failed).toBeGreaterThan(0);
    expect(moved).toBeGreaterThan(0);
  });

  it('asks the database as often for 300 bookings as for three', async () => {
    const asked = async (count: number) => {
      const requestId = randomUUID();
      const options = { body: await scene.daily(count), headers: { 'x-request-id': requestId } };
      const { status, body } = await booker.client.send('POST', '/booking-series/preview', options);
      expect([status, body.occurrences?.length]).toEqual([200, count]);
      return scene.statements.get(requestId);
    };
    await asked(3);
    expect(await asked(300)).toBe(await asked(3));
  });

  it('an exception is to a booking of the series, once, and to a vehicle of its branch that one may see', async () => {
    const wish = await scene.daily(3);
    const [elsewhere, far] = [await given.branch(), await given.branch({ timeZone: 'Pacific/Auckland' })];
    const hidden = await given.vehicle(elsewhere);
    const travelled = await given.user(branchId, ['booker', ['multibranch_booker', [far]]]);
    const there = await given.vehicle(far);
    const of = (fields: object) => [{ occurrence: wish.start, ...fields }];
    const refused = async (exceptions: object[], client = booker.client, path = '/booking-series/preview') => {
      const extra = path.endsWith('preview') ? {} : { onConflict: 'skip' };
      const { status, body } = await client.post(path, { ...wish, exceptions, ...extra });
      return [status, body.errors?.[0].field];
    };
    expect(await refused([{ occurrence: shifted(wish.start, 60_000), skip: true }])).toEqual([
      ...[422, 'exceptions.0.occurrence'],
    ]);
    expect(await refused([...of({ skip: true }), ...of({ skip: true })])).toEqual([422, 'exceptions.1.occurrence']);
    expect(await refused(of({ end: wish.start }))).toEqual([422, 'exceptions.0.end']);
    expect(await refused(of({ vehicleId: hidden }))).toEqual([404, 'exceptions.0.vehicleId']);
    expect(await refused(of({ vehicleId: randomUUID() }))).toEqual([404, 'exceptions.0.vehicleId']);
    expect(await refused(of({ vehicleId: there }), travelled.client)).toEqual([422, 'exceptions.0.vehicleId']);
    const all = [0, 1, 2].map((day) => ({ occurrence: onDay(wish, day).start, skip: true }));
    expect(await refused(all, booker.client, '/booking-series')).toEqual([422, 'exceptions']);
  });

  it('a vehicle that one of them may not have is wrong with that one alone', async () => {
    const wish = await scene.daily(2);
    const small = await given.vehicle(branchId, { seats: 1 });
    const passengerIds = [rival.id];
    const exceptions = [{ occurrence: wish.start, vehicleId: small }];
    const { body } = await preview({ ...wish, passengerIds, exceptions });
    expect(body.occurrences.map(({ code }: Told) => code)).toEqual(['too_many_passengers', null]);
  });

  // The last one: the sweeps are over from here on.
  it('leaves neither a lock nor a row behind', async () => {
    const wish = await scene.daily(3);
    await scene.take(onDay(wish, 1));
    const left = await scene.leftBehindBy(() => preview(wish));
    expect(left).toMatchObject({ status: 200, locks: [] });
    expect(left.after).toEqual(left.before);
  });
});
