import { randomBytes } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Passkeys } from './support/passkeys.js';
import { type Credential, FLAGS, type MakingTwist } from './support/soft-authenticator.js';
import { settled, stateOf } from './support/stored.js';

const { UP, UV, BE, BS } = FLAGS;

describe('attacked registrations of a passkey', () => {
  let app: TestApp;
  let passkeys: Passkeys;
  let owner: GivenUser;
  let other: GivenUser;
  let own: Credential;
  /** Another session of the one who attacks. */
  let elsewhere: Client;
  let before: Record<string, string[]>;

  beforeAll(async () => {
    app = await startApp();
    passkeys = new Passkeys(app.origin);
    const given = new Given(app);
    const branchId = await given.branch();
    owner = await given.user(branchId, ['booker']);
    other = await given.user(branchId, ['booker']);
    ({ credential: own } = await passkeys.add(owner.client));
    elsewhere = await app.anyone().signIn(other.email, PASSWORD);
    await settled(app);
    before = await stateOf(app.db);
  });
  // The attacks are many, and of a few accounts: how often each may change its passkeys is proven elsewhere.
  beforeEach(() => app.db.query('DELETE FROM platform.limits'));
  afterAll(() => app?.stop());

  /** @throws unless it is refused, nothing is stored, and the real owner can still sign in */
  async function refused(response: object, client = other.client): Promise<void> {
    const answer = await client.post('/me/passkeys', { response });
    expect([answer.status, ['passkey_not_added', 'invalid_input'].includes(answer.body.code)]).toEqual([422, true]);
    expect(await stateOf(app.db)).toEqual(before);
    const session = app.anyone();
    expect((await passkeys.signIn(session, own)).body.user?.id).toBe(owner.id);
    // What a sign-in leaves: when the passkey was last used, and a line of the audit trail.
    before = await stateOf(app.db);
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
    ['60: backed up without being eligible', () => ({ flags: UP | UV | BS })],
    ['63: an algorithm that was not offered', () => ({ algorithm: 'ES384' })],
    ['63: a key that claims an algorithm that does not exist', () => ({ claims: -65_535 })],
    ['63: a credential id of 1024 bytes', () => ({ credentialId: randomBytes(1024) })],
    ['63: a credential id without a byte', () => ({ credentialId: Buffer.alloc(0) })],
    ['63: CBOR behind the attestation object', () => ({ afterAttestation: Buffer.of(0xa0) })],
    ['63: bytes behind the authenticator data', () => ({ trailing: Buffer.of(0) })],
    ['23: a challenge that nobody gave', () => ({ clientData: { challenge: randomBytes(32).toString('base64url') } })],
    ['25: the credential id of somebody else', () => ({ credentialId: Buffer.from(own.id, 'base64url') })],
  ];

  it.each(twists)('security item %s is refused', async (_, twist) => {
    await refused((await passkeys.make(other.client, twist())).response);
  });

  it('security item 25: a credential is registered under the id that the authenticator signed for', async () => {
    const { response } = await passkeys.make(other.client);
    const id = randomBytes(32).toString('base64url');
    await refused({ ...response, id, rawId: id });
    await refused({ ...response, id });
  });

  it('security item 63: an attestation that nobody can read is refused', async () => {
    for (const bytes of [
      Buffer.of(0xff),
      Buffer.of(0xa0),
      Buffer.from('{}'),
      randomBytes(200),
      Buffer.alloc(3_000, 0x9f),
    ]) {
      const { response } = await passkeys.make(other.client);
      await refused({
        ...response,
        response: { ...response.response, attestationObject: bytes.toString('base64url') },
      });
    }
  });

  it('security item 23: a challenge serves the session that asked for it, for a registration, for five minutes', async () => {
    await refused((await passkeys.make(elsewhere)).response);
    await refused((await passkeys.make(owner.client)).response);
    const { challenge } = await other.client.expect(200, 'POST', '/session/passkey-options');
    await refused((await passkeys.make(other.client, { clientData: { challenge } })).response);
    const { response } = await passkeys.make(other.client);
    await app.db.query(`UPDATE identity.webauthn_challenges SET expires_at = expires_at - interval '5 minutes'`);
    await refused(response);
  });

  it('security item 23: of 10 uses of one registration at once exactly one adds a passkey', async () => {
    const { response } = await passkeys.make(other.client);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => other.client.post('/me/passkeys', { response })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(422)]);
    expect((await other.client.expect(200, 'GET', '/me/passkeys')).items).toHaveLength(1);
    await settled(app);
    before = await stateOf(app.db);
    await refused(response);
    // The same authenticator again, in a ceremony of its own.
    const credentialId = Buffer.from(response.id, 'base64url');
    await refused((await passkeys.make(other.client, { credentialId })).response);
  });
});
