import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { PICTURE } from '../support/picture.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';

const FILE = { name: 'van.png', mimeType: 'image/png', buffer: PICTURE };

describeInBrowser()('Vehicles by keyboard alone', () => {
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

  const vehicleOf = (id: string) => motorpool.app.admin.expect(200, 'GET', `/vehicles/${id}`);
  const open = async (name: string) => {
    const page: Page = await motorpool.open(manager);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, `/app/vehicles?q=${encodeURIComponent(name)}`, { heading: 'Vehicles' });
    await page.getByRole('button', { name, exact: true }).waitFor();
    await keyboard.tabTo(name);
    await keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name, exact: true });
    await drawer.getByLabel('Notes').waitFor();
    return { page, keyboard, drawer };
  };

  it('BR-3: a photo is chosen, shown and removed', async () => {
    const id = await motorpool.given.vehicle(branchId, { name: 'White Van' });
    const { page, keyboard, drawer } = await open('White Van');
    const chooser = page.waitForEvent('filechooser');
    await keyboard.tabTo('Choose photo');
    await keyboard.press('Enter');
    await (await chooser).setFiles(FILE);
    await drawer.getByRole('img', { name: 'Photo of White Van' }).waitFor();
    expect((await vehicleOf(id)).photoUrl).toContain('/photo?v=');
    await keyboard.tabTo('Remove photo');
    await keyboard.press('Enter');
    await drawer.getByText('No photo').waitFor();
    expect((await vehicleOf(id)).photoUrl).toBeNull();
    await drawer.press('Escape');
    await keyboard.holds('White Van');
  });

  it('IF-2: what somebody else changed meanwhile is said, and saving again applies what was typed', async () => {
    motorpool.provokes(412);
    const id = await motorpool.given.vehicle(branchId, { name: 'Contested Car', notes: 'Old note' });
    const { page, keyboard, drawer } = await open('Contested Car');
    await motorpool.app.admin.expect(200, 'PATCH', `/vehicles/${id}`, { seats: 3 });
    await keyboard.tabTo(/^Notes/);
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('New note');
    await keyboard.tabTo('Save');
    await keyboard.press('Enter');
    await drawer.getByText('Seats is now “3”.').waitFor();
    await keyboard.holds('Save');
    await keyboard.press('Enter');
    await page.getByText('Contested Car was saved.').waitFor();
    expect(await vehicleOf(id)).toMatchObject({ seats: 3, notes: 'New note' });
  });

  it('BR-6: a vehicle is archived, and the focus is not lost with its row', async () => {
    const id = await motorpool.given.vehicle(branchId, { name: 'Old Car' });
    const { page, keyboard } = await open('Old Car');
    await keyboard.tabTo('Archive');
    await keyboard.press('Enter');
    const dialog = page.getByRole('alertdialog', { name: 'Archive Old Car?' });
    await dialog.getByText('There are no future bookings.').waitFor();
    await keyboard.tabTo('Archive');
    await keyboard.press('Enter');
    await page.getByText('Old Car was archived.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keyboard.holds('Vehicles');
    expect((await vehicleOf(id)).state).toBe('archived');
  });
});
