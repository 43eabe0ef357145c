import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { focusIsKept } from './support/people.js';

describeInBrowser()('settings, by keyboard alone', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  async function open(section: string): Promise<{ page: Page; keyboard: Keyboard }> {
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, `/app/settings?section=${section}`, { heading: 'Settings' });
    return { page, keyboard: new Keyboard(page) };
  }
  const organisation = () => motorpool.app.admin.expect(200, 'GET', '/organisation');
  const retype = async (keyboard: Keyboard, field: string | RegExp, text: string) => {
    await keyboard.tabTo(field);
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type(text);
  };

  it('the organisation’s settings: what is refused is told at its field, and corrected', async () => {
    motorpool.provokes(422);
    const { page, keyboard } = await open('organisation');
    await retype(keyboard, 'Longest booking, in days', '0');
    await keyboard.press('Enter');
    await page.getByLabel('Longest booking, in days').and(page.locator('[aria-invalid=true]')).waitFor();
    await keyboard.holds('Longest booking, in days');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('21');
    await keyboard.tabTo('Save');
    await keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    await keyboard.holds('Save');
    expect(await organisation()).toMatchObject({ maxBookingDays: 21 });
  });

  it('IF-2: the organisation’s settings: what somebody else changed meanwhile is told, and settled', async () => {
    motorpool.provokes(412);
    const { page, keyboard } = await open('organisation');
    await keyboard.tabTo('Release vehicles that no one collects');
    await keyboard.press('Space');
    await retype(keyboard, 'Minutes after the start', '45');
    await motorpool.app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Fleet' });
    await keyboard.tabTo('Save');
    await keyboard.press('Enter');
    await page.getByText('Name is now “Harbour Fleet”.').waitFor();
    await keyboard.holds('Save');
    await keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Saved.' }).waitFor();
    expect(await organisation()).toMatchObject({ name: 'Harbour Fleet', noShowMinutes: 45 });
  });

  it('IF-2: what was typed is given up instead, and the focus is kept when its button goes', async () => {
    const { page, keyboard } = await open('organisation');
    const before = await organisation();
    await retype(keyboard, 'Name', 'Something else');
    await keyboard.tabTo('Discard changes');
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(before.name);
    await focusIsKept(page);
    expect(await organisation()).toEqual(before);
  });

  it('BR-1: a branch is changed although somebody else was faster, closed, and opened again', async () => {
    motorpool.provokes(412);
    const { page, keyboard } = await open('branches');
    await keyboard.tabTo('Edit Auckland Harbour');
    await keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Edit Auckland Harbour' });
    await sheet.waitFor();
    await retype(keyboard, 'Code', 'AHB');
    await motorpool.app.admin.expect(200, 'PATCH', `/branches/${branchId}`, { timeZone: 'Pacific/Chatham' });
    await keyboard.press('Enter');
    await sheet.getByText('Time zone is now “Pacific/Chatham”.').waitFor();
    await keyboard.holds('Code');
    await keyboard.press('Enter');
    await sheet.waitFor({ state: 'detached' });
    await keyboard.holds('Edit Auckland Harbour');
    const read = () => motorpool.app.admin.expect(200, 'GET', `/branches/${branchId}`);
    expect(await read()).toMatchObject({ code: 'AHB', timeZone: 'Pacific/Chatham' });

    await keyboard.press('Enter');
    await sheet.waitFor();
    await keyboard.tabTo('Close branch');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog', { name: 'Close Auckland Harbour?' }).waitFor();
    await keyboard.press('Escape');
    await keyboard.holds('Close branch');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await keyboard.tabTo('Close branch');
    await keyboard.press('Enter');
    await page.locator('.badge', { hasText: 'Closed' }).waitFor();
    await keyboard.holds('Edit Auckland Harbour');
    await keyboard.press('Enter');
    await sheet.waitFor();
    await keyboard.tabTo('Reopen branch');
    await keyboard.press('Enter');
    await page.locator('.badge', { hasText: 'Open' }).waitFor();
    expect(await read()).toMatchObject({ state: 'open' });
  });

  it('BR-2: a group that people are in is not deleted, and leads to who is in the way', async () => {
    motorpool.provokes(409);
    const body = { name: 'Night shift', branchIds: [branchId] };
    const { id: groupId } = await motorpool.app.admin.expect(201, 'POST', '/groups', body);
    await motorpool.given.user(branchId, ['booker'], { name: 'Nina Night', groupIds: [groupId] });
    const { page, keyboard } = await open('groups');
    await keyboard.tabTo('Edit Night shift');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Edit Night shift' }).waitFor();
    await keyboard.tabTo('Delete');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await keyboard.tabTo('Delete');
    await keyboard.press('Enter');
    await page.getByText('1 person is in it.').waitFor();
    await keyboard.tabTo('Show People');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page.getByRole('rowheader', { name: 'Nina Night' }).waitFor();
  });

  it('BK-6: a reason is disabled', async () => {
    const { page, keyboard } = await open('reasons');
    await page.getByRole('rowheader', { name: 'Business', exact: true }).waitFor();
    await keyboard.tabTo('Edit Business');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Edit Business' }).waitFor();
    await keyboard.tabTo('Disable');
    await keyboard.press('Enter');
    await page
      .getByRole('row', { name: /Business/ })
      .getByText('Disabled')
      .waitFor();
    await keyboard.holds('Edit Business');
  });

  it('an answer that is lost is asked for again, and one branch is made; what was changed since is a new wish', async () => {
    const { page, keyboard } = await open('branches');
    const keys: (string | undefined)[] = [];
    await page.route('**/api/v1/branches', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      keys.push(route.request().headers()['idempotency-key']);
      // The first never arrives; the second is done, but its answer is lost on the way.
      if (keys.length === 2) await route.fetch();
      return keys.length < 3 ? route.abort('connectionreset') : route.continue();
    });
    await keyboard.tabTo('Add branch');
    await keyboard.press('Enter');
    await keyboard.holds('Name');
    await keyboard.type('Quay');
    await keyboard.tabTo('Code');
    await keyboard.type('Q');
    await keyboard.press('Enter');
    const lost = page.getByRole('alert').filter({ hasText: 'cannot be reached' });
    await lost.waitFor();
    await keyboard.type('Y');
    await keyboard.press('Enter');
    await eventually('it was sent again', () => Promise.resolve(keys.length === 2));
    await lost.waitFor();
    await page.getByRole('button', { name: 'Add branch' }).and(page.locator(':not([data-pending])')).last().waitFor();
    await keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Quay', exact: true }).waitFor();
    expect(keys).toEqual([expect.any(String), expect.any(String), keys[1]]);
    expect(keys[0]).not.toBe(keys[1]);
    const { items } = await motorpool.app.admin.expect(200, 'GET', '/branches');
    expect(items.filter(({ name }: { name: string }) => name === 'Quay')).toMatchObject([{ code: 'QY' }]);
    motorpool.complaints.splice(0); // The browser tells of every request that found no network.
  });
});
