import { type TestApp, startApp } from './support/app.js';
import type { Answer } from './support/client.js';
import { Given, type GivenUser, type Wish } from './support/given.js';
import { plain } from './support/operations.js';

describe('Idempotency-Key (BK-18, security item 29)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let booker: GivenUser;
  let other: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    other = await given.user(branchId, ['booker']);
  });
  afterAll(() => app?.stop());

  const book = (who: GivenUser, key: string, body: object): Promise<Answer> =>
    who.client.post('/bookings', body, { headers: { 'idempotency-key': key } }) as Promise<Answer>;
  const wish = async (daysAhead = 1): Promise<Wish> => given.wish(await given.vehicle(branchId), daysAhead);
  const count = async (table: string, where: string, value: string): Promise<number> =>
    (await app.db.query(`SELECT 1 FROM ${table} WHERE ${where} = $1`, [value])).rowCount!;

  it('BK-18: of 20 equal requests at once one books, and each repetition gets its answer', async () => {
    const [key, body] = [crypto.randomUUID(), await wish()];
    const answers = await Promise.all(Array.from({ length: 20 }, () => book(booker, key, body)));
    const first = answers.find(({ status }) => status === 201)!;
    for (const answer of answers) {
      if (answer.status === 201) expect(answer.body).toEqual(first.body);
      else expect(plain(answer)).toMatchObject({ status: 409, body: { code: 'idempotency_key_in_use' } });
    }
    for (let repetition = 0; repetition < 5; repetition += 1) {
      const again = await book(booker, key, body);
      expect([again.status, again.body]).toEqual([201, first.body]);
    }
    expect(await count('bookings.bookings', 'vehicle_id', body.vehicleId)).toBe(1);
    expect(await count('platform.audit_entries', 'subject_id', String(first.body.id))).toBe(1);
    expect(await count('platform.outbox', `payload ->> 'bookingId'`, String(first.body.id))).toBe(1);
  });

  it('BK-18: an act that nothing else keeps from happening twice happens once', async () => {
    const invitation = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Invited', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', invitation);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const inviteAgain = () => app.admin.post(`/users/${id}/invitation`, undefined, { headers });
    const answers = await Promise.all(Array.from({ length: 20 }, inviteAgain));
    const outcomes = answers.map(({ status, body }) => (status === 202 ? 202 : body.code));
    expect(new Set(outcomes)).toEqual(
      new Set([202, ...outcomes.filter((outcome) => outcome === 'idempotency_key_in_use')]),
    );
    expect((await inviteAgain()).status).toBe(202);
    expect(await count('identity.mailed_links', 'user_id', id)).toBe(2);
  });

  it('BK-18: the same key with another body, or for another operation, is refused', async () => {
    const [key, body] = [crypto.randomUUID(), await wish()];
    const before = await count('bookings.bookings', 'booker_id', booker.id);
    expect((await book(booker, key, body)).status).toBe(201);
    for (const changed of [{ ...body, notes: 'Other.' }, await wish(2)]) {
      const answer = await book(booker, key, changed);
      expect([answer.status, answer.body.code]).toEqual([422, 'idempotency_key_reused']);
    }
    const elsewhere = await booker.client.post('/bookings?x=1', body, { headers: { 'idempotency-key': key } });
    expect(elsewhere.status).toBe(422);
    expect(await count('bookings.bookings', 'booker_id', booker.id)).toBe(before + 1);
  });

  it('BK-18: somebody else’s key is another key', async () => {
    const [key, mine, theirs] = [crypto.randomUUID(), await wish(), await wish()];
    const first = await book(booker, key, mine);
    const second = await book(other, key, theirs);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toMatchObject({ bookerId: other.id, vehicleId: theirs.vehicleId });
    const same = await book(other, key, mine);
    expect([same.status, same.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('a refusal is not kept: the same key books once the vehicle is free', async () => {
    const [key, body] = [crypto.randomUUID(), await wish()];
    const rival = await other.client.expect(201, 'POST', '/bookings', body);
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const refused = await book(booker, key, body);
      expect([refused.status, refused.body.code]).toEqual([409, 'vehicle_not_free']);
    }
    expect(await count('platform.idempotency_keys', 'key', key)).toBe(0);
    await other.client.expect(200, 'POST', `/bookings/${rival.id}/cancellation`, {});
    expect((await book(booker, key, body)).status).toBe(201);
  });

  it('a stored answer is kept for a repetition, whatever became of the booking since', async () => {
    const [key, body] = [crypto.randomUUID(), await wish()];
    const first = await book(booker, key, body);
    await booker.client.expect(200, 'POST', `/bookings/${first.body.id}/cancellation`, {});
    const again = await book(booker, key, body);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await count('bookings.bookings', 'vehicle_id', body.vehicleId)).toBe(1);
  });

  it.each(['', ' ', 'two words', 'x'.repeat(256), 'ключ', 'a\tb', '"'.repeat(300)])(
    'a key of rubbish is refused: %j',
    async (key) => {
      const body = await wish();
      const encoded = Buffer.from(key, 'utf8').toString('latin1');
      const answer = await booker.client.post('/bookings', body, { headers: { 'idempotency-key': encoded } });
      expect([answer.status, answer.body.code, answer.body.errors?.[0].field]).toEqual([
        422,
        'invalid_input',
        'Idempotency-Key',
      ]);
      expect(await count('bookings.bookings', 'vehicle_id', body.vehicleId)).toBe(0);
    },
  );

  it('a key without a session changes nothing: 401', async () => {
    const answer = await app.anyone().post('/bookings', await wish(), { headers: { 'idempotency-key': 'k' } });
    expect(answer.status).toBe(401);
  });
});
