import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('Reports', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let manager: Awaited<ReturnType<ConsoleTest['given']['user']>>;
  /** A month that has not begun, so that bookings can be made in it. */
  let month: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { given } = motorpool;
    branchId = await given.branch({ name: 'Auckland Harbour', timeZone: 'Pacific/Auckland' });
    manager = await given.user(branchId, ['branch_admin'], { name: 'Mara Manager' });
    const booker = await given.user(branchId, ['booker'], { name: 'Hana Harper' });
    // The month after next, by the clocks of the branch: in Auckland a month begins while UTC has the last day of another.
    const today = new Date().toLocaleDateString('en-CA', { timeZone: 'Pacific/Auckland' });
    const next = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
    next.setUTCMonth(next.getUTCMonth() + 2);
    month = next.toISOString().slice(0, 7);
    for (const [name, hours, key] of [
      ['Blue Leaf', 8, 'business'],
      ['White Van', 2, 'personal'],
    ] as const) {
      const vehicleId = await given.vehicle(branchId, { name });
      const start = new Date(`${month}-10T00:00:00Z`);
      const end = new Date(+start + hours * 3_600_000);
      const wish = { vehicleId, start: start.toISOString(), end: end.toISOString(), reasonId: await given.reason(key) };
      await booker.client.expect(201, 'POST', '/bookings', wish);
    }
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = async (search = ''): Promise<Page> => {
    const page = await motorpool.open(manager);
    await motorpool.visit(page, `/app/reports${search}`, { heading: 'Reports' });
    return page;
  };
  const monthSearch = () => `?from=${month}-01&to=${month}-28`;

  it('BK-17: a month is chosen, each report shows it as bars and as a table, and as CSV', async () => {
    const page = await visit();
    await page.getByText('Nothing in this period').or(page.getByRole('table')).first().waitFor();
    await page.getByRole('button', { name: 'Next month' }).click();
    await page.getByRole('button', { name: 'Next month' }).click();
    await page.waitForURL(`**/app/reports?*from=${month}-01*`);
    // The only branch of this person is not asked for, and its clock counts.
    expect(await page.getByLabel('Branch').count()).toBe(0);
    await page.getByText(/Days begin and end in New Zealand/).waitFor();
    const leaf = page.getByRole('row').filter({ hasText: 'Blue Leaf' });
    await leaf.getByText('8 h').waitFor();
    await page.getByText(/^10 h booked of/).waitFor();
    await page.getByRole('img', { name: /^Chart: Utilisation/ }).waitFor();

    await page.getByRole('tab', { name: 'Reasons' }).click();
    await page.getByRole('row').filter({ hasText: 'Personal' }).getByText('20%').waitFor();
    await page.getByRole('tab', { name: 'Vehicles' }).click();
    await page.getByRole('row').filter({ hasText: 'White Van' }).getByText('1', { exact: true }).waitFor();
    await page.getByRole('tab', { name: 'Bookings' }).click();
    await page.getByRole('row').filter({ hasText: 'Hana Harper' }).first().waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'Hana Harper' }).count()).toBe(2);

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const file = await downloading;
    expect(file.suggestedFilename()).toMatch(/^bookings-.*\.csv$/);
    const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('vehicle');
  });

  it('what is chosen is in the address and survives a reload', async () => {
    const page = await visit(`${monthSearch()}&tab=vehicles&branchId=${branchId}`);
    await page.getByRole('rowheader', { name: 'Blue Leaf' }).waitFor();
    await page.reload();
    await page.getByRole('rowheader', { name: 'Blue Leaf' }).waitFor();
    expect(await page.getByRole('tab', { selected: true }).innerText()).toBe('Vehicles');
  });

  it('by keyboard alone: month, report and file', async () => {
    const page = await visit();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Next month');
    await keyboard.press('Enter', 'Enter');
    await page.waitForURL(`**/app/reports?*from=${month}-01*`);
    await keyboard.tabTo('Utilisation');
    await keyboard.press('ArrowRight', 'ArrowRight', 'Enter');
    await page.getByRole('rowheader', { name: 'White Van' }).waitFor();
    await keyboard.tabTo('Download CSV');
    const downloading = page.waitForEvent('download');
    await keyboard.press('Enter');
    expect((await downloading).suggestedFilename()).toMatch(/^vehicles-/);
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const page = await visit(monthSearch());
    await page.getByRole('rowheader', { name: 'Blue Leaf' }).waitFor();
    const faults = await look(page, 'reports');
    await page.getByRole('tab', { name: 'Reasons' }).click();
    await page.getByRole('rowheader').first().waitFor();
    faults.push(...(await look(page, 'reports-reasons')));
    await page.getByRole('tab', { name: 'Bookings' }).click();
    await page.getByRole('cell', { name: 'Hana Harper' }).first().waitFor();
    faults.push(...(await look(page, 'reports-bookings')));
    expect(faults).toEqual([]);
  });
});
