import { randomBytes } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import { Given, PASSWORD } from './support/given.js';
import { Passkeys } from './support/passkeys.js';
import { register } from './support/scene.js';
import { FLAGS, type MakingTwist } from './support/soft-authenticator.js';
import { everythingStored, settled, stateOf } from './support/stored.js';

const { UP, UV, BE, BS } = FLAGS;

interface Invited {
  id: string;
  email: string;
  token: string;
}

describe('a passkey instead of a password, by the mailed link (ID-3, ID-4)', () => {
  let app: TestApp;
  let given: Given;
  let passkeys: Passkeys;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    passkeys = new Passkeys(app.origin);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  async function invited(): Promise<Invited> {
    const email = `${crypto.randomUUID()}@fleet.example`;
    const roles = [{ roleId: await given.roleId('booker') }];
    const body = { email, name: 'Ines Invited', canSignIn: true, branchId, roles };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    return { id, email, token: (await app.mail.waitFor(email)).tokens[0]! };
  }
  const make = (token: string, twist: MakingTwist = {}) => passkeys.makeByLink(app.anyone(), token, twist);
  const follow = (token: string, response: object) => app.anyone().post('/email-verifications', { token, response });
  const userOf = (id: string) => app.admin.expect(200, 'GET', `/users/${id}`);
  const hashOf = async (id: string) =>
    (await app.db.query('SELECT password_hash AS hash FROM identity.users WHERE id = $1', [id])).rows[0].hash;

  it('ID-4: an invited person makes a passkey, is verified at once, and signs in with it alone', async () => {
    const { id, email, token } = await invited();
    const { response, credential } = await make(token);
    expect((await userOf(id)).state).toBe('unconfirmed');
    const answer = await app.anyone().post('/email-verifications', { token, response, name: 'My phone' });
    expect([answer.status, answer.body]).toEqual([200, { state: 'verified' }]);
    const client = app.anyone();
    expect((await passkeys.signIn(client, credential)).body.user.id).toBe(id);
    const [own] = (await client.expect(200, 'GET', '/me/passkeys')).items;
    expect(own).toMatchObject({ name: 'My phone', backedUp: true });
    expect((await app.anyone().post('/session', { email, password: PASSWORD })).status).toBe(401);
    expect((await client.delete(`/me/passkeys/${own.id}`)).body.code).toBe('last_way_in');
    expect((await app.mail.waitFor(email, /passkey was added to your/)).subject).toBeTruthy();
  });

  it('ID-3: who registered without a password makes a passkey, waits to be approved, and signs in then', async () => {
    const { id, token } = await register(given, branchId, { password: undefined });
    const { response, credential } = await make(token);
    expect((await follow(token, response)).body).toEqual({ state: 'pending' });
    expect((await passkeys.signIn(app.anyone(), credential)).body.code).toBe('awaiting_approval');
    const roles = [{ roleId: await given.roleId('booker') }];
    await app.admin.expect(200, 'POST', `/users/${id}/approval`, { branchId, roles, groupIds: [] });
    expect((await passkeys.signIn(app.anyone(), credential)).body.user.id).toBe(id);
  });

  it('whoever reads the mailbox chooses: a password from the registration is gone with the passkey', async () => {
    const { id, email, token } = await register(given, branchId);
    expect(await hashOf(id)).not.toBeNull();
    const { response } = await make(token);
    expect((await follow(token, response)).status).toBe(200);
    expect(await hashOf(id)).toBeNull();
    expect((await app.anyone().post('/session', { email, password: PASSWORD })).body.code).toBe('invalid_credentials');
  });

  it('security item 59: what a browser is asked to make', async () => {
    const { email, token } = await invited();
    const options = await app.anyone().expect(200, 'POST', '/email-verifications/passkey-options', { token });
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: expect.any(String) },
      user: { name: email, displayName: 'Ines Invited' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
      excludeCredentials: [],
      timeout: 300_000,
    });
    expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
    await settled(app);
    const stored = [...(await everythingStored(app.db)).values()].join('\n');
    const hex = Buffer.from(options.challenge, 'base64url').toString('hex');
    expect([stored.includes(options.challenge), stored.includes(hex)]).toEqual([false, false]);
  });

  it('ID-9: a link that no longer works begins no ceremony and ends none', async () => {
    const ask = (token: string) => app.anyone().post('/email-verifications/passkey-options', { token });
    const [spent, old] = [await invited(), await invited()];
    const { response } = await make(spent.token);
    expect((await follow(spent.token, response)).status).toBe(200);
    const begun = await make(old.token);
    await app.db.query('UPDATE identity.mailed_links SET expires_at = now() WHERE user_id = $1', [old.id]);
    const { email } = await given.user(branchId, ['booker']);
    await app.anyone().expect(202, 'POST', '/password-resets', { email });
    const reset = (await app.mail.waitFor(email, /new password/)).tokens[0]!;
    for (const token of [spent.token, old.token, reset, 'nobodys']) {
      const answer = await ask(token);
      expect([answer.status, answer.body.code]).toEqual([410, 'link_expired']);
    }
    expect((await follow(old.token, begun.response)).status).toBe(410);
    expect((await userOf(old.id)).state).toBe('unconfirmed');
  });

  it('ID-13: a link for a new address makes no passkey', async () => {
    const { email, client } = await given.user(branchId, ['booker']);
    const wanted = `${crypto.randomUUID()}@else.example`;
    await client.expect(200, 'PATCH', '/me', { email: wanted });
    const token = (await app.mail.waitFor(wanted)).tokens[0]!;
    expect((await app.anyone().post('/email-verifications/passkey-options', { token })).status).toBe(410);
    const { response } = await make((await invited()).token);
    expect((await follow(token, response)).status).toBe(410);
    expect((await client.expect(200, 'GET', '/me')).email).toBe(email);
  });

  it.each([5, 20])('ID-9: of %i passkeys for one link at once exactly one is kept', async (count) => {
    const { id, token } = await invited();
    const made = [];
    for (let index = 0; index < count; index += 1) made.push(await make(token));
    const answers = await Promise.all(made.map(({ response }) => follow(token, response)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(count - 1).fill(410)]);
    const { rows } = await app.db.query('SELECT credential_id AS id FROM identity.passkeys WHERE user_id = $1', [id]);
    const winner = made[answers.findIndex(({ status }) => status === 200)]!;
    expect(rows.map((row) => (row.id as Buffer).toString('base64url'))).toEqual([winner.credential.id]);
    expect((await passkeys.signIn(app.anyone(), winner.credential)).status).toBe(200);
  });

  it('of passwords and passkeys for one link at once exactly one counts', async () => {
    const { id, token } = await invited();
    const made = [await make(token), await make(token), await make(token)];
    const bodies = made.flatMap(({ response }) => [{ response }, { password: PASSWORD }]);
    const answers = await Promise.all(
      bodies.map((body) => app.anyone().post('/email-verifications', { token, ...body })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(5).fill(410)]);
    const { rowCount } = await app.db.query('SELECT 1 FROM identity.passkeys WHERE user_id = $1', [id]);
    expect((rowCount ?? 0) + ((await hashOf(id)) === null ? 0 : 1)).toBe(1);
  });

  it('a password and a passkey together are refused, and neither counts', async () => {
    const { id, token } = await invited();
    const { response } = await make(token);
    const answer = await app.anyone().post('/email-verifications', { token, response, password: PASSWORD });
    expect(answer.status).toBe(422);
    expect((await userOf(id)).state).toBe('unconfirmed');
  });

  describe('attacked', () => {
    let victim: Invited;
    let other: Invited;

    beforeAll(async () => {
      [victim, other] = [await invited(), await invited()];
    });

    /** @throws unless it is refused, nothing is stored, and the link goes on working */
    async function refused(response: object, token = victim.token): Promise<void> {
      await settled(app);
      const before = await stateOf(app.db);
      const answer = await follow(token, response);
      const codes = ['passkey_not_added', 'invalid_input'];
      expect([answer.status, codes.includes(answer.body.code), answer.headers.getSetCookie()]).toEqual([422, true, []]);
      expect(await stateOf(app.db)).toEqual(before);
      await app.anyone().expect(200, 'POST', '/email-verifications/passkey-options', { token });
    }

    const port = () => new URL(app.origin).port;
    const twists: [string, () => MakingTwist][] = [
      ['24: the type of a sign-in', () => ({ clientData: { type: 'webauthn.get' } })],
      ['24: the origin of another port', () => ({ clientData: { origin: 'http://localhost:1' } })],
      ['24: the origin of a sub-domain', () => ({ clientData: { origin: `http://evil.localhost:${port()}` } })],
      ['24: our origin under another scheme', () => ({ clientData: { origin: `https://localhost:${port()}` } })],
      ['24: the hash of another relying party', () => ({ rpId: 'evil.test' })],
      ['24: made in a frame of another site', () => ({ clientData: { crossOrigin: true } })],
      ['24: a top origin', () => ({ clientData: { topOrigin: 'https://evil.test' } })],
      ['60: nobody was present (UP=0)', () => ({ flags: UV | BE | BS })],
      ['60: nobody was verified (UV=0)', () => ({ flags: UP | BE | BS })],
      ['63: an algorithm that was not offered', () => ({ algorithm: 'ES384' })],
      ['63: bytes behind the authenticator data', () => ({ trailing: Buffer.of(0) })],
      [
        '23: a challenge that nobody gave',
        () => ({ clientData: { challenge: randomBytes(32).toString('base64url') } }),
      ],
    ];

    it.each(twists)('security item %s is refused', async (_, twist) => {
      await refused((await make(victim.token, twist())).response);
    });

    it('security item 23: a challenge serves the link that asked for it, for five minutes, once', async () => {
      await refused((await make(other.token)).response);
      const { response } = await make(victim.token);
      await app.db.query(`UPDATE identity.webauthn_challenges SET expires_at = expires_at - interval '5 minutes'`);
      await refused(response);
      const used = await make((await invited()).token);
      const third = await invited();
      const first = await make(third.token);
      expect((await follow(third.token, first.response)).status).toBe(200);
      await refused(first.response);
      await refused(used.response);
    });

    it('security item 23: the challenge of a session, of a sign-in and of a link are three things', async () => {
      const { client } = await given.user(branchId, ['booker']);
      await refused((await passkeys.make(client)).response);
      const { challenge } = await app.anyone().expect(200, 'POST', '/session/passkey-options');
      await refused((await make(victim.token, { clientData: { challenge } })).response);
      const { response } = await make(victim.token);
      expect((await client.post('/me/passkeys', { response })).body.code).toBe('passkey_not_added');
    });

    it('security item 25: nobody takes the credential id of somebody else', async () => {
      const owner = await given.user(branchId, ['booker']);
      const { credential } = await passkeys.add(owner.client);
      const credentialId = Buffer.from(credential.id, 'base64url');
      await refused((await make(victim.token, { credentialId })).response);
      expect((await passkeys.signIn(app.anyone(), credential)).body.user.id).toBe(owner.id);
    });

    it('after all of it the link still works', async () => {
      const { response, credential } = await make(victim.token);
      expect((await follow(victim.token, response)).status).toBe(200);
      expect((await passkeys.signIn(app.anyone(), credential)).body.user.id).toBe(victim.id);
    });
  });
});
