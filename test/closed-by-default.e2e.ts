import { newId } from '../src/platform/domain/ids.js';
import type { Act } from './support/act.js';
import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { DOORS } from './support/doors.js';
import { Given, PASSWORD } from './support/given.js';
import { type Operation, operationsOf, type Place, placesOf, plain, urlOf, withValue } from './support/operations.js';
import { raw } from './support/raw.js';
import { pending, register, type Scene, setScene } from './support/scene.js';
import { settled, stateOf } from './support/stored.js';

/** What nobody says in a body: the service finds it out. Where an operation does take one of these, it is not tried. */
const FORBIDDEN =
  `state status roles role permissions isActive canSignIn branchId branchIds bookerId originatorId userId
  ownerId id version createdAt emailVerified emailConfirmedAt verifiedAt verifiedBy approvedBy decidedBy rejectedAt
  suspendedAt passwordHash approval approvalFlowId seriesId policyOverridden builtIn organisationId`.split(/\s+/);

/** A refusal tells of 20 fields at most. */
const MOST_TOLD = 20;

const inGroups = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

describe('closed by default', () => {
  let app: TestApp;
  let scene: Scene;
  let operations: Operation[];

  beforeAll(async () => {
    app = await startApp();
    scene = await setScene(new Given(app));
    operations = operationsOf(app.api.document);
  });
  afterAll(() => app?.stop());

  it('the table of doors names every operation, and no other', () => {
    expect(Object.keys(DOORS).sort()).toEqual(operations.map(({ key }) => key).sort());
  });

  /** At a public door an empty request about nothing that exists; at a closed one what would succeed for another. */
  async function knock(client: Client, operation: Operation): Promise<string> {
    const { cookie } = client;
    const isPublic = DOORS[operation.key] === 'everybody';
    const empty = { id: newId(), body: operation.body && {} };
    const act: Act = isPublic ? empty : await actOf(operation, scene);
    const { id, ids, query, body, raw: text, headers } = act;
    const options = { body, ...(text !== undefined && { raw: text }), ...(headers && { headers }) };
    const answer = await client.send(operation.method, urlOf(operation, id, query, ids), options);
    client.cookie = cookie;
    const { status, body: told } = answer;
    return [401, 403].includes(status) ? `${status} ${told?.code}` : status < 500 ? 'open' : String(status);
  }

  /** Refused a session, and in hold of a live one all the same: no door gives one, so it comes from the database. */
  async function pendingWithSession(): Promise<Client> {
    const waiting = await pending(scene.given, scene.branchId);
    const attempt = app.anyone();
    const refused = await attempt.post('/session', { email: waiting.email, password: PASSWORD });
    expect([refused.status, refused.body.code, attempt.cookie]).toEqual([403, 'awaiting_approval', '']);
    const { id, client } = await scene.given.user(scene.branchId, ['organisation_admin']);
    await client.expect(200, 'GET', '/session');
    await app.db.query('UPDATE identity.sessions SET user_id = $1 WHERE user_id = $2', [waiting.id, id]);
    return client;
  }

  it('security item 4: whoever is not signed in gets 401 everywhere but at the public operations, and changes nothing', async () => {
    const suspended = await scene.given.user(scene.branchId, ['organisation_admin']);
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`);
    const made = app.anyone();
    made.cookie = `motorpool=${'A'.repeat(43)}`;
    const held = { suspended: suspended.client, pending: await pendingWithSession(), made };
    expect(Object.values(held).filter(({ cookie }) => !cookie)).toEqual([]);
    const strangers = { anybody: app.anyone(), ...held };
    await settled(app);
    const before = await stateOf(app.db);
    const got = [];
    for (const operation of operations) {
      const expected = DOORS[operation.key] === 'everybody' ? 'open' : '401 unauthenticated';
      for (const [who, client] of Object.entries(strangers)) {
        const answer = await knock(client, operation);
        if (answer !== expected) got.push(`${operation.key}: ${who} gets ${answer}, not ${expected}`);
      }
    }
    expect(got).toEqual([]);
    await settled(app);
    expect(await stateOf(app.db)).toEqual(before);
    await app.db.query(
      `DELETE FROM identity.sessions s USING identity.users u WHERE u.id = s.user_id AND u.state = 'pending'`,
    );
  });

  it('security item 5: a field that is not meant is refused by name, wherever it is put, and nothing is stored', async () => {
    await settled(app);
    const before = await stateOf(app.db);
    const departures: unknown[] = [];
    let tried = 0;
    for (const operation of operations.filter(({ body }) => body)) {
      const { id, ids, body } = await actOf(operation, scene);
      const places = placesOf(operation.body!).filter(({ schema }) => schema.properties);
      for (const { place, schema } of [{ place: [], schema: operation.body! }, ...places]) {
        const unmeant = FORBIDDEN.filter((name) => !schema.properties?.[name]).map((field) => [...place, field]);
        const value = ([field]: Place) => (String(field).endsWith('At') ? new Date().toISOString() : newId());
        const client = app.anyone();
        client.cookie = scene.everybody.client.cookie;
        for (const some of inGroups(unmeant, MOST_TOLD)) {
          const sent = some.reduce<unknown>((whole, at) => withValue(whole, at, value(at.slice(-1))), body);
          const answer = await client.send(operation.method, urlOf(operation, id, {}, ids), { body: sent as object });
          tried += some.length;
          const told = (answer.body?.errors ?? []).map(({ field, code }: Record<string, string>) => `${field} ${code}`);
          const expected = some.map((at) => `${at.join('.')} unknown_field`);
          if (answer.status !== 422 || told.sort().join() !== expected.sort().join())
            departures.push({ operation: operation.key, place, status: answer.status, body: answer.body });
        }
      }
    }
    expect(departures).toEqual([]);
    expect(tried).toBeGreaterThan(400);
    expect(await stateOf(app.db)).toEqual(before);
  });

  it('security item 17: reading changes nothing', async () => {
    await settled(app);
    const before = await stateOf(app.db);
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      const { id, query } = await actOf(operation, scene);
      for (const method of ['GET', 'HEAD'])
        await raw(app.origin, {
          method,
          path: urlOf(operation, id, query),
          headers: { cookie: scene.everybody.client.cookie },
        });
    }
    expect(await stateOf(app.db)).toEqual(before);
  });

  it('security item 6, ID-11: the right password opens a session for a verified user and for nobody else', async () => {
    const { given, branchId, people } = scene;
    const unconfirmed = await register(given, branchId);
    const waiting = await pending(given, branchId);
    // A contact has no password through any door; here one has, and so does somebody deleted.
    const hash = `(SELECT password_hash FROM identity.users WHERE id = '${scene.booker.id}')`;
    await app.db.query(`UPDATE identity.users SET password_hash = ${hash} WHERE id = $1`, [people.contact]);
    const deleted = await given.user(branchId, ['booker']);
    await app.db.query(`UPDATE identity.users SET state = 'deleted', deleted_at = now() WHERE id = $1`, [deleted.id]);
    const codes: Record<string, string> = {
      [unconfirmed.email]: '403 email_unconfirmed',
      [waiting.email]: '403 awaiting_approval',
      [await emailOf(people.rejected)]: '403 registration_rejected',
      [await emailOf(people.suspended)]: '403 suspended',
      [await emailOf(people.contact)]: '401 invalid_credentials',
      [await emailOf(people.invited)]: '401 invalid_credentials',
      [deleted.email]: '401 invalid_credentials',
      'nobody@else.example': '401 invalid_credentials',
    };
    const wrong = plain(await app.anyone().post('/session', { email: scene.booker.email, password: `${PASSWORD}!` }));
    expect(wrong).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    for (const [email, expected] of Object.entries(codes)) {
      const right = await app.anyone().post('/session', { email, password: PASSWORD });
      expect([email, `${right.status} ${right.body.code}`]).toEqual([email, expected]);
      expect(right.headers.getSetCookie()).toEqual([]);
      expect(plain(await app.anyone().post('/session', { email, password: `${PASSWORD}!` }))).toEqual(wrong);
    }
    expect((await deleted.client.get('/session')).status).toBe(401);
    const { rows } = await app.db.query(
      `SELECT u.state FROM identity.sessions s JOIN identity.users u ON u.id = s.user_id
        WHERE s.ended_at IS NULL AND u.state NOT IN ('verified', 'deleted')`,
    );
    expect(rows).toEqual([]);
    const session = await app
      .anyone()
      .post('/session', { email: scene.booker.email.toUpperCase(), password: PASSWORD });
    expect([session.status, session.headers.getSetCookie().length]).toEqual([200, 1]);
  });

  const emailOf = async (id: string): Promise<string> =>
    (await app.db.query<{ email: string }>('SELECT email FROM identity.users WHERE id = $1', [id])).rows[0]!.email;
});
