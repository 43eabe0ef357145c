import type { Page } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { describeInBrowser, SCREENS, TestBrowser } from './support/browser.js';
import { eventually } from './support/eventually.js';
import { Given, PASSWORD } from './support/given.js';
import { register } from './support/scene.js';
import { VirtualAuthenticator } from './support/virtual-authenticator.js';

describeInBrowser()('the page that a mailed link opens (IF-4, ID-9)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    await app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Cars' });
    browser = await TestBrowser.launch([410, 422]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  beforeEach(async () => {
    page = await browser.open();
  });
  afterEach(async () => {
    await page.context().close();
    expect(browser.complaints.splice(0)).toEqual([]);
  });

  const linkOf = (token: string) => `${app.origin}/verify-email?token=${token}`;
  const stateOf = async (id: string) => (await app.admin.expect(200, 'GET', `/users/${id}`)).state as string;

  async function invited(): Promise<{ id: string; email: string; token: string }> {
    const email = `${crypto.randomUUID()}@fleet.example`;
    const body = { email, name: 'Ines Invited', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    return { id, email, token: (await app.mail.waitFor(email)).tokens[0]! };
  }

  it('ID-3: opening the link uses nothing up; the button confirms the address, once', async () => {
    const { id, email, token } = await register(given, branchId);
    const answer = await page.goto(linkOf(token));
    expect(answer!.headers()['content-security-policy']).toContain("default-src 'none'");
    await page.reload();
    expect(await stateOf(id)).toBe('unconfirmed');
    expect(await page.getByRole('main').innerText()).toContain(email);
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Your address is confirmed');
    expect(await page.getByRole('status').innerText()).toMatch(/administrator/i);
    expect(await stateOf(id)).toBe('pending');
    await page.goto(linkOf(token));
    expect(await page.title()).toMatch(/no longer works/);
  });

  it('ID-4: an invited person sets a password, is helped where it is too short, and signs in with it', async () => {
    const { id, email, token } = await invited();
    await page.goto(linkOf(token));
    const password = page.getByLabel('Password');
    await password.fill('too short');
    await page.getByRole('button', { name: 'Set password' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/at least 15 characters/);
    expect(await page.title()).toMatch(/^Error: /);
    expect([await password.getAttribute('aria-invalid'), await password.inputValue()]).toEqual(['true', '']);
    expect(await stateOf(id)).toBe('unconfirmed');
    await password.fill(PASSWORD);
    await password.press('Enter');
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('You are all set');
    expect(await stateOf(id)).toBe('verified');
    await app.anyone().signIn(email, PASSWORD);
    expect(page.url()).not.toContain(token);
  });

  it('ID-4: an invited person makes a passkey instead, where breaking it off uses nothing up, and signs in with it', async () => {
    const { id, token } = await invited();
    const device = await VirtualAuthenticator.on(page);
    await device.knowsThePerson(false);
    await page.goto(linkOf(token));
    const button = page.getByRole('button', { name: 'Use a passkey instead' });
    await button.click();
    await page.getByRole('status').filter({ hasText: 'Nothing was changed' }).waitFor();
    expect(await stateOf(id)).toBe('unconfirmed');
    await device.knowsThePerson(true);
    await button.click();
    await page.getByRole('heading', { name: 'You are all set' }).waitFor();
    expect(await page.getByRole('status').innerText()).toMatch(/with your passkey/);
    expect([await stateOf(id), page.url().includes(token)]).toEqual(['verified', false]);
    // The device agrees at once to what the sign-in page suggests.
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.waitForURL(`${app.origin}/app`);
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await page.goto(`${app.origin}/account/security`);
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ines Invited');
  });

  it('ID-3: a registration without a password is confirmed with a passkey', async () => {
    const { id, token } = await register(given, branchId, { password: undefined });
    await VirtualAuthenticator.on(page);
    await page.goto(linkOf(token));
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
    expect(await stateOf(id)).toBe('pending');
  });

  it('a passkey that is refused is told on the page, and the link goes on working', async () => {
    const { id, token } = await invited();
    await VirtualAuthenticator.on(page);
    await page.goto(linkOf(token));
    await page.evaluate(
      `document.querySelector('[name=response]').form.submit = function () {
         this.elements.response.value = this.elements.response.value.replace('"type":"public-key"', '"type":"other"');
         HTMLFormElement.prototype.submit.call(this);
       }`,
    );
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    expect(await page.getByRole('alert').innerText()).toMatch(/could not be added/);
    expect(await stateOf(id)).toBe('unconfirmed');
    await page.getByRole('button', { name: 'Use a passkey instead' }).click();
    await page.getByRole('heading', { name: 'You are all set' }).waitFor();
  });

  it('without JavaScript the page offers what works without it: a password', async () => {
    const at = await browser.open({ javaScriptEnabled: false });
    await at.goto(linkOf((await invited()).token));
    expect(await at.getByRole('button').allInnerTexts()).toEqual(['Set password and confirm']);
    await at.context().close();
  });

  it('ID-9: a link that no longer works says so, and another one is a form away', async () => {
    const { id, email, token } = await register(given, branchId);
    await app.db.query('UPDATE identity.mailed_links SET expires_at = now() WHERE user_id = $1', [id]);
    await page.goto(linkOf(token));
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('This link no longer works');
    await page.getByLabel('Your email address').fill(email);
    await page.getByRole('button', { name: 'Send a new link' }).click();
    expect(await page.getByRole('status').innerText()).toMatch(/new link/);
    const newer = await eventually('the new link is mailed', async () => app.mail.to(email)[1]);
    await page.goto(linkOf(newer.tokens[0]!));
    await page.getByRole('button', { name: 'Confirm my address' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Your address is confirmed');
  });

  it('IF-4: the form works from the keyboard alone', async () => {
    const { id, token } = await invited();
    await page.goto(linkOf(token));
    await page.keyboard.type(PASSWORD); // the field has the focus
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('BUTTON');
    await page.keyboard.press('Enter');
    await page.getByRole('status').waitFor();
    expect(await stateOf(id)).toBe('verified');
  });

  /** Each page as it comes to be, by name. */
  async function* pages(at: Page): AsyncGenerator<string> {
    const { token } = await register(given, branchId);
    await at.goto(linkOf(token));
    yield 'confirm';
    await at.getByRole('button').click();
    yield 'confirmed';
    await at.goto(linkOf(token));
    yield 'link-expired';
    await at.getByLabel('Your email address').fill('somebody@else.example');
    await at.getByRole('button').click();
    yield 'link-mailed';
    await at.goto(linkOf((await invited()).token));
    yield 'choose-password';
    await at.getByLabel('Password').fill('short');
    await at.getByRole('button', { name: 'Set password' }).click();
    yield 'password-too-short';
    await at.getByLabel('Password').fill(PASSWORD);
    await at.getByRole('button', { name: 'Set password' }).click();
    yield 'all-set';
  }

  it.each(Object.keys(SCREENS))(
    'IF-4: on a %s, light and dark, axe finds nothing wrong and nothing runs over the edge',
    async (screen) => {
      const at = await browser.open(SCREENS[screen]);
      const found: unknown[] = [];
      for await (const name of pages(at)) found.push(...(await browser.faultsOf(at, `verify-${name}-${screen}`)));
      expect(found).toEqual([]);
      await at.context().close();
    },
  );
});
