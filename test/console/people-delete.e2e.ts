import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { look } from './support/look.js';
import { choose, chooseByKeyboard, entriesOf, focusIsKept, rowOf, showPerson } from './support/people.js';

describeInBrowser()('deleting a person', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  it('ID-17: says what it does; afterwards a pseudonym is left, whose histories can be read', async () => {
    const { id } = await motorpool.given.user(branchId, ['booker'], { name: 'Dora Deleted' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Dora Deleted');
    await choose(page, 'Dora Deleted', 'Delete');
    const dialog = page.getByRole('alertdialog', { name: 'Delete Dora Deleted?' });
    await dialog.getByText('This cannot be undone.').waitFor();
    expect(await look(page, 'people-delete')).toEqual([]);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No one found').waitFor();
    const { name, state } = await motorpool.app.admin.expect(200, 'GET', `/users/${id}`);
    expect(state).toBe('deleted');
    expect(name).toMatch(/^Deleted user/);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByLabel('Include deleted people').check();
    await rowOf(page, name).waitFor();
    expect(await entriesOf(page, name)).toEqual([
      'Sign-in history',
      'Changes by this person',
      'Changes to this person',
      'Email history',
    ]);
    await choose(page, name, 'Changes to this person');
    const history = page.getByRole('dialog', { name: `Changes to ${name}` });
    await history.getByRole('heading', { name: 'Deleted', exact: true }).waitFor();
    expect(await history.innerText()).not.toContain('Dora');
    await page.context().close();
  });

  it('can be done by keyboard alone', async () => {
    const { id } = await motorpool.given.user(branchId, ['booker'], { name: 'Kim Keyboard' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Kim Keyboard');
    const keyboard = await chooseByKeyboard(page, /^Delete$/);
    await page.getByRole('alertdialog').waitFor();
    await keyboard.tabTo('Delete');
    await keyboard.press('Enter');
    await page.getByText('No one found').waitFor();
    await focusIsKept(page);
    expect(await motorpool.app.admin.expect(200, 'GET', `/users/${id}`)).toMatchObject({ state: 'deleted' });
    await page.context().close();
  });
});
