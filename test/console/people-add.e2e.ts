import { describeInBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/given.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';
import { until } from './support/people.js';

describeInBrowser()('adding people by hand', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
    await motorpool.given.branch({ name: 'Wellington' });
    await motorpool.app.admin.expect(201, 'POST', '/groups', { name: 'Night shift', branchIds: [branchId] });
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  const found = async (email: string) => (await motorpool.app.admin.expect(200, 'GET', `/users?q=${email}`)).items[0];
  const address = () => `${crypto.randomUUID().slice(0, 8)}@fleet.example`;

  it('ID-4: with access they are invited, follow the link of the mail, and see Today', async () => {
    const email = address();
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByRole('button', { name: 'Add person' }).click();
    await page.waitForURL('**/app/people?panel=add');
    const sheet = page.getByRole('dialog', { name: 'Add person' });
    motorpool.provokes(422);
    await sheet.getByRole('button', { name: 'Add person' }).click();
    await sheet.getByText('Please correct the fields that are marked.').waitFor();
    expect(await look(page, 'people-add-errors')).toEqual([]);
    motorpool.provokes();
    await sheet.getByLabel('Name').fill('Ines Invited');
    await sheet.getByLabel('Email').fill(email);
    await sheet.getByLabel('Branch', { exact: true }).selectOption('Auckland Harbour');
    await sheet.getByRole('group', { name: 'Roles' }).getByLabel('Booker', { exact: true }).check();
    await sheet.getByRole('group', { name: 'Groups' }).getByLabel('Night shift').check();
    expect(await look(page, 'people-add')).toEqual([]);
    await sheet.getByRole('button', { name: 'Add person' }).click();
    await page.getByText('Ines Invited was added. We emailed an invitation.').waitFor();
    expect(await found(email)).toMatchObject({
      state: 'unconfirmed',
      invited: true,
      branchId,
      roles: [{ key: 'booker' }],
    });
    const { text } = await motorpool.app.mail.waitFor(email);
    const guest = await motorpool.open();
    await guest.goto(/http\S+\/verify-email\?token=\S+/.exec(text)![0]);
    await guest.locator('#password').fill(PASSWORD);
    await guest.locator('main form button[type=submit]').first().click();
    await guest.waitForLoadState('networkidle');
    await motorpool.signIn(guest, email, PASSWORD);
    await guest.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await guest.context().close();
    await page.context().close();
  });

  it('ID-4: without access they are a contact, and get no mail; a taken address is told at its field', async () => {
    const email = address();
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people?panel=add', { heading: 'People' });
    const sheet = page.getByRole('dialog', { name: 'Add person' });
    await sheet.getByLabel('Name').fill('Connie Contact');
    await sheet.getByLabel('Email').fill(motorpool.admin.email);
    await sheet.getByLabel('Can sign in').uncheck();
    await sheet.getByLabel('Branch', { exact: true }).selectOption('Auckland Harbour');
    motorpool.provokes(409);
    await sheet.getByRole('button', { name: 'Add person' }).click();
    await sheet.getByText('Another person has this email address.').waitFor();
    expect(await sheet.getByLabel('Name').inputValue()).toBe('Connie Contact');
    motorpool.provokes();
    await sheet.getByLabel('Email').fill(email);
    await sheet.getByRole('button', { name: 'Add person' }).click();
    await page.getByText('Connie Contact was added without access.').waitFor();
    await page.getByRole('tab', { name: 'No access' }).click();
    await page.getByRole('rowheader', { name: 'Connie Contact' }).waitFor();
    expect(await found(email)).toMatchObject({ state: 'contact', canSignIn: false });
    expect(motorpool.app.mail.mails.some(({ recipients }) => recipients.includes(email))).toBe(false);
    await page.context().close();
  });

  it.each([true, false])('can be done by keyboard alone: with access %s', async (canSignIn) => {
    const email = address();
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByText('No one is waiting').waitFor();
    await keyboard.tabTo('Add person');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add person' }).waitFor();
    await until(page, `document.activeElement?.tagName === 'INPUT'`);
    expect(await keyboard.focused()).toBe('Name');
    await keyboard.type('Kay Keys');
    await keyboard.tabTo('Email');
    await keyboard.type(email);
    await keyboard.tabTo(/^Can sign in/);
    if (!canSignIn) await keyboard.press('Space');
    await keyboard.tabTo('Branch');
    await keyboard.type('Auck');
    await keyboard.tabTo('Booker');
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await until(page, `document.activeElement?.textContent === 'Add person'`);
    expect(await found(email)).toMatchObject({ canSignIn, branchId, roles: [{ key: 'booker' }] });
    await page.context().close();
  });
});
