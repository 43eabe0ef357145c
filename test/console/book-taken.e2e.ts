import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ADDRESS, at, confirm, reasonIn, sheetOf } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('a vehicle that somebody else takes meanwhile', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let booker: GivenUser;
  let rival: GivenUser;
  let golf: string;
  let search: { vehicleId: string; from: string; to: string; branchId: string };
  let day = 5;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin Mitte' });
    golf = await motorpool.given.vehicle(branchId, { name: 'Golf', registration: 'B-MP 1' });
    await motorpool.given.vehicle(branchId, { name: 'Passat', registration: 'B-MP 3' });
    booker = await motorpool.given.user(branchId, ['booker'], { name: 'Bea Booker' });
    rival = await motorpool.given.user(branchId, ['booker'], { name: 'Rita Rival' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(() => {
    day += 1;
    search = { vehicleId: golf, from: at(day, 9), to: at(day, 11), branchId };
    motorpool.provokes(409);
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  /** The sheet is open and filled in when the rival books. */
  const overtaken = async () => {
    const page = await motorpool.open(booker);
    await page.goto(motorpool.app.origin + ADDRESS(search));
    const sheet = await sheetOf(page, 'Golf');
    await reasonIn(sheet);
    await sheet.getByLabel(/^Destination/).fill('Potsdam');
    await sheet.getByLabel(/^Notes/).fill('Boxes of leaflets');
    const reasonId = await motorpool.given.reason();
    const wish = { vehicleId: golf, start: search.from, end: search.to, reasonId };
    await rival.client.expect(201, 'POST', '/bookings', wish);
    return { page, sheet };
  };

  it('the sheet stays and says so, offers what is free, and nothing typed is lost', async () => {
    const { page, sheet } = await overtaken();
    await confirm(sheet);
    await sheet.getByText('The vehicle is already booked at that time.').waitFor();
    expect(await sheet.getByLabel(/^Destination/).inputValue()).toBe('Potsdam');
    await sheet.getByRole('button', { name: 'Book Passat instead' }).click();
    const other = await sheetOf(page, 'Passat');
    expect(await other.getByLabel(/^Notes/).inputValue()).toBe('Boxes of leaflets');
    await confirm(other);
    await page.getByRole('dialog', { name: 'Passat', exact: true }).getByText('Potsdam').waitFor();
    const { items } = await booker.client.expect(200, 'GET', `/bookings?from=${search.from}&to=${search.to}`);
    expect(items).toMatchObject([{ vehicleName: 'Passat', notes: 'Boxes of leaflets', start: search.from }]);
  });

  it('the same vehicle can be taken from when it is free', async () => {
    const { page, sheet } = await overtaken();
    await confirm(sheet);
    await sheet.getByRole('button', { name: 'Use this time' }).click();
    await sheet.getByText('The vehicle is already booked at that time.').waitFor({ state: 'detached' });
    await confirm(sheet);
    await page.getByRole('dialog', { name: 'Golf', exact: true }).getByText('Potsdam').waitFor();
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${golf}&from=${search.to}`);
    expect(items[0]).toMatchObject({ start: search.to, end: at(day, 13) });
  });

  it('an answer that is lost is asked for again, and the booking is made once', async () => {
    const page = await motorpool.open(booker);
    await page.goto(motorpool.app.origin + ADDRESS(search));
    const sheet = await sheetOf(page, 'Golf');
    await reasonIn(sheet);
    await sheet.getByLabel(/^Destination/).fill('Potsdam');
    const keys: string[] = [];
    await page.route('**/api/v1/bookings', async (route) => {
      const request = route.request();
      if (request.method() !== 'POST') return route.continue();
      keys.push((await request.allHeaders())['idempotency-key']!);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await confirm(sheet);
    await sheet.getByText(/nothing you typed is lost/).waitFor();
    motorpool.complaints.splice(0);
    expect(await sheet.getByLabel(/^Destination/).inputValue()).toBe('Potsdam');
    await confirm(sheet);
    await page.getByRole('dialog', { name: 'Golf', exact: true }).getByText('Potsdam').waitFor();
    expect(new Set(keys).size).toBe(1);
    const { items } = await booker.client.expect(200, 'GET', `/bookings?from=${search.from}&to=${search.to}`);
    expect(items).toHaveLength(1);
  });

  it('is settled by keyboard alone, and looks right', async () => {
    const { page, sheet } = await overtaken();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Confirm booking');
    await keyboard.press('Enter');
    await sheet.getByText('The vehicle is already booked at that time.').waitFor();
    expect(await look(page, 'book-taken')).toEqual([]);
    await keyboard.tabTo('Book Passat instead', 'Shift+Tab');
    await keyboard.press('Enter');
    await sheetOf(page, 'Passat');
    await keyboard.tabTo('Confirm booking');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Passat', exact: true }).getByText('Potsdam').waitFor();
  });
});
