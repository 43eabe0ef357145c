import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { TestApp } from './support/app.js';
import type { Given, GivenUser } from './support/given.js';
import { held } from './support/held.js';
import {
  drawnBlocks,
  drawnExceptions,
  later,
  onDay,
  SeriesPreviews,
  shifted,
  type Told,
} from './support/series-previews.js';
import { settled, stateOf } from './support/stored.js';

interface Series {
  id: string;
  version: number;
  occurrences: { bookingId: string; start: string; end: string; state: string }[];
}

describe('preview of a change of a series (BK-9)', () => {
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

  const make = async (wish: object): Promise<Series> =>
    (await booker.client.expect(201, 'POST', '/booking-series', { ...wish, onConflict: 'fail' })) as Series;
  const ask = ({ id }: Series, body: object, client = booker.client) =>
    client.post(`/booking-series/${id}/preview`, body);
  const rowsOf = async ({ id }: Series) => {
    const { rows } = await app.db.query(
      `SELECT lower(period) AS start, vehicle_id AS "vehicleId", state FROM bookings.bookings
        WHERE series_id = $1 ORDER BY created_at, id`,
      [id],
    );
    return rows.map(({ start, vehicleId, state }) => `${(start as Date).toISOString()} ${vehicleId} ${state}`);
  };

  it('says of each what would come of it, and what else is free; nothing is written', async () => {
    const wish = await scene.daily(4);
    const free = await given.vehicle(branchId, { name: `A${randomUUID()}` });
    const series = await make(wish);
    await scene.take({ ...onDay(wish, 2), ...later(onDay(wish, 2), 4) });
    await settled(app);
    const before = await stateOf(app.db);
    const { status, body } = await ask(series, later(wish, 4));
    expect(status).toBe(200);
    expect(body).toMatchObject({ branchId, timeZone: 'Atlantic/Reykjavik' });
    expect(body.occurrences.map(({ state, code }: Told) => code ?? state)).toEqual([
      ...['confirmed', 'confirmed', 'vehicle_not_free', 'confirmed'],
    ]);
    expect(body.occurrences[2]).toMatchObject({
      ...{ occurrence: onDay(wish, 2).start, start: later(onDay(wish, 2), 4).start, vehicleId: wish.vehicleId },
    });
    expect(body.alternatives.map(({ id }: { id: string }) => id)).toContain(free);
    const following = await ask(series, { from: onDay(wish, 2).start, notes: 'Only those' });
    expect(following.body.occurrences.map(({ code }: Told) => code)).toEqual([null, null]);
    expect(await stateOf(app.db)).toEqual(before);
  });

  it('what fails stays as it is, is moved or given another vehicle, and then the series is changed as it was shown', async () => {
    const wish = await scene.daily(5);
    const other = await given.vehicle(branchId);
    const series = await make(wish);
    for (const day of [1, 2, 3]) await scene.take({ ...onDay(wish, day), ...later(onDay(wish, day), 4) });
    const exceptions = [
      { occurrence: onDay(wish, 1).start, skip: true },
      { occurrence: onDay(wish, 2).start, ...later(onDay(wish, 2), 8) },
      { occurrence: onDay(wish, 3).start, vehicleId: other },
    ];
    const edit = { ...later(wish, 4), exceptions };
    const shown = (await ask(series, edit)).body.occurrences;
    expect(shown.map(({ code, skipped }: Told) => [code, skipped])).toEqual([
      ...[false, true, false, false, false].map((skipped) => [null, skipped]),
    ]);
    await booker.client.expect(200, 'PATCH', `/booking-series/${series.id}`, edit);
    expect((await rowsOf(series)).toSorted()).toEqual(
      [
        `${later(wish, 4).start} ${wish.vehicleId} confirmed`,
        `${onDay(wish, 1).start} ${wish.vehicleId} confirmed`,
        `${later(onDay(wish, 2), 8).start} ${wish.vehicleId} confirmed`,
        `${later(onDay(wish, 3), 4).start} ${other} confirmed`,
        `${later(onDay(wish, 4), 4).start} ${wish.vehicleId} confirmed`,
      ].toSorted(),
    );
  });

  it('whatever is in the way and whatever is chosen: the preview says of each what the change then does', async () => {
    const policyId = await given.policy({ maxOpenPerPerson: 6, bufferMinutes: 60 });
    const days = 5;
    const [some, taken] = [drawnExceptions(days, 3), drawnBlocks(days, 3)];
    const moves = fc.constantFrom(0, 1, 4, 24, -20);
    let [failed, chosenOnes] = [0, 0];
    await fc.assert(
      fc.asyncProperty(some, taken, moves, fc.boolean(), async (chosen, blocked, hours, toOther) => {
        const person = await given.user(branchId, ['booker']);
        const wish = await scene.daily(days, { policyId });
        const [other, spare] = [await given.vehicle(branchId), await given.vehicle(branchId)];
        const made = await person.client.expect(201, 'POST', '/booking-series', { ...wish, onConflict: 'fail' });
        const target = toOther ? spare : wish.vehicleId;
        const moved = { ...wish, ...later(wish, hours) };
        for (const { day, elsewhere } of blocked) {
          const wanted = { ...onDay(moved, day, elsewhere ? other : target), overridePolicy: true };
          // What the series itself still holds cannot be taken from it.
          const { status } = await app.admin.post('/bookings', wanted);
          expect([201, 409]).toContain(status);
        }
        const exceptions = chosen.map(({ day, skip, hours: own, elsewhere }) => ({
          ...{ occurrence: onDay(wish, day).start, skip },
          ...(own !== null && later(onDay(moved, day), own)),
          ...(elsewhere && { vehicleId: other }),
        }));
        const edit = { ...later(wish, hours), ...(toOther && { vehicleId: spare }), exceptions };
        const path = `/booking-series/${made.id}`;
        const shown = await person.client.post(`${path}/preview`, edit);
        const done = await person.client.patch(path, { ...edit, onConflict: 'skip' });
        expect(shown.status).toBe(200);
        const asked: Told[] = shown.body.occurrences;
        const able = asked.filter(({ code, skipped }) => !code && !skipped);
        if (able.length === 0) return expect([409, 422]).toContain(done.status);
        expect(done.status).toBe(200);
        const { rows } = await app.db.query(
          `SELECT lower(period) AS start, vehicle_id AS vehicle, state FROM bookings.bookings WHERE series_id = $1`,
          [made.id],
        );
        const is = rows.map(({ start, vehicle, state }) => `${start.toISOString()} ${vehicle} ${state}`).toSorted();
        const said = asked.map(({ occurrence, start, vehicleId, state, code, skipped }) =>
          code || skipped ? `${occurrence} ${wish.vehicleId} confirmed` : `${start} ${vehicleId} ${state}`,
        );
        expect(said.toSorted()).toEqual(is);
        failed += asked.filter(({ code }) => code).length;
        chosenOnes += chosen.length;
      }),
      { numRuns: 15 },
    );
    expect(failed).toBeGreaterThan(0);
    expect(chosenOnes).toBeGreaterThan(0);
  });

  it('an exception is to a booking that is meant, and to a vehicle of its branch that one may see', async () => {
    const wish = await scene.daily(3);
    const series = await make(wish);
    const hidden = await given.vehicle(await given.branch());
    const refused = async (exceptions: object[], fields: object = {}) => {
      const { status, body } = await ask(series, { notes: 'New', ...fields, exceptions });
      return [status, body.errors?.[0].field];
    };
    expect(await refused([{ occurrence: shifted(wish.start, 60_000), skip: true }])).toEqual([
      ...[422, 'exceptions.0.occurrence'],
    ]);
    const first = [{ occurrence: wish.start, skip: true }];
    expect(await refused(first, { from: onDay(wish, 1).start })).toEqual([422, 'exceptions.0.occurrence']);
    expect(await refused([{ occurrence: wish.start, end: wish.start }])).toEqual([422, 'exceptions.0.end']);
    expect(await refused([{ occurrence: wish.start, vehicleId: hidden }])).toEqual([404, 'exceptions.0.vehicleId']);
    expect(await refused([], { vehicleId: randomUUID() })).toEqual([404, 'vehicleId']);
    const all = [0, 1, 2].map((day) => ({ occurrence: onDay(wish, day).start, skip: true }));
    const { status, body } = await booker.client.patch(`/booking-series/${series.id}`, { exceptions: all });
    expect([status, body.errors[0].field]).toEqual([422, 'exceptions']);
  });

  it('RP-13: nobody previews a series that is not theirs to change, or of which nothing is ahead', async () => {
    const series = await make(await scene.daily(2));
    expect((await ask(series, { notes: 'Mine' }, rival.client)).status).toBe(404);
    await booker.client.expect(200, 'POST', `/booking-series/${series.id}/cancellation`, {});
    const { status, body } = await ask(series, { notes: 'Too late' });
    expect([status, body.code]).toEqual([409, 'illegal_transition']);
  });

  it('waits for nobody who is changing the series', async () => {
    const series = await make(await scene.daily(3));
    const text = `SELECT FROM bookings.series s, bookings.bookings k WHERE s.id = $1 AND k.series_id = s.id FOR UPDATE`;
    const changing = await held(app.db, { text, values: [series.id] });
    try {
      expect((await ask(series, { notes: 'Meanwhile' })).status).toBe(200);
    } finally {
      await changing.release();
    }
  });

  it('asks the database as often for 300 bookings as for three', async () => {
    const asked = async (count: number) => {
      const series = await make(await scene.daily(count));
      const requestId = randomUUID();
      const options = { body: { notes: 'Often' }, headers: { 'x-request-id': requestId } };
      const { status, body } = await booker.client.send('POST', `/booking-series/${series.id}/preview`, options);
      expect([status, body.occurrences?.length]).toEqual([200, count]);
      return scene.statements.get(requestId);
    };
    await asked(3);
    expect(await asked(300)).toBe(await asked(3));
  });

  // The last one: the sweeps are over from here on.
  it('leaves neither a lock nor a row behind', async () => {
    const wish = await scene.daily(3);
    const series = await make(wish);
    await scene.take({ ...onDay(wish, 1), ...later(onDay(wish, 1), 4) });
    const exceptions = [{ occurrence: wish.start, vehicleId: await given.vehicle(branchId) }];
    const left = await scene.leftBehindBy(() => ask(series, { ...later(wish, 4), exceptions }));
    expect(left).toMatchObject({ status: 200, locks: [] });
    expect(left.after).toEqual(left.before);
  });
});
