import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ADDRESS, at, confirm, reasonIn, sheetOf, stateIn } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('booking a vehicle that is free', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let booker: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin Mitte' });
    const policyId = await motorpool.given.policy({ maxMinutes: 30 });
    const approvalFlowId = await motorpool.given.flow();
    await motorpool.given.vehicle(branchId, { name: 'Golf', registration: 'B-MP 1' });
    await motorpool.given.vehicle(branchId, { name: 'Caddy', registration: 'B-MP 2', kind: 'van', policyId });
    await motorpool.given.vehicle(branchId, { name: 'Passat', registration: 'B-MP 3', approvalFlowId });
    // Without an approver there would be nobody to ask.
    await motorpool.given.user(branchId, ['booking_approver']);
    booker = await motorpool.given.user(branchId, ['booker'], { name: 'Bea Booker' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  it('when comes first; each vehicle says what booking it would mean; a booking is confirmed and shown', async () => {
    const page = await motorpool.open(booker);
    await motorpool.visit(page, '/app/book', { heading: 'Book a vehicle' });
    await page.getByLabel('Pick-up time').fill('930');
    await page.getByLabel('Return time').fill('11');
    await page.getByLabel('Return time').blur();
    expect(await page.getByLabel('Pick-up time').inputValue()).toBe('09:30');
    await page.goto(motorpool.app.origin + ADDRESS({ from: at(9, 9), to: at(9, 11) }));
    await page.getByRole('heading', { name: '3 vehicles are free' }).waitFor();
    const row = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    await row('Passat').getByText('Needs approval').waitFor();
    await row('Caddy').getByText('Not allowed by the policy').waitFor();
    expect(await row('Caddy').getByRole('button').count()).toBe(0);
    await page.getByRole('button', { name: 'Book Golf' }).click();
    const sheet = await sheetOf(page, 'Golf');
    await reasonIn(sheet);
    await sheet.getByLabel(/^Destination/).fill('Potsdam');
    await sheet.getByLabel('Whole vehicle').check();
    await confirm(sheet);
    const drawer = page.getByRole('dialog', { name: 'Golf' });
    await drawer.getByText('Potsdam').waitFor();
    await stateIn(drawer, 'Confirmed').waitFor();
    const { items } = await booker.client.expect(200, 'GET', '/bookings');
    expect(items).toMatchObject([{ start: at(9, 9), end: at(9, 11), destination: 'Potsdam', wholeVehicle: true }]);
  });

  it('the address alone opens the sheet with the vehicle and the times filled in', async () => {
    const vehicleId = await motorpool.given.vehicle(branchId, { name: 'Polo' });
    const page = await motorpool.open(booker);
    const search = { vehicleId, from: at(12, 8), to: at(12, 10), branchId };
    await motorpool.visit(page, ADDRESS(search), { heading: 'Book a vehicle' });
    const sheet = await sheetOf(page, 'Polo');
    await reasonIn(sheet);
    await confirm(sheet);
    await stateIn(page.getByRole('dialog', { name: 'Polo', exact: true }), 'Confirmed').waitFor();
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}`);
    expect(items).toMatchObject([{ start: at(12, 8), end: at(12, 10) }]);
  });

  it('a reason that is missing is said at its field, and what was typed stays', async () => {
    motorpool.provokes(422);
    const vehicleId = await motorpool.given.vehicle(branchId, { name: 'Lupo' });
    const page = await motorpool.open(booker);
    await page.goto(motorpool.app.origin + ADDRESS({ vehicleId, from: at(13, 8), to: at(13, 10), branchId }));
    const sheet = await sheetOf(page, 'Lupo');
    await sheet.getByLabel(/^Destination/).fill('Bernau');
    await confirm(sheet);
    await sheet.getByLabel('Reason', { exact: true }).and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await sheet.getByLabel(/^Destination/).inputValue()).toBe('Bernau');
  });

  it('is found and booked by keyboard alone', async () => {
    const page = await motorpool.open(booker);
    const keyboard = new Keyboard(page);
    await page.goto(motorpool.app.origin + ADDRESS({ from: at(20, 9), to: at(20, 11) }));
    await page.getByRole('button', { name: 'Book Golf' }).waitFor();
    await keyboard.tabTo('Find vehicles');
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Book Golf' }).waitFor();
    await keyboard.tabTo('Book Golf');
    await keyboard.press('Enter');
    await sheetOf(page, 'Golf');
    await keyboard.tabTo('Reason');
    await keyboard.type('Business');
    await keyboard.tabTo('Confirm booking');
    await keyboard.press('Enter');
    await stateIn(page.getByRole('dialog', { name: 'Golf', exact: true }), 'Confirmed').waitFor();
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.waitForURL('**/app/bookings');
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const page = await motorpool.open(booker);
    const times = { from: at(25, 9), to: at(25, 11) };
    await motorpool.visit(page, ADDRESS(times), { heading: 'Book a vehicle' });
    await page.getByRole('button', { name: 'Book Golf' }).waitFor();
    const faults = await look(page, 'book');
    await page.getByRole('button', { name: 'Book Golf' }).click();
    await sheetOf(page, 'Golf');
    faults.push(...(await look(page, 'book-sheet')));
    expect(faults).toEqual([]);
  });
});
