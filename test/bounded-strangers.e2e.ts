import { AppModule } from '../src/app.module.js';
import { loadConfig } from '../src/platform/config/config.js';
import { createHttpApp } from '../src/platform/http/http-app.js';
import { type TestApp, startApp } from './support/app.js';
import { createDatabase } from './support/database.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Passkeys } from './support/passkeys.js';
import { raw } from './support/raw.js';

const NEW_PASSWORD = 'seven herons above the reeds';

describe('what strangers, and thieves, can cost somebody (ID-11)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let owner: GivenUser;

  beforeAll(async () => {
    app = await startApp({ TRUSTED_PROXIES: '127.0.0.1', SIGN_IN_FAILURES_PER_ACCOUNT: '10' });
    given = new Given(app);
    branchId = await given.branch();
    owner = await given.user(branchId, ['booker']);
  });
  afterAll(() => app?.stop());

  const links = async (userId: string, kind: string) =>
    (await app.db.query(`SELECT FROM identity.mailed_links WHERE user_id = $1 AND kind = $2`, [userId, kind])).rowCount;
  const signIn = (from: string, email: string, password: string) =>
    raw(app.origin, {
      ...{ method: 'POST', path: '/api/v1/session', body: JSON.stringify({ email, password }) },
      headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    });

  it('S-6: registrations with the owner’s address leave the links that the owner asks for', async () => {
    const { id, email } = owner;
    for (let index = 0; index < 5; index += 1) {
      await app.anyone().expect(202, 'POST', '/registrations', { email, name: 'A Stranger', branchId });
    }
    await app.anyone().expect(202, 'POST', '/password-resets', { email });
    expect(await links(id, 'reset')).toBe(1);
  });

  it('S-6: a wish for the owner’s address, and a reset of one who may not, leave the links as well', async () => {
    const [victim, stranger] = [await given.user(branchId, ['booker']), await given.user(branchId, ['booker'])];
    for (let index = 0; index < 5; index += 1) {
      expect((await stranger.client.patch('/me', { email: victim.email })).status).toBe(200);
    }
    await app.anyone().expect(202, 'POST', '/password-resets', { email: victim.email });
    expect(await links(victim.id, 'reset')).toBe(1);
  });

  it('S-6: tagged addresses count for their mailbox, and not for its plain address', async () => {
    const mailbox = `box${crypto.randomUUID()}`;
    const register = (email: string) =>
      app.anyone().expect(202, 'POST', '/registrations', { email, name: 'Tagged', branchId });
    for (let index = 0; index < 12; index += 1) await register(`${mailbox}+${index}@else.example`);
    const made = async (like: string) =>
      (
        await app.db.query(
          `SELECT FROM identity.mailed_links l JOIN identity.users u ON u.id = l.user_id WHERE u.email LIKE $1`,
          [like],
        )
      ).rowCount;
    expect(await made(`${mailbox}+%`)).toBe(3);
    await register(`${mailbox}@else.example`);
    expect(await made(`${mailbox}@%`)).toBe(1);
  });

  it('S-6: a completed reset clears the guesses at the account: the owner signs in from a new place', async () => {
    const { email } = await given.user(branchId, ['booker']);
    for (let index = 0; index < 12; index += 1) await signIn(`198.51.100.${index}`, email, 'not this one at all');
    expect((await signIn('203.0.113.7', email, PASSWORD)).status).toBe(429);
    await app.anyone().expect(202, 'POST', '/password-resets', { email });
    const token = await eventually('the link is mailed', async () =>
      (await app.mail.waitFor(email, /reset|password/i)).tokens.at(-1),
    );
    await app.anyone().expect(204, 'POST', '/password-resets/complete', { token, password: NEW_PASSWORD });
    expect((await signIn('203.0.113.7', email, NEW_PASSWORD)).status).toBe(200);
    // The strangers begin anew, too, and come as far as before.
    const again = [];
    for (let index = 0; index < 12; index += 1) again.push(await signIn(`198.51.100.${index}`, email, 'nor this one'));
    expect(again.map(({ status }) => status)).toContain(429);
  });

  it('S-9: the password of one account is changed a few times an hour, and an unacceptable one voids no link', async () => {
    const who = await given.user(branchId, ['booker']);
    await app.anyone().expect(202, 'POST', '/password-resets', { email: who.email });
    const live = `SELECT FROM identity.mailed_links WHERE user_id = $1 AND kind = 'reset' AND voided_at IS NULL`;
    expect((await who.client.put('/me/password', { password: 'password' })).status).toBe(422);
    expect((await app.db.query(live, [who.id])).rowCount).toBe(1);
    const statuses = [];
    for (let index = 0; index < 14; index += 1) {
      statuses.push((await who.client.put('/me/password', { password: `${index} herons above the reeds` })).status);
    }
    expect(statuses).toEqual([...Array<number>(9).fill(204), ...Array<number>(5).fill(429)]);
    await app.anyone().expect(202, 'POST', '/password-resets', { email: who.email });
    const refused = await who.client.put('/me/password', { password: 'another heron above the reeds' });
    expect([refused.status, Number(refused.headers.get('retry-after')) > 60]).toEqual([429, true]);
    expect((await app.db.query(live, [who.id])).rowCount).toBe(1);
  });

  it('S-9: and so is the address asked to be changed', async () => {
    const who = await given.user(branchId, ['booker']);
    const statuses = [];
    for (let index = 0; index < 12; index += 1) {
      statuses.push((await who.client.patch('/me', { email: `wish${index}${who.email}` })).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
  });

  it('S-9: passkeys of one account are added and removed a few times an hour', async () => {
    const passkeys = new Passkeys(app.origin);
    const who = await given.user(branchId, ['booker']);
    const { response } = await passkeys.make(who.client);
    const remove = async () => (await who.client.delete(`/me/passkeys/${crypto.randomUUID()}`)).status;
    const statuses = [];
    for (let index = 0; index < 22; index += 1) statuses.push(await remove());
    expect(statuses).toEqual([...Array<number>(20).fill(404), 429, 429]);
    const refused = await who.client.post('/me/passkeys', { response });
    expect([refused.status, Number(refused.headers.get('retry-after')) > 60]).toEqual([429, true]);
    const another = await given.user(branchId, ['booker']);
    expect((await another.client.delete(`/me/passkeys/${crypto.randomUUID()}`)).status).toBe(404);
  });

  it('S-11: what a stranger’s visits to OpenID’s pages leave is gone in minutes, and there is an end to it', async () => {
    const visit = (path: string, from: string) => raw(app.origin, { path, headers: { 'x-forwarded-for': from } });
    for (let index = 0; index < 5; index += 1) await visit('/oidc/session/end', '198.51.100.200');
    const { rows } = await app.db.query(
      `SELECT max(expires_at) < now() + interval '11 minutes' AS soon FROM openid.artifacts
        WHERE kind = 'Session' AND user_id IS NULL`,
    );
    expect(rows).toEqual([{ soon: true }]);
    const key = `UPDATE platform.limits SET taken = most WHERE most = $1`;
    await app.db.query(key, [app.config.values.PASSKEY_CEREMONIES_PER_HOUR]);
    expect((await visit('/oidc/session/end', '198.51.100.200')).status).toBe(429);
    expect((await visit('/oidc/session/end', '198.51.100.201')).status).not.toBe(429);
    expect((await visit('/oidc/.well-known/openid-configuration', '198.51.100.200')).status).toBe(200);
  });

  it.each([
    ['the port of each connection', (index: number) => `192.0.2.61:${41_000 + index}`],
    ['brackets and a port', (index: number) => `[2001:db8::61]:${41_000 + index}`],
    ['junk, which stands for the proxy', (index: number) => `${'x'.repeat(3_000)}${index}`],
    ['junk behind which the client hides', (index: number) => `10.9.${index}.1, junk, 192.0.2.62:${1_000 + index}`],
  ])('S-17: a proxy that writes %s makes no new client of it', async (_what, from) => {
    const email = `nobody${crypto.randomUUID()}@fleet.example`;
    const answers = [];
    for (let index = 0; index < 9; index += 1) answers.push(await signIn(from(index), email, 'not the password'));
    expect(answers.map(({ status }) => status)).toContain(429);
    const { rows } = await app.db.query(`SELECT DISTINCT address FROM identity.sign_ins ORDER BY 1`);
    for (const { address } of rows) expect(address).toMatch(/^[\da-f.:]{3,39}$/);
  });

  it.each([
    ['password', /BOOTSTRAP_ADMIN_PASSWORD: .*15/],
    ['admin@first.example', /BOOTSTRAP_ADMIN_PASSWORD: .*(based on|guess)/],
    ['aaaaaaaaaaaaaaaaaaaa', /BOOTSTRAP_ADMIN_PASSWORD: .*guess/],
  ])('S-13: %s makes no first administrator', async (password, told) => {
    const database = await createDatabase();
    const given = { ...app.config.values, DATABASE_URL: database.url, PORT: '1', BOOTSTRAP_ADMIN_PASSWORD: password };
    const settings = Object.entries({ ...given, BOOTSTRAP_ADMIN_EMAIL: 'admin@first.example' })
      .filter(([, value]) => ['string', 'number'].includes(typeof value) && value !== '')
      .map(([name, value]) => [name, String(value)]);
    const config = loadConfig({ ...Object.fromEntries(settings), SECRET_KEY: 's'.repeat(32) }, {});
    const nest = await createHttpApp(AppModule.for('api', config), config);
    try {
      await expect(nest.init()).rejects.toThrow(told);
    } finally {
      await nest.close();
      await database.drop();
    }
  });
});
