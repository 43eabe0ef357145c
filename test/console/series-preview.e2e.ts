import type { Locator } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ADDRESS, at, confirm, pick, reasonIn, sheetOf } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';
import { focusIsKept } from './support/people.js';

const DAY_MS = 86_400_000;

describeInBrowser()('the bookings of a series before it is made', () => {
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
  const changing = (row: Locator) => row.getByRole('button', { name: /^Change/ });
  const starts = async () => {
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}`);
    return items.map(({ start }: { start: string }) => start);
  };

  it('BK-9: one of four fails: the preview says which and why, and the others are booked', async () => {
    await occupy();
    const { page, sheet } = await open();
    await reasonIn(sheet);
    await everyDay(sheet, 4);
    await sheet.getByText('Every day, 4 times').waitFor();
    await sheet.getByText('1 of 4 bookings cannot be made').waitFor();
    expect(await sheet.getByRole('button', { name: 'Confirm booking' }).count()).toBe(0);
    const list = sheet.getByRole('list', { name: 'The bookings of the series' });
    expect(await list.getByRole('listitem').count()).toBe(4);
    const third = list.getByRole('listitem').nth(2);
    await third.getByText('Cannot be booked').waitFor();
    await third.getByText('The vehicle is already booked at that time.').waitFor();
    await sheet.getByRole('button', { name: 'Show the one that fails' }).click();
    await new Keyboard(page).holds(
      (await third.getByRole('button', { name: /^Skip/ }).getAttribute('aria-label')) ?? '',
    );
    expect(await look(page, 'series-conflict')).toEqual([]);
    await sheet.getByRole('button', { name: 'Skip the one that fails' }).click();
    await sheet.getByText('All 3 bookings can be made.').waitFor();
    await focusIsKept(page);
    await third.getByRole('button', { name: /^Do not skip/ }).click();
    await sheet.getByText('1 of 4 bookings cannot be made').waitFor();
    await third.getByRole('button', { name: /^Skip/ }).click();
    await sheet.getByText('All 3 bookings can be made.').waitFor();
    expect(await starts()).toEqual([]);
    await confirm(sheet);
    await page.getByText('3 bookings made; 1 skipped.').waitFor();
    expect(await starts()).toEqual([0, 1, 3].map((days) => later(at(day, 9), days)));
  });

  it('BK-9: the preview comes before anything is sent: one is skipped, one gets another time, one another vehicle', async () => {
    const polo = await motorpool.given.vehicle(branchId, { name: 'Polo' });
    for (const days of [1, 2, 3]) await occupy(days);
    const { page, sheet } = await open();
    await everyDay(sheet, 5);
    await sheet.getByText('Choose a reason to see which of the bookings can be made.').waitFor();
    await reasonIn(sheet);
    await sheet.getByText('3 of 5 bookings cannot be made').waitFor();
    const rows = sheet.getByRole('list', { name: 'The bookings of the series' }).getByRole('listitem');
    await rows.nth(1).getByRole('button', { name: /^Skip/ }).click();
    await sheet.getByText('2 of 4 bookings cannot be made').waitFor();
    await changing(rows.nth(2)).click();
    await rows.nth(2).getByLabel('New return time').fill('15');
    await rows.nth(2).getByLabel('New pick-up time').fill('13');
    await changing(rows.nth(3)).click();
    await sheet.getByText('1 of 4 bookings cannot be made').waitFor();
    await pick(page, rows.nth(3).getByLabel('New vehicle'), 'Polo');
    await sheet.getByText('All 4 bookings can be made.').waitFor();
    await rows.nth(3).getByText('With Polo').waitFor();
    expect(await starts()).toEqual([]);
    expect(await look(page, 'series-preview')).toEqual([]);
    await confirm(sheet);
    await page.getByText('4 bookings made; 1 skipped.').waitFor();
    expect(await starts()).toEqual([at(day, 9), later(at(day, 13), 2), later(at(day, 9), 4)]);
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${polo}`);
    expect(items.map(({ start }: { start: string }) => start)).toEqual([later(at(day, 9), 3)]);
  });

  it('BK-9: times that cannot be are told at their booking, and the list stays', async () => {
    motorpool.provokes(422);
    const { sheet } = await open();
    await everyDay(sheet, 2);
    await reasonIn(sheet);
    await sheet.getByText('All 2 bookings can be made.').waitFor();
    const second = sheet.getByRole('list', { name: 'The bookings of the series' }).getByRole('listitem').nth(1);
    await changing(second).click();
    await second.getByLabel('New pick-up time').fill('13');
    await second.getByLabel('New pick-up time').press('Tab');
    await second.getByText('later than the start').waitFor();
    await second.getByLabel('New return time').fill('15');
    await second.getByLabel('New return time').press('Tab');
    await sheet.getByText('All 2 bookings can be made.').waitFor();
  });
});
