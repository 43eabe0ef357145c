import { type TestApp, startApp } from './support/app.js';
import { FakeProvider } from './support/fake-provider.js';
import { Given, PASSWORD } from './support/given.js';
import { PlainBrowser } from './support/openid.js';
import { aPerson, pathOf, signInBySso } from './support/sso.js';

const HOME = '/app';
const ACCOUNT = '/account/security';

describe('single sign-on (ID-7)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let provider: FakeProvider;

  beforeAll(async () => {
    provider = await new FakeProvider().start();
    app = await startApp({ ...provider.settings, MAILED_LINKS_PER_HOUR: '100' });
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(async () => {
    await app?.stop();
    provider?.stop();
  });

  const browser = () => new PlainBrowser(app.origin);
  const enter = (person: Record<string, unknown>, one = browser()) => signInBySso(provider, one, person);
  const find = async (email: string) =>
    (await app.admin.expect(200, 'GET', `/users?q=${encodeURIComponent(email)}`)).items[0];
  const approve = async (id: string) => {
    const roles = [{ roleId: await given.roleId('booker') }];
    await app.admin.expect(200, 'POST', `/users/${id}/approval`, { branchId, roles, groupIds: [] });
  };
  /** Somebody who came by single sign-on and was approved. */
  const member = async (person = aPerson()) => {
    await enter(person);
    const { id } = await find(person.email);
    await approve(id as string);
    return { person, id: id as string };
  };
  const linksOf = async (userId: string) =>
    (await app.db.query<{ subject: string }>('SELECT subject FROM identity.sso_links WHERE user_id = $1', [userId]))
      .rows;

  it('sign-up options and the sign-in page offer it', async () => {
    expect(await app.anyone().expect(200, 'GET', '/sign-up-options')).toMatchObject({ sso: true, ssoOnly: false });
    const page = await browser().visit('/sign-in?next=/account/security');
    expect(page.text).toContain('href="/sso/start?next=%2Faccount%2Fsecurity"');
    expect(page.text).toContain('name="password"');
  });

  it('the first sign-in registers as pending, admins are told, and after the approval the next one signs in', async () => {
    const person = aPerson({ name: 'Nora New' });
    const page = await enter(person);
    expect([page.status, pathOf(page)]).toEqual([200, '/sso/callback']);
    expect(page.text).toContain('You are registered');
    const user = await find(person.email);
    expect(user).toMatchObject({ state: 'pending', name: 'Nora New', branchId, canSignIn: true, roles: [] });
    const told = await app.mail.waitFor('admin@fleet.example', /approv|wait|regist/i);
    expect(told.text).toContain('Nora New');

    const early = await enter(person);
    expect([early.status, early.text]).toEqual([
      403,
      expect.stringContaining('waiting for an administrator’s approval'),
    ]);
    await approve(user.id);
    const one = browser();
    expect(pathOf(await enter(person, one))).toBe(HOME);
    expect((await one.visit(ACCOUNT)).text).toContain('Nora New');
    const { items } = await app.admin.expect(200, 'GET', `/users/${user.id}/sign-ins`);
    // Refused twice: repeats are one line with a count (S-11).
    expect(items).toMatchObject([
      { method: 'sso', outcome: 'ok', count: 1 },
      { method: 'sso', outcome: 'awaiting_approval', count: 2 },
    ]);
  });

  it('the branch is left to the admin where more than one is open to sign-up', async () => {
    const second = await given.branch();
    const person = aPerson();
    await enter(person);
    expect(await find(person.email)).toMatchObject({ state: 'pending', branchId: null });
    await app.db.query('UPDATE branches.branches SET open_to_sign_up = false WHERE id = $1', [second]);
  });

  it('leads on to where the browser wanted to go, and to no other site', async () => {
    const { person } = await member();
    const path = '/account/security?done=session';
    const on = await signInBySso(provider, browser(), person, { path: `/sso/start?next=${encodeURIComponent(path)}` });
    expect(new URL(on.url).search).toBe('?done=session');
    for (const evil of ['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example']) {
      const next = encodeURIComponent(evil);
      const hop = await signInBySso(provider, browser(), person, { path: `/sso/start?next=${next}` });
      expect([evil, new URL(hop.url).origin, pathOf(hop)]).toEqual([evil, app.origin, HOME]);
    }
  });

  it('an unverified address is confirmed by mail first, and the link asks for no password', async () => {
    const person = aPerson({ email_verified: false });
    expect((await enter(person)).text).toContain('Check your inbox');
    const user = await find(person.email);
    expect(user.state).toBe('unconfirmed');
    const { tokens } = await app.mail.waitFor(person.email);
    expect((await browser().visit(`/verify-email?token=${tokens[0]}`)).text).not.toContain('type="password"');
    await app.anyone().expect(200, 'POST', '/email-verifications', { token: tokens[0] });
    await approve(user.id);
    expect(pathOf(await enter(person))).toBe(HOME);
  });

  it('links by e-mail where both sides have verified it, and tells the person', async () => {
    const { id, email } = await given.user(branchId, ['booker']);
    const person = aPerson({ email: email.toUpperCase() });
    expect(pathOf(await enter(person))).toBe(HOME);
    expect(await linksOf(id)).toEqual([{ subject: person.sub }]);
    expect((await app.mail.waitFor(email, /connected/)).text).toContain('Single sign-on was connected');
    // From now on it is the subject that counts.
    expect(pathOf(await enter({ ...person, email: 'another@club.example' }))).toBe(HOME);
    const { rows } = await app.db.query(
      `SELECT a.action, a.changes::text FROM platform.audit_entries a JOIN identity.sso_links o ON o.id = a.subject_id
        WHERE o.user_id = $1 AND a.subject_type = 'SsoLink'`,
      [id],
    );
    expect(rows).toEqual([{ action: 'credential-changed', changes: expect.not.stringContaining(person.sub) }]);
  });

  it.each([[false], ['true'], [1], [undefined]])('does not link where email_verified is %j', async (email_verified) => {
    const { id, email } = await given.user(branchId, ['booker']);
    const page = await enter(aPerson({ email, email_verified }));
    // The same page as for an address that nobody has.
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Check your inbox')]);
    expect(await linksOf(id)).toEqual([]);
    await app.mail.waitFor(email, /regist|account/i);
  });

  it('does not link to an address that was not confirmed here: it drops what a stranger would sign in with', async () => {
    const email = aPerson().email;
    await app
      .anyone()
      .expect(202, 'POST', '/registrations', { email, name: 'A Stranger', password: PASSWORD, branchId });
    await app.mail.waitFor(email);
    expect((await enter(aPerson({ email }))).text).toContain('Check your inbox');
    const { rows } = await app.db.query('SELECT id, password_hash, state FROM identity.users WHERE email = $1', [
      email,
    ]);
    expect(rows).toEqual([{ id: expect.any(String), password_hash: null, state: 'unconfirmed' }]);
    expect(await linksOf((rows[0] as { id: string }).id)).toEqual([]);
  });

  it('nor does somebody who claimed an address come in when its owner registers', async () => {
    const attacker = aPerson({ email_verified: false });
    await enter(attacker);
    const { email } = attacker;
    await app
      .anyone()
      .expect(202, 'POST', '/registrations', { email, name: 'The Owner', password: PASSWORD, branchId });
    expect(await linksOf((await find(email)).id)).toEqual([]);
    // And the provider's own word for somebody else drops it, too.
    const second = aPerson({ email_verified: false });
    await enter(second);
    await enter(aPerson({ email: second.email }));
    expect(await linksOf((await find(second.email)).id)).toEqual([]);
  });

  it('another subject with the address of somebody who is linked stays outside', async () => {
    const { person, id } = await member();
    const page = await enter(aPerson({ email: person.email }));
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('You cannot sign in here')]);
    expect(await linksOf(id)).toEqual([{ subject: person.sub }]);
  });

  it('who is suspended, rejected, a contact or without access cannot pass, and all are told the same', async () => {
    const suspended = await member();
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`, {});
    const rejected = aPerson();
    await enter(rejected);
    const { id } = await find(rejected.email);
    await app.admin.expect(200, 'POST', `/users/${id}/rejection`, { reason: 'Not one of us.' });
    const barred = await member();
    await app.admin.expect(200, 'PUT', `/users/${barred.id}/access`, { canSignIn: false });
    const contact = { id: await given.contact(branchId) };
    const { email } = await app.admin.expect(200, 'GET', `/users/${contact.id}`);
    const pages = [];
    for (const person of [suspended.person, rejected, barred.person, aPerson({ email })]) {
      const { status, text } = await enter(person);
      pages.push([status, text.replace(/this reference: [\w-]+/, '')]);
    }
    expect(new Set(pages.map(String)).size).toBe(1);
    expect(pages[0]).toEqual([403, expect.stringContaining('You cannot sign in here')]);
    expect(pages[0]![1]).not.toMatch(/suspended|reject|contact/i);
    expect(await linksOf(barred.id)).toEqual([]);
  });

  it('whoever was deleted is somebody new, and nothing of the link is left', async () => {
    const { person, id } = await member();
    expect((await linksOf(id)).length).toBe(1);
    await app.admin.expect(204, 'DELETE', `/users/${id}`);
    expect(await linksOf(id)).toEqual([]);
    const { rows } = await app.db.query(
      `SELECT 1 FROM platform.audit_entries WHERE changes::text LIKE '%' || $1 || '%' LIMIT 1`,
      [person.sub],
    );
    expect(rows).toEqual([]);
    expect((await enter(person)).text).toContain('You are registered');
    expect((await find(person.email)).id).not.toBe(id);
  });

  it('ID-13, ID-17: what needs a fresh sign-in needs one at the provider; the export tells of the link', async () => {
    const { person } = await member();
    const one = browser();
    await enter(person, one);
    const stale = await one.visit(ACCOUNT);
    expect(stale.text).toContain('Confirm that it’s you');
    const path = /href="(\/sso\/start\?again=[^"]+)"/.exec(stale.text)![1]!.replaceAll('&amp;', '&');
    const { location } = await one.go(path);
    expect(Object.fromEntries(new URL(location!).searchParams)).toMatchObject({ prompt: 'login', max_age: '0' });
    const now = Math.floor(Date.now() / 1000);
    const refused = async (person_: Record<string, unknown>, claims: Record<string, unknown>) =>
      (await signInBySso(provider, one, person_, { path, tampering: { claims } })).status;
    expect(await refused(person, {})).toBe(401);
    expect(await refused(person, { auth_time: now - 3_600 })).toBe(401);
    expect(await refused((await member()).person, { auth_time: now })).toBe(401);
    await signInBySso(provider, one, person, { path, tampering: { claims: { auth_time: now } } });
    const file = await one.go(`${ACCOUNT}/export`);
    expect(file.status).toBe(200);
    expect(file.text).toContain(person.sub);
  });

  it('two first sign-ins at once make one user', async () => {
    const person = aPerson();
    provider.person = person;
    const browsers = Array.from({ length: 8 }, browser);
    const sent = await Promise.all(browsers.map((one) => one.go('/sso/start')));
    const hops = await Promise.all(browsers.map((one, at) => one.visit(provider.back(sent[at]!.location!))));
    expect(hops.every(({ status }) => [200, 403].includes(status))).toBe(true);
    const { rows } = await app.db.query('SELECT count(*)::int AS count FROM identity.users WHERE email = $1', [
      person.email,
    ]);
    expect(rows).toEqual([{ count: 1 }]);
  });
});
