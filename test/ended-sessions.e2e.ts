import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, PASSWORD } from './support/given.js';
import { held, inLine } from './support/held.js';
import { CALLBACK, Club, PlainBrowser } from './support/openid.js';
import { Passkeys } from './support/passkeys.js';
import { settled } from './support/stored.js';

const NEW = 'nine lanterns over the quay';

describe('a session that has ended does nothing more (ID-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let passkeys: Passkeys;
  let club: Club;

  beforeAll(async () => {
    app = await startApp({ OPENID_REFRESH_GRACE_SECONDS: '0' });
    given = new Given(app);
    branchId = await given.branch();
    passkeys = new Passkeys(app.origin);
    club = await Club.given(app, { firstParty: true });
  });
  afterAll(() => app?.stop());

  const someone = () => given.user(branchId, ['booker']);
  const fresh = () => `new${crypto.randomUUID().slice(0, 8)}@else.example`;
  const codeOf = ({ status, body }: { status: number; body: { code?: string } | undefined }) => body?.code ?? status;

  /** An administrator with two sessions: one acts, the other ends it. */
  async function administrator() {
    const user = await given.user(branchId, ['organisation_admin']);
    return { ...user, owner: await app.anyone().signIn(user.email, PASSWORD) };
  }

  /**
   * What a request comes to that waits for its turn while its session is ended: the end stands in line before it, for the
   * row of the user.
   */
  async function endedMeanwhile(userId: string, owner: Client, act: () => Promise<{ status: number; body: never }>) {
    const user = await held(app.db, {
      text: 'SELECT FROM identity.users WHERE id = $1 FOR NO KEY UPDATE',
      values: [userId],
    });
    const end = owner.delete('/me/sessions');
    await user.waitedFor();
    const acting = act();
    await inLine(app.db, 2);
    await user.release();
    expect((await end).status).toBe(204);
    return codeOf(await acting);
  }
  const send =
    (client: Client, method: string, path: string, body?: unknown) =>
    async (): Promise<{ status: number; body: never }> =>
      client.send(method, path, { body }) as never;

  it('S-1: a password, an address and a passkey of a request whose session was ended meanwhile are not changed', async () => {
    for (const kind of ['password', 'address', 'passkey'] as const) {
      const { id, email, client } = await someone();
      const owner = await app.anyone().signIn(email, PASSWORD);
      const wanted = fresh();
      const { response } = await passkeys.make(client);
      const acts = {
        password: send(client, 'PUT', '/me/password', { password: NEW }),
        address: send(client, 'PATCH', '/me', { email: wanted }),
        passkey: send(client, 'POST', '/me/passkeys', { response, name: 'A thief’s' }),
      };
      expect([kind, await endedMeanwhile(id, owner, acts[kind])]).toEqual([kind, 'unauthenticated']);
      expect((await app.anyone().post('/session', { email, password: PASSWORD })).status).toBe(200);
      expect((await owner.expect(200, 'GET', '/me/passkeys')).items).toEqual([]);
      await settled(app);
      expect(app.mail.to(wanted)).toEqual([]);
    }
  });

  /** Holds what the act needs last, ends the session, and lets the act go on: it must come to nothing. */
  async function endedInside(
    lock: { text: string; values: unknown[] },
    owner: Client,
    act: () => Promise<{ status: number; body: never }>,
  ) {
    const thing = await held(app.db, lock);
    const acting = act();
    try {
      await thing.waitedFor();
      await owner.expect(204, 'DELETE', '/me/sessions');
    } finally {
      await thing.release();
    }
    return codeOf(await acting);
  }

  it('S-1: roles, a client’s secret and the matrix are not changed by a session that was ended meanwhile', async () => {
    const target = await someone();
    const role = await given.role();
    const { id: clientId } = club.client;
    const rows: [string, string, string, unknown, string, string][] = [
      ['PUT', `/users/${target.id}/roles`, 'identity.users', { roles: [] }, target.id, 'roles'],
      ['POST', `/oidc-clients/${clientId}/secret`, 'openid.clients', undefined, clientId, 'secret_hash'],
      ['PATCH', `/oidc-clients/${clientId}`, 'openid.clients', { name: 'Another' }, clientId, 'name'],
      ['PUT', `/roles/${role}/permissions`, 'access.roles', { keys: ['branches.read'] }, role, 'version'],
    ];
    for (const [method, path, table, body, id, column] of rows) {
      const { client, owner } = await administrator();
      const now = async () => (await app.db.query(`SELECT ${column} AS it FROM ${table} WHERE id = $1`, [id])).rows[0];
      const before = await now();
      const lock = { text: `SELECT FROM ${table} WHERE id = $1 FOR UPDATE`, values: [id] };
      expect([path, await endedInside(lock, owner, send(client, method, path, body))]).toEqual([
        path,
        'unauthenticated',
      ]);
      expect(await now()).toEqual(before);
    }
  });

  it('S-1: a webhook, a client and a consent are not made by a session that was ended meanwhile', async () => {
    const lockOf = (table: string) => ({ text: `LOCK TABLE ${table} IN SHARE MODE`, values: [] });
    const { client, owner } = await administrator();
    const hook = { url: 'https://hooks.example/in', events: ['bookings.booking-confirmed'] };
    const made = send(client, 'POST', '/webhooks', hook);
    expect(await endedInside(lockOf('notifications.webhooks'), owner, made)).toBe('unauthenticated');
    const again = await administrator();
    const body = { name: 'A thief’s', type: 'confidential', redirectUris: [CALLBACK] };
    const register = send(again.client, 'POST', '/oidc-clients', body);
    expect(await endedInside(lockOf('openid.clients'), again.owner, register)).toBe('unauthenticated');

    const asking = await Club.given(app);
    const person = await someone();
    const browser = new PlainBrowser(app.origin);
    const begun = await asking.begin('openid email');
    const page = await browser.signIn(await browser.visit(begun.url.href), person.email, PASSWORD);
    const agree = async () => {
      const { status, location } = await browser.go(`${page.url}/consent`, {});
      return { status, body: { code: location } as never };
    };
    expect(await endedInside(lockOf('openid.consents'), person.client, agree)).toMatch(/^\/sign-in/);
    expect((await person.client.expect(200, 'GET', '/me/grants')).items).toEqual([]);
  });

  it('S-1: nor does it book, nor by an access token that it was given', async () => {
    const person = await someone();
    const owner = await app.anyone().signIn(person.email, PASSWORD);
    const vehicleId = await given.vehicle(branchId);
    const wish = await given.wish(vehicleId, 3);
    const lock = { text: 'LOCK TABLE bookings.bookings IN SHARE MODE', values: [] };
    expect(await endedInside(lock, owner, send(person.client, 'POST', '/bookings', wish))).toBe('unauthenticated');
    const { access_token } = await club.signIn(person, 'openid api:read api:write');
    const byToken = async () => {
      const headers = { authorization: `Bearer ${access_token}` };
      return (await app.anyone().post('/bookings', wish, { headers })) as never;
    };
    expect(await endedInside(lock, owner, byToken)).toBe('invalid_token');
    expect((await owner.expect(200, 'GET', '/bookings?view=mine')).items).toEqual([]);
  });
});
