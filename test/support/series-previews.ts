import fc from 'fast-check';
import { type TestApp, startApp } from './app.js';
import { Given, type GivenUser, type Wish } from './given.js';
import { countStatements } from './statements.js';
import { settled, stateOf } from './stored.js';
import { stopSweeps } from './stop-sweeps.js';

const [HOUR, DAY] = [3_600_000, 86_400_000];

/** What a preview tells of one booking of a series. */
export interface Told {
  occurrence: string;
  start: string;
  vehicleId: string;
  state: string | null;
  code: string | null;
  skipped: boolean;
}

/** What is to be otherwise about the booking of a day. */
export interface Drawn {
  day: number;
  skip: boolean;
  hours: number | null;
  elsewhere: boolean;
}

type Span = Pick<Wish, 'start' | 'end'>;

export const shifted = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

export const later = ({ start, end }: Span, hours: number): Span => ({
  start: shifted(start, hours * HOUR),
  end: shifted(end, hours * HOUR),
});

/** The booking of a later day of a daily series. */
export const onDay = ({ start, end, reasonId, ...wish }: Wish, day: number, vehicleId = wish.vehicleId): Wish => {
  return { vehicleId, reasonId, start: shifted(start, day * DAY), end: shifted(end, day * DAY) };
};

/** Exceptions to a daily series, each to another of its days. */
export function drawnExceptions(days: number, maxLength: number): fc.Arbitrary<Drawn[]> {
  const drawn: fc.Arbitrary<Drawn> = fc.record({
    day: fc.nat(days - 1),
    skip: fc.boolean(),
    hours: fc.option(fc.constantFrom(1, 2, 24, 25)),
    elsewhere: fc.boolean(),
  });
  return fc.uniqueArray(drawn, { selector: ({ day }) => day, maxLength });
}

/** Days on which the vehicle of the series is taken, or the other one. */
export function drawnBlocks(days: number, maxLength: number): fc.Arbitrary<Pick<Drawn, 'day' | 'elsewhere'>[]> {
  return fc.uniqueArray(fc.record({ day: fc.nat(days), elsewhere: fc.boolean() }), {
    selector: ({ day, elsewhere }) => `${day} ${elsewhere}`,
    maxLength,
  });
}

/** A branch with a booker of daily series, and a rival who takes the vehicles meanwhile. */
export class SeriesPreviews {
  readonly given: Given;
  /** How many statements were sent for each request, by its id. */
  readonly statements = new Map<string, number>();
  readonly #stopCounting = countStatements(this.statements);

  private constructor(
    readonly app: TestApp,
    readonly branchId: string,
    readonly booker: GivenUser,
    readonly rival: GivenUser,
  ) {
    this.given = new Given(app);
  }

  static async start(): Promise<SeriesPreviews> {
    const app = await startApp();
    const given = new Given(app);
    // No clocks change there, so that a day is 24 hours in the arithmetic of the tests.
    const branchId = await given.branch({ timeZone: 'Atlantic/Reykjavik' });
    const [booker, rival] = [await given.user(branchId, ['booker']), await given.user(branchId, ['booker'])];
    return new SeriesPreviews(app, branchId, booker, rival);
  }

  async stop(): Promise<void> {
    this.#stopCounting();
    await this.app.stop();
  }

  /** What is sent to make a series. */
  async daily(count: number, vehicle: object = {}) {
    const wish = await this.given.wish(await this.given.vehicle(this.branchId, vehicle), 20);
    return { ...wish, rrule: `FREQ=DAILY;COUNT=${count}` };
  }

  take(wish: object) {
    return this.rival.client.expect(201, 'POST', '/bookings', wish);
  }

  /**
   * What a preview has left behind when it is answered: the rows of every table as they were and as they are, and the locks on
   * bookings and series that are still held by anybody.
   */
  async leftBehindBy(preview: () => Promise<{ status: number }>) {
    await settled(this.app);
    await stopSweeps(this.app);
    const before = await stateOf(this.app.db);
    const { status } = await preview();
    const { rows } = await this.app.db.query<{ lock: string }>(`
      SELECT locked.relation::regclass || ' ' || locked.mode AS lock FROM pg_locks locked
       WHERE locked.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         AND locked.relation::regclass::text LIKE 'bookings.%' AND locked.pid <> pg_backend_pid()`);
    return { status, locks: rows.map(({ lock }) => lock), before, after: await stateOf(this.app.db) };
  }
}
