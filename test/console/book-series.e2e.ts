import type { Locator } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ADDRESS, at, confirm, reasonIn, sheetOf } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

const DAY_MS = 86_400_000;

describeInBrowser()('recurring bookings', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let booker: GivenUser;
  let rival: GivenUser;
  let vehicleId: string;
  const day = 10;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    // No clocks change there, so that a day is 24 hours in the arithmetic of the test.
    branchId = await motorpool.given.branch({ name: 'Reykjavik', timeZone: 'Atlantic/Reykjavik' });
    booker = await motorpool.given.user(branchId, ['booker'], { name: 'Bea Booker' });
    rival = await motorpool.given.user(branchId, ['booker'], { name: 'Rita Rival' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(async () => {
    vehicleId = await motorpool.given.vehicle(branchId, { name: 'Golf' });
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const later = (instant: string, days: number) => new Date(Date.parse(instant) + days * DAY_MS).toISOString();
  const open = async () => {
    const page = await motorpool.open(booker);
    await page.goto(motorpool.app.origin + ADDRESS({ vehicleId, from: at(day, 9), to: at(day, 11), branchId }));
    return { page, sheet: await sheetOf(page, 'Golf') };
  };
  /** Somebody else has the vehicle on one of the days: the third, where no other is said. */
  const occupy = async (days = 2) => {
    const times = { start: later(at(day, 10), days), end: later(at(day, 12), days) };
    const reasonId = await motorpool.given.reason();
    await rival.client.expect(201, 'POST', '/bookings', { vehicleId, ...times, reasonId });
  };
  const everyDay = async (sheet: Locator, count: number) => {
    await sheet.getByLabel('Repeat').selectOption('Every day');
    await sheet.getByLabel('Ends').selectOption('After a number of bookings');
    await sheet.getByLabel('Number of bookings').fill(String(count));
  };
  const starts = async () => {
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}`);
    return items.map(({ start }: { start: string }) => start);
  };
  const series = async (count: number) => {
    const reasonId = await motorpool.given.reason();
    const times = { start: at(day, 9), end: at(day, 11), rrule: `FREQ=DAILY;COUNT=${count}` };
    const body = { vehicleId, ...times, reasonId, onConflict: 'fail' };
    return booker.client.expect(201, 'POST', '/booking-series', body);
  };

  it('BK-9: what fails can be changed instead: at another time all of them are booked', async () => {
    motorpool.provokes(409);
    await occupy();
    const { page, sheet } = await open();
    await reasonIn(sheet);
    await everyDay(sheet, 4);
    await sheet.getByText('1 of 4 bookings cannot be made').waitFor();
    await sheet.getByLabel('Return time').fill('15');
    await sheet.getByLabel('Pick-up time').fill('13');
    await confirm(sheet);
    await page.getByText('4 bookings made.').waitFor();
    expect(await starts()).toEqual([0, 1, 2, 3].map((days) => later(at(day, 13), days)));
  });

  it('a series without an end asks for it at the field', async () => {
    const { page, sheet } = await open();
    await reasonIn(sheet);
    await sheet.getByLabel('Repeat').selectOption('Every weekday');
    await confirm(sheet);
    await sheet.getByText('Choose when it ends.').waitFor();
    expect(await look(page, 'series-rule')).toEqual([]);
    expect(await starts()).toEqual([]);
  });

  it('BK-9: this and the following ones are changed; those before stay', async () => {
    const { occurrences } = await series(4);
    const page = await motorpool.open(booker);
    await page.goto(`${motorpool.app.origin}/app/bookings/${occurrences[2].bookingId}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel('Change', { exact: true }).selectOption('This and following');
    await sheet.getByLabel('Pick-up time').fill('14');
    await sheet.getByLabel('Return time').fill('16');
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('2 bookings changed.').waitFor();
    const hours = [9, 9, 14, 14];
    expect(await starts()).toEqual(hours.map((hour, days) => later(at(day, hour), days)));
  });

  it('BK-9: all are changed from any of them, each on its own day', async () => {
    const { occurrences } = await series(3);
    const page = await motorpool.open(booker);
    await page.goto(`${motorpool.app.origin}/app/bookings/${occurrences[1].bookingId}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel('Change', { exact: true }).selectOption('All future bookings');
    await sheet.getByLabel('Pick-up time').fill('15');
    await sheet.getByLabel('Return time').fill('16');
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('3 bookings changed.').waitFor();
    expect(await starts()).toEqual([0, 1, 2].map((days) => later(at(day, 15), days)));
  });

  it('BK-9: what somebody else made of the series meanwhile is said before more of it is changed or cancelled', async () => {
    motorpool.provokes(412);
    const { id, occurrences } = await series(3);
    const page = await motorpool.open(booker);
    await page.goto(`${motorpool.app.origin}/app/bookings/${occurrences[0].bookingId}`);
    await page.getByRole('button', { name: 'Edit' }).click();
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel('Change', { exact: true }).selectOption('All future bookings');
    await sheet.getByLabel(/^Destination/).fill('Harbour');
    await sheet.locator('button:enabled', { hasText: 'Save changes' }).waitFor();
    await motorpool.app.admin.expect(200, 'PATCH', `/booking-series/${id}`, { notes: 'Keep dry' });
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await sheet.getByText('This series was changed in the meantime').waitFor();
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('3 bookings changed.').waitFor();
    await page.getByRole('button', { name: 'Cancel all' }).click();
    const dialog = page.getByRole('alertdialog');
    // Its button works once the series has been read.
    await dialog.locator('button:enabled', { hasText: 'Cancel all' }).waitFor();
    await motorpool.app.admin.expect(200, 'PATCH', `/booking-series/${id}`, { notes: 'Keep very dry' });
    await dialog.getByRole('button', { name: 'Cancel all' }).click();
    await dialog.getByText('This series was changed in the meantime').waitFor();
    expect(await look(page, 'series-stale')).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel all' }).click();
    await page.getByText('The bookings were cancelled.').waitFor();
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}`);
    expect(items).toMatchObject(Array(3).fill({ destination: 'Harbour', notes: 'Keep very dry', state: 'cancelled' }));
  });

  it('BK-9: this and the following ones are cancelled', async () => {
    const { occurrences } = await series(3);
    const page = await motorpool.open(booker);
    await page.goto(`${motorpool.app.origin}/app/bookings/${occurrences[1].bookingId}`);
    await page.getByRole('button', { name: 'Cancel this and following' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Cancel this and following' }).click();
    await page.getByText('The bookings were cancelled.').waitFor();
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}`);
    expect(items.map(({ state }: { state: string }) => state)).toEqual(['confirmed', 'cancelled', 'cancelled']);
  });

  it('one of a series fails, is skipped, and the following are changed, by keyboard alone', async () => {
    motorpool.provokes(409);
    await occupy();
    const { page, sheet } = await open();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Reason');
    await keyboard.type('Business');
    await keyboard.tabTo('Repeat');
    await keyboard.type('Every day');
    await keyboard.tabTo('Ends');
    await keyboard.type('After');
    await keyboard.tabTo('Number of bookings');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('4');
    await keyboard.press('Enter');
    await sheet.getByText('1 of 4 bookings cannot be made').waitFor();
    await keyboard.tabTo('Skip the one that fails');
    await keyboard.press('Enter');
    await sheet.getByText('All 3 bookings can be made.').waitFor();
    await keyboard.tabTo('Confirm booking');
    await keyboard.press('Enter');
    await page.getByText('3 bookings made; 1 skipped.').waitFor();
    await page.getByRole('button', { name: 'Edit' }).waitFor();
    await keyboard.tabTo('Edit');
    await keyboard.press('Enter');
    await page.getByLabel('Change', { exact: true }).waitFor();
    await keyboard.tabTo('Change');
    await keyboard.type('This and');
    await keyboard.tabTo('Destination (optional)');
    await keyboard.type('Harbour');
    await keyboard.press('Enter');
    await page.getByText('3 bookings changed.').waitFor();
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}`);
    expect(items.map(({ destination }: { destination: string }) => destination)).toEqual(Array(3).fill('Harbour'));
  });
});
