import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('the list of vehicles', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour', timeZone: 'Pacific/Auckland' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = async (): Promise<Page> => {
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/vehicles', { heading: 'Vehicles' });
    return page;
  };
  const openDrawer = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    const sheet = page.getByRole('dialog', { name, exact: true });
    await sheet.getByLabel('Registration').waitFor();
    return sheet;
  };

  it('search and filters are in the address and survive a reload', async () => {
    await motorpool.given.vehicle(branchId, { name: 'Green Boat', kind: 'boat' });
    const page = await visit();
    await page.getByLabel('Search').fill('green');
    await page.waitForURL('**/app/vehicles?q=green');
    await page.getByLabel('Kind').selectOption('Boat');
    await page.waitForURL('**/app/vehicles?q=green&kind=boat');
    await page.reload();
    await page.getByRole('button', { name: 'Green Boat' }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await page.getByLabel('State').selectOption('Archived');
    await page.getByText('No vehicles found').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL('**/app/vehicles');
  });

  it('are used by keyboard alone', async () => {
    await motorpool.given.vehicle(branchId, { name: 'Blue Boat', kind: 'boat' });
    const page = await visit();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Search');
    await keyboard.type('blue');
    await page.waitForURL('**/app/vehicles?q=blue');
    await keyboard.tabTo('Kind');
    await keyboard.type('Boat');
    await page.waitForURL('**/app/vehicles?q=blue&kind=boat');
    await page.getByRole('button', { name: 'Blue Boat' }).waitFor();
    await keyboard.tabTo('State');
    await keyboard.type('Archived');
    await page.getByText('No vehicles found').waitFor();
    await keyboard.tabTo('Clear filters');
    await keyboard.press('Enter');
    await page.waitForURL('**/app/vehicles');
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const locationId = (
      await motorpool.app.admin.expect(201, 'POST', '/locations', { name: 'Level 2, bay 14', branchIds: [branchId] })
    ).id as string;
    await motorpool.app.admin.expect(201, 'POST', '/accessories', { name: 'Tow bar', branchIds: [branchId] });
    await motorpool.app.admin.expect(201, 'POST', '/groups', { name: 'Drivers of vans', branchIds: [branchId] });
    const id = await motorpool.given.vehicle(branchId, { name: 'Shown Van', kind: 'van', locationId, make: 'Ford' });
    await motorpool.given.photo(id);
    const booker = await motorpool.given.user(branchId, ['booker'], { name: 'Hana Harper' });
    await booker.client.expect(201, 'POST', '/bookings', await motorpool.given.wish(id, 3));
    const page = await visit();
    await page.getByRole('button', { name: 'Shown Van' }).waitFor();
    const faults = await look(page, 'vehicles');
    const drawer = await openDrawer(page, 'Shown Van');
    await drawer.getByText('Nothing is planned.').waitFor();
    faults.push(...(await look(page, 'vehicle')));
    await drawer.getByRole('button', { name: 'Add unavailability' }).click();
    faults.push(...(await look(page, 'vehicle-unavailability')));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Add unavailability' }).waitFor({ state: 'detached' });
    await drawer.getByRole('button', { name: 'Disable' }).click();
    await page.getByText('Hana Harper').waitFor();
    faults.push(...(await look(page, 'vehicle-disable')));
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    // The question gives the focus back a frame after it has gone.
    await drawer.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Add vehicle' }).click();
    await page.getByRole('dialog', { name: 'Add vehicle' }).waitFor();
    faults.push(...(await look(page, 'vehicle-new')));
    expect(faults).toEqual([]);
  });
});
