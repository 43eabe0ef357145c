import { putBookings } from '../support/bookings.js';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

const HOUR_MS = 3_600_000;

describeInBrowser()('the desk of a branch', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let office: GivenUser;
  let booker: GivenUser;
  let golf: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin Mitte' });
    office = await motorpool.given.user(branchId, ['booking_admin'], { name: 'Olga Office' });
    booker = await motorpool.given.user(branchId, ['booker'], { name: 'Bea Booker' });
    golf = await motorpool.given.vehicle(branchId, { name: 'Golf' });
    const passat = await motorpool.given.vehicle(branchId, { name: 'Passat' });
    const caddy = await motorpool.given.vehicle(branchId, { name: 'Caddy' });
    const reasonId = await motorpool.given.reason();
    const common = { branchId, bookerId: booker.id, reasonId };
    const hours = (from: number, to: number) => ({
      start: new Date(Date.now() + from * HOUR_MS),
      end: new Date(Date.now() + to * HOUR_MS),
    });
    await putBookings(motorpool.app.db, [
      { ...common, vehicleId: passat, ...hours(-4, -1), state: 'in_use' },
      { ...common, vehicleId: caddy, ...hours(-1, 2), state: 'in_use' },
      { ...common, vehicleId: caddy, ...hours(72, 74) },
    ]);
    const soon = motorpool.given.fromNow();
    await booker.client.expect(201, 'POST', '/bookings', { vehicleId: golf, ...soon, reasonId });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const rows = '/app/bookings?tab=branch';

  it('who has what now, what is late, what starts next; the address keeps it', async () => {
    const page = await motorpool.open(office);
    await motorpool.visit(page, rows, { heading: 'Bookings' });
    const names = () => page.getByRole('rowheader').getByRole('link').allInnerTexts();
    await page.getByRole('link', { name: 'Golf' }).waitFor();
    await page.getByLabel('Show').selectOption('In use now');
    await page.getByRole('link', { name: 'Golf' }).waitFor({ state: 'detached' });
    expect(await names()).toEqual(['Passat', 'Caddy']);
    await page.getByLabel('Show').selectOption('Late');
    await page.getByRole('link', { name: 'Caddy' }).waitFor({ state: 'detached' });
    expect(await names()).toEqual(['Passat']);
    await page.getByText('Was due 1 hour ago').waitFor();
    await page.getByLabel('Show').selectOption('Starting in the next 24 hours');
    await page.getByRole('link', { name: 'Golf' }).waitFor();
    expect(await names()).toEqual(['Golf']);
    await page.reload();
    await page.getByRole('link', { name: 'Golf' }).waitFor();
    expect(await page.getByLabel('Show').inputValue()).toBe('next');
  });

  it('a mail leads to the bookings of one vehicle', async () => {
    const page = await motorpool.open(office);
    await motorpool.visit(page, `${rows}&vehicleId=${golf}`, { heading: 'Bookings' });
    await page.getByText('Only Golf').waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await page.getByRole('button', { name: 'Remove Golf' }).click();
    await page.getByRole('link', { name: 'Passat' }).waitFor();
  });

  it('a vehicle is handed over by one press and taken back by two, and the file holds the same', async () => {
    const page = await motorpool.open(office);
    await motorpool.visit(page, rows, { heading: 'Bookings' });
    await page.getByRole('button', { name: 'Check out Golf' }).click();
    await page.getByRole('button', { name: 'Return Golf' }).click();
    const sheet = page.getByRole('dialog', { name: 'Return Golf' });
    await sheet.getByLabel(/^Notes/).fill('Key in the box');
    await sheet.getByRole('button', { name: 'Return' }).click();
    await sheet.waitFor({ state: 'detached' });
    const { items } = await office.client.expect(200, 'GET', `/bookings?view=branch&vehicleId=${golf}`);
    expect(items).toMatchObject([{ state: 'completed', returnNotes: 'Key in the box' }]);
    await page.getByLabel('Show').selectOption('Past');
    await page.getByRole('link', { name: 'Golf' }).waitFor();
    const file = (await page.getByRole('link', { name: 'Download CSV' }).getAttribute('href'))!;
    const answer = await page.request.get(motorpool.app.origin + file);
    expect([answer.status(), (await answer.text()).includes('Golf')]).toEqual([200, true]);
  });

  it('works by keyboard alone, and the focus stays in the list', async () => {
    const vehicleId = await motorpool.given.vehicle(branchId, { name: 'Polo' });
    const reasonId = await motorpool.given.reason();
    await booker.client.expect(201, 'POST', '/bookings', { vehicleId, ...motorpool.given.fromNow(), reasonId });
    const page = await motorpool.open(office);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, rows, { heading: 'Bookings' });
    await page.getByRole('button', { name: 'Check out Polo' }).waitFor();
    await keyboard.tabTo('Check out Polo');
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Return Polo' }).waitFor();
    await keyboard.tabTo('Return Polo', 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Return Polo' }).waitFor();
    await keyboard.press('Enter');
    await page.getByRole('link', { name: 'Polo' }).waitFor({ state: 'detached' });
    const { items } = await office.client.expect(200, 'GET', `/bookings?view=branch&vehicleId=${vehicleId}`);
    expect(items).toMatchObject([{ state: 'completed' }]);
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const page = await motorpool.open(office);
    await motorpool.visit(page, rows, { heading: 'Bookings' });
    await page.getByRole('link', { name: 'Passat' }).waitFor();
    const faults = await look(page, 'bookings-branch');
    await page.getByRole('tab', { name: 'Upcoming' }).click();
    await page.getByText('No upcoming bookings').waitFor();
    faults.push(...(await look(page, 'bookings-empty')));
    expect(faults).toEqual([]);
  });
});
