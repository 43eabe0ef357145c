import type { Page } from 'playwright-core';
import { OfferVehicles } from '../../src/bookings/use-cases/waiting-list/offer-vehicles.js';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { register } from '../support/scene.js';
import { stopSweeps } from '../support/stop-sweeps.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('Today', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let person: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    await stopSweeps(motorpool.app);
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = (page: Page) => motorpool.visit(page, '/app', { heading: 'Today' });
  const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const open = async (someone: Parameters<ConsoleTest['open']>[0] = person) => {
    const page = await motorpool.open(someone);
    await visit(page);
    return page;
  };
  /** A booking of this person that begins now. */
  const book = async (name: string, fields: object = {}) => {
    const { given } = motorpool;
    const vehicleId = await given.vehicle(branchId, { name, registration: `${name} 214` });
    const body = {
      vehicleId,
      ...given.fromNow(3),
      reasonId: await given.reason(),
      destination: 'Devonport',
      ...fields,
    };
    return (await person.client.expect(201, 'POST', '/bookings', body)).id as string;
  };
  const stateOf = async (id: string) => (await person.client.expect(200, 'GET', `/bookings/${id}`)).state as string;

  it('leads an administrator through the first steps of an empty organisation', async () => {
    const page = await open(motorpool.admin);
    const steps = page.getByRole('region', { name: 'First steps' });
    await steps.getByRole('link', { name: 'Start: Add a branch' }).waitFor();
    // The next step is the one filled button.
    expect(await steps.locator('[data-kind=filled]').getAttribute('aria-label')).toBe('Start: Name your organisation');
    await page.getByText('Nothing but the first steps.').waitFor();
    const faults = await look(page, 'today-first-steps');
    await motorpool.app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Fleet' });
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour', timeZone: 'Pacific/Auckland' });
    await visit(page);
    await steps.getByText('Done').first().waitFor();
    expect(await steps.getByText('Done').count()).toBe(2);
    expect(await steps.locator('[data-kind=filled]').getAttribute('aria-label')).toBe('Start: Add a vehicle');
    await motorpool.given.vehicle(branchId);
    person = await motorpool.given.user(branchId, ['booker'], { name: 'Hana Harper' });
    await visit(page);
    await page.getByRole('region', { name: 'Your next bookings' }).waitFor();
    expect([await steps.count(), ...faults]).toEqual([0]);
  });

  it('the next booking is checked out, extended and returned', async () => {
    const id = await book('Corolla');
    const page = await open();
    const card = page.getByRole('article', { name: /^Corolla/ });
    expect(await card.innerText()).toMatch(/Corolla COROLLA 214[^]*Confirmed[^]*To Devonport[^]*New Zealand/);
    // The browser is in Berlin, where it is another time.
    expect(await card.innerText()).toContain('Your time:');
    await card.getByRole('button', { name: 'Check out' }).click();
    await told(page, 'Checked out');
    expect(await stateOf(id)).toBe('in_use');

    await card.getByRole('button', { name: 'Extend' }).click();
    const extending = page.getByRole('dialog', { name: 'Extend the booking of Corolla' });
    await extending.getByLabel('New end time').fill('2359');
    await extending.getByRole('button', { name: 'Extend' }).click();
    await told(page, 'Extended');

    await card.getByRole('button', { name: 'Return' }).click();
    const returning = page.getByRole('dialog', { name: 'Return Corolla' });
    await returning.getByLabel('Odometer').fill('12a');
    await returning.getByRole('button', { name: 'Return' }).click();
    await returning.getByText('Enter a whole number.').waitFor();
    await returning.getByLabel('Odometer').fill('12,345');
    await returning.getByRole('button', { name: 'Return' }).click();
    await told(page, 'Returned');
    await card.waitFor({ state: 'detached' });
    expect(await person.client.expect(200, 'GET', `/bookings/${id}`)).toMatchObject({
      state: 'completed',
      odometer: 12_345,
    });
  });

  it('a booking is cancelled by keyboard alone', async () => {
    const id = await book('Leaf');
    const page = await open();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Cancel booking');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await keyboard.press('Escape');
    await keyboard.holds('Cancel booking');
    await keyboard.press('Enter');
    await keyboard.tabTo(/^Reason/);
    await keyboard.type('Meeting moved');
    await keyboard.press('Enter');
    await told(page, 'Booking cancelled');
    expect(await person.client.expect(200, 'GET', `/bookings/${id}`)).toMatchObject({
      state: 'cancelled',
      cancellationReason: 'Meeting moved',
    });
  });

  it('what the service refuses is said where it was tried', async () => {
    motorpool.provokes(409);
    const id = await book('Golf');
    const page = await open();
    await person.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
    await page.getByRole('article', { name: /^Golf/ }).getByRole('button', { name: 'Check out' }).click();
    await page.getByRole('alert').waitFor();
  });

  it('the branch’s message is shown as it was written, and nothing in it is code', async () => {
    const markdown = 'Keys are in **room 12**.\n\n<script>document.title = "taken"</script>';
    await motorpool.app.admin.expect(200, 'PUT', `/branches/${branchId}/welcome-message`, { markdown });
    const page = await open();
    const message = page.getByRole('region', { name: 'From your branch' });
    expect(await message.locator('strong').innerText()).toBe('room 12');
    expect(await page.title()).toBe('Today · Harbour Fleet');
  });

  it('a vehicle that has become free is offered, and booked from here', async () => {
    const { given, app } = motorpool;
    const vehicleId = await given.vehicle(branchId, { name: 'Ranger' });
    const { start, end } = await given.wish(branchId, 3);
    await person.client.expect(201, 'POST', '/waiting-list', { vehicleId, start, end });
    await app.nest.get(OfferVehicles, { strict: false }).run();
    const page = await open();
    await page.getByRole('region', { name: 'Now available for you' }).getByText('Ranger').waitFor();
    await page.getByRole('button', { name: 'Accept offer' }).click();
    const sheet = page.getByRole('dialog', { name: 'Book Ranger' });
    // The browser is in Berlin, where it is another time.
    await sheet.getByText(/^Times are in New Zealand/).waitFor();
    await sheet.getByText(/^Your time: /).waitFor();
    await sheet.getByLabel('Reason').selectOption('Business');
    await sheet.getByRole('button', { name: 'Accept offer' }).click();
    await told(page, 'Booked');
    await page.getByRole('article', { name: /^Ranger/ }).waitFor();
  });

  it('an offer is accepted by keyboard alone', async () => {
    const { given, app } = motorpool;
    const vehicleId = await given.vehicle(branchId, { name: 'Navara' });
    const { start, end } = await given.wish(branchId, 5);
    await person.client.expect(201, 'POST', '/waiting-list', { vehicleId, start, end });
    await app.nest.get(OfferVehicles, { strict: false }).run();
    const page = await open();
    const keyboard = new Keyboard(page);
    await page.getByRole('region', { name: 'Now available for you' }).getByText('Navara').waitFor();
    await keyboard.tabTo('Accept offer');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Book Navara' }).getByLabel('Reason').waitFor();
    await keyboard.tabTo('Reason');
    await keyboard.type('Business');
    await keyboard.tabTo('Accept offer');
    await keyboard.press('Enter');
    await told(page, 'Booked');
    await page.getByRole('article', { name: /^Navara/ }).waitFor();
  });

  it('tasks are counted, each leads to where it is done, and a new one appears by itself', async () => {
    const page = await motorpool.open(motorpool.admin);
    await page.clock.install();
    await visit(page);
    await page.getByText('There is nothing you need to do.').waitFor();
    const { token } = await register(motorpool.given, branchId);
    await motorpool.app.anyone().expect(200, 'POST', '/email-verifications', { token });
    await page.clock.runFor(21_000);
    await page.getByRole('link', { name: '1 person to review' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  });

  it('an agreement that is due is read and accepted', async () => {
    await motorpool.app.admin.expect(201, 'POST', '/agreements', { text: 'Drive with care.\n\nReturn it clean.' });
    await book('Yaris').catch(() => undefined);
    const page = await open();
    await page.getByText('Drive with care.').waitFor();
    const faults = await look(page, 'today-agreement');
    await page.getByRole('button', { name: 'I accept the agreement' }).click();
    await told(page, 'You can book now');
    await page.getByText('Drive with care.').waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
  });

  it('ID-18: a new version is asked for again on Today before the next booking, by keyboard alone', async () => {
    const { app, given } = motorpool;
    const { version } = await app.admin.expect(201, 'POST', '/agreements', { text: 'Drive with great care.' });
    const wish = await given.wish(await given.vehicle(branchId), 5);
    const refused = await person.client.post('/bookings', wish);
    expect([refused.status, refused.body.code]).toEqual([409, 'agreement_not_accepted']);
    const page = await open();
    const keyboard = new Keyboard(page);
    const agreement = page.getByRole('region', { name: 'Please accept the user agreement' });
    await agreement.getByText('Drive with great care.').waitFor();
    await keyboard.tabTo('I accept the agreement');
    await keyboard.press('Enter');
    await told(page, 'You can book now');
    await agreement.waitFor({ state: 'detached' });
    await visit(page);
    await page.getByRole('region', { name: 'Your next bookings' }).waitFor();
    expect(await agreement.count()).toBe(0);
    expect((await person.client.expect(200, 'GET', '/session')).agreementDue).toBeNull();
    const booked = await person.client.expect(201, 'POST', '/bookings', wish);
    await person.client.expect(200, 'POST', `/bookings/${booked.id}/cancellation`, {});
    expect(version).toBe(2);
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    await book('Hilux');
    const page = await open();
    await page.getByRole('article', { name: /^Hilux/ }).waitFor();
    const screen = await look(page, 'today');
    await page
      .getByRole('article', { name: /^Hilux/ })
      .getByRole('button', { name: 'Extend' })
      .click();
    expect([...screen, ...(await look(page, 'today-extend'))]).toEqual([]);
  });
});
