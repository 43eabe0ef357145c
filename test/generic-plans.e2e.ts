import { randomUUID } from 'node:crypto';
import { type Seed, seed } from '../bench/seed.js';
import { hashToken, newToken } from '../src/platform/crypto/tokens.js';
import { startApp, type TestApp } from './support/app.js';
import { MANY_OF_ONE, MORE_ROWS } from './support/many-rows.js';
import { type Operation, operationsOf, type Parameter, type Schema, urlOf } from './support/operations.js';
import { type AskedOnce, PlanReader } from './support/plans.js';
import { stopSweeps } from './support/stop-sweeps.js';
import { watchStatements } from './support/statements.js';

/** What is read of a table and its indexes by any plan, such as the way down to a leaf, is no reason to call one bad. */
const FEW_PAGES = 200;
/** Looking through all bookings by an index for the few of a page reads 100,000 and more. */
const MOST_PAGES = 8_000;
/** The same for the 1,000 rows that are read at a time for a file. */
const MOST_PAGES_OF_BATCH = 25_000;
/** A page of 50 rows with their names, and the bookings that run now. */
const MOST_PAGES_OF_OWN = 1_000;
const ROLES = ['booker', 'branch_admin', 'organisation_admin'];

/** Answers are read to their end, but for files, of which the first rows are what the rest is like. */
const isFile = (url: string) => url.includes('.csv');

type Query = Record<string, string>;

/**
 * The service has PostgreSQL keep one plan for any values of a statement (the generic plan, ADR 12). Where that one is bad, the
 * service is quick with the few rows of every other test and slow with many.
 */
describe('plans for any values, at 200,000 bookings', () => {
  let app: TestApp;
  let seeded: Seed;
  let calendar: string;
  const refused: string[] = [];
  const heard = new Map<string, AskedOnce[]>();
  const stopWatching = watchStatements((_texts, requestId, asked) => {
    if (requestId && heard.has(requestId)) {
      heard.get(requestId)!.push(...asked.filter(({ text }) => /^\s*(SELECT|WITH)\b/.test(text)));
    }
  });

  beforeAll(async () => {
    app = await startApp({ TRUSTED_PROXIES: '127.0.0.1' });
    // Nobody is to be reminded of 100,000 bookings.
    await stopSweeps(app);
    seeded = await seed(app.config.databaseUrl);
    calendar = newToken();
    await app.db.query(
      `INSERT INTO bookings.calendar_feeds (id, user_id, secret_hash, renewed_at, version, created_at)
       SELECT gen_random_uuid(), booker_id, $1, now(), 1, now() FROM bookings.bookings
        WHERE lower(period) > now() LIMIT 1`,
      [hashToken(calendar)],
    );
    await app.db.query(MORE_ROWS);
    await app.db.query('VACUUM ANALYZE');
  }, 240_000);
  afterAll(async () => {
    stopWatching();
    await app?.stop();
  });

  it('BK-15, BK-17: every statement of a list, a report, a feed or a file reads at most twice the pages', async () => {
    const asked = new Map<string, { url: string; role: string; statement: AskedOnce }>();
    const keys = new Set<string>();
    for (const role of ROLES) {
      await become(role);
      for (const [key, url] of await urls()) {
        keys.add(key);
        for (const statement of await statementsOf(url)) {
          asked.set(`${statement.text} ${JSON.stringify(statement.values)}`, { url, role, statement });
        }
      }
    }
    const reader = await new PlanReader(app.config.databaseUrl).start();
    const bad: unknown[] = [];
    try {
      for (const { url, role, statement } of asked.values()) {
        const { custom, generic } = await reader.pagesOf(statement);
        // What has no name is planned for its values each time.
        const isWorse = statement.name !== '' && generic > 2 * custom + FEW_PAGES;
        const isMuch = (statement.name ? generic : custom) > (isFile(url) ? MOST_PAGES_OF_BATCH : MOST_PAGES);
        if (isWorse || isMuch) bad.push({ role, url, custom, generic, text: statement.text });
      }
    } finally {
      await reader.stop();
    }
    expect(refused).toEqual([]);
    expect(keys.size).toBeGreaterThan(30);
    expect(asked.size).toBeGreaterThan(1_000);
    expect(bad).toEqual([]);
  }, 240_000);

  it.each([
    ['behind', -700],
    ['ahead', 700],
  ])(
    'BK-15: what is upcoming of somebody with 10,000 bookings %s does not read all of them',
    async (_, daysAhead) => {
      await become('branch_admin');
      const { userId, branchId, reasonId } = seeded;
      await app.db.query('DELETE FROM bookings.bookings WHERE notes = $1', ['one of many']);
      await app.db.query(MANY_OF_ONE, [userId, reasonId, branchId, daysAhead]);
      await app.db.query('VACUUM ANALYZE bookings.bookings');
      const reader = await new PlanReader(app.config.databaseUrl).start();
      const pages: number[] = [];
      try {
        for (const sort of ['start', '-start']) {
          const asked = await statementsOf(`/api/v1/bookings?view=mine&state=upcoming&sort=${sort}`);
          for (const list of asked.filter(({ text }) => text.includes('FROM bookings.bookings k'))) {
            pages.push((await reader.pagesOf(list)).custom);
          }
        }
      } finally {
        await reader.stop();
      }
      expect(refused).toEqual([]);
      expect(pages.length).toBeGreaterThanOrEqual(2);
      expect(Math.max(...pages)).toBeLessThan(MOST_PAGES_OF_OWN);
    },
    120_000,
  );

  async function become(role: string): Promise<void> {
    await app.db.query(
      `UPDATE identity.users SET roles = jsonb_build_array(jsonb_build_object('roleId',
         (SELECT id FROM access.roles WHERE key = $2), 'branchIds', null)) WHERE id = $1`,
      [seeded.userId, role],
    );
  }

  /** Every list that the document tells of, with each of its filters alone; lists of bookings with several at once. */
  async function urls(): Promise<[key: string, url: string][]> {
    const { branchId, userId, vehicleIds, reasonId, day } = seeded;
    const ids = { users: userId, vehicles: vehicleIds[0]!, bookings: await someBooking() } as Query;
    const known: Query = {
      ...day,
      branchId,
      userId,
      bookerId: userId,
      reasonId,
      vehicleId: vehicleIds[0]!,
      q: 'driver',
      seats: '2',
      destination: 'Place 5',
      ...{
        groupId: userId,
        locationId: userId,
        roleId: userId,
        accessoryId: userId,
        kind: 'car',
        template: 'booking-confirmed',
        transmission: 'manual',
      },
    };
    const found: [string, string][] = [['GET /calendar/{secret}.ics', `/calendar/${calendar}.ics`]];
    for (const operation of operationsOf(app.api.document)) {
      const id = ids[operation.path.split('/')[3]!];
      const isRead = operation.method === 'GET' && operation.path.startsWith('/api/v1/');
      if (!isRead || (operation.hasId && (!id || !isPaged(operation)))) continue;
      for (const query of queriesOf(operation, known)) found.push([operation.key, urlOf(operation, id, query)]);
    }
    for (const view of ['mine', 'branch'])
      found.push(['GET /api/v1/bookings', `/api/v1/bookings?view=${view}&state=pending&state=upcoming`]);
    return found;
  }

  async function someBooking(): Promise<string> {
    const { rows } = await app.db.query<{ id: string }>(
      'SELECT id FROM bookings.bookings WHERE branch_id = $1 AND lower(period) > now() LIMIT 1',
      [seeded.branchId],
    );
    return rows[0]!.id;
  }

  /** What the answer to it asked, and what its second page did. */
  async function statementsOf(url: string): Promise<AskedOnce[]> {
    const requestId = randomUUID();
    heard.set(requestId, []);
    const headers = { cookie: `motorpool=${seeded.token}`, 'x-request-id': requestId };
    const answer = await fetch(app.origin + url, { headers });
    if (isFile(url)) await answer.body!.cancel();
    const body = isFile(url) ? undefined : await answer.text();
    // Some roles may not read some lists.
    if (!answer.ok && ![403, 404].includes(answer.status)) refused.push(`${url}: ${answer.status} ${body}`);
    const statements = heard.get(requestId)!;
    heard.delete(requestId);
    const cursor = /"nextCursor":"([^"]+)"/.exec(body ?? '')?.[1];
    if (!cursor || url.includes('cursor=')) return statements;
    return [...statements, ...(await statementsOf(`${url}${url.includes('?') ? '&' : '?'}cursor=${cursor}`))];
  }
});

