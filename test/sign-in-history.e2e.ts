import { type TestApp, startApp } from './support/app.js';
import { Given, PASSWORD } from './support/given.js';
import { signInFrom } from './support/guesses.js';
import { Passkeys } from './support/passkeys.js';
import { register } from './support/scene.js';
import { everythingStored, settled } from './support/stored.js';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('sign-in history (ID-16)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const attempt = (email: string, password: string, from = '127.0.0.7') =>
    signInFrom(app.origin, { email, password, from, headers: { 'user-agent': firefox } });
  const history = (id: string, query = '') => app.admin.expect(200, 'GET', `/users/${id}/sign-ins${query}`);
  const outcomes = async (id: string) => (await history(id)).items.map(({ outcome }: { outcome: string }) => outcome);

  it('tells each attempt: when, how, what became of it, from where and with what, newest first', async () => {
    const { id, email } = await given.user(branchId, ['booker']);
    await attempt(email, 'not the password at all');
    await attempt(email.toUpperCase(), PASSWORD);
    for (let count = 0; count < 6; count += 1) await attempt(email, 'not the password at all', '127.0.0.8');
    const { items, nextCursor } = await history(id);
    expect(nextCursor).toBeNull();
    expect(items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'throttled',
      'wrong_password',
      'ok',
      'wrong_password',
      'ok',
    ]);
    expect(items.map(({ count }: { count: number }) => count)).toEqual([1, 5, 1, 1, 1]);
    expect(items[2]).toEqual({
      id: expect.any(String),
      at: expect.stringMatching(/^20.*Z$/),
      method: 'password',
      outcome: 'ok',
      address: '127.0.0.7',
      device: 'Firefox on Linux',
      count: 1,
      lastAt: items[2].at,
    });
    expect(items[0].address).toBe('127.0.0.8');
    expect(Math.abs(Date.parse(items[0].at) - Date.now())).toBeLessThan(60_000);
    const times = items.map(({ at }: { at: string }) => at);
    expect(times).toEqual(times.toSorted().reverse());
  });

  it('tells what kept somebody out who had the right password', async () => {
    const unconfirmed = await register(given, branchId);
    await attempt(unconfirmed.email, PASSWORD);
    expect(await outcomes(unconfirmed.id)).toEqual(['email_unconfirmed']);
    await app.anyone().expect(200, 'POST', '/email-verifications', { token: unconfirmed.token });
    await attempt(unconfirmed.email, PASSWORD);
    expect(await outcomes(unconfirmed.id)).toEqual(['awaiting_approval', 'email_unconfirmed']);
    await app.admin.expect(200, 'POST', `/users/${unconfirmed.id}/rejection`, { reason: 'Unknown here.' });
    await attempt(unconfirmed.email, PASSWORD);
    expect((await outcomes(unconfirmed.id))[0]).toBe('registration_rejected');
    const suspended = await given.user(branchId, ['booker']);
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`);
    await attempt(suspended.email, PASSWORD);
    expect(await outcomes(suspended.id)).toEqual(['suspended', 'ok']);
  });

  it('ID-16: tells sign-ins by passkey, those that failed too; of a credential that is nobody’s there is nobody to tell', async () => {
    const passkeys = new Passkeys(app.origin);
    const { id, client } = await given.user(branchId, ['booker']);
    const { credential } = await passkeys.add(client);
    const browser = app.anyone();
    const tamper = { tamper: ({ signature }: { signature: Buffer }) => void (signature[signature.length - 1]! ^= 1) };
    expect((await passkeys.signIn(browser, credential, tamper)).status).toBe(401);
    const response = await passkeys.show(browser, credential);
    expect((await browser.post('/session/passkey', { response })).status).toBe(200);
    expect((await app.anyone().post('/session/passkey', { response })).status).toBe(401);
    await app.admin.expect(200, 'POST', `/users/${id}/suspension`);
    expect((await passkeys.signIn(app.anyone(), credential)).body.code).toBe('suspended');
    const told = (await history(id)).items.map(({ method, outcome }: Record<string, string>) => [method, outcome]);
    expect(told).toEqual([
      ['passkey', 'suspended'],
      ['passkey', 'wrong_passkey'],
      ['passkey', 'ok'],
      ['passkey', 'wrong_passkey'],
      ['password', 'ok'],
    ]);
    const lines = async () => (await app.db.query('SELECT 1 FROM identity.sign_ins')).rowCount;
    const before = await lines();
    const unknown = { ...credential, id: Buffer.alloc(32, 7).toString('base64url') };
    expect((await passkeys.signIn(app.anyone(), unknown)).status).toBe(401);
    expect(await lines()).toBe(before);
  });

  it('S-11: repeats from one address are one line, with how many there were and when the last one was', async () => {
    const { id, email } = await given.user(branchId, ['booker']);
    // At once: what counts the first is not to be missed by the second.
    await Promise.all(Array.from({ length: 30 }, () => attempt(email, 'not the password at all', '127.0.0.30')));
    const { items } = await history(id);
    const failed: { outcome: string; count: number; at: string; lastAt: string }[] = items.slice(0, -1);
    expect(new Set(failed.map(({ outcome }) => outcome)).size).toBe(failed.length);
    expect(failed.reduce((sum, { count }) => sum + count, 0)).toBe(30);
    for (const { at, lastAt } of failed) expect(Date.parse(lastAt)).toBeGreaterThanOrEqual(Date.parse(at));
  });

  it('S-11: another browser name makes no new line, another address does', async () => {
    const { id, email } = await given.user(branchId, ['booker']);
    for (const agent of ['curl/8.1', firefox, 'Mozilla/5.0 (iPhone) Safari/604.1']) {
      const headers = { 'user-agent': agent };
      await signInFrom(app.origin, { email, password: 'not the password at all', from: '127.0.0.31', headers });
    }
    await attempt(email, 'not the password at all', '127.0.0.32');
    const counts = (await history(id)).items.map(({ address, count }: Record<string, unknown>) => [address, count]);
    expect(counts.slice(0, 2)).toEqual([
      ['127.0.0.32', 1],
      ['127.0.0.31', 3],
    ]);
  });

  it('S-11: what comes after a sign-in, or an hour later, has a line of its own', async () => {
    const { id, email } = await given.user(branchId, ['booker']);
    const wrong = () => attempt(email, 'not the password at all', '127.0.0.33');
    await wrong();
    await attempt(email, PASSWORD, '127.0.0.33');
    await wrong();
    await app.db.query(`UPDATE identity.sign_ins SET at = at - interval '61 minutes' WHERE user_id = $1`, [id]);
    await wrong();
    const told = (await history(id)).items.map(({ outcome, count }: Record<string, unknown>) => [outcome, count]);
    expect(told).toEqual([
      ['wrong_password', 1],
      ['wrong_password', 1],
      ['ok', 1],
      ['wrong_password', 1],
      ['ok', 1],
    ]);
  });

  it('IF-2: is paged, and every attempt is on one page once', async () => {
    const { id, email } = await given.user(branchId, ['booker']);
    for (let count = 0; count < 4; count += 1) {
      await attempt(email, 'not the password at all', `127.0.0.${20 + count}`);
    }
    const all = (await history(id)).items;
    const paged = [];
    let query = '?limit=2';
    for (;;) {
      const { items, nextCursor } = await history(id, query);
      expect(items.length).toBeLessThanOrEqual(2);
      paged.push(...items);
      if (!nextCursor) break;
      query = `?limit=2&cursor=${nextCursor}`;
    }
    expect(paged).toEqual(all);
    expect(all).toHaveLength(5);
    expect((await app.admin.get(`/users/${id}/sign-ins?cursor=made-up`)).status).toBe(422);
  });

  it('RP-13: is open to the admins of the branch and of the organisation, and to nobody else', async () => {
    const { id, client } = await given.user(branchId, ['booker']);
    const abroad = await given.branch();
    const path = `/users/${id}/sign-ins`;
    const statusFor = async (role: string | [string, string[]], branch: string) =>
      (await (await given.user(branch, [role])).client.get(path)).status;
    expect((await client.get(path)).status).toBe(403);
    expect((await app.anyone().get(path)).status).toBe(401);
    expect(await statusFor('branch_admin', branchId)).toBe(200);
    expect(await statusFor('branch_admin', abroad)).toBe(404);
    expect(await statusFor(['multibranch_admin', [branchId, abroad]], abroad)).toBe(200);
    expect(await statusFor('organisation_admin', abroad)).toBe(200);
    expect(await statusFor('booking_admin', branchId)).toBe(403);
    expect((await app.admin.get(`/users/${crypto.randomUUID()}/sign-ins`)).status).toBe(404);
  });

  it('keeps nothing of what was typed: neither an address that is nobody’s, which may be a password, nor a password', async () => {
    const typed = 'my.secret.passphrase@nowhere.example';
    const wrong = 'a wrong password that nobody should ever see';
    const { email } = await given.user(branchId, ['booker']);
    for (const given of [typed, email]) expect((await attempt(given, wrong, '127.0.0.77')).status).toBe(401);
    const { rows } = await app.db.query(`SELECT * FROM identity.sign_ins WHERE address = '127.0.0.77' ORDER BY id`);
    expect(rows.map(({ user_id: id, outcome }) => [id === null, outcome])).toEqual([
      [true, 'wrong_password'],
      [false, 'wrong_password'],
    ]);
    await settled(app);
    for (const [table, text] of await everythingStored(app.db)) {
      for (const secret of [typed, 'my.secret', wrong, PASSWORD])
        expect([table, text.includes(secret)]).toEqual([table, false]);
    }
  });
});
