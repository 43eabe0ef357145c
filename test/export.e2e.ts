import { type TestApp, startApp } from './support/app.js';
import { decide, GivenRequests } from './support/approvals.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Club } from './support/openid.js';
import { Passkeys } from './support/passkeys.js';
import { BYTES, PERSONAL, TABLES, type Told } from './support/personal-tables.js';
import { register } from './support/scene.js';
import { GivenSeries } from './support/series.js';
import { countStatements } from './support/statements.js';
import { settled } from './support/stored.js';

type Row = Record<string, unknown>;

const isTold = (entry: object | undefined): entry is Told => entry !== undefined && 'part' in entry;
const camel = (column: string) => column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());

describe('the export of one’s own data (ID-17)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let zelda: GivenUser;
  let otto: GivenUser;
  let parts: Record<string, Row[]>;
  let bookings: Record<'own' | 'riding' | 'entered', string>;
  let removedKey: string;
  const counts = new Map<string, number>();
  const stopCounting = countStatements(counts);

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    const roles = ['organisation_admin', 'booking_approver'];
    zelda = await given.user(branchId, roles, { name: 'Zelda Zorn', phone: '+49 30 111' });
    otto = await given.user(branchId, roles, { name: 'Otto Other', phone: '+49 30 222' });
    const customFields = [{ key: 'project', label: 'Project', required: false }];
    await app.admin.expect(200, 'PATCH', '/organisation', { customFields });
    bookings = await drive();
    await approve();
    await govern();
    await signInEverywhere();
    await settled(app);
    ({ parts } = await zelda.client.expect(200, 'GET', '/me/export'));
  });
  afterAll(() => app?.stop());
  afterAll(() => stopCounting());

  const book = async ({ client }: GivenUser, fields: object = {}) => {
    const wish = { ...(await given.wish(await given.vehicle(branchId), 3)), ...fields };
    return (await client.expect(201, 'POST', '/bookings', wish)).id as string;
  };
  const comeBack = async (id: string, notes: string) => {
    await app.admin.expect(200, 'POST', `/bookings/${id}/check-out`);
    await app.admin.expect(200, 'POST', `/bookings/${id}/return`, { odometer: 4_711, notes });
  };

  /** Zelda drives, rides along, books for Otto, books every day, and waits. */
  async function drive() {
    const rider = await given.contact(branchId);
    const fields = { ...given.fromNow(), customFields: { project: 'Apollo' }, costCentre: 'C-1' };
    const ids = {
      own: await book(zelda, { ...fields, passengerIds: [rider] }),
      riding: await book(otto, { ...fields, passengerIds: [rider, zelda.id], costCentre: 'Of Otto' }),
      entered: await book(zelda, { ...fields, bookerId: otto.id }),
    };
    await comeBack(ids.own, 'A scratch');
    await comeBack(ids.riding, 'Otto was late');
    await comeBack(ids.entered, 'Otto was late again');
    const vehicleId = await given.vehicle(branchId);
    const wish = await given.wish(vehicleId, 9);
    const daily = { ...wish, rrule: 'FREQ=DAILY;COUNT=3', onConflict: 'fail' };
    await zelda.client.expect(201, 'POST', '/booking-series', daily);
    await zelda.client.expect(201, 'POST', '/waiting-list', { vehicleId, start: wish.start, end: wish.end });
    await zelda.client.expect(201, 'POST', '/me/calendar-feed');
    return ids;
  }

  /** Otto decides about what Zelda books; of what Otto's friend books, Zelda approves one step and Otto declines the next. */
  async function approve() {
    const requests = new GivenRequests(app, given);
    const guarded = async (fields: object) =>
      given.vehicle(branchId, { approvalFlowId: await given.flow({ always: true }, fields) });
    const second = await guarded({ requireSecondPerson: true });
    const hers = await requests.by(zelda, second);
    await decide(otto, hers.requestId, 'decline', { note: 'Not for Zelda' });
    const daily = { ...(await given.wish(second, 20)), rrule: 'FREQ=DAILY;COUNT=2', onConflict: 'fail' };
    await zelda.client.expect(201, 'POST', '/booking-series', daily);
    const friend = await given.user(branchId, ['booker'], { name: 'Frieda Friend' });
    const theirs = await requests.by(friend, await guarded({ steps: [{ name: 'One' }, { name: 'Two' }] }));
    await settled(app);
    await decide(zelda, theirs.requestId, 'approve', { step: 0, note: 'Zelda says yes' });
    const { status } = await decide(otto, theirs.requestId, 'decline', { step: 1, note: 'Frieda drives badly' });
    expect(status).toBe(200);
    const series = await new GivenSeries(app, given).by(friend, await guarded({}), 2);
    await decide(zelda, series.requestId);
    const period = { start: '2031-01-01T08:00:00Z', end: '2031-01-01T18:00:00Z' };
    await zelda.client.expect(201, 'POST', '/approval-delegations', { delegateId: otto.id, ...period });
  }

  /** What staff make carries who made it. */
  async function govern() {
    const { client } = zelda;
    const closure = { start: '2040-01-01T00:00:00Z', end: '2040-01-02T00:00:00Z', note: 'Service' };
    await client.expect(201, 'POST', `/vehicles/${await given.vehicle(branchId)}/unavailability`, closure);
    await client.expect(201, 'POST', '/webhooks', {
      url: 'https://hooks.example/',
      events: ['bookings.booking-confirmed'],
    });
    await book(zelda);
    const { version } = await client.expect(201, 'POST', '/agreements', { text: 'Be kind.' });
    await client.expect(201, 'POST', '/me/agreement-acceptances', { version });
    const { id } = await register(given, branchId);
    await client.expect(200, 'POST', `/users/${id}/quick-verification`);
    const headers = { 'idempotency-key': crypto.randomUUID() };
    await client.post('/groups', { name: 'Pilots', branchIds: [branchId] }, { headers });
  }

  async function signInEverywhere() {
    const { client, id } = zelda;
    const passkeys = new Passkeys(app.origin);
    await passkeys.add(client, { name: 'Key of Zelda' });
    removedKey = (await passkeys.add(client)).id;
    await client.expect(204, 'DELETE', `/me/passkeys/${removedKey}`);
    await app.anyone().signIn(zelda.email, PASSWORD);
    const { items } = await client.expect(200, 'GET', '/me/sessions');
    await client.expect(204, 'DELETE', `/me/sessions/${items.find(({ current }: Row) => !current).id}`);
    await client.expect(200, 'PATCH', '/me/notification-preferences', { seats: false });
    await client.expect(200, 'PATCH', '/me', { email: 'zelda.new@fleet.example' });
    const club = await Club.given(app);
    await club.signIn(zelda, 'openid offline_access api:read', { prompt: 'consent' });
    const { id: clientId } = club.client;
    await app.db.query('UPDATE openid.clients SET service_account_id = $1 WHERE id = $2', [id, clientId]);
    await app.db.query(
      `INSERT INTO openid.logouts (id, client_id, user_id, sid, due_at)
       VALUES (gen_random_uuid(), $2, $1, 'sid', now() + interval '1 day')`,
      [id, club.client.clientId],
    );
    await app.db.query(
      `INSERT INTO identity.sso_links (id, user_id, issuer, subject, created_at)
       VALUES (gen_random_uuid(), $1, 'https://login.example', 'zelda-there', now())`,
      [id],
    );
  }

  const tables = async () => (await app.db.query<{ name: string; columns: string[] }>(TABLES)).rows;
  const part = (name: string): Row[] => [parts[name]!].flat();
  const one = (name: string, id: string) => part(name).find((row) => row.id === id)!;

  it('ID-17: every table of the service is in the map: what is of a person in it is told, or the map says why not', async () => {
    const names = (await tables()).map(({ name }) => name);
    expect(Object.keys(PERSONAL).sort()).toEqual(names.sort());
  });

  it('ID-17: wherever the database has the person’s id, in whatever column, the export tells it, or the map says why not', async () => {
    const holding: string[] = [];
    for (const { name } of await tables()) {
      const { rowCount } = await app.db.query(`SELECT FROM ${name} t WHERE to_jsonb(t)::text LIKE $1 LIMIT 1`, [
        `%${zelda.id}%`,
      ]);
      if (rowCount) holding.push(name);
    }
    const expected = Object.keys(PERSONAL).filter((name) => !('nobody' in PERSONAL[name]!));
    // All of them: a table that the scenario does not reach is one that nobody has looked at.
    expect(holding.sort()).toEqual(expected.sort());
    for (const name of holding) {
      const entry = PERSONAL[name];
      if (isTold(entry)) expect([name, part(entry.part).filter(Boolean).length > 0]).toEqual([name, true]);
    }
  });

  it('ID-17: of a table that is told, every column is, or the map says why not', async () => {
    for (const { name, columns } of await tables()) {
      const entry = PERSONAL[name];
      if (!isTold(entry)) continue;
      const keys = new Set(part(entry.part).flatMap((row) => Object.keys(row)));
      const due = columns.filter((column) => !(column in (entry.but ?? {})));
      const wanted = due.flatMap(
        (column) => entry.as?.[column] ?? (column === 'period' ? ['start', 'end'] : camel(column)),
      );
      expect([name, wanted.filter((key) => !keys.has(key))]).toEqual([name, []]);
    }
  });

  it('ID-17: bookings come with all that is kept of them, and series with their rule', () => {
    expect(one('bookings', bookings.own)).toMatchObject({
      yourPart: 'booker',
      customFields: { project: 'Apollo' },
      costCentre: 'C-1',
      odometer: 4_711,
      returnNotes: 'A scratch',
      checkedOutAt: expect.any(String),
      returnedAt: expect.any(String),
      passengerIds: [expect.any(String)],
    });
    expect(part('bookingSeries').map(({ rrule }) => rrule)).toEqual(['FREQ=DAILY;COUNT=3', 'FREQ=DAILY;COUNT=2']);
    expect(part('mailedLinks')).toContainEqual(expect.objectContaining({ newEmail: 'zelda.new@fleet.example' }));
    const changed = (name: string) => new Set(part(name).map(({ subjectType }) => subjectType));
    const own = (name: string, ...types: string[]) => expect([name, [...changed(name)].sort()]).toEqual([name, types]);
    own('changesToMyCredentials', 'AgreementAcceptance', 'MailedLink', 'Passkey', 'Session');
    expect(part('changesToMyCredentials').map(({ subjectId }) => subjectId)).toContain(removedKey);
    own('changesToMyBookings', 'Booking', 'BookingSeries', 'CalendarFeed', 'WaitingEntry');
    own('changesToMyApprovals', 'ApprovalRequest', 'DecisionLink', 'Delegation', 'RequestOccurrence');
    own('changesToMyGrants', 'Consent');
    own('changesToMyPreferences', 'Preferences');
  });

  it('ID-17: what is others’ is not told: who else rides, how their trips went, what was said of them, who they are', () => {
    const riding = { yourPart: 'passenger', passengerIds: [zelda.id], customFields: null, costCentre: null };
    expect(one('bookings', bookings.riding)).toMatchObject({ ...riding, odometer: null, returnNotes: null });
    const entered = { yourPart: 'originator', customFields: { project: 'Apollo' }, returnNotes: null };
    expect(one('bookings', bookings.entered)).toMatchObject(entered);
    // Mails to her said to her what they said.
    const text = JSON.stringify({ ...parts, mails: [] });
    for (const mine of ['Not for Zelda', 'Zelda says yes', 'A scratch']) expect(text).toContain(mine);
    for (const others of ['Otto', 'Frieda', otto.email, '+49 30 222', 'was late', 'drives badly'])
      expect([others, text.includes(others)]).toEqual([others, false]);
  });

  it('ID-17: no secret of the service is told, and no hash of one', async () => {
    const text = JSON.stringify(parts);
    expect(text).not.toMatch(/\$argon2id|sealed/);
    expect(text).not.toContain(zelda.client.cookie.split('=')[1]);
    for (const { name, column } of (await app.db.query<{ name: string; column: string }>(BYTES)).rows) {
      const { rows } = await app.db.query<{ bytes: Buffer | null }>(`SELECT ${column} AS bytes FROM ${name}`);
      for (const { bytes } of rows) {
        const forms = bytes ? [bytes.toString('hex'), bytes.toString('base64url'), bytes.toString('base64')] : [];
        expect([name, column, forms.some((form) => text.includes(form))]).toEqual([name, column, false]);
      }
    }
  });

  it('ID-17: it asks as many questions about somebody with a long history as about a newcomer', async () => {
    const newcomer = await given.user(branchId, ['booker']);
    const questions = await Promise.all(
      [zelda, newcomer].map(async ({ client }) => {
        const { headers } = await client.get('/me/export');
        return counts.get(headers.get('x-request-id')!);
      }),
    );
    expect(questions[0]).toBe(questions[1]);
    expect(questions[0]).toBeGreaterThan(10);
  });
});
