import { randomUUID } from 'node:crypto';
import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import { type Operation, operationsOf, urlOf } from './support/operations.js';
import { type Scene, setScene } from './support/scene.js';
import { countStatements } from './support/statements.js';

const MORE = 50;

/** Rows that each list is filled with, as SQL: $1 the branch, $2 who asks. What is not named here has the scene's rows. */
const CLONED: Record<string, string> = {
  'branches.branches': `(SELECT gen_random_uuid() WHERE n > 0) AS id, 'Clone ' || n AS name, 'CL' || n AS code`,
  'branches.groups': `(SELECT gen_random_uuid() WHERE n > 0) AS id, 'Clone ' || n AS name`,
  'fleet.vehicles': `(SELECT gen_random_uuid() WHERE n > 0) AS id, 'Clone ' || n AS name, 'CLONE' || n AS registration`,
  'approvals.flows': `(SELECT gen_random_uuid() WHERE n > 0) AS id, 'Clone ' || n AS name`,
  'identity.users': `(SELECT gen_random_uuid() WHERE n > 0) AS id, 'clone' || n || '@clones.example' AS email, sha256(('h' || n)::bytea) AS passkey_handle`,
  'identity.sign_ins': '(SELECT gen_random_uuid() WHERE n > 0) AS id',
  'platform.audit_entries': '(SELECT gen_random_uuid() WHERE n > 0) AS id',
  'notifications.mails': `(SELECT gen_random_uuid() WHERE n > 0) AS id, (SELECT gen_random_uuid() WHERE n > 0) AS event_id, 'clone' || n AS message_id`,
};

describe('statements of an answer', () => {
  let app: TestApp;
  let scene: Scene;
  let lists: Operation[];
  const counts = new Map<string, number>();
  let stopCounting: (() => void) | undefined;

  beforeAll(async () => {
    stopCounting = countStatements(counts);
    app = await startApp({ TRUSTED_PROXIES: '127.0.0.1' });
    scene = await setScene(new Given(app));
    lists = operationsOf(app.api.document).filter(isList);
  });
  afterAll(() => app?.stop());
  afterAll(() => stopCounting?.());

  it('BK-15, IF-2: are as many for 50 rows as for one, of every list, report and file', async () => {
    const few = await measure('1');
    await fill();
    const many = await measure('200');
    expect(lists.length).toBeGreaterThan(15);
    expect(Object.fromEntries(many.map(({ key, statements }) => [key, statements]))).toEqual(
      Object.fromEntries(few.map(({ key, statements }) => [key, statements])),
    );
    expect(few.filter(({ statements }) => statements === 0 || statements > 10)).toEqual([]);
    // Many rows were there to be asked about: what the clones make is shown.
    const filled = many.filter(({ rows }) => rows >= MORE).map(({ key }) => key);
    expect(filled).toEqual(
      expect.arrayContaining(['bookings', 'vehicles', 'users', 'branches'].map((of) => `GET /api/v1/${of}`)),
    );
    expect(filled).toEqual(
      expect.arrayContaining(
        ['bookings.csv', 'availability', 'reports/utilisation', 'reports/bookings'].map((of) => `GET /api/v1/${of}`),
      ),
    );
  });

  it('the count is one of statements: a question for each row would be seen', async () => {
    const requestId = randomUUID();
    const before = counts.size;
    await scene.everybody.client.get('/vehicles?limit=1', { headers: { 'x-request-id': requestId } });
    expect(counts.size).toBe(before + 1);
    expect(counts.get(requestId)).toBeGreaterThan(1);
  });

  /** Whatever is read without an id, or belongs to a thing with one and has pages. */
  function isList({ method, path, query }: Operation): boolean {
    if (method !== 'GET' || !path.startsWith('/api/')) return false;
    const paged = query.some(({ name }) => name === 'cursor');
    return paged || /\/(availability|board|bookings\.csv|reason-split|booking-reasons|roles|tasks)$/.test(path);
  }

  async function measure(limit: string) {
    const measured: { key: string; statements: number; rows: number }[] = [];
    for (const operation of lists) {
      const { id, query = {} } = await actOf(operation, scene);
      const paged = operation.query.some(({ name }) => name === 'limit');
      const required = operation.query
        .filter((parameter) => parameter.required)
        .map(({ name }) => [name, query[name]!]);
      const view = operation.query.some(({ name }) => name === 'view') ? { view: 'branch' } : {};
      const url = urlOf(operation, id, { ...Object.fromEntries(required), ...view, ...(paged && { limit }) });
      const requestId = randomUUID();
      // The first time is not counted: what a process keeps in memory is read then.
      await scene.everybody.client.get(url);
      const { status, body, text } = await scene.everybody.client.get(url, { headers: { 'x-request-id': requestId } });
      if (status !== 200) throw new Error(`${url}: ${status} ${text}`);
      const rows = body?.items?.length ?? body?.vehicles?.length ?? text.split('\r\n').length - 2;
      measured.push({ key: operation.key, statements: counts.get(requestId) ?? 0, rows });
    }
    return measured;
  }

  async function fill(): Promise<void> {
    for (const [table, fresh] of Object.entries(CLONED)) {
      const { rows } = await app.db.query<{ names: string }>(
        `SELECT string_agg(quote_ident(column_name), ', ') AS names FROM information_schema.columns
          WHERE table_schema || '.' || table_name = $1 AND is_generated = 'NEVER'`,
        [table],
      );
      const { names } = rows[0]!;
      await app.db.query(
        `INSERT INTO ${table} (${names})
         SELECT ${names.replaceAll(/[\w"]+/g, (name) => `(r.r).${name}`)}
           FROM (SELECT jsonb_populate_record(NULL::${table}, to_jsonb(t) || to_jsonb(f)) AS r
           FROM (SELECT * FROM ${table} LIMIT 1) t, generate_series(1, ${MORE + 5}) n, LATERAL (SELECT ${fresh}) f) r`,
      );
    }
    await app.db.query(
      `INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id,
                                      passenger_ids, whole_vehicle, version, created_at)
       SELECT gen_random_uuid(), $1, $2, $3, $3, tstzrange(now() + make_interval(hours => n), now() + make_interval(hours => n + 1)),
              'confirmed', $4, '{}', false, 1, now()
         FROM generate_series(1, ${MORE + 5}) n`,
      [scene.vehicleId, scene.branchId, scene.everybody.id, scene.reasonId],
    );
  }
});
