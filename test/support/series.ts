import type { TestApp } from './app.js';
import type { Given, GivenUser } from './given.js';

export interface WaitingSeries {
  seriesId: string;
  requestId: string;
  /** By start. */
  bookingIds: string[];
  starts: string[];
}

/** Series of bookings, one behind the other, a day apart. */
export class GivenSeries {
  #day = 2;

  constructor(
    private readonly app: TestApp,
    private readonly given: Given,
  ) {}

  /** What is sent to make one. */
  async wish(vehicleId: string, count: number, fields: object = {}) {
    const wish = await this.given.wish(vehicleId, this.#day);
    this.#day += count + 2;
    return { ...wish, rrule: `FREQ=DAILY;COUNT=${count}`, onConflict: 'fail', ...fields };
  }

  /** Somebody books a series of which some wait for approval. */
  async by(booker: GivenUser, vehicleId: string, count: number, fields: object = {}): Promise<WaitingSeries> {
    const body = await this.wish(vehicleId, count, fields);
    const made = await booker.client.expect(201, 'POST', '/booking-series', body);
    const occurrences = made.occurrences as { bookingId: string; start: string; state: string }[];
    const waiting = occurrences.filter(({ state }) => state === 'pending');
    return {
      seriesId: made.id as string,
      requestId: (await this.requestsOf(made.id as string)).at(-1)!.id,
      bookingIds: waiting.map(({ bookingId }) => bookingId),
      starts: waiting.map(({ start }) => start),
    };
  }

  /** All requests that were ever opened for it as a series, oldest first. */
  async requestsOf(seriesId: string): Promise<{ id: string; state: string; waiting_count: number }[]> {
    const { rows } = await this.app.db.query(
      'SELECT id, state, waiting_count FROM approvals.requests WHERE series_id = $1 ORDER BY created_at, id',
      [seriesId],
    );
    return rows as { id: string; state: string; waiting_count: number }[];
  }

  /** The states of its bookings, by start. */
  async statesOf({ seriesId }: { seriesId: string }): Promise<string[]> {
    const { rows } = await this.app.db.query<{ state: string }>(
      'SELECT state FROM bookings.bookings WHERE series_id = $1 ORDER BY lower(period)',
      [seriesId],
    );
    return rows.map(({ state }) => state);
  }

  /** What became of each booking that a request was about, by start. */
  async outcomesOf(requestId: string): Promise<string[]> {
    const { rows } = await this.app.db.query<{ state: string }>(
      'SELECT state FROM approvals.occurrences WHERE request_id = $1 ORDER BY lower(period)',
      [requestId],
    );
    return rows.map(({ state }) => state);
  }
}
