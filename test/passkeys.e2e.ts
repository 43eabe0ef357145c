import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { describeInBrowser, launchChromium } from './support/browser.js';
import { COUNT_QUESTIONS, VirtualAuthenticator } from './support/virtual-authenticator.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
describeInBrowser()('passkeys in a browser (ID-12, ID-13)', () => {
  let app: TestApp;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let device: VirtualAuthenticator;
  let person: GivenUser;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    person = await given.user(await given.branch(), ['booker']);
    browser = await launchChromium();
    context = await browser.newContext();
    page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    device = await VirtualAuthenticator.on(page);
    await page.addInitScript(COUNT_QUESTIONS);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const open = (path: string) => page.goto(`${app.origin}${path}`);
  /** The sign-in page with its suggestions out, of which the person takes none; from then on they agree to what is asked. */
  async function openUnanswered(): Promise<void> {
    await device.agrees(false);
    await open('/sign-in');
    await eventually('the page asks for a suggestion', async () => (await page.evaluate('window.asked')) === 1);
    await device.agrees(true);
  }
  const ownPasskeys = () => page.getByRole('region', { name: 'Passkeys' }).getByRole('listitem');
  const status = (text: RegExp) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const sessionOf = async () => {
    const answer = await context.request.get(`${app.origin}/api/v1/session`);
    return answer.ok() ? ((await answer.json()) as { user: { id: string }; remembered: boolean }) : undefined;
  };
  const signInByPassword = () =>
    context.request.post(`${app.origin}/api/v1/session`, {
      headers: { origin: app.origin },
      data: { email: person.email, password: PASSWORD },
    });
  const signedIn = () => page.waitForURL(`${app.origin}/app`);
  const query = (sql: string) => app.db.query(sql, [person.id]);

  it('adds a passkey, shows it and gives it another name', async () => {
    await signInByPassword();
    await open('/account/security');
    await page.getByText('You don’t have a passkey yet.').waitFor();
    await page.getByLabel('Name for the new passkey').fill('My laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await status(/Added/);
    const item = ownPasskeys();
    expect(await item.textContent()).toMatch(/My laptop\s+Added .+ · not used yet · on one device only/);
    const [credential] = await device.credentials();
    expect(credential).toMatchObject({ isResidentCredential: true, rpId: 'localhost' });
    await page.getByRole('button', { name: 'Rename My laptop' }).click();
    await page.getByLabel('New name for My laptop').fill('<b>Laptop</b>');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename <b>Laptop</b>' }).waitFor();
    // The same device again: the service told the browser which passkeys there are.
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await status(/already have a passkey on this device/);
  });

  it('signs in by the button, without an address, and remembers', async () => {
    await context.clearCookies();
    await openUnanswered();
    expect(await page.getByLabel('Email address').getAttribute('autocomplete')).toBe('username webauthn');
    await page.getByLabel('Remember me').check();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await signedIn();
    expect(await sessionOf()).toMatchObject({ user: { id: person.id }, remembered: true });
    await open('/account/security');
    await page.getByText(/last used/).waitFor();
  });

  it('signs in by autofill, without a press of the button', async () => {
    await context.clearCookies();
    expect(await sessionOf()).toBeUndefined();
    // The device answers by itself, so the page may be left before anything in it could be given the focus.
    await open('/sign-in');
    await signedIn();
    expect(await sessionOf()).toMatchObject({ user: { id: person.id }, remembered: false });
  });

  it('security item 60: without the screen lock nobody is signed in', async () => {
    await context.clearCookies();
    await device.knowsThePerson(false);
    await openUnanswered();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await status(/Nothing was changed/);
    expect(await sessionOf()).toBeUndefined();
    // The page suggests passkeys again, and would sign in as soon as the device knows the person.
    await open('/register');
    await device.knowsThePerson(true);
  });

  it('ID-13: steps up on the person’s own wish, and refuses the next change where that was too long ago', async () => {
    await signInByPassword();
    const age = () =>
      query(
        `UPDATE identity.sessions SET created_at = now() - interval '1 hour', stepped_up_at = NULL WHERE user_id = $1`,
      );
    const options = () =>
      context.request.post(`${app.origin}/api/v1/me/passkeys/options`, { headers: { origin: app.origin } });
    await age();
    await open('/account/security');
    expect((await options()).status()).toBe(403);
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: 'Confirm with a passkey' }).click(),
    ]);
    expect((await options()).status()).toBe(200);
    await age();
    expect((await options()).status()).toBe(403);
  });

  it('IF-4: axe finds nothing on either page, with every panel open', async () => {
    await device.agrees(false);
    await context.clearCookies();
    for (const path of ['/sign-in', '/account/security']) {
      if (path !== '/sign-in') await signInByPassword();
      await open(path);
      if (path !== '/sign-in') {
        await page.getByText('Delete my account …').click();
        await page.getByRole('button', { name: /^Rename / }).click();
        await page.getByRole('button', { name: /^Remove </ }).click();
      }
      await page.evaluate(AXE);
      const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string; nodes: object[] }[] };
      expect(violations).toEqual([]);
    }
    await device.agrees(true);
  });

  it('ID-13: steps up by passkey where the sign-in is too old, and refuses to remove the last way in', async () => {
    await signInByPassword();
    const { rows } = await query('SELECT password_hash AS hash FROM identity.users WHERE id = $1');
    await query('UPDATE identity.users SET password_hash = NULL WHERE id = $1');
    await query(`UPDATE identity.sessions SET created_at = now() - interval '1 hour' WHERE user_id = $1`);
    await open('/account/security');
    await page.getByRole('button', { name: 'Remove <b>Laptop</b>' }).click();
    await page.getByRole('button', { name: 'Remove this passkey' }).click();
    await status(/last way to sign in/);
    expect(await ownPasskeys().count()).toBe(1);

    // With a password set, it may go.
    await app.db.query('UPDATE identity.users SET password_hash = $2 WHERE id = $1', [person.id, rows[0].hash]);
    await page.getByRole('button', { name: 'Remove this passkey' }).click();
    await status(/Removed/);
    expect(await ownPasskeys().count()).toBe(0);
    expect((await sessionOf())?.user.id).toBe(person.id);
  });

  it('a passkey that the service has forgotten is refused, and the page says so', async () => {
    await context.clearCookies();
    await openUnanswered();
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await status(/was not accepted/);
    expect(await sessionOf()).toBeUndefined();
  });

  it('after a refusal the page asks for no passkey by itself: only when the person turns to it again', async () => {
    await context.clearCookies();
    const asked = () => page.evaluate('window.asked');
    // The device answers at once whatever it is asked, so that each question of the page is a refusal.
    await open('/sign-in');
    await status(/was not accepted/);
    expect(await asked()).toBe(1);
    const refusal = page.waitForResponse('**/api/v1/session/passkey');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await refusal;
    await status(/was not accepted/);
    expect(await asked()).toBe(2);
    const field = page.getByLabel('Email address');
    await field.blur();
    await field.focus();
    await eventually('it suggests again', async () => (await asked()) === 3);
  });

  it('breaks no rule of the content security policy', () => {
    // Refusals that the tests above provoke are told on the console too.
    expect(complaints.filter((text) => !/status of (401|403|409)/.test(text))).toEqual([]);
  });
});