const wordsOf = ({ enum: words = [], anyOf = [] }: Schema): string[] => [...words, ...anyOf.flatMap(wordsOf)];

const isPaged = ({ query }: Operation) => query.some(({ name }) => name === 'cursor');

function queriesOf({ path, query }: Operation, known: Query): Query[] {
  const valuesOf = ({ name, schema }: Parameter) => (known[name] ? [known[name]] : wordsOf(schema ?? {}));
  const required = Object.fromEntries(
    query.filter((each) => each.required).map((each) => [each.name, valuesOf(each)[0]!]),
  );
  const alone = query.flatMap((each) => valuesOf(each).map((value): Query => ({ [each.name]: value })));
  const several = /\/bookings(\.csv)?$/.test(path) && query.some(({ name }) => name === 'view') ? severalOf(known) : [];
  const { from, to } = known as { from: string; to: string };
  return [{}, ...alone, ...several]
    .map((each) => ({ ...required, ...each }))
    .filter((each: Query) => !(each.from && each.to) || each.from === from || each.to === to);
}

/** What the board, the lists and the calendar of the console ask for. */
function severalOf({ branchId, from, to, vehicleId, userId, reasonId }: Query): Query[] {
  const views = ['mine', 'entered', 'branch', 'mine,branch'];
  const states = ['upcoming', 'complete', 'late', 'early_returned', 'recurring', 'pending', 'confirmed', 'cancelled'];
  const spans = [{}, { from, to }, { from }, { to }] as Query[];
  const narrowed = [{ branchId }, { vehicleId }, { userId }, { reasonId }] as Query[];
  return views.flatMap((view) => [
    ...spans.map((span) => ({ view, ...span })),
    ...states.flatMap((state) => spans.slice(0, 2).map((span) => ({ view, state, ...span }))),
    ...narrowed.flatMap((each) =>
      spans.slice(0, 2).flatMap((span) => [
        { view, ...each, ...span },
        { view, ...each, state: 'upcoming', ...span },
      ]),
    ),
  ]);
}
