import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('an organisation is set up from nothing', () => {
  let motorpool: ConsoleTest;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const items = async (path: string) => (await motorpool.app.admin.expect(200, 'GET', path)).items;

  it('a branch, a location and a group are made; until then each list says what to do', async () => {
    motorpool.provokes(422, 409);
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/settings?section=locations', { heading: 'Settings' });
    await page.getByText('Add a branch first.').waitFor();
    await page.getByRole('link', { name: 'Branches' }).click();
    await page.getByText('No branches yet').waitFor();
    expect(await look(page, 'settings-nothing-yet')).toEqual([]);
    await page.getByRole('button', { name: 'Add branch' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add branch' });
    await sheet.getByLabel('Name').fill('Auckland Harbour');
    await sheet.getByRole('button', { name: 'Add branch' }).click();
    await sheet.getByLabel('Code').and(page.locator('[aria-invalid=true]')).waitFor();
    expect(await sheet.getByLabel('Name').inputValue()).toBe('Auckland Harbour');
    await sheet.getByLabel('Code').fill('AKL');
    await sheet.getByLabel('Time zone').selectOption('Pacific/Auckland');
    await sheet.getByLabel('Open to sign-up').check();
    expect(await look(page, 'settings-branch-new')).toEqual([]);
    await sheet.getByRole('button', { name: 'Add branch' }).click();
    await page.getByRole('rowheader', { name: 'Auckland Harbour' }).waitFor();
    const [branch] = await items('/branches');
    expect(branch).toMatchObject({ code: 'AKL', timeZone: 'Pacific/Auckland', openToSignUp: true, state: 'open' });

    await page.getByRole('link', { name: 'Locations' }).click();
    await page.getByRole('button', { name: 'Add location' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Harbour car park');
    await page.getByRole('dialog').getByRole('button', { name: 'Add location' }).click();
    await page.getByRole('rowheader', { name: 'Harbour car park' }).waitFor();
    await page.getByRole('link', { name: 'Groups' }).click();
    await page.getByRole('button', { name: 'Add group' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Heavy vehicles');
    await page.getByRole('dialog').getByRole('button', { name: 'Add group' }).click();
    await page.getByRole('rowheader', { name: 'Heavy vehicles' }).waitFor();
    await page.waitForURL('**/app/settings?section=groups');
    expect((await items('/locations')).map(({ name }: { name: string }) => name)).toEqual(['Harbour car park']);
    expect((await items('/groups'))[0].branchIds).toEqual([branch.id]);
  });

  it('a branch is closed after saying what that does, and opened again', async () => {
    const name = 'Closing soon';
    const id = await motorpool.given.branch({ name });
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, `/app/settings?section=branches&open=${id}`, { heading: 'Settings' });
    await page
      .getByRole('dialog', { name: `Edit ${name}` })
      .getByRole('button', { name: 'Close branch' })
      .click();
    const dialog = page.getByRole('alertdialog', { name: `Close ${name}?` });
    expect(await dialog.getByRole('listitem').count()).toBe(3);
    await dialog.getByRole('button', { name: 'Close branch' }).click();
    const row = page.getByRole('row').filter({ hasText: name });
    await row.locator('.badge', { hasText: 'Closed' }).waitFor();
    await row.getByRole('button', { name: `Edit ${name}` }).click();
    await page.getByRole('button', { name: 'Reopen branch' }).click();
    await row.locator('.badge', { hasText: 'Open' }).waitFor();
  });

  it('the organisation’s settings are saved; what somebody else changed meanwhile is told and kept', async () => {
    motorpool.provokes(412, 422);
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/settings?section=organisation', { heading: 'Settings' });
    await page.getByLabel('Longest booking, in days').fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByLabel('Longest booking, in days').and(page.locator('[aria-invalid=true]')).waitFor();
    await page.getByLabel('Longest booking, in days').fill('14');
    await page.getByLabel('Release vehicles that no one collects').check();
    await page.getByLabel('Minutes after the start').fill('45');
    await page.getByLabel('Sort free vehicles by').selectOption('Electric first');
    await motorpool.app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Fleet' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Name is now “Harbour Fleet”.').waitFor();
    await page.getByLabel('Dates, times and numbers').selectOption('English (United States)');
    await page.getByText('November 24, 2026 at 2:30 PM').waitFor();
    expect(await look(page, 'settings-changed-meanwhile')).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    expect(await motorpool.app.admin.expect(200, 'GET', '/organisation')).toMatchObject({
      name: 'Harbour Fleet',
      maxBookingDays: 14,
      locale: 'en-US',
      noShowMinutes: 45,
      availabilityOrder: { primary: 'electric_first' },
    });
    expect(await look(page, 'settings-organisation')).toEqual([]);
  });

  it('BR-2: a group that people are in is not deleted, and the sheet says who is in the way', async () => {
    motorpool.provokes(409);
    const branchId = await motorpool.given.branch();
    const groupId = await motorpool.given.group([branchId]);
    await motorpool.given.user(branchId, ['booker'], { groupIds: [groupId] });
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, `/app/settings?section=groups&open=${groupId}`, { heading: 'Settings' });
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText('1 person is in it.').waitFor();
    expect(await look(page, 'settings-group-in-use')).toEqual([]);
    expect((await motorpool.app.admin.get(`/groups/${groupId}`)).status).toBe(200);
  });

  it('the same by keyboard alone', async () => {
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/settings', { heading: 'Settings' });
    await keyboard.tabTo('Branches');
    await keyboard.press('Enter');
    await keyboard.holds('Branches');
    await keyboard.tabTo('Add branch');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add branch' }).waitFor();
    await keyboard.tabTo('Name');
    await keyboard.type('Quay');
    await keyboard.tabTo('Code');
    await keyboard.type('QUAY');
    await keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Quay', exact: true }).waitFor();
    await keyboard.holds('Add branch');
    await keyboard.tabTo('Groups', 'Shift+Tab');
    await keyboard.press('Enter');
    await keyboard.holds('Groups');
    await keyboard.tabTo('Add group');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add group' }).waitFor();
    await keyboard.tabTo('Name');
    await keyboard.type('Night shift');
    await keyboard.tabTo('Quay');
    await keyboard.press('Space', 'Enter');
    await page.getByRole('rowheader', { name: 'Night shift' }).waitFor();
  });
});
