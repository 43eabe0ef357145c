import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

interface Cell {
  permission: string;
  role: string;
}

describeInBrowser()('Roles and permissions', () => {
  let motorpool: ConsoleTest;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  const visit = async (search = ''): Promise<Page> => {
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, `/app/roles${search}`, { heading: 'Roles and permissions' });
    await page
      .getByRole('columnheader', { name: /Booker/ })
      .first()
      .waitFor();
    return page;
  };
  const boxOf = (page: Page, { permission, role }: Cell) =>
    page.getByRole('checkbox', { name: `${role}: ${permission}`, exact: true });
  /** What a cell of the matrix can be. */
  const kindsOf = (page: Page) => ({
    granted: page.locator('td input:checked'),
    notGranted: page.locator('td input:not(:checked)'),
    changed: page.locator('td .matrix-mark', { hasText: 'changed' }),
    edited: page.locator('td label[data-edited]'),
    notApplicable: page.getByRole('img', { name: 'Not applicable' }),
    fixed: page.locator('td [role=img]', { hasText: '✓' }),
  });
  const grantsOf = async (key: string): Promise<string[]> => {
    const { items } = await motorpool.app.admin.expect(200, 'GET', '/roles');
    return items.find((role: { key: string }) => role.key === key).permissions;
  };
  const saveThrough = async (page: Page) => {
    await page.getByRole('button', { name: 'Review changes' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save changes' }).click();
  };

  const SEE_ALL = 'See all bookings';
  const SEE_REPORTS = 'See reports on bookings and vehicles: utilisation, reasons and distances';
  const SEE_VEHICLES = 'See vehicles';
  const FIVE: Cell[] = [
    { permission: SEE_ALL, role: 'Booker' },
    { permission: SEE_ALL, role: 'Multibranch Booker' },
    { permission: SEE_VEHICLES, role: 'Booker' },
    { permission: SEE_REPORTS, role: 'Booking Admin' },
    { permission: SEE_REPORTS, role: 'Booking Approver' },
  ];

  it('RP-9: five cells are changed, reviewed and saved; what differs from its default says so; a reset undoes it', async () => {
    const page = await visit();
    const before = await grantsOf('booker');
    for (const cell of FIVE) await boxOf(page, cell).click();
    await page.getByText('5 changes are not saved').waitFor();
    await page.getByRole('button', { name: 'Review changes' }).click();
    const sheet = page.getByRole('dialog', { name: 'Review changes' });
    await sheet.waitFor();
    expect(await sheet.getByRole('listitem').count()).toBe(5);
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('5 changes were saved.').waitFor();
    expect(await grantsOf('booker')).toContain('bookings.read');
    expect(await grantsOf('booker')).not.toContain('vehicles.read');
    expect(await grantsOf('booking_admin')).toContain('reports.read');

    await page.getByLabel('Changed only').check();
    await page.waitForURL('**/app/roles?changed=yes');
    expect(await page.getByText('● changed', { exact: true }).count()).toBe(5);

    await page.getByRole('button', { name: 'More for Booker', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Reset to defaults' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Reset Booker to its defaults?' });
    await dialog.waitFor();
    expect(await dialog.getByRole('listitem').count()).toBe(2);
    await dialog.getByRole('button', { name: 'Reset to defaults' }).click();
    await page.getByText('The defaults were restored.').waitFor();
    expect((await grantsOf('booker')).sort()).toEqual(before.sort());

    await page.getByRole('button', { name: 'Reset to defaults', exact: true }).first().click();
    const all = page.getByRole('alertdialog', { name: 'Reset every built-in role to its defaults?' });
    await all.waitFor();
    expect(await all.getByRole('listitem').count()).toBe(3);
    await all.getByRole('button', { name: 'Reset to defaults' }).click();
    await all.waitFor({ state: 'detached' });
    expect(await grantsOf('booking_admin')).not.toContain('reports.read');
    await page.context().close();
  });

  it('IF-2: a role that someone else changed meanwhile is not overwritten; the edits stay and can be saved again', async () => {
    motorpool.provokes(412);
    const page = await visit();
    const [mine] = FIVE;
    await boxOf(page, mine!).click();
    const { items } = await motorpool.app.admin.expect(200, 'GET', '/roles');
    const booker = items.find(({ key }: { key: string }) => key === 'booker');
    const keys = booker.permissions.filter((key: string) => key !== 'vehicles.read');
    await motorpool.app.admin.expect(200, 'PUT', `/roles/${booker.id}/permissions`, { keys });
    await saveThrough(page);
    const sheet = page.getByRole('dialog', { name: 'Review changes' });
    await sheet.getByText('Someone else changed Booker in the meantime').waitFor();
    expect(await grantsOf('booker')).not.toContain('bookings.read');
    expect(await sheet.getByRole('listitem').count()).toBe(1);
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('1 change was saved.').waitFor();
    const after = await grantsOf('booker');
    expect([after.includes('bookings.read'), after.includes('vehicles.read')]).toEqual([true, false]);
    await motorpool.app.admin.expect(200, 'POST', `/roles/${booker.id}/reset`);
    motorpool.provokes();
    await page.context().close();
  });

  it('RP-9: a role of one’s own is made, renamed and deleted; what is wrong with it is said at the field', async () => {
    motorpool.provokes(409, 422);
    const page = await visit();
    await page.getByRole('button', { name: 'New role' }).click();
    const sheet = page.getByRole('dialog', { name: 'New role' });
    await sheet.getByRole('button', { name: 'Create role' }).click();
    await sheet.getByLabel('Name', { exact: true }).and(page.locator('[aria-invalid=true]')).waitFor();
    await sheet.getByLabel('Name', { exact: true }).fill('Night watch');
    await sheet.getByLabel('Reach', { exact: true }).selectOption('Every branch');
    await sheet.getByLabel(SEE_VEHICLES, { exact: true }).check();
    await sheet.getByRole('button', { name: 'Create role' }).click();
    await page.getByText('Night watch was created.').waitFor();
    expect(await boxOf(page, { permission: SEE_VEHICLES, role: 'Night watch' }).isChecked()).toBe(true);

    const menu = page.getByRole('button', { name: 'More for Night watch' });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Night shift');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('columnheader', { name: /Night shift/ }).waitFor();
    await page.getByRole('button', { name: 'More for Night shift' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('columnheader', { name: /Night shift/ }).waitFor({ state: 'detached' });
    motorpool.provokes();
    await page.context().close();
  });

  it('RP-10: who may not administer permissions finds neither the screen nor a way to it', async () => {
    const branchId = await motorpool.given.branch();
    const booker = await motorpool.given.user(branchId, ['booker']);
    const page = await motorpool.open(booker);
    await motorpool.visit(page, '/app', { heading: 'Today' });
    expect(await page.getByRole('link', { name: 'Roles' }).count()).toBe(0);
    await page.context().close();
  });

  it('a cell is found, changed, reviewed and saved by keyboard alone', async () => {
    const page = await visit();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Search');
    await keyboard.type('see all bookings');
    await page.getByRole('row').filter({ hasText: SEE_VEHICLES }).waitFor({ state: 'detached' });
    await keyboard.tabTo(`Booker: ${SEE_ALL}`);
    await keyboard.press('Space');
    await keyboard.tabTo('Review changes');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Review changes' }).waitFor();
    await keyboard.tabTo('Save changes');
    await keyboard.press('Enter');
    await page.getByText('1 change was saved.').waitFor();
    expect(await grantsOf('booker')).toContain('bookings.read');
    await page.context().close();
  });

  it('what someone else changed meanwhile is settled by keyboard alone', async () => {
    motorpool.provokes(412);
    const page = await visit();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Search');
    await keyboard.type('see vehicles');
    await page.getByRole('row').filter({ hasText: SEE_ALL }).waitFor({ state: 'detached' });
    await keyboard.tabTo(`Booker: ${SEE_VEHICLES}`);
    await keyboard.press('Space');
    const { items } = await motorpool.app.admin.expect(200, 'GET', '/roles');
    const booker = items.find(({ key }: { key: string }) => key === 'booker');
    const had: string[] = booker.permissions;
    const hadBookings = had.includes('bookings.read');
    const keys = hadBookings ? had.filter((key) => key !== 'bookings.read') : [...had, 'bookings.read'];
    await motorpool.app.admin.expect(200, 'PUT', `/roles/${booker.id}/permissions`, { keys });
    await keyboard.tabTo('Review changes');
    await keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Review changes' });
    await sheet.waitFor();
    await keyboard.tabTo('Save changes');
    await keyboard.press('Enter');
    await sheet.getByText('Someone else changed Booker in the meantime').waitFor();
    await keyboard.holds('Save changes');
    await keyboard.press('Enter');
    await page.getByText('1 change was saved.').waitFor();
    const after = await grantsOf('booker');
    expect([after.includes('vehicles.read'), after.includes('bookings.read')]).toEqual([
      !had.includes('vehicles.read'),
      !hadBookings,
    ]);
    await motorpool.app.admin.expect(200, 'POST', `/roles/${booker.id}/reset`);
    await page.context().close();
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const page = await visit();
    const faults = await look(page, 'roles', { isVast: true });
    // The same table with one row, in which there is a cell of each kind.
    await page.getByRole('searchbox').first().fill('see reports');
    await page.getByRole('row').filter({ hasText: SEE_VEHICLES }).waitFor({ state: 'detached' });
    await boxOf(page, { permission: SEE_REPORTS, role: 'Booking Admin' }).click();
    await boxOf(page, { permission: SEE_REPORTS, role: 'Booking Approver' }).click();
    for (const [kind, cells] of Object.entries(kindsOf(page)))
      expect([kind, await cells.count()]).not.toEqual([kind, 0]);
    faults.push(...(await look(page, 'roles-edited')));
    await page.getByRole('button', { name: 'Review changes' }).click();
    await page.getByRole('dialog').waitFor();
    faults.push(...(await look(page, 'roles-review')));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('button', { name: 'New role' }).click();
    await page.getByRole('dialog').waitFor();
    faults.push(...(await look(page, 'roles-new')));
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
