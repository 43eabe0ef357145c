import { newId } from '../src/platform/domain/ids.js';
import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { plain } from './support/operations.js';
import { register } from './support/scene.js';
import { everythingStored, settled } from './support/stored.js';

const NEW = 'nine lanterns over the quay';

describe('one’s own account: step-up, sessions, password, address (ID-13, ID-14, ID-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  /** Where another process of the same deployment answers. */
  let elsewhere: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    elsewhere = await app.anotherProcess();
  });
  afterAll(() => app?.stop());

  const someone = () => given.user(branchId, ['booker']);
  const statusOf = async (client: Client, at = elsewhere) => (await client.at(at).get('/session')).status;
  const age = (id: string, by = '5 minutes') =>
    app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - $2::interval, stepped_up_at = stepped_up_at - $2::interval
        WHERE user_id = $1`,
      [id, by],
    );
  const mailTo = async (email: string, subject: RegExp) => {
    await settled(app);
    return app.mail.to(email, subject);
  };

  it('security item 35: a sign-in of five minutes ago opens no change of credentials; a step-up does, for five minutes', async () => {
    const { id, email, client } = await someone();
    const other = await app.anyone().signIn(email, PASSWORD);
    const { items } = await other.expect(200, 'GET', '/me/sessions');
    const changes = async () => {
      const answers = [
        await client.put('/me/password', { password: PASSWORD }),
        await client.patch('/me', { email: 'elsewhere@else.example' }),
        await client.delete(`/me/sessions/${items[1].id}`),
      ];
      return answers.map(({ status, body }) => (status === 403 ? body.code : status));
    };
    const refused = ['step_up_required', 'step_up_required', 'step_up_required'];
    await age(id);
    expect(await changes()).toEqual(refused);
    expect((await client.patch('/me', { name: 'A New Name' })).status).toBe(200);
    await client.expect(204, 'POST', '/session/step-up', { password: PASSWORD });
    await age(id, '4 minutes 50 seconds');
    expect((await client.put('/me/password', { password: PASSWORD })).status).toBe(204);
    await age(id, '10 seconds');
    expect(await changes()).toEqual(refused);
  });

  it('ID-14, security item 14: a step-up makes a new token, and the old one is dead in every process', async () => {
    const { email } = await someone();
    const client = app.anyone();
    await client.expect(200, 'POST', '/session', { email, password: PASSWORD, remember: true });
    const old = client.at(app.origin);
    const answer = await client.post('/session/step-up', { password: PASSWORD });
    expect([answer.status, answer.headers.getSetCookie()[0]]).toEqual([204, expect.stringMatching(/Max-Age=1987200/)]);
    expect(client.cookie).not.toBe(old.cookie);
    expect([await statusOf(old), await statusOf(old, app.origin)]).toEqual([401, 401]);
    expect([await statusOf(client), await statusOf(client, app.origin)]).toEqual([200, 200]);
    const before = await client.expect(200, 'GET', '/session');
    expect(before.remembered).toBe(true);
  });

  it('ID-13: a wrong password steps nobody up: 401, and the session goes on as it was', async () => {
    const { id, client } = await someone();
    await age(id);
    const { cookie } = client;
    const wrong = await client.post('/session/step-up', { password: `${PASSWORD}!` });
    expect([wrong.status, wrong.body.code, wrong.headers.getSetCookie()]).toEqual([401, 'invalid_credentials', []]);
    expect(client.cookie).toBe(cookie);
    expect(await statusOf(client)).toBe(200);
    expect((await client.put('/me/password', { password: NEW })).status).toBe(403);
  });

  it('ID-14: of several step-ups at once with one cookie exactly one goes on', async () => {
    const { client } = await someone();
    const tabs = Array.from({ length: 5 }, () => client.at(app.origin));
    const answers = await Promise.all(tabs.map((tab) => tab.post('/session/step-up', { password: PASSWORD })));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401, 401]);
    const winner = tabs[answers.findIndex(({ status }) => status === 204)]!;
    expect(await statusOf(winner)).toBe(200);
  });

  it('ID-15, security item 40: lists where one is signed in, and ends one of them at once in every process', async () => {
    const { email, client } = await someone();
    const phone = app.anyone();
    const headers = { 'user-agent': 'A Phone/1.0' };
    expect((await phone.post('/session', { email, password: PASSWORD }, { headers })).status).toBe(200);
    const { items, nextCursor } = await client.expect(200, 'GET', '/me/sessions');
    expect(nextCursor).toBeNull();
    expect(items).toMatchObject([
      { device: 'A Phone/1.0', address: '127.0.0.1', current: false, remembered: false },
      { current: true },
    ]);
    expect(Date.now() - Date.parse(items[0].lastSeenAt)).toBeLessThan(60_000);
    const paged = await client.expect(200, 'GET', '/me/sessions?limit=1');
    const rest = await client.expect(200, 'GET', `/me/sessions?limit=1&cursor=${paged.nextCursor}`);
    expect([...paged.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }: { id: string }) => id));
    expect(await statusOf(phone)).toBe(200);
    await client.expect(204, 'DELETE', `/me/sessions/${items[0].id}`);
    expect([await statusOf(phone), await statusOf(phone, app.origin), await statusOf(client)]).toEqual([401, 401, 200]);
    expect((await client.expect(200, 'GET', '/me/sessions')).items).toHaveLength(1);
    await client.expect(204, 'DELETE', `/me/sessions/${items[1].id}`);
    expect(await statusOf(client)).toBe(401);
  });

  it('RP-13: somebody else’s session answers like one that is not', async () => {
    const [mine, other] = [await someone(), await someone()];
    const { items } = await other.client.expect(200, 'GET', '/me/sessions');
    const foreign = plain(await mine.client.delete(`/me/sessions/${items[0].id}`));
    expect(foreign).toEqual(plain(await mine.client.delete(`/me/sessions/${newId()}`)));
    expect(foreign.status).toBe(404);
    expect(await statusOf(other.client)).toBe(200);
  });

  it('ID-15, security item 16: a changed password ends all other sessions in every process, and is mailed', async () => {
    const { email, client } = await someone();
    const others = [await app.anyone().signIn(email, PASSWORD), await app.anyone().signIn(email, PASSWORD)];
    await app.anyone().expect(202, 'POST', '/password-resets', { email });
    const { tokens } = await app.mail.waitFor(email, /new password/);
    await client.expect(204, 'PUT', '/me/password', { password: NEW });
    expect(await Promise.all(others.map((other) => statusOf(other)))).toEqual([401, 401]);
    expect([await statusOf(client), await statusOf(client, app.origin)]).toEqual([200, 200]);
    const answers = [PASSWORD, NEW].map((password) => app.anyone().post('/session', { email, password }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([401, 200]);
    expect(await mailTo(email, /password of your .* account was changed/)).toHaveLength(1);
    // What was mailed before it no longer works.
    const late = await app.anyone().post('/password-resets/complete', { token: tokens[0], password: PASSWORD });
    expect(late.status).toBe(410);
    expect((await client.put('/me/password', { password: 'short' })).status).toBe(422);
  });

  it('ID-1: name and phone change at once, each alone', async () => {
    const { client } = await someone();
    const named = await client.expect(200, 'PATCH', '/me', { name: 'Nora New', phone: '+64 9 123' });
    expect(named).toMatchObject({ name: 'Nora New', phone: '+64 9 123' });
    expect(await client.expect(200, 'PATCH', '/me', { phone: null })).toMatchObject({ name: 'Nora New', phone: null });
    expect((await client.patch('/me', { reference: '4711' })).status).toBe(422);
  });

  const confirm = (token: string) => app.anyone().post('/email-verifications', { token });
  const fresh = () => `new${crypto.randomUUID().slice(0, 8)}@else.example`;

  /** Somebody who asked for another address, and the link that was mailed to it. */
  async function changing(): Promise<GivenUser & { wanted: string; token: string }> {
    const user = await someone();
    const wanted = fresh();
    const shown = await user.client.expect(200, 'PATCH', '/me', { email: wanted.toUpperCase() });
    expect(shown.email).toBe(user.email);
    return { ...user, wanted, token: (await app.mail.waitFor(wanted, /new email address/)).tokens[0]! };
  }

  it('ID-13, security item 16: a new address counts when its own link is followed; old and new are told', async () => {
    const { email, wanted, token, client } = await changing();
    const other = await app.anyone().signIn(email, PASSWORD);
    expect((await app.mail.waitFor(wanted, /new email/)).text).toMatch(/^Hello,\n/);
    // It confirms an address, and sets no password.
    const asReset = await app.anyone().post('/password-resets/complete', { token, password: NEW });
    expect(asReset.status).toBe(410);
    expect(plain(await confirm(token))).toEqual({ status: 200, body: { state: 'verified' } });
    expect(plain(await confirm(token))).toMatchObject({ status: 410 });
    expect((await client.expect(200, 'GET', '/me')).email).toBe(wanted);
    expect([await statusOf(other), await statusOf(client)]).toEqual([401, 200]);
    const signIns = [email, wanted].map((each) => app.anyone().post('/session', { email: each, password: PASSWORD }));
    expect((await Promise.all(signIns)).map(({ status }) => status)).toEqual([401, 200]);
    expect([
      await mailTo(email, /address of your .* account was changed/),
      await mailTo(wanted, /address of your .* account was changed/),
    ]).toEqual([[expect.anything()], [expect.anything()]]);
    expect((await mailTo(email, /address of your .* account was changed/))[0]!.raw).not.toContain(wanted);
  });

  it('ID-9: a newer wish voids the older link; a changed password or a suspension voids it, too', async () => {
    const { token, client } = await changing();
    const second = fresh();
    await client.expect(200, 'PATCH', '/me', { email: second });
    const newer = (await app.mail.waitFor(second)).tokens[0]!;
    expect((await confirm(token)).status).toBe(410);
    await client.expect(204, 'PUT', '/me/password', { password: NEW });
    expect((await confirm(newer)).status).toBe(410);
    const suspended = await changing();
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`);
    await app.admin.expect(200, 'DELETE', `/users/${suspended.id}/suspension`);
    expect((await confirm(suspended.token)).status).toBe(410);
  });

  it('ID-13, ID-15: the end of a session, also by signing out, ends the change of address that it asked for', async () => {
    for (const path of ['/me/sessions', '/me/sessions/{id}']) {
      const { email, token, client } = await changing();
      const owner = await app.anyone().signIn(email, PASSWORD);
      const { id } = (await owner.expect(200, 'GET', '/me/sessions')).items[1];
      await owner.expect(204, 'DELETE', path.replace('{id}', id));
      expect([path, await statusOf(client), (await confirm(token)).status]).toEqual([path, 401, 410]);
    }
    const own = await changing();
    await own.client.expect(204, 'DELETE', '/session');
    expect((await confirm(own.token)).status).toBe(410);
  });

  it('ID-8: an address that is taken is answered like a free one; its owner is told, in the way open to them', async () => {
    const { client, email } = await someone();
    const owner = await someone();
    const unconfirmed = await register(given, branchId);
    const answers: object[] = [];
    for (const wanted of [fresh(), owner.email, unconfirmed.email, owner.email.toUpperCase()]) {
      const before = performance.now();
      answers.push({ ...plain(await client.patch('/me', { email: wanted })), slow: performance.now() - before > 190 });
    }
    expect(answers).toEqual(answers.map(() => answers[0]));
    expect(answers[0]).toMatchObject({ status: 200, body: { email }, slow: true });
    expect(await mailTo(owner.email, /entered for another account/)).toHaveLength(2);
    expect((await mailTo(unconfirmed.email, /Confirm your email address/)).length).toBe(2);
    await owner.client.expect(200, 'GET', '/me');
  });

  it('ID-1: of two who confirm one address at once exactly one gets it', async () => {
    const [one, other] = [await someone(), await someone()];
    const wanted = fresh();
    await one.client.expect(200, 'PATCH', '/me', { email: wanted });
    await other.client.expect(200, 'PATCH', '/me', { email: wanted });
    await settled(app);
    const tokens = app.mail.to(wanted).map((mail) => mail.tokens[0]!);
    const answers = await Promise.all(tokens.map(confirm));
    expect(answers.map(({ status, body }) => body.code ?? status).sort()).toEqual([200, 'email_taken']);
  });

  it('ID-16: no password and no token of all this is in any table', async () => {
    const { token, client } = await changing();
    const password = `${NEW} ${crypto.randomUUID()}`;
    await client.expect(204, 'POST', '/session/step-up', { password: PASSWORD });
    await client.expect(204, 'PUT', '/me/password', { password });
    await settled(app);
    const cookie = client.cookie.split('=')[1]!;
    for (const [table, rows] of await everythingStored(app.db)) {
      for (const secret of [token, cookie, password]) expect([table, rows.includes(secret)]).toEqual([table, false]);
    }
  });
});
