import type { Locator, Page } from 'playwright-core';
import type { GivenUser } from '../../support/given.js';
import { at } from './booking.js';
import { ConsoleTest } from './console.js';

const [HOUR_MS, DAY_MS] = [3_600_000, 86_400_000];
/** How far ahead the first booking is. */
const AHEAD = 10;

/** A day and an hour of a daily series. */
export const onDay = (day: number, hour = 9): string =>
  new Date(Date.parse(at(AHEAD, 0)) + day * DAY_MS + hour * HOUR_MS).toISOString();

/** A booker with a daily series of a Golf, from 9 to 11, and a rival who takes vehicles meanwhile. */
export class DailySeries {
  vehicleId = '';
  id = '';
  bookingIds: string[] = [];

  private constructor(
    readonly motorpool: ConsoleTest,
    readonly branchId: string,
    readonly booker: GivenUser,
    private readonly rival: GivenUser,
  ) {}

  static async start(): Promise<DailySeries> {
    const motorpool = await ConsoleTest.start();
    // No clocks change there, so that a day is 24 hours in the arithmetic of the tests.
    const branchId = await motorpool.given.branch({ name: 'Reykjavik', timeZone: 'Atlantic/Reykjavik' });
    const booker = await motorpool.given.user(branchId, ['booker'], { name: 'Bea Booker' });
    const rival = await motorpool.given.user(branchId, ['booker'], { name: 'Rita Rival' });
    return new DailySeries(motorpool, branchId, booker, rival);
  }

  async book(count: number): Promise<void> {
    this.vehicleId = await this.motorpool.given.vehicle(this.branchId, { name: 'Golf' });
    const times = { start: onDay(0), end: onDay(0, 11), rrule: `FREQ=DAILY;COUNT=${count}` };
    const reasonId = await this.motorpool.given.reason();
    const body = { vehicleId: this.vehicleId, ...times, reasonId, onConflict: 'fail' };
    const made = await this.booker.client.expect(201, 'POST', '/booking-series', body);
    this.id = made.id as string;
    this.bookingIds = made.occurrences.map(({ bookingId }: { bookingId: string }) => bookingId);
  }

  /** Somebody else takes the vehicle. */
  async take(day: number, hour: number, vehicleId = this.vehicleId): Promise<void> {
    const body = { vehicleId, start: onDay(day, hour), end: onDay(day, hour + 1) };
    await this.rival.client.expect(201, 'POST', '/bookings', {
      ...body,
      reasonId: await this.motorpool.given.reason(),
    });
  }

  /** Opens the sheet that edits the booking of a day. */
  async edit(day: number, scope: string): Promise<{ page: Page; sheet: Locator; rows: Locator }> {
    const page = await this.motorpool.open(this.booker);
    await page.goto(`${this.motorpool.app.origin}/app/bookings/${this.bookingIds[day]}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel('Change', { exact: true }).selectOption(scope);
    return { page, sheet, rows: sheet.getByRole('list', { name: 'The bookings of the series' }).getByRole('listitem') };
  }

  /** What is booked of the series, by start: the start and the vehicle of each. */
  async booked(): Promise<{ start: string; vehicleName: string; destination: string | null }[]> {
    const { items } = await this.booker.client.expect(200, 'GET', '/bookings?view=mine&state=recurring');
    return items
      .filter(({ seriesId }: { seriesId: string }) => seriesId === this.id)
      .map(({ start, vehicleName, destination }: Record<string, string>) => ({ start, vehicleName, destination }));
  }
}

/** New times, later than before: the end first, so that it is never before the start. */
export async function setTimes(form: Locator, start: string, end: string, label = ''): Promise<void> {
  const named = (name: string) => (label ? `${label} ${name.toLowerCase()}` : name);
  for (const [name, time] of [
    ['Return time', end],
    ['Pick-up time', start],
  ] as const) {
    const field = form.getByLabel(named(name), { exact: true });
    await field.fill(time);
    await field.press('Tab');
  }
}
