import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { FakeProvider } from '../support/fake-provider.js';
import { PlainBrowser } from '../support/openid.js';
import { aPerson, signInBySso } from '../support/sso.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

const SHEET = 'Confirm that it’s you';

/** ID-7, ID-13: somebody who has neither a password nor a passkey here. */
describeInBrowser()('confirming who one is by the organisation’s sign-in', () => {
  let motorpool: ConsoleTest;
  let provider: FakeProvider;
  let userId: string;
  const person = aPerson({ name: 'Hana Harper' });
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    provider = await new FakeProvider().start();
    motorpool = await ConsoleTest.start(provider.settings);
    const { app, given } = motorpool;
    const branchId = await given.branch({ name: 'Auckland Harbour' });
    const roles = [{ roleId: await given.roleId('booker') }];
    // The first time, the provider's word makes a registration.
    await signInBySso(provider, new PlainBrowser(app.origin), person);
    userId = (await app.admin.expect(200, 'GET', `/users?q=${person.email}`)).items[0].id;
    await app.admin.expect(200, 'POST', `/users/${userId}/approval`, { branchId, roles, groupIds: [] });
    const browser = new PlainBrowser(app.origin);
    await signInBySso(provider, browser, person);
    for (const [name, { value }] of browser.cookies) cookies.set(name, value);
  });
  afterAll(async () => {
    await motorpool?.stop();
    provider?.stop();
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  /** My account, signed in by the provider some time ago. */
  async function open(): Promise<Page> {
    const { app } = motorpool;
    await app.db.query(
      `UPDATE identity.sessions SET created_at = now() - interval '10 min', stepped_up_at = NULL WHERE user_id = $1`,
      [userId],
    );
    const page = await motorpool.open();
    await page.context().addCookies([...cookies].map(([name, value]) => ({ name, value, url: app.origin })));
    await motorpool.visit(page, '/app/account', { heading: 'My account' });
    return page;
  }
  /** At the provider, which has no pages of its own: whoever `at` is comes back from it. */
  async function comeBack(window: Page, at: object): Promise<void> {
    await window.waitForURL(`${provider.issuer}/**`);
    Object.assign(provider, { person: { ...at, auth_time: Math.floor(Date.now() / 1000) } });
    await window.goto(provider.back(window.url()));
  }
  const askForEmail = async (page: Page, address: string) => {
    await page.getByLabel('New email address').fill(address);
    await page.getByRole('button', { name: 'Send confirmation link' }).click();
    await page.getByRole('dialog', { name: SHEET }).waitFor();
  };
  const keepCookies = async (page: Page) => {
    for (const { name, value } of await page.context().cookies()) cookies.set(name, value);
  };

  it('offers that way alone, in a window of its own; then what was asked for goes on, with what was typed', async () => {
    motorpool.provokes(403, 404);
    const page = await open();
    await askForEmail(page, 'hana@else.example');
    const sheet = page.getByRole('dialog', { name: SHEET });
    const buttons = await sheet.getByRole('button').allInnerTexts();
    const { organisationName } = await motorpool.app.admin.expect(200, 'GET', '/session');
    expect(buttons.filter(Boolean)).toEqual(['Cancel', `Continue with ${organisationName}`]);
    expect(await sheet.getByLabel('Password').count()).toBe(0);
    const faults = await look(page, 'step-up-sso');
    const [window] = await Promise.all([
      page.waitForEvent('popup'),
      sheet.getByRole('button', { name: 'Continue with' }).click(),
    ]);
    await comeBack(window, person);
    await sheet.waitFor({ state: 'detached' });
    await page.getByRole('status').filter({ hasText: 'Check the inbox of the new address' }).waitFor();
    await motorpool.app.mail.waitFor('hana@else.example');
    expect(faults).toEqual([]);
    await keepCookies(page);
  });

  it('somebody else at the provider is refused there, and the question stays', async () => {
    motorpool.provokes(403, 404, 400, 401, 409, 422);
    const page = await open();
    await askForEmail(page, 'hana@another.example');
    const sheet = page.getByRole('dialog', { name: SHEET });
    const [window] = await Promise.all([
      page.waitForEvent('popup'),
      sheet.getByRole('button', { name: 'Continue with' }).click(),
    ]);
    await comeBack(window, aPerson());
    await window.getByRole('heading', { level: 1 }).waitFor();
    await window.close();
    await sheet.getByText('Confirm in the window that has opened.').waitFor();
    await sheet.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('alert').filter({ hasText: 'Confirm that it’s you first' }).waitFor();
    expect(await page.getByLabel('New email address').inputValue()).toBe('hana@another.example');
    await keepCookies(page);
  });

  it('where no window opens, the page goes there itself and comes back to where it was; by keyboard', async () => {
    motorpool.provokes(403, 404);
    const page = await open();
    await page.evaluate('window.open = () => null');
    await askForEmail(page, 'hana@third.example');
    const keyboard = new Keyboard(page);
    await keyboard.holds(await page.getByRole('button', { name: 'Continue with' }).innerText());
    await keyboard.press('Enter');
    await comeBack(page, person);
    await page.waitForURL('**/app/account');
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    await page.getByLabel('New email address').fill('hana@third.example');
    await page.getByRole('button', { name: 'Send confirmation link' }).click();
    await page.getByRole('status').filter({ hasText: 'Check the inbox of the new address' }).waitFor();
  });
});
