import { randomBytes } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser } from './support/given.js';
import { Passkeys } from './support/passkeys.js';
import { type Credential, FLAGS, keyPair, type Twist } from './support/soft-authenticator.js';

const { UP, UV, BE, BS } = FLAGS;

describe('attacked sign-ins by passkey', () => {
  let app: TestApp;
  let passkeys: Passkeys;
  let owner: GivenUser;
  let other: GivenUser;
  /** The owner's, and somebody else's. */
  let own: Credential;
  let foreign: Credential;

  beforeAll(async () => {
    app = await startApp();
    passkeys = new Passkeys(app.origin);
    const given = new Given(app);
    const branchId = await given.branch();
    owner = await given.user(branchId, ['booker']);
    other = await given.user(branchId, ['booker']);
    ({ credential: own } = await passkeys.add(owner.client, { counter: 7 }));
    ({ credential: foreign } = await passkeys.add(other.client));
  });
  afterAll(() => app?.stop());

  const sessions = async () => (await app.db.query('SELECT 1 FROM identity.sessions')).rowCount;
  const counted = () => ({ ...own, counter: (own.counter += 1) });

  /** @throws unless it is refused: 401 or 422, never a 5xx, no session, and no cookie that opens anything */
  async function refused(attack: (client: Client) => Promise<object>, client = app.anyone()): Promise<void> {
    const before = await sessions();
    const response = await attack(client);
    const answer = await client.post('/session/passkey', { response });
    expect([401, 422]).toContain(answer.status);
    expect(['passkey_refused', 'invalid_input']).toContain(answer.body.code);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await sessions()).toBe(before);
    expect((await client.get('/session')).status).toBe(401);
  }

  // After each attack the real owner signs in as ever.
  afterEach(async () => {
    const client = app.anyone();
    const answer = await passkeys.signIn(client, counted());
    expect([answer.status, answer.body.user?.id]).toEqual([200, owner.id]);
    expect((await client.get('/session')).status).toBe(200);
  });

  const port = () => new URL(app.origin).port;
  const twists: [string, () => Twist][] = [
    ['24: the type of a registration', () => ({ clientData: { type: 'webauthn.create' } })],
    ['24: no type', () => ({ clientData: { type: undefined } })],
    ['24: the origin of another port', () => ({ clientData: { origin: 'http://localhost:1' } })],
    ['24: the origin of a sub-domain', () => ({ clientData: { origin: `http://evil.localhost:${port()}` } })],
    ['24: our origin under another scheme', () => ({ clientData: { origin: `https://localhost:${port()}` } })],
    ['24: an origin that begins like ours', () => ({ clientData: { origin: `${app.origin}.evil.test` } })],
    ['24: the hash of another relying party', () => ({ rpId: 'evil.test' })],
    ['24: made in a frame of another site', () => ({ clientData: { crossOrigin: true } })],
    [
      '24: in a frame of another site, which is named',
      () => ({
        clientData: { crossOrigin: true, topOrigin: 'https://evil.test' },
      }),
    ],
    ['24: a top origin in no frame', () => ({ clientData: { topOrigin: app.origin } })],
    ['60: nobody was present (UP=0)', () => ({ flags: UV | BE | BS })],
    ['60: nobody was verified (UV=0)', () => ({ flags: UP | BE | BS })],
    ['60: backed up without being eligible', () => ({ flags: UP | UV | BS })],
    ['60: not eligible for backup any more', () => ({ flags: UP | UV })],
    ['61: the counter of the registration again, not backed up', () => ({ counter: 7, flags: UP | UV | BE })],
    ['61: the counter went back, not backed up', () => ({ counter: 1, flags: UP | UV | BE })],
    ['61: the counter went to nothing, not backed up', () => ({ counter: 0, flags: UP | UV | BE })],
    ['63: a tampered signature', () => ({ tamper: ({ signature }) => void (signature[signature.length - 1]! ^= 1) })],
    ['63: a signature of nothing', () => ({ tamper: (parts) => void (parts.signature = Buffer.of(0)) })],
    ['63: another counter than was signed', () => ({ tamper: (p) => void (p.authenticatorData[36]! ^= 0x40) })],
    ['63: CBOR behind the authenticator data', () => ({ trailing: Buffer.of(0xa0) })],
    [
      '63: authenticator data cut short',
      () => ({
        tamper: (parts) => void (parts.authenticatorData = parts.authenticatorData.subarray(0, 20)),
      }),
    ],
    ['23: a challenge that nobody gave', () => ({ clientData: { challenge: randomBytes(32).toString('base64url') } })],
    ['23: no challenge', () => ({ clientData: { challenge: undefined } })],
    ['23: a challenge that is no text', () => ({ clientData: { challenge: { toString: 'x' } } })],
  ];

  it.each(twists)('security item %s is refused', async (_, twist) => {
    await refused((client) => passkeys.show(client, counted(), twist()));
  });

  it('security item 63: another key, under the owner’s credential id, is refused', async () => {
    await refused((client) => passkeys.show(client, { ...counted(), ...keyPair('ES256') }));
    await refused((client) => passkeys.show(client, { ...counted(), ...keyPair('EdDSA'), algorithm: 'EdDSA' }));
  });

  it('security item 25: a passkey of somebody else opens no account but its own', async () => {
    await refused((client) => passkeys.show(client, { ...foreign, userHandle: own.userHandle }));
    await refused((client) => passkeys.show(client, { ...foreign, id: own.id, userHandle: own.userHandle }));
    await refused((client) => passkeys.show(client, { ...counted(), userHandle: foreign.userHandle }));
  });

  it('security item 64: without a user handle nobody is signed in', async () => {
    await refused(async (client) => {
      const { response, ...rest } = await passkeys.show(client, counted());
      return { ...rest, response: { ...response, userHandle: undefined } };
    });
    await refused((client) => passkeys.show(client, { ...counted(), userHandle: owner.id }));
  });

  it('security item 63: a credential id that nobody has, or that is too long, is refused', async () => {
    for (const length of [1, 32, 1023, 1024, 4000]) {
      const id = randomBytes(length).toString('base64url');
      await refused((client) => passkeys.show(client, { ...counted(), id }));
    }
  });

  it('security item 63: client data that nobody can read are refused', async () => {
    for (const text of ['{', 'null', '[]', '"text"', '\u0000']) {
      const clientDataJSON = Buffer.from(text).toString('base64url');
      await refused(async (client) => {
        const shown = await passkeys.show(client, counted());
        return { ...shown, response: { ...shown.response, clientDataJSON } };
      });
    }
  });

  it('security item 23: an assertion is good once, and of 20 uses at once exactly one signs in', async () => {
    const client = app.anyone();
    // A passkey that does not count: nothing but the challenge tells the second use from the first.
    const response = await passkeys.show(client, foreign);
    const ceremony = client.cookie;
    const before = (await sessions())!;
    const attempts = Array.from({ length: 20 }, () => {
      const browser = app.anyone();
      browser.cookie = ceremony;
      return browser.post('/session/passkey', { response });
    });
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, ...Array<number>(19).fill(401)]);
    expect(await sessions()).toBe(before + 1);
    const replay = app.anyone();
    replay.cookie = ceremony;
    await refused(async () => response, replay);
  });

  it('security item 23: a challenge has one try: after a refused answer the right one is refused, too', async () => {
    const client = app.anyone();
    const right = await passkeys.show(client, counted());
    const signature = Buffer.from(right.response.signature, 'base64url').reverse().toString('base64url');
    await refused(async () => ({ ...right, response: { ...right.response, signature } }), client);
    await refused(async () => right, client);
  });

  it('security item 23: a challenge serves the browser that asked for it', async () => {
    const theirs = await passkeys.show(app.anyone(), counted());
    await refused(async () => theirs);
    await refused(async (client) => {
      await passkeys.show(client, counted()); // has a ceremony of its own
      return theirs;
    });
    const ofSession = await passkeys.show(other.client, counted());
    await refused(async () => ofSession);
  });

  it('security item 23: a challenge lapses after five minutes', async () => {
    await refused(async (client) => {
      const response = await passkeys.show(client, counted());
      const { rows } = await app.db.query(
        `UPDATE identity.webauthn_challenges SET expires_at = expires_at - interval '5 minutes'
          RETURNING expires_at + interval '5 minutes' - now() AS lived`,
      );
      expect(rows.every(({ lived }) => lived.minutes === 4 && lived.seconds > 50)).toBe(true);
      return response;
    });
  });

  it('security item 23: the challenge of a registration signs nobody in', async () => {
    const { challenge } = await owner.client.expect(200, 'POST', '/me/passkeys/options');
    const before = await sessions();
    const twist = { clientData: { challenge } };
    const answer = await passkeys.signIn(owner.client.at(app.origin), counted(), twist);
    expect([answer.status, answer.body.code, await sessions()]).toEqual([401, 'passkey_refused', before]);
  });

  it('ID-13: a step-up is refused for the passkey, the challenge and the session of anybody else', async () => {
    const session = await app.anyone().signIn(owner.email, 'copper kettle on a slow train');
    const elsewhere = await app.anyone().signIn(owner.email, 'copper kettle on a slow train');
    const attempts = {
      'the passkey of somebody else': await passkeys.show(session, foreign),
      'the challenge of another session': await passkeys.show(elsewhere, counted()),
      'the challenge of nobody’s session': await passkeys.show(app.anyone(), counted()),
      'nobody verified': await passkeys.show(session, counted(), { flags: UP | BE | BS }),
      'a tampered signature': await passkeys.show(session, counted(), {
        tamper: ({ signature }) => void (signature[signature.length - 1]! ^= 1),
      }),
    };
    await app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - interval '6 minutes' WHERE user_id = $1`,
      [owner.id],
    );
    for (const [name, response] of Object.entries(attempts)) {
      const answer = await session.post('/session/step-up', { response });
      expect([name, answer.status, answer.body.code]).toEqual([name, 401, 'passkey_refused']);
      expect((await session.post('/me/passkeys/options')).body.code).toBe('step_up_required');
    }
    expect((await session.post('/session/step-up', { response: await passkeys.show(session, counted()) })).status).toBe(
      204,
    );
    expect((await session.post('/me/passkeys/options')).status).toBe(200);
  });
});
