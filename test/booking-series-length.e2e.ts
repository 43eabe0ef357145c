import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { countStatements } from './support/statements.js';

const ZONE = 'Europe/Berlin';
/** What one request about a series asks of the database, however many bookings it has. */
const SHARED = 20;
type Told = { start: string; state: string | null; code: string | null };

describe('long series of bookings (BK-9)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let reasonId: string;
  const statements = new Map<string, number>();
  let stopCounting: (() => void) | undefined;

  beforeAll(async () => {
    stopCounting = countStatements(statements);
    app = await startApp({ TRUSTED_PROXIES: '127.0.0.1' });
    given = new Given(app);
    branchId = await given.branch({ timeZone: ZONE });
    booker = await given.user(branchId, ['booker']);
    reasonId = await given.reason();
  });
  afterAll(() => app?.stop());
  afterAll(() => stopCounting?.());

  const at = (text: string) => DateTime.fromISO(text, { zone: ZONE }).toUTC().toISO()!;
  const clock = (instant: string) => DateTime.fromISO(instant).setZone(ZONE).toFormat('HH:mm');
  const wish = (vehicleId: string, rrule: string, fields: object = {}) => ({
    ...{ vehicleId, reasonId, rrule, onConflict: 'fail' },
    ...{ start: at('2027-03-22T09:00'), end: at('2027-03-22T10:00') },
    ...fields,
  });
  const make = (body: object) => booker.client.post('/booking-series', body);
  const states = (occurrences: Told[]) => new Set(occurrences.map(({ state }) => state));
  const clocks = (occurrences: Told[]) => new Set(occurrences.map(({ start }) => clock(start)));

  it('holds its locks for as long as its writing takes: what its bookings share is read once', async () => {
    const policyId = await given.policy({ maxOpenPerPerson: 400, bufferMinutes: 30 });
    const approvalFlowId = await given.flow({ outsideHours: { from: '06:00', to: '20:00' } });
    const vehicleId = await given.vehicle(branchId, { policyId, approvalFlowId });
    const passengerIds = [(await given.user(branchId, ['booker'])).id];
    const body = wish(vehicleId, 'FREQ=DAILY;COUNT=100', { passengerIds });
    const asked = async (method: 'POST' | 'PATCH', path: string, sent: object) => {
      const requestId = randomUUID();
      const answer = await booker.client.send(method, path, { body: sent, headers: { 'x-request-id': requestId } });
      return { answer, statements: statements.get(requestId) ?? 0 };
    };
    const { answer: made, statements: toMake } = await asked('POST', '/booking-series', body);
    expect([made.status, made.body.occurrences?.length]).toEqual([201, 100]);
    const { answer: again, statements: toRefuse } = await asked('POST', '/booking-series', body);
    expect([again.status, again.body.occurrences?.length]).toEqual([409, 100]);
    const path = `/booking-series/${made.body.id}`;
    const later = { start: at('2027-03-22T11:00'), end: at('2027-03-22T12:00') };
    const { answer: moved, statements: toChange } = await asked('PATCH', path, later);
    expect([moved.status, clocks(moved.body.occurrences)]).toEqual([200, new Set(['11:00'])]);
    const { answer: gone, statements: toCancel } = await asked('POST', `${path}/cancellation`, {});
    expect([gone.status, states(gone.body.occurrences)]).toEqual([200, new Set(['cancelled'])]);
    // A change writes each in its turn; else they are written together, as they are read.
    expect(toMake).toBeLessThanOrEqual(SHARED);
    expect(toRefuse).toBeLessThanOrEqual(SHARED);
    expect(toChange).toBeGreaterThan(100);
    expect(toChange).toBeLessThanOrEqual(100 + SHARED);
    expect(toCancel).toBeLessThanOrEqual(SHARED);
  });

  it('of 366 is booked, refused, changed and cancelled', async () => {
    const policyId = await given.policy({ maxOpenPerPerson: 400 });
    const vehicleId = await given.vehicle(branchId, { policyId });
    const took: number[] = [];
    const timed = async <T>(work: () => Promise<T>) => {
      const before = performance.now();
      const result = await work();
      took.push(Math.round(performance.now() - before));
      return result;
    };
    const made = await timed(() => make(wish(vehicleId, 'FREQ=DAILY;COUNT=366')));
    expect([made.status, made.body.occurrences?.length]).toEqual([201, 366]);
    const refused = await timed(() => make(wish(vehicleId, 'FREQ=DAILY;COUNT=366')));
    expect([refused.status, refused.body.occurrences?.length]).toEqual([409, 366]);
    const path = `/booking-series/${made.body.id}`;
    const later = { start: at('2027-03-22T11:00'), end: at('2027-03-22T12:00') };
    const moved = await timed(() => booker.client.expect(200, 'PATCH', path, later));
    expect(clocks(moved.occurrences)).toEqual(new Set(['11:00']));
    const gone = await timed(() => booker.client.expect(200, 'POST', `${path}/cancellation`, {}));
    expect(states(gone.occurrences)).toEqual(new Set(['cancelled']));
    console.log(`366 occurrences: make, refuse, change, cancel took ${took.join(', ')} ms`);
  });
});
