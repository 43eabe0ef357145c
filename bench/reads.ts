import { performance } from 'node:perf_hooks';
import { Client } from 'pg';
import { hashToken, newToken } from '../src/platform/crypto/tokens.js';
import type { Parts } from './parts.js';
import { addLargeBranch, type Seed } from './seed.js';
import { ms, percentile, perSecond, printLine, times, untilSteady } from './table.js';

/** Somebody new with an hour of each vehicle, in the night of a day ahead; the feed is theirs. */
const FEED_OF_MANY = `
  WITH owner AS (
    INSERT INTO identity.users (id, email, name, state, can_sign_in, email_confirmed_at, verified_at, branch_id, group_ids,
                                roles, version, created_at)
    SELECT gen_random_uuid(), gen_random_uuid() || '@fleet.example', 'Many', 'verified', true, now(), now(), id, '{}', '[]',
           1, now() FROM branches.branches LIMIT 1 RETURNING id),
  feed AS (
    INSERT INTO bookings.calendar_feeds (id, user_id, secret_hash, renewed_at, version, created_at)
    SELECT gen_random_uuid(), id, $1, now(), 1, now() FROM owner),
  booked AS (
    INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id, destination,
                                   passenger_ids, whole_vehicle, version, created_at)
    SELECT gen_random_uuid(), v.id, v.branch_id, o.id, o.id,
           tstzrange(date_trunc('day', now()) + interval '3 days 1 hour', date_trunc('day', now()) + interval '3 days 2 hours'),
           'confirmed', $2, 'Somewhere', '{}', false, 1, now()
      FROM (SELECT id, branch_id FROM fleet.vehicles LIMIT 1000) v, owner o)
  SELECT id FROM owner`;

export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 60);
const WARM_ROUNDS = 16;
const DAY_MS = 86_400_000;

export interface Place {
  parts: Parts;
  seeded: Seed;
  bookings: number;
  /** The median of each question as it was at the smaller size. */
  before: Map<string, number>;
}

interface Question {
  name: string;
  path: string;
  /** Longest that 95 of 100 answers may take, in milliseconds. */
  most?: number;
  /** The same of half of them. */
  mostHalf?: number;
  /** How much slower it may be at the greater size. */
  slower?: number;
  headers?: Record<string, string>;
  status?: number;
}

/** One after another, as one person asks. */
async function ask(place: Place, question: Question): Promise<void> {
  const { name, path, most, mostHalf, slower, headers = {}, status = 200 } = question;
  const { parts, seeded, bookings, before } = place;
  let bytes = 0;
  const once = async () => {
    const since = performance.now();
    const answer = await fetch(parts.service + path, { headers: { cookie: `motorpool=${seeded.token}`, ...headers } });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (answer.status !== status) throw new Error(`${path}: ${answer.status}`);
    return performance.now() - since;
  };
  const round = async (count: number) => {
    const taken: number[] = [];
    while (taken.length < count) taken.push(await once());
    return taken;
  };
  await untilSteady(async () => percentile(await round(WARM_ROUNDS), 0.5));
  const taken = await round(ROUNDS);
  const [p50, p95] = [percentile(taken, 0.5), percentile(taken, 0.95)];
  const earlier = before.get(name);
  before.set(name, earlier ?? p50);
  const growth = earlier === undefined ? undefined : p50 / earlier;
  // A millisecond more or less is the machine's.
  const isSlower = growth !== undefined && growth > (slower ?? Infinity) && p50 - earlier! > 1;
  const targets = [mostHalf && `p50 ≤ ${mostHalf}`, most && `p95 ≤ ${most} ms`, slower && growth && `× ≤ ${slower}`];
  const target = targets.filter(Boolean).join(', ');
  printLine({
    name,
    bookings,
    service: ms(p95),
    baseline: earlier === undefined ? undefined : ms(earlier),
    ratio: growth === undefined ? undefined : times(growth),
    beside: { p50: ms(p50), kB: (bytes / 1_024).toFixed(0) },
    ...(target && { target, met: p95 <= (most ?? Infinity) && p50 <= (mostHalf ?? Infinity) && !isSlower }),
  });
}

/** Whoever asks reaches one branch, then every branch. */
async function asRole(place: Place, role: string): Promise<void> {
  await sql(
    place,
    `UPDATE identity.users SET roles = jsonb_build_array(jsonb_build_object('roleId',
    (SELECT id FROM access.roles WHERE key = $2), 'branchIds', null)) WHERE id = $1`,
    [place.seeded.userId, role],
  );
}

export async function connected(parts: Parts): Promise<Client> {
  const client = new Client({ connectionString: parts.databaseUrl });
  await client.connect();
  return client;
}

async function sql<Row>({ parts }: Place, text: string, values: unknown[]): Promise<Row[]> {
  const client = await connected(parts);
  try {
    return (await client.query(text, values)).rows as Row[];
  } finally {
    await client.end();
  }
}

