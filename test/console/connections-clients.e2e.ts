import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/given.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('OpenID clients', () => {
  let motorpool: ConsoleTest;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = (page: Page) => motorpool.visit(page, '/app/settings/connections', { heading: 'Connections' });
  const clients = async () => (await motorpool.app.admin.expect(200, 'GET', '/oidc-clients')).items;
  const heldBy = (page: Page, label: string) => page.getByLabel(label, { exact: true }).inputValue();

  it('OP-2: a members’ area is made, its secret is shown once and cannot be seen again', async () => {
    motorpool.provokes(422);
    const page = await motorpool.open(motorpool.admin);
    await visit(page);
    await page.getByText('No sites or applications yet').waitFor();
    expect(await look(page, 'connections-nothing-yet')).toEqual([]);
    await page.getByRole('button', { name: 'Add client' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add client' });
    await sheet.getByLabel('Name', { exact: true }).fill('Members’ area');
    await sheet.getByLabel('Redirect addresses').fill('http://club.example/callback');
    await sheet.getByLabel('Booker', { exact: true }).check();
    await sheet.getByRole('button', { name: 'Add client' }).click();
    await sheet.getByLabel('Redirect addresses').and(page.locator('[aria-invalid=true]')).waitFor();
    await sheet.getByLabel('Redirect addresses').fill('https://club.example/callback\n');
    expect(await look(page, 'connections-client-new')).toEqual([]);
    await sheet.getByRole('button', { name: 'Add client' }).click();
    const told = page.getByRole('dialog', { name: 'Secret of Members’ area' });
    await told.getByText('It is shown only once').waitFor();
    const secret = await heldBy(page, 'Client secret');
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await look(page, 'connections-client-secret')).toEqual([]);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await told.getByRole('button', { name: 'Copy Client secret' }).click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(secret);
    await told.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('rowheader', { name: 'Members’ area' }).waitFor();
    expect((await clients())[0]).toMatchObject({
      roleKeys: ['booker'],
      redirectUris: ['https://club.example/callback'],
    });
    await page.reload();
    await page.getByRole('button', { name: 'More for Members’ area' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('dialog', { name: 'Edit Members’ area' }).waitFor();
    expect(await page.content()).not.toContain(secret);
    expect(JSON.stringify(await clients())).not.toContain(secret);
    await page.keyboard.press('Escape');
    expect(await look(page, 'connections-clients')).toEqual([]);
  });

  it('a new secret asks for a fresh sign-in first; a disabled client says so', async () => {
    motorpool.provokes(403);
    const branchId = await motorpool.given.branch();
    const admin = await motorpool.given.user(branchId, ['organisation_admin']);
    const body = { name: 'Club', type: 'confidential', redirectUris: ['https://club.example/callback'] };
    const before = await motorpool.app.admin.expect(201, 'POST', '/oidc-clients', body);
    await motorpool.app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - interval '10 min', stepped_up_at = NULL WHERE user_id = $1`,
      [admin.id],
    );
    const page = await motorpool.open(admin);
    await visit(page);
    await page.getByRole('button', { name: 'More for Club', exact: true }).click();
    await page.getByRole('menuitem', { name: 'New secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make new secret' }).click();
    const stepUp = page.getByRole('dialog', { name: 'Confirm that it’s you' });
    await stepUp.getByLabel('Password').fill(PASSWORD);
    await stepUp.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('dialog', { name: 'Secret of Club' }).waitFor();
    expect(await heldBy(page, 'Client secret')).not.toBe(before.clientSecret);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'More for Club', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Disable' }).click();
    await page.getByRole('row').filter({ hasText: 'Club' }).getByText('Disabled').waitFor();
    expect((await motorpool.app.admin.expect(200, 'GET', `/oidc-clients/${before.id}`)).state).toBe('disabled');
  });

  it('OP-6: a client that acts without a person is given a contact, and keeps it until another is chosen', async () => {
    const branchId = await motorpool.given.branch();
    const body = { email: 'payroll@else.example', name: 'Payroll program', canSignIn: false, branchId };
    const { id: serviceAccountId } = await motorpool.app.admin.expect(201, 'POST', '/users', body);
    const page = await motorpool.open(motorpool.admin);
    await visit(page);
    await page.getByRole('button', { name: 'Add client' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add client' });
    await sheet.getByLabel('Name', { exact: true }).fill('Payroll');
    const account = sheet.getByRole('combobox', { name: /^Service account/ });
    await account.click();
    await account.pressSequentially('payroll');
    await page.getByRole('option', { name: 'Payroll program' }).click();
    expect(await account.inputValue()).toBe('Payroll program');
    await sheet.getByRole('button', { name: 'Add client' }).click();
    await page.getByRole('dialog', { name: 'Secret of Payroll' }).getByRole('button', { name: 'Done' }).click();
    const saved = async () => (await clients()).find(({ name }: { name: string }) => name === 'Payroll');
    expect(await saved()).toMatchObject({ serviceAccountId, redirectUris: [] });

    await page.getByRole('button', { name: 'More for Payroll', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    const editing = page.getByRole('dialog', { name: 'Edit Payroll' });
    await editing.getByRole('combobox', { name: /^Service account/ }).waitFor();
    expect(await editing.getByRole('combobox', { name: /^Service account/ }).inputValue()).toBe('Payroll program');
    expect(await look(page, 'connections-client-edit')).toEqual([]);
    await editing.getByLabel('Redirect addresses').fill('https://payroll.example/callback');
    await editing.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Payroll was saved.').waitFor();
    expect(await saved()).toMatchObject({ serviceAccountId, redirectUris: ['https://payroll.example/callback'] });
  });

  it('the same by keyboard alone', async () => {
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await visit(page);
    await keyboard.tabTo('Add client');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Add client' }).waitFor();
    await keyboard.tabTo('Name');
    await keyboard.type('Phone app');
    await keyboard.tabTo('Redirect addresses');
    await keyboard.type('https://app.example/callback');
    await keyboard.tabTo('Add client');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Secret of Phone app' }).waitFor();
    await keyboard.holds('Client secret');
    await keyboard.tabTo('Done');
    await keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Phone app' }).waitFor();
    await keyboard.holds('Add client');
  });
});
