import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { raw } from './support/raw.js';
import { register } from './support/scene.js';
import { settled, stateOf } from './support/stored.js';

const json = { 'content-type': 'application/json' };

describe('sessions', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  /** Where another process of the same deployment answers. */
  let elsewhere: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    elsewhere = await app.anotherProcess();
  });
  afterAll(() => app?.stop());

  const statusOf = async (client: Client) => (await client.at(client.origin).get('/session')).status;
  const signIn = (fields: object = {}, client = app.anyone()) =>
    client.post('/session', { email: booker.email, password: PASSWORD, ...fields });

  it('security item 14: a cookie that somebody set beforehand is never taken over', async () => {
    const client = app.anyone();
    const made = `motorpool=${'A'.repeat(43)}`;
    client.cookie = made;
    expect((await signIn({}, client)).status).toBe(200);
    expect(client.cookie).not.toBe(made);
    expect(await statusOf(client)).toBe(200);
    const attacker = app.anyone();
    attacker.cookie = made;
    expect(await statusOf(attacker)).toBe(401);
  });

  it('security item 14: each sign-in makes a new session id and ends the one that it replaces', async () => {
    const client = await app.anyone().signIn(booker.email, PASSWORD);
    const older = client.at(app.origin);
    expect((await signIn({}, client)).status).toBe(200);
    expect(client.cookie).not.toBe(older.cookie);
    expect([await statusOf(older), await statusOf(client)]).toEqual([401, 200]);
  });

  it('security item 15: signing out ends the session in every process', async () => {
    for (const [at, other] of [
      [app.origin, elsewhere],
      [elsewhere, app.origin],
    ] as const) {
      const client = (await app.anyone().signIn(booker.email, PASSWORD)).at(at);
      const [kept, keptElsewhere] = [client.at(at), client.at(other)];
      expect([await statusOf(kept), await statusOf(keptElsewhere)]).toEqual([200, 200]);
      expect((await client.delete('/session')).status).toBe(204);
      expect(client.cookie).toBe('');
      expect([await statusOf(kept), await statusOf(keptElsewhere)]).toEqual([401, 401]);
    }
  });

  it('security item 7: suspension ends a live session on its next request, in every process, for good', async () => {
    const victim = await given.user(branchId, ['booker']);
    const there = victim.client.at(elsewhere);
    expect([await statusOf(victim.client), await statusOf(there)]).toEqual([200, 200]);
    await app.admin.expect(200, 'POST', `/users/${victim.id}/suspension`);
    expect([await statusOf(there), await statusOf(victim.client)]).toEqual([401, 401]);
    await app.admin.expect(200, 'DELETE', `/users/${victim.id}/suspension`);
    expect([await statusOf(there), await statusOf(victim.client)]).toEqual([401, 401]);
  });

  it('RP-12, security item 43: a role taken away, or a changed grant, counts from the next request on, in every process', async () => {
    const admin = await given.user(branchId, ['branch_admin']);
    const there = admin.client.at(elsewhere);
    const users = async () => [(await there.get('/users')).status, (await admin.client.get('/users')).status];
    expect(await users()).toEqual([200, 200]);
    const without = async (removed: string[]) => {
      await app.db.query(`UPDATE access.roles SET removed = $1 WHERE key = 'branch_admin'`, [removed]);
      await app.db.query('UPDATE access.grants_version SET version = version + 1');
    };
    await without(['users.read']);
    expect(await users()).toEqual([403, 403]);
    await without([]);
    expect(await users()).toEqual([200, 200]);
    await app.db.query(`UPDATE identity.users SET roles = '[]' WHERE id = $1`, [admin.id]);
    expect(await users()).toEqual([403, 403]);
  });

  it('ID-14, security item 39: 10 idle minutes end a session that is not remembered; activity holds it, but not beyond 12 hours', async () => {
    const { id, email, client: plain } = await given.user(branchId, ['booker']);
    const remembered = app.anyone();
    await remembered.expect(200, 'POST', '/session', { email, password: PASSWORD, remember: true });
    const move = (column: string, by: string) =>
      app.db.query(`UPDATE identity.sessions SET ${column} = ${column} + $1::interval WHERE user_id = $2`, [by, id]);
    await move('last_seen_at', '-9 minutes');
    expect([await statusOf(plain), await statusOf(remembered)]).toEqual([200, 200]);
    await move('last_seen_at', '-9 minutes'); // 18 since the sign-in, 9 since the request above
    expect([await statusOf(plain), await statusOf(remembered)]).toEqual([200, 200]);
    await move('last_seen_at', '-10 minutes -1 second');
    expect([await statusOf(plain), await statusOf(remembered)]).toEqual([401, 200]);
    await move('last_seen_at', '11 minutes');
    expect(await statusOf(plain)).toBe(200);
    await move('expires_at', '-11 hours -59 minutes');
    expect([await statusOf(plain), await statusOf(remembered)]).toEqual([200, 200]);
    await move('expires_at', '-2 minutes');
    expect([await statusOf(plain), await statusOf(remembered)]).toEqual([401, 200]);
    await move('expires_at', '-22 days -12 hours');
    expect(await statusOf(remembered)).toBe(401);
  });

  describe('requests of other sites (security item 17)', () => {
    let before: Record<string, string[]>;
    let token: string;
    let attacks: { name: string; method: string; path: string; body?: string }[];

    beforeAll(async () => {
      ({ token } = await register(given, branchId));
      const wish = JSON.stringify(await given.wish(await given.vehicle(branchId)));
      const credentials = JSON.stringify({ email: booker.email, password: PASSWORD });
      attacks = [
        { name: 'sign in', method: 'POST', path: '/api/v1/session', body: credentials },
        { name: 'sign out', method: 'DELETE', path: '/api/v1/session' },
        { name: 'book', method: 'POST', path: '/api/v1/bookings', body: wish },
        { name: 'confirm', method: 'POST', path: '/api/v1/email-verifications', body: JSON.stringify({ token }) },
        { name: 'page', method: 'POST', path: '/verify-email', body: `token=${token}` },
      ];
      await settled(app);
      before = await stateOf(app.db);
    });

    const typeOf = (path: string) =>
      path === '/verify-email' ? { 'content-type': 'application/x-www-form-urlencoded' } : json;
    const cookie = () => ({ cookie: booker.client.cookie });
    const fire = async (headers: Record<string, string>, only = attacks) =>
      Promise.all(
        only.map(async ({ name, method, path, body }) => {
          const all = { ...(body && typeOf(path)), ...cookie(), ...headers };
          const { status, setCookies } = await raw(app.origin, { method, path, headers: all, body });
          return [name, status, setCookies.length];
        }),
      );
    const harmless = async () => {
      expect(await stateOf(app.db)).toEqual(before);
      expect(await statusOf(booker.client)).toBe(200);
    };

    it.each([
      ['another origin', { origin: 'https://evil.test' }],
      ['an opaque origin', { origin: 'null' }],
      ['an origin that begins like ours', { origin: '$OURS.evil.test' }],
      ['our host under another scheme', { origin: 'https://localhost' }],
      ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
      ['a cross-site fetch that lies', { 'sec-fetch-site': 'cross-site', origin: '$OURS' }],
      ['a same-site fetch', { 'sec-fetch-site': 'same-site', origin: 'http://other.localhost' }],
      ['a fetch without a site', { 'sec-fetch-site': 'none', origin: 'null' }],
      ['a cookie and no word of where it comes from', {}],
    ])('%s is refused: 403, and nothing changed', async (_, headers) => {
      const given = Object.entries(headers).map(([name, value]) => [name, value.replace('$OURS', app.origin)]);
      expect(await fire(Object.fromEntries(given))).toEqual(attacks.map(({ name }) => [name, 403, 0]));
      await harmless();
    });

    it.each([
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/jsonx',
      '',
    ])('JSON that calls itself %j is refused: 415, and nothing changed', async (type) => {
      const api = attacks.filter(({ path, body }) => path.startsWith('/api/') && body);
      const answers = await fire({ 'content-type': type, origin: app.origin }, api);
      expect(answers).toEqual(api.map(({ name }) => [name, 415, 0]));
      await harmless();
    });

    it('no parameter and no header makes another method of a request', async () => {
      const id = booker.id;
      const paths = ['/api/v1/session', `/api/v1/users/${id}`].flatMap((p) => [
        p,
        `${p}?_method=DELETE`,
        `${p}?_method=PATCH`,
      ]);
      const headers = {
        ...cookie(),
        'x-http-method-override': 'DELETE',
        'x-method-override': 'DELETE',
        origin: app.origin,
      };
      for (const path of paths) {
        for (const method of ['GET', 'HEAD']) await raw(app.origin, { method, path, headers });
        await raw(app.origin, { method: 'POST', path, headers: { ...headers, ...json }, body: '{"_method":"DELETE"}' });
      }
      await harmless();
    });

    it('the same requests from our own pages work', async () => {
      const own = { 'sec-fetch-site': 'same-origin', origin: 'null' };
      expect(
        await fire(
          own,
          attacks.filter(({ name }) => name === 'page'),
        ),
      ).toEqual([['page', 200, 0]]);
      const book = attacks.filter(({ name }) => name === 'book');
      expect(await fire({ origin: app.origin }, book)).toEqual([['book', 201, 0]]);
    });
  });

  // The last test of the file: passport keeps its strategies by process, and the newest deployment's answer to all.
  it('security items 37 and 38: over HTTPS the cookie is bound to the host, and nothing else shows the session id', async () => {
    const secure = await startApp({ PUBLIC_URL: 'https://cars.example' });
    try {
      const cookie = secure.admin.cookie;
      expect(cookie).toMatch(/^__Host-motorpool=[\w-]{43}$/);
      const again = await secure.admin.get('/session');
      expect([again.status, again.text.includes(cookie.split('=')[1]!)]).toEqual([200, false]);
      const body = JSON.stringify({
        email: secure.config.values.BOOTSTRAP_ADMIN_EMAIL,
        password: 'a lamp beside the harbour',
      });
      const { setCookies } = await raw(secure.origin, { method: 'POST', path: '/api/v1/session', headers: json, body });
      expect(setCookies[0]).toMatch(/^__Host-motorpool=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/i);
    } finally {
      await secure.stop();
    }
  });
});
