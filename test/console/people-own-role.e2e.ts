import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { choose, chooseByKeyboard, showPerson } from './support/people.js';

const SEE_PEOPLE = 'Search for people and see their details';

describeInBrowser()('making a role of the organisation’s own and giving it (RP-9, RP-12)', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  /** What the role gives counts from the next request on: the person sees People, and could not before. */
  const seesPeople = async (page: Page) => {
    await page.goto(`${motorpool.app.origin}/app/people`);
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  };
  const seesNoPeople = async (page: Page) => {
    await page.goto(`${motorpool.app.origin}/app/people`);
    await page.getByRole('heading', { level: 1, name: 'No access' }).waitFor();
  };
  /** As if the admin had signed in a while ago: giving roles then asks for the password again (ID-13). */
  const age = (user: { id: string }) =>
    motorpool.app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - interval '10 minutes',
              stepped_up_at = stepped_up_at - interval '10 minutes', authenticated_at = authenticated_at - interval '10 minutes'
        WHERE user_id = $1`,
      [user.id],
    );
  const adminId = async () =>
    (await motorpool.app.admin.expect(200, 'GET', `/users?q=${motorpool.admin.email}`)).items[0] as GivenUser;

  it('New role, then Edit of a person; it counts at once; a step-up is asked for on the way', async () => {
    const booker = await motorpool.given.user(branchId, ['booker'], { name: 'Wanda Watch' });
    const theirs = await motorpool.open(booker);
    await seesNoPeople(theirs);
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/roles', { heading: 'Roles and permissions' });
    await page.getByRole('button', { name: 'New role' }).click();
    const role = page.getByRole('dialog', { name: 'New role' });
    await role.getByLabel('Name', { exact: true }).fill('Night watch');
    await role.getByLabel(SEE_PEOPLE, { exact: true }).check();
    await role.getByRole('button', { name: 'Create role' }).click();
    await page.getByText('Night watch was created.').waitFor();
    await showPerson(motorpool, page, 'Wanda Watch');
    await age(await adminId());
    await choose(page, 'Wanda Watch', 'Edit');
    const sheet = page.getByRole('dialog', { name: 'Edit Wanda Watch' });
    await sheet.getByRole('group', { name: 'Roles' }).getByLabel('Night watch', { exact: true }).check();
    motorpool.provokes(403);
    await sheet.getByRole('button', { name: 'Save' }).click();
    const stepUp = page.getByRole('dialog', { name: 'Confirm that it’s you' });
    await stepUp.getByLabel('Password').fill(motorpool.admin.password);
    await stepUp.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('Wanda Watch was updated.').waitFor();
    motorpool.provokes();
    await seesPeople(theirs);
    await theirs.getByRole('tab', { name: 'All' }).click();
    await theirs.getByRole('rowheader', { name: 'Wanda Watch' }).waitFor();
    expect(await theirs.getByRole('button', { name: 'Add person' }).count()).toBe(0);
    await theirs.context().close();
    await page.context().close();
  });

  it('can be given by keyboard alone', async () => {
    // The step-up in the browser has changed the session that this client had as well.
    await motorpool.app.admin.signIn(motorpool.admin.email, motorpool.admin.password);
    await motorpool.given.role({ name: 'Day watch', permissions: ['users.read'] });
    const booker = await motorpool.given.user(branchId, ['booker'], { name: 'Kim Keyboard' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Kim Keyboard');
    const keyboard: Keyboard = await chooseByKeyboard(page, /^Edit$/);
    await page.getByRole('dialog', { name: 'Edit Kim Keyboard' }).getByLabel('Day watch', { exact: true }).waitFor();
    await keyboard.tabTo('Day watch');
    await keyboard.press('Space');
    await keyboard.tabTo('Save');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const theirs = await motorpool.open(booker);
    await seesPeople(theirs);
    await theirs.context().close();
    await page.context().close();
  });
});