export async function availability(place: Place): Promise<void> {
  const { from } = place.seeded.day;
  const at = (hours: number) => new Date(Date.parse(from) + hours * 3_600_000).toISOString();
  const question = (hours: [number, number]) => `/api/v1/availability?from=${at(hours[0])}&to=${at(hours[1])}`;
  const goals = { most: 40, slower: 1.5 };
  for (const order of ['name', 'least_used']) {
    await sql(
      place,
      `UPDATE branches.organisation SET availability_order = jsonb_build_object('primary', $1::text, 'thenBy', null)`,
      [order],
    );
    await asRole(place, 'branch_admin');
    await ask(place, { name: `availability, a branch, ${order}`, path: question([12, 14]), ...goals });
    await asRole(place, 'organisation_admin');
    await ask(place, { name: `availability, all, ${order}`, path: question([12, 14]), ...goals });
  }
  await ask(place, { name: 'availability, all taken', path: question([9, 11]), ...goals });
  await ask(place, { name: 'availability, trips', path: `${question([9, 11])}&destination=Place%205`, ...goals });
  await ask(place, { name: 'availability, a month', path: question([0, 720]), ...goals });
  await sql(place, `UPDATE branches.organisation SET availability_order = DEFAULT`, []);
  await asRole(place, 'branch_admin');
}

export async function lists(place: Place): Promise<void> {
  const { branchId, vehicleIds, reasonId, day } = place.seeded;
  const goals = { mostHalf: 15, slower: 1.5 };
  await ask(place, { name: 'list, mine, upcoming', path: '/api/v1/bookings?view=mine&state=upcoming', ...goals });
  const queries = {
    'a day, 200 a page': `&from=${day.from}&to=${day.to}&limit=200`,
    'no filter': '',
    'latest first': '&sort=-start',
    upcoming: '&state=upcoming',
    complete: '&state=complete&sort=-start',
    pending: '&state=pending',
    cancelled: '&state=cancelled',
    'of a vehicle': `&vehicleId=${vehicleIds[0]}`,
    'for a reason': `&reasonId=${reasonId}`,
    'a branch, upcoming': `&branchId=${branchId}&state=upcoming`,
  };
  for (const role of ['branch_admin', 'organisation_admin']) {
    await asRole(place, role);
    for (const [name, query] of Object.entries(queries)) {
      const who = role === 'branch_admin' ? 'a branch' : 'all';
      await ask(place, { name: `list, ${who}: ${name}`, path: `/api/v1/bookings?view=branch${query}`, ...goals });
    }
  }
  await asRole(place, 'branch_admin');
}

/** One day of a branch of 1,000 vehicles with three bookings each: what the board asks for every 20 seconds. */
export async function board(place: Place): Promise<void> {
  if (place.bookings < 1_000_000) return;
  const { branchId, from, to } = await addLargeBranch(place.parts.databaseUrl, place.seeded, 1_000);
  await asRole(place, 'organisation_admin');
  const path = `/api/v1/board?branchId=${branchId}&from=${from}&to=${to}`;
  await ask(place, { name: 'board of 1,000 vehicles', path, most: 60 });
  await asRole(place, 'branch_admin');
}

/** Of somebody with 1,000 entries, as a phone asks for it: anew, and again with the tag of what it has. */
export async function feed(place: Place): Promise<void> {
  const secret = newToken();
  const owner = await sql<{ id: string }>(place, FEED_OF_MANY, [hashToken(secret), place.seeded.reasonId]);
  const path = `/calendar/${secret}.ics`;
  await ask(place, { name: 'calendar feed of 1,000 entries', path, most: 25 });
  const headers = { 'if-none-match': (await fetch(place.parts.service + path)).headers.get('etag')! };
  await ask(place, { name: 'calendar feed, not changed: 304', path, most: 5, headers, status: 304 });
  await sql(place, 'DELETE FROM bookings.bookings WHERE booker_id = $1', [owner[0]!.id]);
  await sql(place, 'DELETE FROM bookings.calendar_feeds WHERE user_id = $1', [owner[0]!.id]);
}

export async function csv(place: Place): Promise<void> {
  const { parts, seeded, bookings } = place;
  await asRole(place, 'organisation_admin');
  const since = performance.now();
  const headers = { cookie: `motorpool=${seeded.token}` };
  const answer = await fetch(`${parts.service}/api/v1/bookings.csv?view=branch`, { headers });
  let [bytes, rows] = [0, -1];
  for await (const chunk of answer.body!) {
    bytes += chunk.length;
    for (const byte of chunk) if (byte === 10) rows += 1;
  }
  const seconds = (performance.now() - since) / 1_000;
  printLine({
    name: 'CSV of all bookings, rows',
    bookings,
    service: perSecond(rows / seconds),
    beside: { rows: rows.toLocaleString('en'), size: `${(bytes / 1e6).toFixed(0)} MB` },
  });
  await asRole(place, 'branch_admin');
}

export async function reports(place: Place): Promise<void> {
  const month = `from=${new Date(Date.now() - 30 * DAY_MS).toISOString()}&to=${new Date().toISOString()}`;
  const year = `from=${new Date(Date.now() - 365 * DAY_MS).toISOString()}&to=${new Date().toISOString()}`;
  for (const role of ['branch_admin', 'organisation_admin']) {
    await asRole(place, role);
    const who = role === 'branch_admin' ? 'a branch' : 'all';
    for (const name of ['utilisation', 'reason-split', 'vehicles', 'bookings']) {
      await ask(place, {
        name: `report, ${who}, a month: ${name}`,
        path: `/api/v1/reports/${name}?${month}`,
        most: 500,
      });
    }
    for (const name of ['utilisation', 'reason-split', 'vehicles']) {
      await ask(place, {
        name: `report, ${who}, a year: ${name}`,
        path: `/api/v1/reports/${name}?${year}`,
        most: 2_000,
      });
    }
  }
  await asRole(place, 'branch_admin');
}
