import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { look } from './support/look.js';
import { becomes, choose, chooseByKeyboard, showPerson, until } from './support/people.js';

describeInBrowser()('editing a person', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let other: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
    other = await motorpool.given.branch({ name: 'Wellington' });
    await motorpool.app.admin.expect(201, 'POST', '/groups', { name: 'Night shift', branchIds: [other] });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  const read = (id: string) => motorpool.app.admin.expect(200, 'GET', `/users/${id}`);

  it('details, branch, groups and roles in one sheet', async () => {
    const { id } = await motorpool.given.user(branchId, ['booker'], { name: 'Ed Edited' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Ed Edited');
    await choose(page, 'Ed Edited', 'Edit');
    const sheet = page.getByRole('dialog', { name: 'Edit Ed Edited' });
    await sheet.getByLabel('Phone').fill('+64 9 123');
    await sheet.getByLabel('Branch', { exact: true }).selectOption('Wellington');
    await sheet.getByRole('group', { name: 'Groups' }).getByLabel('Night shift').check();
    const roles = sheet.getByRole('group', { name: 'Roles' });
    await roles.getByLabel('Multibranch Admin', { exact: true }).check();
    await sheet.getByRole('group', { name: 'Branches for Multibranch Admin' }).getByLabel('Auckland Harbour').check();
    expect(await look(page, 'people-edit')).toEqual([]);
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Ed Edited was updated.').waitFor();
    expect(await read(id)).toMatchObject({
      phone: '+64 9 123',
      branchId: other,
      groups: [{ name: 'Night shift' }],
      roles: [
        { key: 'booker', branchIds: null },
        { key: 'multibranch_admin', branchIds: [branchId] },
      ],
    });
    await page.context().close();
  });

  it('412: says what was changed meanwhile, keeps what was typed, and applies it to what is there now', async () => {
    const { id } = await motorpool.given.user(branchId, ['booker'], { name: 'Stella Stale' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Stella Stale');
    await choose(page, 'Stella Stale', 'Edit');
    const sheet = page.getByRole('dialog', { name: 'Edit Stella Stale' });
    await sheet.getByLabel('Phone').fill('+64 9 777');
    await motorpool.app.admin.expect(200, 'PATCH', `/users/${id}`, { name: 'Stella Changed', reference: 'R-9' });
    motorpool.provokes(412);
    await sheet.getByRole('button', { name: 'Save' }).click();
    const renamed = page.getByRole('dialog', { name: 'Edit Stella Changed' });
    await renamed.getByText('was changed by someone else').waitFor();
    expect(await renamed.getByLabel('Phone').inputValue()).toBe('+64 9 777');
    expect(await renamed.getByLabel('Name').inputValue()).toBe('Stella Changed');
    expect(await look(page, 'people-edit-stale')).toEqual([]);
    motorpool.provokes();
    await renamed.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Stella Changed was updated.').waitFor();
    expect(await read(id)).toMatchObject({ name: 'Stella Changed', reference: 'R-9', phone: '+64 9 777' });
    await page.context().close();
  });

  it('ID-5: a contact’s address can be corrected and access be given and taken away', async () => {
    const email = `${crypto.randomUUID()}@fleet.example`;
    const body = { email, name: 'Conny Contact', canSignIn: false, branchId };
    const { id } = await motorpool.app.admin.expect(201, 'POST', '/users', body);
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Conny Contact');
    await choose(page, 'Conny Contact', 'Edit');
    const sheet = page.getByRole('dialog', { name: 'Edit Conny Contact' });
    await sheet.getByLabel('Email').fill(`new-${email}`);
    await sheet.getByLabel('Can sign in').check();
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Conny Contact was updated.').waitFor();
    expect(await read(id)).toMatchObject({ email: `new-${email}`, state: 'unconfirmed', invited: true });
    await motorpool.app.mail.waitFor(`new-${email}`);
    await choose(page, 'Conny Contact', 'Remove access');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove access' }).click();
    await becomes(motorpool, id, 'contact');
    await page.getByText('can no longer sign in').waitFor();
    await choose(page, 'Conny Contact', 'Give access');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Give access' }).click();
    await becomes(motorpool, id, 'unconfirmed');
    await page.context().close();
  });

  it('can be done by keyboard alone', async () => {
    const { id } = await motorpool.given.user(branchId, ['booker'], { name: 'Kim Keyboard' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Kim Keyboard');
    const keyboard = await chooseByKeyboard(page, /^Edit$/);
    await page.getByRole('dialog', { name: 'Edit Kim Keyboard' }).getByLabel('Booker', { exact: true }).waitFor();
    await keyboard.tabTo(/^Phone/);
    await keyboard.type('+64 9 42');
    await keyboard.tabTo('Booking Approver');
    await keyboard.press('Space');
    await keyboard.tabTo('Save');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until(page, `document.activeElement?.getAttribute('aria-label') === 'More'`);
    expect(await read(id)).toMatchObject({
      phone: '+64 9 42',
      roles: [{ key: 'booker' }, { key: 'booking_approver' }],
    });
    await page.context().close();
  });

  it('412: what somebody else changed meanwhile is settled by keyboard alone', async () => {
    const { id } = await motorpool.given.user(branchId, ['booker'], { name: 'Kit Keyboard' });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Kit Keyboard');
    const keyboard = await chooseByKeyboard(page, /^Edit$/);
    const sheet = page.getByRole('dialog', { name: 'Edit Kit Keyboard' });
    await sheet.getByLabel('Booker', { exact: true }).waitFor();
    await keyboard.tabTo(/^Phone/);
    await keyboard.type('+64 9 43');
    await motorpool.app.admin.expect(200, 'PATCH', `/users/${id}`, { reference: 'R-9' });
    motorpool.provokes(412);
    await keyboard.tabTo('Save');
    await keyboard.press('Enter');
    await sheet.getByText('was changed by someone else').waitFor();
    await keyboard.holds('Save');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await read(id)).toMatchObject({ phone: '+64 9 43', reference: 'R-9' });
    motorpool.provokes();
    await page.context().close();
  });
});
