import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { PICTURE } from '../support/picture.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';

const FILE = { name: 'van.png', mimeType: 'image/png', buffer: PICTURE };

describeInBrowser()('Vehicles', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let manager: Awaited<ReturnType<ConsoleTest['given']['user']>>;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour', timeZone: 'Pacific/Auckland' });
    manager = await motorpool.given.user(branchId, ['branch_admin'], { name: 'Mara Manager' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = async (search = '', who: Parameters<ConsoleTest['open']>[0] = manager): Promise<Page> => {
    const page = await motorpool.open(who);
    await motorpool.visit(page, `/app/vehicles${search}`, { heading: 'Vehicles' });
    return page;
  };
  const openDrawer = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    const sheet = page.getByRole('dialog', { name, exact: true });
    await sheet.getByLabel('Registration').waitFor();
    return sheet;
  };
  const vehicleOf = (id: string) => motorpool.app.admin.expect(200, 'GET', `/vehicles/${id}`);

  it('BR-3: a vehicle is added with a photo; what is wrong is said at its field and nothing typed is lost', async () => {
    // 412: its new photo gave the vehicle a new version; the form goes on from that by itself.
    motorpool.provokes(409, 412);
    await motorpool.given.vehicle(branchId, { registration: 'TAKEN1' });
    const page = await visit();
    await page.getByRole('button', { name: 'Add vehicle' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add vehicle' });
    await sheet.getByLabel('Choose photo').setInputFiles(FILE);
    await sheet.getByText('Chosen: van.png').waitFor();
    await sheet.getByLabel('Name', { exact: true }).fill('White Van');
    await sheet.getByLabel('Registration').fill('taken1');
    await sheet.getByLabel('Seats').fill('8');
    await sheet.getByLabel('Fuel').selectOption('Diesel');
    await sheet.getByRole('button', { name: 'Add vehicle' }).click();
    await sheet.getByText('Another vehicle has this registration.').waitFor();
    expect(await sheet.getByLabel('Name', { exact: true }).inputValue()).toBe('White Van');
    await sheet.getByLabel('Registration').fill('van 8');
    await sheet.getByRole('button', { name: 'Add vehicle' }).click();
    await page.getByText('White Van was added.').waitFor();
    await page.waitForURL('**/app/vehicles');
    const { items } = await motorpool.app.admin.expect(200, 'GET', '/vehicles?q=White');
    expect(items).toMatchObject([{ registration: 'VAN 8', seats: 8, fuel: 'diesel', branchId }]);
    expect(items[0].photoUrl).toContain(`/api/v1/vehicles/${items[0].id}/photo?v=`);
    const drawer = await openDrawer(page, 'White Van');
    const photo = drawer.getByRole('img', { name: 'Photo of White Van' });
    await photo.waitFor();
    expect(await photo.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBe(8);
    await drawer.getByRole('button', { name: 'Remove photo' }).click();
    await drawer.getByText('No photo').waitFor();
    await drawer.getByLabel('Choose photo').setInputFiles(FILE);
    await photo.waitFor();
    // Its own photo is nothing that somebody else did meanwhile.
    await drawer.getByLabel('Name', { exact: true }).fill('Whiter Van');
    await drawer.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Whiter Van was saved.').waitFor();
  });

  it('BR-3: a file that is no picture is refused beside the button', async () => {
    motorpool.provokes(422);
    await motorpool.given.vehicle(branchId, { name: 'Plain Car' });
    const page = await visit();
    const drawer = await openDrawer(page, 'Plain Car');
    await drawer.getByLabel('Choose photo').setInputFiles({ ...FILE, buffer: Buffer.from('no picture') });
    await drawer.getByText('must be a JPEG, PNG or WebP image').waitFor();
  });

  it('IF-2: somebody else changed it meanwhile: the sheet says what, and saving again applies what was typed', async () => {
    motorpool.provokes(412);
    const id = await motorpool.given.vehicle(branchId, { name: 'Contested Car', notes: 'Old note' });
    const page = await visit();
    const drawer = await openDrawer(page, 'Contested Car');
    await motorpool.app.admin.expect(200, 'PATCH', `/vehicles/${id}`, { seats: 3 });
    await drawer.getByLabel('Notes').fill('New note');
    await drawer.getByRole('button', { name: 'Save', exact: true }).click();
    await drawer.getByText('Seats is now “3”.').waitFor();
    expect(await drawer.getByLabel('Notes').inputValue()).toBe('New note');
    await drawer.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Contested Car was saved.').waitFor();
    expect(await vehicleOf(id)).toMatchObject({ seats: 3, notes: 'New note' });
  });

  it('BR-5: unavailability is added, listed in the time of the branch, and removed', async () => {
    const id = await motorpool.given.vehicle(branchId, { name: 'Workshop Car' });
    const page = await visit();
    const drawer = await openDrawer(page, 'Workshop Car');
    await drawer.getByText('Nothing is planned.').waitFor();
    await drawer.getByRole('button', { name: 'Add unavailability' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add unavailability' });
    await dialog.getByText(/Times are in New Zealand/).waitFor();
    await dialog.getByLabel('From time').fill('930');
    await dialog.getByLabel('To time').fill('17:00');
    await dialog.getByLabel('Note').fill('New brakes');
    await dialog.getByRole('button', { name: 'Add unavailability' }).click();
    await drawer.getByText('New brakes').waitFor();
    await drawer
      .getByText(/09:30–17:00/)
      .first()
      .waitFor();
    const path = `/vehicles/${id}/unavailability`;
    const { items } = await motorpool.app.admin.expect(200, 'GET', path);
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'Pacific/Auckland', timeStyle: 'short' });
    expect(items.map(({ start }: { start: string }) => local.format(new Date(start)))).toEqual(['09:30']);
    await drawer.getByRole('button', { name: /^Remove unavailability/ }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await drawer.getByText('Nothing is planned.').waitFor();
    expect((await motorpool.app.admin.expect(200, 'GET', path)).items).toEqual([]);
  });

  it('BR-6: before a vehicle is disabled, the dialog tells who has it booked; it can be enabled again', async () => {
    const id = await motorpool.given.vehicle(branchId, { name: 'Booked Car' });
    const booker = await motorpool.given.user(branchId, ['booker'], { name: 'Hana Harper' });
    await booker.client.expect(201, 'POST', '/bookings', await motorpool.given.wish(id, 3));
    const page = await visit();
    const drawer = await openDrawer(page, 'Booked Car');
    await drawer.getByRole('button', { name: 'Disable' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Disable Booked Car?' });
    await dialog.getByText('1 booking is affected:').waitFor();
    await dialog.getByText('Hana Harper').waitFor();
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await drawer.getByText('This vehicle is disabled.').waitFor();
    expect((await vehicleOf(id)).state).toBe('disabled');
    await drawer.getByRole('button', { name: 'Enable' }).click();
    await drawer.getByRole('button', { name: 'Disable' }).waitFor();
    expect((await vehicleOf(id)).state).toBe('active');
  });

  it('BR-6: a vehicle with open bookings is not archived, and the dialog says why; without them it is', async () => {
    motorpool.provokes(409);
    const id = await motorpool.given.vehicle(branchId, { name: 'Old Car' });
    const booker = await motorpool.given.user(branchId, ['booker'], { name: 'Ola Owner' });
    const booking = await booker.client.expect(201, 'POST', '/bookings', await motorpool.given.wish(id, 3));
    const page = await visit();
    const drawer = await openDrawer(page, 'Old Car');
    await drawer.getByRole('button', { name: 'Archive' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Archive Old Car?' });
    await dialog.getByText('A vehicle with open bookings cannot be archived.').waitFor();
    await dialog.getByText('Ola Owner').waitFor();
    await dialog.getByRole('button', { name: 'Archive' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect((await vehicleOf(id)).state).toBe('active');
    await booker.client.expect(200, 'POST', `/bookings/${booking.id}/cancellation`, { reason: 'Rain.' });
    await drawer.getByRole('button', { name: 'Archive' }).click();
    await dialog.getByText('There are no future bookings.').waitFor();
    await dialog.getByRole('button', { name: 'Archive' }).click();
    await page.getByText('Old Car was archived.').waitFor();
    await page.getByRole('button', { name: 'Old Car', exact: true }).waitFor({ state: 'detached' });
    expect((await vehicleOf(id)).state).toBe('archived');
    await eventually('something has the focus', () =>
      page.evaluate<boolean>('document.activeElement !== document.body'),
    );
  });

  it('by keyboard alone: added, edited, taken out of service and disabled', async () => {
    const page = await visit();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Add vehicle');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add vehicle' }).waitFor();
    await keyboard.tabTo('Name');
    await keyboard.type('Key Car');
    await keyboard.tabTo('Registration');
    await keyboard.type('KEY 1');
    await keyboard.press('Enter');
    await page.getByText('Key Car was added.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keyboard.holds('Add vehicle');
    await keyboard.tabTo('Key Car');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Key Car' }).getByLabel('Notes').waitFor();
    await keyboard.tabTo('Add unavailability');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add unavailability' }).waitFor();
    await keyboard.tabTo('Note');
    await keyboard.type('Inspection');
    await keyboard.tabTo('Add unavailability');
    await keyboard.press('Enter');
    await page.getByText('Inspection').waitFor();
    await keyboard.holds('Add unavailability');
    await keyboard.tabTo('Disable');
    await keyboard.press('Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('There are no future bookings.').waitFor();
    await keyboard.tabTo('Disable');
    await keyboard.press('Enter');
    await page.getByText('This vehicle is disabled.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await keyboard.holds('Key Car');
  });

  it('RP-8: a booker finds no way to the screen', async () => {
    const booker = await motorpool.given.user(branchId, ['booker']);
    const page = await motorpool.open(booker);
    await motorpool.visit(page, '/app', { heading: 'Today' });
    expect(await page.getByRole('link', { name: 'Vehicles' }).count()).toBe(0);
  });
});
