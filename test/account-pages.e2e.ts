import type { Page } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { describeInBrowser, TestBrowser } from './support/browser.js';
import { Given, PASSWORD } from './support/given.js';
import { raw } from './support/raw.js';
import { settled } from './support/stored.js';

const NEW = 'nine lanterns over the quay';
const NEWEST = 'a quiet otter beneath the pier';

describeInBrowser()('the pages of one’s account (IF-4)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ name: 'Auckland Harbour' });
    await given.branch({ name: 'Wellington' });
    await app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Cars', timeZone: 'Pacific/Auckland' });
    browser = await TestBrowser.launch();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });
  beforeEach(async () => {
    page = await browser.open({ javaScriptEnabled: false });
  });
  afterEach(async () => {
    await page.context().close();
    expect(browser.complaints.splice(0)).toEqual([]);
  });

  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForLoadState();
  };
  const pathOf = () => page.url().replace(app.origin, '');
  const newestLink = async (email: string, subject: RegExp) => {
    await settled(app);
    return /https?:\/\/\S+\?token=\S+/.exec(app.mail.to(email, subject).at(-1)!.text)![0];
  };
  const age = (email: string) =>
    app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - interval '5 min', stepped_up_at = NULL
        WHERE user_id = (SELECT id FROM identity.users WHERE email = $1)`,
      [email],
    );

  async function signIn(email: string, password: string): Promise<void> {
    const hasNext = (await page.locator('input[name=next]').count()) > 0;
    if (!hasNext) await page.goto(`${app.origin}/sign-in?next=/account/security`);
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press('Sign in');
  }

  it('the whole way without JavaScript: register, confirm, sign in, change the password, reset it by mail', async () => {
    const email = 'nora@else.example';
    await page.goto(`${app.origin}/register`);
    await page.getByLabel('Your name').fill('Nora New');
    await page.getByLabel('Email address').fill(email);
    await page.getByLabel('Branch').selectOption('Auckland Harbour');
    await page.getByLabel('Password').fill('too short');
    await press('Create account');
    expect(await page.getByRole('alert').innerText()).toMatch(/at least 15 characters/);
    expect(await page.title()).toMatch(/^Error: /);
    expect(await page.getByLabel('Password').getAttribute('aria-describedby')).toBe('password-hint error-password');
    expect([await page.getByLabel('Your name').inputValue(), await page.getByLabel('Branch').inputValue()]).toEqual([
      'Nora New',
      branchId,
    ]);
    await page.getByLabel('Password').fill(PASSWORD);
    await press('Create account');
    expect([pathOf(), await heading()]).toEqual(['/register/done', 'Check your inbox']);

    await page.goto(await newestLink(email, /Confirm/));
    await press('Confirm my address');
    await signIn(email, PASSWORD);
    expect(await page.getByRole('alert').innerText()).toMatch(/waiting for an administrator/);
    const { items } = await app.admin.expect(200, 'GET', `/users?q=${email}`);
    const roles = [{ roleId: await given.roleId('booker') }];
    await app.admin.expect(200, 'POST', `/users/${items[0].id}/approval`, { branchId, roles, groupIds: [] });

    await signIn(email, PASSWORD);
    expect([pathOf(), await heading()]).toEqual(['/account/security', 'Your account']);
    const other = await app.anyone().signIn(email, PASSWORD);
    await page.getByLabel('New password').fill(NEW);
    await press('Change password');
    expect(await page.getByRole('status').first().innerText()).toMatch(/password has been set/);
    expect((await other.get('/session')).status).toBe(401);
    expect((await app.mail.waitFor(email, /password of your .* account was changed/)).subject).toContain(
      'Harbour Cars',
    );

    await press('Sign out');
    expect(await page.getByRole('status').first().innerText()).toMatch(/signed out/);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByLabel('Your email address').fill(email);
    await press('Send me a link');
    expect([pathOf(), await heading()]).toEqual(['/reset-password/sent', 'Check your inbox']);
    const link = await newestLink(email, /new password/);
    await page.goto(link);
    await page.reload();
    await page.getByLabel('New password').fill('short');
    await press('Set password');
    expect(await page.getByRole('alert').innerText()).toMatch(/at least 15 characters/);
    await page.getByLabel('New password').fill(NEWEST);
    await press('Set password');
    expect(await page.getByRole('status').first().innerText()).toMatch(/new password has been set/);
    await signIn(email, NEWEST);
    expect(pathOf()).toBe('/account/security');
    await page.goto(link);
    expect(await heading()).toBe('This link no longer works');
  });

  it('whoever is not signed in is asked to, and comes to where they wanted; security item 58: to nowhere else', async () => {
    const { email } = await given.user(branchId, ['booker']);
    await page.goto(`${app.origin}/account/security?x=1`);
    expect(pathOf()).toBe('/sign-in?next=%2Faccount%2Fsecurity%3Fx%3D1');
    await signIn(email, 'not the password at all');
    expect(await page.getByRole('alert').innerText()).toMatch(/Wrong email address or password/);
    await signIn(email, PASSWORD);
    expect(pathOf()).toBe('/account/security?x=1');
    await page.goto(`${app.origin}/sign-in?next=/account/security`);
    expect(pathOf()).toBe('/account/security');
    for (const next of ['//evil.test', '/\\evil.test', 'https:evil.test', '/.//evil.test', 'javascript:alert(1)']) {
      const body = new URLSearchParams({ email, password: PASSWORD, next }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: app.origin };
      const { status, headers: got } = await raw(app.origin, { method: 'POST', path: '/sign-in', headers, body });
      expect([next, status, got.location, got['cache-control']]).toEqual([next, 303, '/app', 'no-store']);
      const shown = await raw(app.origin, { path: `/sign-in?next=${encodeURIComponent(next)}` });
      expect([shown.status, shown.text.includes('evil'), shown.text.includes('javascript')]).toEqual([
        200,
        false,
        false,
      ]);
    }
  });

  it('IF-4: the address that the service is known by leads to the sign-in, and with a session to the console', async () => {
    await page.goto(app.origin);
    expect([pathOf(), await heading()]).toEqual(['/sign-in', 'Sign in']);
    const { client } = await given.user(branchId, ['booker']);
    const known = await raw(app.origin, { path: '/', headers: { cookie: client.cookie } });
    expect([known.status, known.headers.location]).toEqual([303, '/app']);
    const { status, headers } = await raw(app.origin, { path: '/', headers: { accept: 'application/json' } });
    expect([status, headers.location, headers['cache-control']]).toEqual([303, '/sign-in', 'no-store']);
  });

  it('ID-14: remember me keeps the cookie, otherwise it ends with the browser', async () => {
    const { email } = await given.user(branchId, ['booker']);
    await signIn(email, PASSWORD);
    const cookie = async () => (await page.context().cookies())[0]!;
    expect(await cookie()).toMatchObject({ expires: -1, httpOnly: true, sameSite: 'Lax' });
    await press('Sign out');
    await page.goto(`${app.origin}/sign-in?next=/account/security`);
    await page.getByLabel('Remember me').check();
    await signIn(email, PASSWORD);
    const days = ((await cookie()).expires - Date.now() / 1000) / 86_400;
    expect(Math.round(days)).toBe(23);
  });

  it('ID-13: after five minutes the page asks for the password before it changes anything', async () => {
    const { email } = await given.user(branchId, ['booker']);
    await signIn(email, PASSWORD);
    const old = (await page.context().cookies())[0]!.value;
    await age(email);
    await page.getByLabel('New password').fill(NEW);
    await press('Change password');
    expect(await page.getByRole('alert').innerText()).toMatch(/First confirm/);
    expect(await page.getByLabel('New password').count()).toBe(0);
    await page.getByLabel('Your password').fill(`${PASSWORD}!`);
    await press('Confirm');
    expect(await page.getByRole('alert').innerText()).toMatch(/Wrong password/);
    await page.getByLabel('Your password').fill(PASSWORD);
    await press('Confirm');
    expect(await page.getByRole('status').first().innerText()).toMatch(/five minutes/);
    expect((await page.context().cookies())[0]!.value).not.toBe(old);
    await page.getByLabel('New password').fill(NEW);
    await press('Change password');
    expect(await page.getByRole('status').first().innerText()).toMatch(/password has been set/);
    expect((await app.anyone().post('/session', { email, password: NEW })).status).toBe(200);
  });

  it('ID-15: lists the sessions by device and ends one', async () => {
    const { email, client } = await given.user(branchId, ['booker']);
    await signIn(email, PASSWORD);
    const items = page.getByRole('listitem');
    expect(await items.first().innerText()).toMatch(
      /^Chrome on Linux This browser\s+127\.0\.0\.1 · last seen \d+ \w+ \d{4}/,
    );
    expect(await items.count()).toBe(2);
    await page.getByRole('button', { name: /^End the session: / }).click();
    expect(await page.getByRole('status').first().innerText()).toMatch(/has ended/);
    expect(await items.count()).toBe(1);
    expect((await client.get('/session')).status).toBe(401);
  });

  it('ID-13: a new address counts when its link is followed', async () => {
    const { email } = await given.user(branchId, ['booker']);
    const wanted = 'elsewhere@else.example';
    await signIn(email, PASSWORD);
    await page.getByLabel('New address').fill(wanted);
    await press('Send link');
    expect(await page.getByRole('status').first().innerText()).toMatch(/Your old address stays until you open it/);
    expect(await page.getByText(`You sign in with ${email}`).count()).toBe(1);
    await page.goto(await newestLink(wanted, /new email address/));
    expect(await page.getByRole('main').innerText()).toContain(wanted);
    await press('Confirm my address');
    expect(await page.getByRole('status').first().innerText()).toMatch(/From now on/);
    await page.goto(`${app.origin}/account/security`);
    expect(await page.getByText(`You sign in with ${wanted}`).count()).toBe(1);
  });

  it('security item 17: a form of another site changes nothing', async () => {
    const { email, client } = await given.user(branchId, ['booker']);
    const headers = {
      cookie: client.cookie,
      origin: 'https://evil.test',
      'content-type': 'application/x-www-form-urlencoded',
    };
    const send = async (path: string, body: string) =>
      (await raw(app.origin, { method: 'POST', path, headers, body })).status;
    expect(await send('/account/security/password', `password=${NEW}`)).toBe(403);
    expect(await send('/account/security/email', 'email=evil@else.example')).toBe(403);
    expect(await send('/account/security/sign-out', '')).toBe(403);
    expect(await send('/sign-in', `email=${email}&password=${PASSWORD}`)).toBe(403);
    expect((await client.get('/session')).status).toBe(200);
    await app.anyone().signIn(email, PASSWORD);
  });
});
