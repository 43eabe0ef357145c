import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { pending } from '../support/scene.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';
import { choose, entriesOf, rowOf } from './support/people.js';

describeInBrowser()('people as a branch admin sees them (RP-7)', () => {
  let motorpool: ConsoleTest;
  let open: string;
  let closed: string;
  let openAdmin: GivenUser;
  let closedAdmin: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { given, app } = motorpool;
    open = await given.branch({ name: 'Auckland Harbour' });
    closed = await given.branch({ name: 'Wellington' });
    openAdmin = await given.user(open, ['branch_admin'], { name: 'Olga Open' });
    closedAdmin = await given.user(closed, ['branch_admin'], { name: 'Carl Closed' });
    await given.user(open, ['booker'], { name: 'Hana Harper' });
    await given.user(closed, ['booker'], { name: 'Wim Wells' });
    await pending(given, open, { name: 'Pia Pending' });
    await pending(given, closed, { name: 'Paul Hidden' });
    await app.admin.expect(200, 'PATCH', `/branches/${closed}`, { openToSignUp: false });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  it('only the branch’s people, and only roles that may be given there', async () => {
    const page = await motorpool.open(openAdmin);
    await motorpool.visit(page, '/app/people?tab=all', { heading: 'People' });
    await page.getByRole('rowheader', { name: 'Hana Harper' }).waitFor();
    expect((await page.getByRole('rowheader').allInnerTexts()).map((name) => name.split('\n')[0])).toEqual([
      'Hana Harper',
      'Olga Open',
      'Pia Pending',
    ]);
    expect(await entriesOf(page, 'Hana Harper')).not.toContain('Delete');
    expect(await entriesOf(page, 'Olga Open')).not.toContain('Suspend');
    expect(await look(page, 'people-branch-admin')).toEqual([]);
    await page.getByRole('tab', { name: 'Pending 1' }).click();
    await rowOf(page, 'Pia Pending').getByRole('button', { name: 'Review' }).click();
    const sheet = page.getByRole('dialog', { name: 'Review Pia Pending' });
    const roles = sheet.getByRole('group', { name: 'Roles' });
    await roles.getByLabel('Booker', { exact: true }).waitFor();
    expect(await roles.getByLabel('Branch Admin', { exact: true }).count()).toBe(1);
    expect(await roles.getByLabel('Organisation Admin', { exact: true }).count()).toBe(0);
    expect(await sheet.getByLabel('Branch', { exact: true }).locator('option').allInnerTexts()).toEqual([
      'Auckland Harbour',
    ]);
    await page.context().close();
  });

  it('where the branch does not allow sign-up, pending people are not shown', async () => {
    const page = await motorpool.open(closedAdmin);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByText('No one is waiting').waitFor();
    await page.getByRole('tab', { name: 'All' }).click();
    await page.getByRole('rowheader', { name: 'Wim Wells' }).waitFor();
    expect((await page.getByRole('rowheader').allInnerTexts()).map((name) => name.split('\n')[0])).toEqual([
      'Carl Closed',
      'Wim Wells',
    ]);
    await page.context().close();
  });

  it('their own branch, roles and access are not theirs to change; their own details are', async () => {
    const page = await motorpool.open(openAdmin);
    await motorpool.visit(page, '/app/people?tab=all&q=Olga', { heading: 'People' });
    await choose(page, 'Olga Open', 'Edit');
    const sheet = page.getByRole('dialog', { name: 'Edit Olga Open' });
    await sheet.getByText('Only another administrator can change your').waitFor();
    expect(await sheet.getByLabel('Branch', { exact: true }).count()).toBe(0);
    expect(await sheet.getByRole('group', { name: 'Roles' }).count()).toBe(0);
    await sheet.getByLabel('Phone').fill('+64 9 123');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Olga Open was updated.').waitFor();
    await page.context().close();
  });

  it('can be used by keyboard alone', async () => {
    const page = await motorpool.open(openAdmin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app', { heading: 'Today' });
    await keyboard.tabTo('People');
    await keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Pia Pending' }).waitFor();
    await keyboard.tabTo('Review');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Review Pia Pending' }).getByLabel('Booker', { exact: true }).waitFor();
    await keyboard.tabTo('Booker');
    await keyboard.press('Space');
    await keyboard.tabTo('Approve');
    await keyboard.press('Enter');
    await page.getByText('No one is waiting').waitFor();
    await page.context().close();
  });
});
