import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { hash, verify } from '@node-rs/argon2';
import { Pool, type PoolClient } from 'pg';
import { NAME_COLUMNS, NAME_JOINS } from '../src/bookings/use-cases/lists/booking-names.queries.js';
import { HashQueue } from '../src/identity/use-cases/passwords/hash-queue.js';
import { loadConfig } from '../src/platform/config/config.js';
import { Sealer } from '../src/platform/crypto/sealer.js';
import { hashToken, newToken } from '../src/platform/crypto/tokens.js';

/**
 * The baseline: what the service asks of PostgreSQL for the measured requests, as prepared statements through pg
 * behind node:http, with no rule, no validation and no framework. It is kept in step with the service's SQL by hand.
 */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const sealer = new Sealer(loadConfig());

const SESSION = `
  SELECT u.*, s.id AS "sessionId", s.remembered, s.created_at AS "signedInAt",
         s.last_seen_at < now() - make_interval(secs => 60) AS stale, g.version
    FROM identity.sessions s JOIN identity.users u ON u.id = s.user_id CROSS JOIN access.grants_version g
   WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now()
     AND (s.remembered OR s.last_seen_at > now() - interval '10 minutes')
     AND u.state = 'verified' AND u.can_sign_in`;
const DAY = `
  SELECT k.id, k.vehicle_id, k.branch_id, k.booker_id, k.originator_id, lower(k.period) AS start, upper(k.period) AS end,
         k.state, k.reason_id, k.destination, k.passenger_ids, k.whole_vehicle, k.cost_centre, k.notes, k.custom_fields,
         k.policy_override IS NOT NULL AS policy_overridden, k.checked_out_at, k.returned_at, k.booked_end, k.odometer,
         k.return_notes, k.cancelled_by, k.cancelled_at, k.cancellation_reason, k.approval, k.series_id, k.version,
         ${NAME_COLUMNS}
    FROM (SELECT * FROM bookings.bookings
           WHERE branch_id = $1 AND period && tstzrange($2, $3) AND (branch_id = ANY($4::uuid[]) OR booker_id = $5)
           ORDER BY lower(period), id LIMIT 201) k ${NAME_JOINS}
   ORDER BY lower(k.period), k.id`;
const GROUND = `
  SELECT v.branch_id, v.seats, v.group_ids, v.approval_flow_id, v.state, b.state AS branch_state, b.time_zone,
         r.state AS reason_state, r.category
    FROM fleet.vehicles v JOIN branches.branches b ON b.id = v.branch_id LEFT JOIN bookings.reasons r ON r.id = $2
   WHERE v.id = $1`;
const INSERT = `
  INSERT INTO bookings.bookings (id, vehicle_id, branch_id, booker_id, originator_id, period, state, reason_id,
                                 passenger_ids, whole_vehicle, version, created_at)
  VALUES ($1, $2, $3, $4, $4, tstzrange($5, $6), 'confirmed', $7, '{}', false, 1, now())
  ON CONFLICT DO NOTHING RETURNING 1`;
const RECORD = `
  WITH told AS (INSERT INTO platform.outbox (id, type, payload, actor_id, occurred_at)
                VALUES ($1, 'bench.booked', $2, $3, now()))
  INSERT INTO platform.audit_entries (id, actor_id, subject_type, subject_id, action, changes)
  VALUES ($4, $3, 'Booking', $5, 'booked', $2)`;

/** Of a token for a service account: the client, and what is kept of the token, sealed. */
const CLIENT = `SELECT * FROM openid.clients WHERE client_id = $1 AND state = 'active'`;
const KEEP_TOKEN = `
  INSERT INTO openid.artifacts (key_hash, kind, client_id, payload, expires_at)
  VALUES ($1, 'ClientCredentials', $2, $3, now() + interval '10 minutes')`;

/** Of a sign-in, only its hash: in the same line, with the same parameters. */
const queue = new HashQueue();
const stored = hash('nine lanterns over a frozen lake', { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

const run = (client: Pool | PoolClient, name: string, text: string, values: unknown[] = []) =>
  client.query({ name, text, values });

const sessionOf = async (request: IncomingMessage) => {
  const token = /motorpool=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const { rows } = await run(pool, 'session', SESSION, [hashToken(token)]);
  return rows[0] as { id: string; branch_id: string };
};

async function book(user: { id: string }, wish: Record<string, string>): Promise<unknown> {
  const client = await pool.connect();
  try {
    await run(client, 'begin', 'BEGIN');
    const { rows } = await run(client, 'ground', GROUND, [wish.vehicleId, wish.reasonId]);
    const id = randomUUID();
    const { branch_id: branchId } = rows[0] as { branch_id: string };
    await run(client, 'insert', INSERT, [id, wish.vehicleId, branchId, user.id, wish.start, wish.end, wish.reasonId]);
    const facts = JSON.stringify({ bookingId: id, ...wish });
    await run(client, 'record', RECORD, [randomUUID(), facts, user.id, randomUUID(), id]);
    await run(client, 'commit', 'COMMIT');
    return { id, ...wish };
  } finally {
    client.release();
  }
}

async function giveToken(request: IncomingMessage): Promise<unknown> {
  const [, basic] = request.headers.authorization!.split(' ');
  const [clientId, secret] = Buffer.from(basic!, 'base64').toString().split(':') as [string, string];
  const scope = new URLSearchParams(await textOf(request)).get('scope');
  const { rows } = await run(pool, 'client', CLIENT, [clientId]);
  if (!hashToken(secret).equals((rows[0] as { secret_hash: Buffer }).secret_hash)) throw new Error('invalid_client');
  const token = newToken();
  const sealed = sealer.seal(JSON.stringify({ jti: token, clientId, scope, kind: 'ClientCredentials' }), 'bench');
  await run(pool, 'keep', KEEP_TOKEN, [hashToken(token), clientId, sealed]);
  return { access_token: token, expires_in: 600, token_type: 'Bearer', scope };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url!, 'http://bare');
  if (url.pathname === '/health/ready') return (await pool.query('SELECT 1')).rows;
  if (url.pathname === '/hash')
    return { same: await queue.run(async () => verify(await stored, await textOf(request))) };
  if (url.pathname === '/oidc/token') return giveToken(request);
  const user = await sessionOf(request);
  if (url.pathname.endsWith('/session')) return user;
  if (request.method === 'POST') {
    return book(user, JSON.parse(await textOf(request)) as Record<string, string>);
  }
  const span = [url.searchParams.get('from'), url.searchParams.get('to')];
  return (await run(pool, 'day', DAY, [user.branch_id, ...span, [user.branch_id], user.id])).rows;
}

const server = createServer((request, response) => {
  answer(request).then(
    (body) => {
      const status = request.method === 'POST' ? 201 : 200;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(Number(process.env.PORT));
process.on('SIGTERM', () => process.exit(0));
