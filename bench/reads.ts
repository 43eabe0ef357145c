import { performance } from 'node:perf_hooks';
import { Client } from 'pg';
import { hashToken, newToken } from '../src/platform/crypto/tokens.js';
import type { Parts } from './parts.js';
import type { Seed } from './seed.js';
import { percentile, printLine } from './table.js';

export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 60);
const DAY_MS = 86_400_000;

export interface Place {
  parts: Parts;
  seeded: Seed;
  bookings: number;
  /** p95 of each question as it was at the smaller size. */
  before: Map<string, number>;
}

interface Question {
  name: string;
  path: string;
  most?: number;
  /** How much slower it may be at the greater size. */
  slower?: number;
  accept?: string;
}

/** One after another, as one person asks. */
async function ask(place: Place, { name, path, most, slower, accept = '*/*' }: Question): Promise<void> {
  const { parts, seeded, bookings, before } = place;
  const times: number[] = [];
  let bytes = 0;
  const headers = { cookie: `motorpool=${seeded.token}`, accept };
  for (let round = -8; round < ROUNDS; round += 1) {
    const since = performance.now();
    const answer = await fetch(parts.service + path, { headers });
    bytes = (await answer.arrayBuffer()).byteLength;
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    if (round >= 0) times.push(performance.now() - since);
  }
  const [p50, p95] = [percentile(times, 0.5), percentile(times, 0.95)];
  const at200 = before.get(name);
  before.set(name, at200 ?? p50);
  const growth = at200 === undefined ? undefined : p50 / at200;
  const measured = {
    p50: `${p50.toFixed(1)} ms`,
    p95: `${p95.toFixed(1)} ms`,
    kB: (bytes / 1_024).toFixed(0),
    ...(growth && { growth: `× ${growth.toFixed(2)}` }),
  };
  const target = [most && `p95 < ${most} ms`, slower && `× ≤ ${slower}`].filter(Boolean).join(', ');
  const met = p95 < (most ?? Infinity) && (growth ?? 1) <= (slower ?? Infinity);
  printLine(target ? { name, bookings, measured, target, met } : { name, bookings, measured });
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

async function sql<Row>({ parts }: Place, text: string, values: unknown[]): Promise<Row[]> {
  const client = new Client({ connectionString: parts.databaseUrl });
  await client.connect();
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
  const goals = { most: 50, slower: 1.25 };
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
  const { branchId, vehicleIds, reasonId } = place.seeded;
  const queries = {
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
      await ask(place, { name: `list, ${who}: ${name}`, path: `/api/v1/bookings?view=branch${query}`, most: 50 });
    }
  }
  await asRole(place, 'branch_admin');
}

export async function feed(place: Place): Promise<void> {
  const secret = newToken();
  await sql(
    place,
    `INSERT INTO bookings.calendar_feeds (id, user_id, secret_hash, renewed_at, version, created_at)
     SELECT gen_random_uuid(), booker_id, $1, now(), 1, now() FROM bookings.bookings
      WHERE lower(period) > now() GROUP BY booker_id ORDER BY count(*) DESC LIMIT 1
     ON CONFLICT (user_id) DO UPDATE SET secret_hash = excluded.secret_hash`,
    [hashToken(secret)],
  );
  await ask(place, { name: 'calendar feed', path: `/calendar/${secret}.ics`, most: 50 });
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
  const measured = {
    rows: rows.toLocaleString('en'),
    rate: `${(rows / seconds).toFixed(0)} rows/s`,
    size: `${(bytes / 1e6).toFixed(0)} MB`,
  };
  printLine({ name: 'CSV of all bookings', bookings, measured });
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
