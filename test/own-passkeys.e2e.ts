import { Challenges } from '../src/identity/use-cases/passkeys/challenges.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Passkeys } from './support/passkeys.js';
import type { Algorithm } from './support/soft-authenticator.js';
import { everythingStored, settled } from './support/stored.js';

describe('own passkeys (ID-12, ID-13)', () => {
  let app: TestApp;
  let passkeys: Passkeys;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    passkeys = new Passkeys(app.origin);
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const person = () => given.user(branchId, ['booker']);
  const list = async ({ client }: Pick<GivenUser, 'client'>) => (await client.expect(200, 'GET', '/me/passkeys')).items;
  const withoutPassword = ({ id }: GivenUser) =>
    app.db.query('UPDATE identity.users SET password_hash = NULL WHERE id = $1', [id]);
  const age = ({ id }: GivenUser, minutes: number) =>
    app.db.query('UPDATE identity.sessions SET created_at = now() - make_interval(mins => $1) WHERE user_id = $2', [
      minutes,
      id,
    ]);

  it('security item 59: what a browser is asked to make', async () => {
    const somebody = await person();
    const { id, credential } = await passkeys.add(somebody.client);
    const options = await somebody.client.expect(200, 'POST', '/me/passkeys/options');
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: expect.any(String) },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      excludeCredentials: [{ type: 'public-key', id: credential.id, transports: ['hybrid', 'internal'] }],
      timeout: 300_000,
    });
    expect(options.pubKeyCredParams.map(({ alg }: { alg: number }) => alg)).toEqual([-8, -7, -257]);
    const handle = Buffer.from(options.user.id, 'base64url');
    expect(handle).toHaveLength(32);
    const pii = [somebody.id, somebody.id.replaceAll('-', ''), somebody.email, 'Person', id];
    for (const text of [handle.toString('utf8'), handle.toString('hex')]) {
      expect(pii.filter((known) => text.includes(known))).toEqual([]);
    }
    // The same person has the same handle each time, somebody else another.
    expect((await somebody.client.expect(200, 'POST', '/me/passkeys/options')).user.id).toBe(options.user.id);
    const another = await (await person()).client.expect(200, 'POST', '/me/passkeys/options');
    expect(another.user.id).not.toBe(options.user.id);
    expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
  });

  it('security item 64: what a browser is asked to show names no account, whoever asks', async () => {
    const somebody = await person();
    await passkeys.add(somebody.client);
    for (const client of [app.anyone(), somebody.client]) {
      const options = await client.expect(200, 'POST', '/session/passkey-options');
      expect(options).toEqual({
        challenge: expect.stringMatching(/^[\w-]{43}$/),
        rpId: 'localhost',
        timeout: 300_000,
        userVerification: 'required',
      });
    }
  });

  it.each<Algorithm>(['ES256', 'EdDSA', 'RS256'])('signs in with a passkey of %s', async (algorithm) => {
    const somebody = await person();
    const { credential } = await passkeys.add(somebody.client, { algorithm });
    const client = app.anyone();
    const answer = await passkeys.signIn(client, credential);
    expect([answer.status, answer.body.user.id, answer.body.remembered]).toEqual([200, somebody.id, false]);
    const session = answer.headers.getSetCookie().map((cookie) => cookie.toLowerCase().split('; ').slice(1).sort());
    expect(session).toEqual([['httponly', 'path=/', 'samesite=lax']]);
    expect(await client.expect(200, 'GET', '/session')).toMatchObject({ user: { id: somebody.id } });
    const response = await passkeys.show(client, credential);
    expect((await client.post('/session/passkey', { response, remember: true })).body.remembered).toBe(true);
  });

  it('security item 62: passkeys have names, and say when they were used and whether they are backed up', async () => {
    const somebody = await person();
    const { id, credential } = await passkeys.add(somebody.client, { name: 'Phone', counter: 3, flags: 0x05 });
    await passkeys.add(somebody.client);
    const [phone, second] = await list(somebody);
    expect(phone).toEqual({
      id,
      name: 'Phone',
      createdAt: expect.any(String),
      lastUsedAt: null,
      backedUp: false,
      current: false,
    });
    expect([second.name, second.backedUp]).toEqual(['A passkey', true]);
    const anew = app.anyone();
    await passkeys.signIn(anew, { ...credential, counter: 4 }, { flags: 0x05 });
    const { items: seenThere } = await anew.expect(200, 'GET', '/me/passkeys');
    expect(seenThere.map(({ current }: { current: boolean }) => current)).toEqual([true, false]);
    expect(Date.now() - Date.parse((await list(somebody))[0].lastUsedAt)).toBeLessThan(60_000);
    await somebody.client.expect(200, 'PATCH', `/me/passkeys/${id}`, { name: 'My old phone' });
    expect((await list(somebody))[0].name).toBe('My old phone');
    const first = await somebody.client.expect(200, 'GET', '/me/passkeys?limit=1');
    const rest = await somebody.client.expect(200, 'GET', `/me/passkeys?limit=1&cursor=${first.nextCursor}`);
    expect([first.items[0].id, rest.items[0].id, rest.nextCursor]).toEqual([id, second.id, null]);
  });

  it('RP-13: the passkeys of others are absent', async () => {
    const [somebody, stranger] = [await person(), await person()];
    const { id } = await passkeys.add(somebody.client);
    expect(await list(stranger)).toEqual([]);
    expect((await stranger.client.patch(`/me/passkeys/${id}`, { name: 'Mine' })).status).toBe(404);
    expect((await stranger.client.delete(`/me/passkeys/${id}`)).status).toBe(404);
    expect((await app.admin.delete(`/me/passkeys/${id}`)).status).toBe(404);
    expect(await list(somebody)).toHaveLength(1);
  });

  it('ID-13, security item 62: the last way in stays, also of two removals at once', async () => {
    const somebody = await person();
    const [first, second] = [await passkeys.add(somebody.client), await passkeys.add(somebody.client)];
    await withoutPassword(somebody);
    const both = await Promise.all([first, second].map(({ id }) => somebody.client.delete(`/me/passkeys/${id}`)));
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.find(({ status }) => status === 409)!.body.code).toBe('last_way_in');
    const [left] = await list(somebody);
    const { credential } = [first, second].find(({ id }) => id === left.id)!;
    expect((await passkeys.signIn(app.anyone(), credential)).status).toBe(200);
    await app.db.query(
      'UPDATE identity.users SET password_hash = (SELECT password_hash FROM identity.users WHERE email = $1) WHERE id = $2',
      [(await person()).email, somebody.id],
    );
    expect((await somebody.client.delete(`/me/passkeys/${left.id}`)).status).toBe(204);
    expect((await passkeys.signIn(app.anyone(), credential)).body.code).toBe('passkey_refused');
    await app.anyone().signIn(somebody.email, PASSWORD);
  });

  it('security item 62: a removed passkey ends the sessions that were begun with it, and no other', async () => {
    const somebody = await person();
    const { id, credential } = await passkeys.add(somebody.client);
    const kept = await passkeys.add(somebody.client);
    const [client, other] = [app.anyone(), app.anyone()];
    await passkeys.signIn(client, credential);
    await passkeys.signIn(other, kept.credential);
    await somebody.client.expect(204, 'DELETE', `/me/passkeys/${id}`);
    const statuses = await Promise.all([client, other, somebody.client].map((each) => each.get('/session')));
    expect(statuses.map(({ status }) => status)).toEqual([401, 200, 200]);
  });

  it('ID-13: adding and removing need a sign-in, or a step-up, less than 5 minutes old', async () => {
    const somebody = await person();
    const { id, credential } = await passkeys.add(somebody.client);
    const { response } = await passkeys.make(somebody.client);
    const codes = async () => {
      const removal = await somebody.client.delete(`/me/passkeys/${id}`);
      const options = await somebody.client.post('/me/passkeys/options');
      const addition = await somebody.client.post('/me/passkeys', { response });
      return [removal, options, addition].map(({ body }) => body.code);
    };
    await age(somebody, 5);
    expect(await codes()).toEqual(Array(3).fill('step_up_required'));
    const old = somebody.client.at(app.origin);
    const stepUp = { response: await passkeys.show(somebody.client, credential) };
    expect((await somebody.client.post('/session/step-up', stepUp)).status).toBe(204);
    // ID-14: the session goes on under a new token, and the old one is worth nothing.
    expect(somebody.client.cookie).not.toBe(old.cookie);
    expect([(await old.get('/session')).status, (await somebody.client.get('/session')).status]).toEqual([401, 200]);
    expect((await somebody.client.post('/me/passkeys', { response })).status).toBe(201);
    expect((await somebody.client.delete(`/me/passkeys/${id}`)).status).toBe(204);
  });

  it('security item 6: after the right passkey, and only then, a person hears what keeps them out', async () => {
    const somebody = await person();
    const { credential } = await passkeys.add(somebody.client);
    await app.admin.expect(200, 'POST', `/users/${somebody.id}/suspension`);
    const client = app.anyone();
    const answer = await passkeys.signIn(client, credential);
    expect([answer.status, answer.body.code, answer.headers.getSetCookie()]).toEqual([403, 'suspended', []]);
    const forged = await passkeys.signIn(app.anyone(), credential, { rpId: 'evil.test' });
    expect([forged.status, forged.body.code]).toEqual([401, 'passkey_refused']);
  });

  it('ID-13: each change is told to be mailed; no challenge and no key is told or kept in clear', async () => {
    const somebody = await person();
    const { response, credential } = await passkeys.make(somebody.client);
    const { id } = await somebody.client.expect(201, 'POST', '/me/passkeys', { response });
    await passkeys.signIn(app.anyone(), credential);
    await somebody.client.expect(204, 'DELETE', `/me/passkeys/${id}`);
    const { rows } = await app.db.query(
      `SELECT payload FROM platform.outbox WHERE type = 'identity.credential-changed' AND payload->>'userId' = $1 ORDER BY seq`,
      [somebody.id],
    );
    const told = (what: string) => ({ payload: { userId: somebody.id, what, toAddress: somebody.email } });
    expect(rows).toEqual([told('passkey_added'), told('passkey_removed')]);
    const { challenge } = await somebody.client.expect(200, 'POST', '/session/passkey-options');
    await settled(app);
    const stored = [...(await everythingStored(app.db)).values()].join('\n');
    const secrets = [challenge, Buffer.from(challenge, 'base64url').toString('hex'), credential.id];
    expect(secrets.filter((secret) => stored.includes(secret))).toEqual([]);
  });

  it('lapsed challenges are forgotten', async () => {
    await app.anyone().expect(200, 'POST', '/session/passkey-options');
    await app.db.query(`UPDATE identity.webauthn_challenges SET expires_at = now() - interval '1 second'`);
    await app.nest.get(Challenges, { strict: false }).forgetLapsed();
    expect((await app.db.query('SELECT 1 FROM identity.webauthn_challenges')).rowCount).toBe(0);
  });
});
