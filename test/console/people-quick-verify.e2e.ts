import { describeInBrowser } from '../support/browser.js';
import { register } from '../support/scene.js';
import { ConsoleTest } from './support/console.js';
import { look } from './support/look.js';
import { choose, chooseByKeyboard, entriesOf, focusIsKept, showPerson } from './support/people.js';

describeInBrowser()('quick verify', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  const stateOf = async (id: string) => (await motorpool.app.admin.expect(200, 'GET', `/users/${id}`)).state;

  it('ID-6: is marked not recommended, says what it does, and leads to Pending or Verified', async () => {
    const registered = await register(motorpool.given, branchId, { name: 'Rita Registered' });
    const body = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Ivan Invited', canSignIn: true, branchId };
    const invited = await motorpool.app.admin.expect(201, 'POST', '/users', body);
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Rita Registered');
    const entries = await entriesOf(page, 'Rita Registered');
    expect(entries).toContain('Quick verify not recommended');
    expect(entries).not.toContain('Send invitation again');
    await choose(page, 'Rita Registered', /Quick verify/);
    const dialog = page.getByRole('alertdialog', { name: 'Quick verify Rita Registered?' });
    await dialog.getByText('This is not recommended').waitFor();
    expect(await look(page, 'people-quick-verify')).toEqual([]);
    await dialog.getByRole('button', { name: 'Quick verify' }).click();
    await page.getByText('is now confirmed').waitFor();
    expect(await stateOf(registered.id)).toBe('pending');
    await showPerson(motorpool, page, 'Ivan Invited');
    expect(await entriesOf(page, 'Ivan Invited')).toContain('Send invitation again');
    await choose(page, 'Ivan Invited', /Quick verify/);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Quick verify' }).click();
    await page.getByText('is now confirmed').waitFor();
    expect(await stateOf(invited.id)).toBe('verified');
    await page.context().close();
  });

  it('can be done by keyboard alone, and the focus is kept when the row goes away', async () => {
    const { id } = await register(motorpool.given, branchId, { name: 'Kim Keyboard' });
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people?tab=unconfirmed', { heading: 'People' });
    await page.getByRole('rowheader', { name: 'Kim Keyboard' }).waitFor();
    const keyboard = await chooseByKeyboard(page, /^Quick verify/);
    await page.getByRole('alertdialog').waitFor();
    await keyboard.tabTo('Quick verify');
    await keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Kim Keyboard' }).waitFor({ state: 'detached' });
    await focusIsKept(page);
    expect(await stateOf(id)).toBe('pending');
    await page.context().close();
  });
});
