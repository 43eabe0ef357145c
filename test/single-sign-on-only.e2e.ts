import { ADMIN, type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { FakeProvider } from './support/fake-provider.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { openPool } from './support/open-pool.js';
import { PlainBrowser } from './support/openid.js';
import { Passkeys } from './support/passkeys.js';
import { aPerson, pathOf } from './support/sso.js';

const CHOSEN = 'another kettle on a slower train';

/** ID-7: the organisation lets people in by its own provider alone; `SSO_ONLY` is switched on after they had passwords. */
describe('an organisation with single sign-on only', () => {
  let app: TestApp;
  let given: Given;
  let provider: FakeProvider;
  let only: string;
  let branchId: string;
  let user: GivenUser;
  let holder: GivenUser;
  let database: TestDatabase | undefined;

  beforeAll(async () => {
    provider = await new FakeProvider().start();
    app = await startApp(provider.settings);
    given = new Given(app);
    branchId = await given.branch();
    user = await given.user(branchId, ['booker']);
    holder = await given.user(branchId, ['booker']);
    // Passport has one strategy a program: from here on nobody signs in with a password at the other process, either.
    only = await app.anotherProcess({ ...provider.settings, SSO_ONLY: 'true' });
  });
  afterAll(async () => {
    await app?.stop();
    await database?.drop();
    provider?.stop();
  });

  const anyone = (): Client => app.anyone().at(only);
  const enter = async (person: Record<string, unknown>) => {
    const browser = new PlainBrowser(only);
    provider.person = person;
    const back = provider.back((await browser.go('/sso/start')).location!);
    return browser.visit(back.replace(app.origin, only));
  };
  const isRefused = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await answer;
    expect([status, body.code]).toEqual([403, 'sso_only']);
  };
  const passwords = async () =>
    (await app.db.query('SELECT id, password_hash FROM identity.users ORDER BY id')).rows as unknown[];

  it('says so, and shows no form for a password', async () => {
    const options = await anyone().expect(200, 'GET', '/sign-up-options');
    expect(options).toMatchObject({ sso: true, ssoOnly: true, selfRegistration: false, branches: [] });
    const page = await new PlainBrowser(only).go('/sign-in');
    expect(page.text).toContain('/sso/start');
    expect(page.text).not.toMatch(/type="password"|reset-password|\/register|data-passkey/);
  });

  it('a right password, and a wrong one, of somebody and of nobody, are refused alike', async () => {
    for (const [email, password] of [
      [user.email, PASSWORD],
      [user.email, 'wrong'],
      ['nobody@else.example', PASSWORD],
    ]) {
      await isRefused(anyone().post('/session', { email, password }));
    }
    const form = { email: user.email, password: PASSWORD, next: '' };
    const page = await new PlainBrowser(only).submit('/sign-in', form);
    expect([page.status, page.headers.getSetCookie()]).toEqual([403, []]);
  });

  it('no reset, registration, invitation or change brings a password back', async () => {
    await app.anyone().expect(202, 'POST', '/password-resets', { email: user.email });
    const reset = (await app.mail.waitFor(user.email, /password/i)).tokens[0]!;
    const email = aPerson().email;
    const body = { email, name: 'Invited', canSignIn: true, branchId, roles: [] };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    const token = (await app.mail.waitFor(email)).tokens[0]!;
    const before = await passwords();

    await isRefused(anyone().post('/password-resets', { email: user.email }));
    await isRefused(anyone().post('/password-resets/complete', { token: reset, password: CHOSEN }));
    await isRefused(anyone().post('/registrations', { email: 'new@else.example', name: 'New', password: CHOSEN }));
    await isRefused(anyone().post('/registrations', { email: 'new@else.example', name: 'New' }));
    await isRefused(anyone().post('/email-verifications', { token, password: CHOSEN }));
    await isRefused(user.client.at(only).put('/me/password', { password: CHOSEN }));
    await isRefused(user.client.at(only).post('/session/step-up', { password: PASSWORD }));
    expect(await passwords()).toEqual(before);

    // The invitation confirms the address, and it is the provider that lets its person in.
    expect((await new PlainBrowser(only).go(`/verify-email?token=${token}`)).text).not.toContain('type="password"');
    expect(await anyone().expect(200, 'POST', '/email-verifications', { token })).toEqual({ state: 'verified' });
    expect(pathOf(await enter(aPerson({ email })))).toBe('/app');
    const { rows } = await app.db.query('SELECT password_hash FROM identity.users WHERE id = $1', [id]);
    expect(rows).toEqual([{ password_hash: null }]);
  });

  it('nor does a passkey go past the provider', async () => {
    const passkeys = new Passkeys(app.origin);
    const { response } = await passkeys.make(holder.client);
    await isRefused(holder.client.at(only).post('/me/passkeys', { response, name: 'Past the provider' }));
  });

  it('whoever had a password comes in by the provider', async () => {
    expect(pathOf(await enter(aPerson({ email: user.email })))).toBe('/app');
  });

  it('the first administrator is whoever has the address of the settings at the provider, without a password', async () => {
    database = await createDatabase();
    only = await app.anotherProcess({ ...provider.settings, DATABASE_URL: database.url, SSO_ONLY: 'true' });
    expect(pathOf(await enter(aPerson({ email: ADMIN.email, email_verified: false })))).toBe('/sso/callback');
    expect(pathOf(await enter(aPerson({ email: ADMIN.email })))).toBe('/app');
    await isRefused(anyone().post('/session', ADMIN));
    const pool = openPool(database.url);
    const { rows } = await pool.query('SELECT email, password_hash FROM identity.users');
    await pool.end();
    expect(rows).toEqual([{ email: ADMIN.email, password_hash: null }]);
  });
});

describe('without single sign-on', () => {
  it('there is nothing of it', async () => {
    const app = await startApp();
    try {
      expect(await app.anyone().expect(200, 'GET', '/sign-up-options')).toMatchObject({ sso: false, ssoOnly: false });
      const browser = new PlainBrowser(app.origin);
      expect((await browser.go('/sign-in')).text).not.toContain('/sso/start');
      expect((await browser.go('/sso/start')).status).toBe(404);
      expect((await browser.go('/sso/callback?state=x&code=y')).status).toBe(404);
    } finally {
      await app.stop();
    }
  });
});
