import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { at, stateIn } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('a booking in its drawer', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let booker: GivenUser;
  let vehicleId: string;
  let id: string;
  let day = 5;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin Mitte' });
    booker = await motorpool.given.user(branchId, ['booker'], { name: 'Bea Booker' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(async () => {
    day += 1;
    vehicleId = await motorpool.given.vehicle(branchId, { name: 'Golf', odometer: 1_000 });
    id = await book({ start: at(day, 9), end: at(day, 11) });
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const book = async (span: { start: string; end: string }): Promise<string> => {
    const body = { vehicleId, ...span, reasonId: await motorpool.given.reason() };
    return (await booker.client.expect(201, 'POST', '/bookings', body)).id;
  };
  const now = () => booker.client.expect(200, 'GET', `/bookings/${id}`);
  const open = async () => {
    const page = await motorpool.open(booker);
    await motorpool.visit(page, `/app/bookings/${id}`, { heading: 'Bookings' });
    const drawer = page.getByRole('dialog', { name: 'Golf', exact: true });
    await drawer.getByText('History').waitFor();
    return { page, drawer, keyboard: new Keyboard(page) };
  };

  it('BK-10: is moved by form; only what was changed is sent, and the history says so in words', async () => {
    const { page, drawer } = await open();
    await drawer.getByText('Bea Booker confirmed the booking.').waitFor();
    await drawer.getByRole('button', { name: 'Edit' }).click();
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel('Return time').fill('14:30');
    await sheet.getByLabel(/^Destination/).fill('Potsdam');
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await sheet.waitFor({ state: 'detached' });
    await drawer.getByText('Bea Booker changed the booking.').waitFor();
    const berlin = (instant: string) => new Date(instant).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin' });
    const moved = await now();
    expect([berlin(moved.end), moved.destination, moved.start]).toEqual(['14:30:00', 'Potsdam', at(day, 9)]);
  });

  it('BK-10: who was overtaken by another edit is told what changed and applies theirs on top', async () => {
    motorpool.provokes(412);
    const { page, drawer } = await open();
    await drawer.getByRole('button', { name: 'Edit' }).click();
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel(/^Notes/).fill('Two bikes');
    await motorpool.app.admin.expect(200, 'PATCH', `/bookings/${id}`, { destination: 'Bernau' });
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await sheet.getByText('Destination is now Bernau.').waitFor();
    expect(await sheet.getByLabel(/^Notes/).inputValue()).toBe('Two bikes');
    // The sheet is longer than the screen: what came of it must not stay below its foot.
    const told = (await sheet.getByText('Destination is now Bernau.').boundingBox())!;
    const foot = (await sheet.getByRole('button', { name: 'Save changes' }).boundingBox())!;
    expect(told.y + told.height).toBeLessThan(foot.y);
    expect(await look(page, 'booking-stale')).toEqual([]);
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await sheet.waitFor({ state: 'detached' });
    expect(await now()).toMatchObject({ destination: 'Bernau', notes: 'Two bikes' });
  });

  it('what is open over it is in the address: a link leads there, and going back closes it', async () => {
    const { page, drawer } = await open();
    await drawer.getByRole('button', { name: 'Extend' }).click();
    const sheet = page.getByRole('dialog', { name: 'Extend the booking of Golf' });
    await sheet.waitFor();
    expect(new URL(page.url()).searchParams.get('sheet')).toBe('extend');
    const link = page.url();
    await page.goBack();
    await sheet.waitFor({ state: 'detached' });
    await drawer.getByRole('button', { name: 'Edit' }).click();
    await page
      .getByRole('dialog', { name: 'Edit the booking of Golf' })
      .getByRole('button', { name: 'Cancel' })
      .click();
    await page.waitForURL(`**/app/bookings/${id}`);
    await page.goto(link);
    await sheet.getByRole('button', { name: 'Cancel' }).click();
    await sheet.waitFor({ state: 'detached' });
    await drawer.getByRole('button', { name: 'Extend' }).waitFor();
  });

  it('BK-11: is cancelled with a reason', async () => {
    const { page, drawer } = await open();
    await drawer.getByRole('button', { name: 'Cancel booking' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Cancel this booking?' });
    await dialog.getByLabel(/^Reason/).fill('The meeting moved');
    await dialog.getByRole('button', { name: 'Cancel booking' }).click();
    await drawer.getByText('The meeting moved').first().waitFor();
    expect(await now()).toMatchObject({ state: 'cancelled', cancellationReason: 'The meeting moved' });
    expect(await look(page, 'booking-cancelled')).toEqual([]);
  });

  it('BK-11: is extended', async () => {
    const { page, drawer } = await open();
    await drawer.getByRole('button', { name: 'Extend' }).click();
    const sheet = page.getByRole('dialog', { name: 'Extend the booking of Golf' });
    await sheet.getByLabel('New end time').fill('18');
    await sheet.getByRole('button', { name: 'Extend' }).click();
    await sheet.waitFor({ state: 'detached' });
    expect(Date.parse((await now()).end)).toBeGreaterThan(Date.parse(at(day, 14)));
  });

  it('BK-11: is checked out and returned with odometer and notes', async () => {
    id = await book(motorpool.given.fromNow());
    const { page, drawer } = await open();
    await drawer.getByRole('button', { name: 'Check out' }).click();
    await drawer.getByRole('button', { name: 'Return' }).click();
    const sheet = page.getByRole('dialog', { name: 'Return Golf' });
    await sheet.getByLabel(/^Odometer/).fill('1042');
    await sheet.getByLabel(/^Notes/).fill('Parked in row B');
    await sheet.getByRole('button', { name: 'Return' }).click();
    await drawer.getByText('Parked in row B').first().waitFor();
    expect(await now()).toMatchObject({ state: 'completed', odometer: 1_042, returnNotes: 'Parked in row B' });
    expect(await look(page, 'booking-returned')).toEqual([]);
  });

  it('is moved, extended and cancelled by keyboard alone', async () => {
    const { page, drawer, keyboard } = await open();
    await keyboard.tabTo('Edit');
    await keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel(/^Notes/).waitFor();
    await keyboard.tabTo('Return time');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('1330');
    await keyboard.press('Enter');
    await sheet.waitFor({ state: 'detached' });
    await keyboard.holds('Edit');
    await keyboard.tabTo('Extend', 'Shift+Tab');
    await keyboard.press('Enter');
    const extending = page.getByRole('dialog', { name: 'Extend the booking of Golf' });
    await extending.waitFor();
    await keyboard.tabTo('New end time');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('17');
    await keyboard.press('Enter');
    await extending.waitFor({ state: 'detached' });
    await keyboard.holds('Extend');
    await keyboard.tabTo('Cancel booking');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog', { name: 'Cancel this booking?' }).waitFor();
    await keyboard.tabTo('Cancel booking');
    await keyboard.press('Enter');
    await stateIn(drawer, 'Cancelled').waitFor();
    expect((await now()).state).toBe('cancelled');
  });

  it('what somebody else changed meanwhile is settled by keyboard alone', async () => {
    motorpool.provokes(412);
    const { page, keyboard } = await open();
    await keyboard.tabTo('Edit');
    await keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel(/^Notes/).waitFor();
    await keyboard.tabTo(/^Notes/);
    await keyboard.type('Two bikes');
    await motorpool.app.admin.expect(200, 'PATCH', `/bookings/${id}`, { destination: 'Bernau' });
    await keyboard.tabTo('Save changes');
    await keyboard.press('Enter');
    await sheet.getByText('Destination is now Bernau.').waitFor();
    await keyboard.holds('Save changes');
    await keyboard.press('Enter');
    await sheet.waitFor({ state: 'detached' });
    await keyboard.holds('Edit');
    expect(await now()).toMatchObject({ destination: 'Bernau', notes: 'Two bikes' });
  });

  it('is checked out and returned by keyboard alone', async () => {
    id = await book(motorpool.given.fromNow());
    const { page, drawer, keyboard } = await open();
    await keyboard.tabTo('Check out');
    await keyboard.press('Enter');
    await drawer.getByRole('button', { name: 'Return' }).waitFor();
    await keyboard.tabTo('Return');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Return Golf' }).waitFor();
    await keyboard.tabTo('Odometer (optional)');
    await keyboard.type('1100');
    await keyboard.press('Enter');
    await stateIn(drawer, 'Completed').waitFor();
    expect(await now()).toMatchObject({ state: 'completed', odometer: 1_100 });
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const { page, drawer } = await open();
    const faults = await look(page, 'booking');
    await drawer.getByRole('button', { name: 'Edit' }).click();
    await page
      .getByRole('dialog', { name: 'Edit the booking of Golf' })
      .getByLabel(/^Notes/)
      .waitFor();
    faults.push(...(await look(page, 'booking-edit')));
    expect(faults).toEqual([]);
  });
});
