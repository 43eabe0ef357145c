import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { ADMIN, type TestApp, startApp } from './support/app.js';
import { describeInBrowser, TestBrowser } from './support/browser.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Passkeys } from './support/passkeys.js';
import { raw } from './support/raw.js';

describeInBrowser()('what people do with their own account, on its page (IF-4)', () => {
  let app: TestApp;
  let given: Given;
  let passkeys: Passkeys;
  let branchId: string;
  let browser: TestBrowser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    passkeys = new Passkeys(app.origin);
    branchId = await given.branch();
    browser = await TestBrowser.launch([403, 409, 422]);
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

  const person = () => given.user(branchId, ['booker']);
  const open = (at = page) => at.goto(`${app.origin}/account/security`);
  const pathOf = () => page.url().replace(app.origin, '');
  const press = async (name: string, at = page) => {
    await at.getByRole('button', { name, exact: true }).click();
    await at.waitForLoadState();
  };
  const said = (role: 'status' | 'alert' = 'status') => page.getByRole(role).first().innerText();
  const age = ({ id }: GivenUser) =>
    app.db.query(`UPDATE identity.sessions SET created_at = created_at - interval '6 min' WHERE user_id = $1`, [id]);
  const withoutPassword = ({ id }: GivenUser) =>
    app.db.query('UPDATE identity.users SET password_hash = NULL WHERE id = $1', [id]);

  /** Goes on with the session of whoever signed in over the API. */
  async function as({ client }: Pick<GivenUser, 'client'>, at = page): Promise<void> {
    const [name, value] = client.cookie!.split(/=(.*)/s) as [string, string];
    await at.context().addCookies([{ name, value, url: app.origin }]);
    await open(at);
  }

  it('ID-1: changes name and phone, and is told beside the field what is wrong with them', async () => {
    const somebody = await person();
    await as(somebody);
    await page.getByLabel('Name', { exact: true }).fill('Hana <b>Harper</b>');
    await page.getByLabel('Phone').fill(`+64 ${'9'.repeat(36)}`);
    await press('Save details');
    expect((await somebody.client.expect(200, 'GET', '/me')).phone).toBe(`+64 ${'9'.repeat(36)}`);
    await page.getByLabel('Phone').fill('');
    await press('Save details');
    expect([await said(), pathOf()]).toEqual(['Your details have been saved.', '/account/security?done=details']);
    const { name, phone } = await somebody.client.expect(200, 'GET', '/me');
    expect([name, phone]).toEqual(['Hana <b>Harper</b>', null]);
    expect(await page.locator('.person').innerText()).toBe('Hana <b>Harper</b>');
    await page.getByLabel('Name', { exact: true }).fill(' ');
    await page.getByLabel('Phone').fill('+64 9 123');
    await press('Save details');
    expect(await said('alert')).toBe('Enter your name, in at most 100 characters.');
    const fields = [page.getByLabel('Name', { exact: true }), page.getByLabel('Phone')];
    expect(await Promise.all(fields.map((field) => field.getAttribute('aria-describedby')))).toEqual([
      'error-name',
      null,
    ]);
    expect(await fields[1]!.inputValue()).toBe('+64 9 123');
    expect((await somebody.client.expect(200, 'GET', '/me')).phone).toBeNull();
  });

  it('ID-15: ends all other sessions, on the page and over the API, and no other person’s', async () => {
    const [somebody, stranger] = [await person(), await person()];
    const more = () => Promise.all([1, 2].map(() => app.anyone().signIn(somebody.email, PASSWORD)));
    const statuses = (clients: GivenUser['client'][]) =>
      Promise.all(clients.map(async (client) => (await client.get('/session')).status));
    const first = await more();
    await as(somebody);
    await press('End all others');
    expect(await said()).toBe('You’re signed out everywhere else.');
    expect(await page.getByRole('button', { name: 'End all others' }).count()).toBe(0);
    expect(await statuses([...first, somebody.client, stranger.client])).toEqual([401, 401, 200, 200]);
    const second = await more();
    await age(somebody);
    expect((await somebody.client.delete('/me/sessions')).body.code).toBe('step_up_required');
    expect(await statuses(second)).toEqual([200, 200]);
    await somebody.client.expect(204, 'POST', '/session/step-up', { password: PASSWORD });
    await somebody.client.expect(204, 'DELETE', '/me/sessions');
    expect(await statuses([...second, somebody.client, stranger.client])).toEqual([401, 401, 200, 200]);
  });

  it('ID-17: downloads what is held about them, after confirming that it is they', async () => {
    const somebody = await person();
    await as(somebody);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download my data' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('my-data.json');
    const { exportedAt, parts } = JSON.parse(readFileSync(await download.path(), 'utf8'));
    const { parts: told } = await somebody.client.expect(200, 'GET', '/me/export');
    expect([parts.profile.email, Object.keys(parts)]).toEqual([somebody.email, Object.keys(told)]);
    expect(new Date(exportedAt).toISOString()).toBe(exportedAt);
    // The browser tells of a download as of a request that led nowhere.
    browser.complaints.splice(0);
    await age(somebody);
    await open();
    expect(await page.getByRole('link', { name: 'Download my data' }).count()).toBe(0);
    const answer = await page.goto(`${app.origin}/account/security/export`);
    expect([answer!.status(), await said('alert')]).toEqual([403, 'First confirm that it’s you.']);
  });

  it('ID-17: deletes their account, warned and only on purpose', async () => {
    const somebody = await person();
    await as(somebody);
    await page.getByText('Delete my account …').click();
    expect(await page.getByRole('main').innerText()).toMatch(/cannot be undone/);
    await page.getByLabel(/I understand/).check();
    await press('Delete my account');
    expect([pathOf(), await said()]).toEqual([
      '/sign-in?done=deleted',
      'Your account has been deleted and your data erased.',
    ]);
    expect(await page.context().cookies()).toEqual([]);
    expect((await somebody.client.get('/session')).status).toBe(401);
    const { rows } = await app.db.query('SELECT state, name FROM identity.users WHERE id = $1', [somebody.id]);
    expect(rows).toEqual([{ state: 'deleted', name: expect.stringMatching(/^Deleted user/) }]);
  });

  async function post({ client }: Pick<GivenUser, 'client'>, path: string, body: string, origin = app.origin) {
    const headers = { cookie: client.cookie!, origin, 'content-type': 'application/x-www-form-urlencoded' };
    return raw(app.origin, { method: 'POST', path, headers, body });
  }

  it('ID-17: deletion without the box ticked is refused with a word, and so is a stale sign-in', async () => {
    const somebody = await person();
    const unticked = await post(somebody, '/account/security/deletion', '');
    expect([unticked.status, unticked.text.includes('Tick the box')]).toEqual([422, true]);
    expect(unticked.text).toContain('<details open>');
    await age(somebody);
    const stale = await post(somebody, '/account/security/deletion', 'understood=true');
    expect([stale.status, stale.text.includes('First confirm that it’s you.')]).toEqual([403, true]);
    await somebody.client.expect(200, 'GET', '/me');
  });

  it('ID-17: the last administrator is told kindly what to do first, and stays', async () => {
    const client = await app.anyone().signIn(ADMIN.email, ADMIN.password);
    await as({ client });
    await page.getByText('Delete my account …').click();
    await page.getByLabel(/I understand/).check();
    await press('Delete my account');
    expect(await said('alert')).toMatch(/last person who can administer .* Make someone else an administrator first/);
    expect((await client.get('/session')).status).toBe(200);
  });

  describe('ID-13: the page asks for the proof that the person has', () => {
    const asked = async (at: Page) => ({
      password: await at.getByLabel('Your password').isVisible(),
      passkey: await at.getByRole('button', { name: 'Confirm with a passkey' }).isVisible(),
    });

    it.each([
      ['a password', { password: true, passkey: false }],
      ['a passkey', { password: false, passkey: true }],
      ['both', { password: true, passkey: true }],
    ])('somebody with %s', async (_, expected) => {
      const somebody = await person();
      if (expected.passkey) await passkeys.add(somebody.client);
      if (!expected.password) await withoutPassword(somebody);
      await age(somebody);
      const at = await browser.open();
      await as(somebody, at);
      await at.waitForLoadState('networkidle');
      expect(await asked(at)).toEqual(expected);
      const word = expected.password ? 'change it' : 'set one';
      expect(await at.getByRole('region', { name: 'Password' }).innerText()).toContain(
        `Confirm that it’s you to ${word}`,
      );
      await at.context().close();
    });

    it('somebody with a passkey alone sets a password', async () => {
      const somebody = await person();
      const { credential } = await passkeys.add(somebody.client);
      await withoutPassword(somebody);
      await age(somebody);
      await as(somebody);
      expect(await page.getByRole('main').innerText()).toContain('Your passkey needs JavaScript');
      const response = await passkeys.show(somebody.client, credential);
      await somebody.client.expect(204, 'POST', '/session/step-up', { response });
      await as(somebody);
      await page.getByLabel('New password').fill('nine lanterns over the quay');
      await press('Set password');
      expect(await said()).toMatch(/password has been set/);
      await app.anyone().signIn(somebody.email, 'nine lanterns over the quay');
    });
  });

  it('security item 17: a form of another site changes nothing', async () => {
    const somebody = await person();
    const other = await app.anyone().signIn(somebody.email, PASSWORD);
    const forms = {
      '/account/security/details': 'name=Evil&phone=',
      '/account/security/sessions/end-others': '',
      '/account/security/deletion': 'understood=true',
      '/register': `name=Evil&email=${somebody.email}`,
    };
    for (const [path, body] of Object.entries(forms)) {
      expect([path, (await post(somebody, path, body, 'https://evil.test')).status]).toEqual([path, 403]);
    }
    for (const path of ['/email-verifications/passkey-options', '/email-verifications']) {
      const headers = { 'content-type': 'application/json', origin: 'https://evil.test' };
      const answer = await raw(app.origin, { method: 'POST', path: `/api/v1${path}`, headers, body: '{"token":"x"}' });
      expect([path, answer.status]).toEqual([path, 403]);
    }
    const { name } = await somebody.client.expect(200, 'GET', '/me');
    expect([name, (await other.get('/session')).status]).toEqual([expect.stringMatching(/^Person/), 200]);
  });

  it('ID-3: a registration on the page may leave the password for later', async () => {
    const email = `${crypto.randomUUID()}@else.example`;
    await page.goto(`${app.origin}/register`);
    await page.getByLabel('Your name').fill('Nora New');
    await page.getByLabel('Email address').fill(email);
    // The only branch: there is nothing to choose.
    expect(await page.getByLabel('Branch').count()).toBe(0);
    await press('Create account');
    expect(pathOf()).toBe('/register/done');
    const token = (await app.mail.waitFor(email)).tokens[0]!;
    await page.goto(`${app.origin}/verify-email?token=${token}`);
    await page.getByLabel('New password').fill(PASSWORD);
    await press('Set password and confirm');
    expect(await said()).toMatch(/administrator/);
  });
});
