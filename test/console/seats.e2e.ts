import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ADDRESS, at } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('taking and giving up a seat', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let driver: GivenUser;
  let rider: GivenUser;
  let day = 5;
  let bookingId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin Mitte' });
    driver = await motorpool.given.user(branchId, ['booker'], { name: 'Dora Driver' });
    rider = await motorpool.given.user(branchId, ['booker'], { name: 'Rob Rider' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(async () => {
    day += 1;
    const vehicleId = await motorpool.given.vehicle(branchId, { name: `Bus ${day}`, seats: 3 });
    const wish = { vehicleId, start: at(day, 9), end: at(day, 11), reasonId: await motorpool.given.reason() };
    const made = await driver.client.expect(201, 'POST', '/bookings', { ...wish, destination: 'Potsdam' });
    bookingId = made.id;
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const aboard = async (): Promise<string[]> => {
    const booking = await driver.client.expect(200, 'GET', `/bookings/${bookingId}`);
    return booking.passengers.map(({ name }: { name: string }) => name);
  };
  const search = () => ADDRESS({ from: at(day, 9), to: at(day, 11), destination: 'Potsdam' });

  it('a shared trip comes before the free vehicles; its seat is taken, shown and given up', async () => {
    const page = await motorpool.open(rider);
    await motorpool.visit(page, search(), { heading: 'Book a vehicle' });
    await page.getByRole('heading', { name: 'Shared trips' }).waitFor();
    await page.getByText('2 seats left').waitFor();
    expect(await look(page, 'seats-trips')).toEqual([]);
    await page.getByRole('button', { name: `Take a seat in Bus ${day}` }).click();
    const drawer = page.getByRole('dialog', { name: `Bus ${day}` });
    await drawer.getByRole('button', { name: 'Give up seat' }).waitFor();
    expect(await aboard()).toEqual(['Rob Rider']);
    expect(await drawer.getByRole('button', { name: 'Edit' }).count()).toBe(0);
    await drawer.getByRole('button', { name: 'Give up seat' }).click();
    await page.getByText('You gave up your seat.').waitFor();
    expect(await aboard()).toEqual([]);
  });

  it('can be done by keyboard alone', async () => {
    const page = await motorpool.open(rider);
    const keyboard = new Keyboard(page);
    await page.goto(motorpool.app.origin + search());
    await page.getByRole('button', { name: `Take a seat in Bus ${day}` }).waitFor();
    await keyboard.tabTo(`Take a seat in Bus ${day}`);
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Give up seat' }).waitFor();
    expect(await aboard()).toEqual(['Rob Rider']);
    await keyboard.tabTo('Give up seat');
    await keyboard.press('Enter');
    await page.getByText('You gave up your seat.').waitFor();
    expect(await aboard()).toEqual([]);
  });
});
