import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { look } from './support/look.js';
import { choose, chooseByKeyboard, entriesOf, focusIsKept, showPerson } from './support/people.js';

describeInBrowser()('suspending and restoring', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  it('ID-15: a suspended person is signed out and listed under Suspended, and can be restored', async () => {
    const sam = await motorpool.given.user(branchId, ['booker'], { name: 'Sam Suspended' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Sam Suspended');
    expect(await entriesOf(page, 'Sam Suspended')).toEqual([
      'Edit',
      'Sign-in history',
      'Changes by this person',
      'Changes to this person',
      'Email history',
      'Suspend',
      'Remove access',
      'Delete',
    ]);
    await choose(page, 'Sam Suspended', 'Suspend');
    const dialog = page.getByRole('alertdialog', { name: 'Suspend Sam Suspended?' });
    expect(await look(page, 'people-suspend')).toEqual([]);
    await dialog.getByRole('button', { name: 'Suspend' }).click();
    await page.getByText('Sam Suspended was suspended.').waitFor();
    expect((await sam.client.get('/session')).status).toBe(401);
    await page.getByRole('tab', { name: 'Suspended' }).click();
    await page.getByRole('rowheader', { name: 'Sam Suspended' }).waitFor();
    expect(await entriesOf(page, 'Sam Suspended')).toContain('Restore');
    await choose(page, 'Sam Suspended', 'Restore');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Restore' }).click();
    await page.getByText('Sam Suspended was restored.').waitFor();
    expect(await motorpool.app.admin.expect(200, 'GET', `/users/${sam.id}`)).toMatchObject({ state: 'verified' });
    await page.context().close();
  });

  it('409: what somebody else did meanwhile is told where it was asked', async () => {
    const branch = await motorpool.given.branch();
    const other = await motorpool.given.user(branch, ['booker'], { name: 'Vera Vanished' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Vera Vanished');
    await choose(page, 'Vera Vanished', 'Suspend');
    await motorpool.app.admin.expect(200, 'POST', `/users/${other.id}/suspension`);
    motorpool.provokes(409);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('alertdialog').getByRole('alert').waitFor();
    motorpool.provokes();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await page.context().close();
  });

  it('can be done by keyboard alone', async () => {
    const { id } = await motorpool.given.user(branchId, ['booker'], { name: 'Kim Keyboard' });
    const stateOf = async () => (await motorpool.app.admin.expect(200, 'GET', `/users/${id}`)).state;
    const page = await motorpool.open(motorpool.admin);
    for (const [entry, state] of [
      ['Suspend', 'suspended'],
      ['Restore', 'verified'],
    ] as const) {
      await showPerson(motorpool, page, 'Kim Keyboard');
      const keyboard = await chooseByKeyboard(page, new RegExp(`^${entry}$`));
      await page.getByRole('alertdialog').waitFor();
      await keyboard.tabTo(entry);
      await keyboard.press('Enter');
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      await focusIsKept(page);
      expect(await stateOf()).toBe(state);
    }
    await page.context().close();
  });
});
