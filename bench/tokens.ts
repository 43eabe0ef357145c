import { randomBytes } from 'node:crypto';
import autocannon from 'autocannon';
import { Client } from 'pg';
import { hashToken, newToken } from '../src/platform/crypto/tokens.js';
import { startParts } from './parts.js';
import { ms, perSecond as rate, printLine, untilSteady } from './table.js';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
/** Eight is what other parts are measured at; sixteen has a connection of PostgreSQL for each; thirty-two shows what a queue adds. */
const AT_ONCE = [8, 16, 32];
const LEAST_RATIO = 0.5;
/** Of what fewer at once got: less is falling. */
const LEAST_KEPT = 0.95;

interface Seeded {
  basic: string;
  cookie: string;
}

/** OP-6: tokens for service accounts, and what a call costs with one instead of a session's cookie. */
async function main(): Promise<void> {
  const parts = await startParts();
  try {
    const { basic, cookie } = await seed(parts.databaseUrl);
    const credentials = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'grant_type=client_credentials&scope=api%3Aread';
    const wanted = { method: 'POST', path: '/oidc/token', headers: credentials, body } as const;
    let most = 0;
    for (const connections of AT_ONCE) {
      const bare = await load(parts.bare, connections, wanted);
      const service = await load(parts.service, connections, wanted);
      const isFalling = service.perSecond < most * LEAST_KEPT;
      most = Math.max(most, service.perSecond);
      printLine({
        ...lineOf(`client-credentials tokens, c=${connections}`, service, bare),
        target: `≥ ${LEAST_RATIO}, not falling`,
        met: service.perSecond >= LEAST_RATIO * bare.perSecond && !isFalling,
      });
    }
    const answer = await fetch(`${parts.service}/oidc/token`, { method: 'POST', headers: credentials, body });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const call = { method: 'GET', path: '/api/v1/branches' } as const;
    const [connections] = AT_ONCE;
    const bySession = await load(parts.service, connections!, { ...call, headers: { cookie } });
    const byToken = await load(parts.service, connections!, { ...call, headers: { authorization: `Bearer ${token}` } });
    printLine(lineOf(`branches by token, and by session, c=${connections}`, byToken, bySession));
  } finally {
    await parts.stop();
  }
}

/** A branch with its admin, signed in, and a client whose service account has the same role there. */
async function seed(databaseUrl: string): Promise<Seeded> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const secret = newToken();
  const session = newToken();
  const clientId = randomBytes(16).toString('hex');
  await client.query(
    `WITH branch AS (
       INSERT INTO branches.branches (id, name, code, time_zone, open_to_sign_up, state, version, created_at)
       VALUES (gen_random_uuid(), 'Branch', 'B', 'Europe/Berlin', true, 'open', 1, now()) RETURNING id),
     people AS (
       INSERT INTO identity.users (id, email, name, state, can_sign_in, email_confirmed_at, verified_at, branch_id,
                                   group_ids, roles, version, created_at)
       SELECT gen_random_uuid(), state || '@fleet.example', state, state, state = 'verified', now(), now(), b.id, '{}',
              jsonb_build_array(jsonb_build_object('roleId', r.id, 'branchIds', null)), 1, now()
         FROM unnest(ARRAY['verified', 'contact']) state CROSS JOIN branch b
         JOIN access.roles r ON r.key = 'branch_admin' RETURNING id, state),
     signed_in AS (
       INSERT INTO identity.sessions (id, user_id, token_hash, remembered, created_at, last_seen_at, expires_at)
       SELECT gen_random_uuid(), id, $1, true, now(), now(), now() + interval '1 day'
         FROM people WHERE state = 'verified')
     INSERT INTO openid.clients (id, client_id, name, type, secret_hash, redirect_uris, post_logout_redirect_uris,
                                 role_keys, group_ids, first_party, pkce_required, service_account_id, state, version,
                                 created_at)
     SELECT gen_random_uuid(), $2, 'Payroll', 'confidential', $3, '{}', '{}', '{}', '{}', false, true, id, 'active', 1,
            now()
       FROM people WHERE state = 'contact'`,
    [hashToken(session), clientId, hashToken(secret)],
  );
  await client.query('VACUUM ANALYZE');
  await client.end();
  return { basic: Buffer.from(`${clientId}:${secret}`).toString('base64'), cookie: `motorpool=${session}` };
}

interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
}

async function load(origin: string, connections: number, request: autocannon.Request): Promise<Measured> {
  const options = { url: origin, connections, requests: [request] };
  await untilSteady(async () => (await autocannon({ ...options, duration: 2 })).requests.average);
  const result = await autocannon({ ...options, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${request.path}: ${result.non2xx} answers were not 2xx, ${result.errors} failed.`);
  }
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

const lineOf = (name: string, { perSecond, p50, p99 }: Measured, bare: Measured) => ({
  name,
  service: rate(perSecond),
  baseline: rate(bare.perSecond),
  ratio: (perSecond / bare.perSecond).toFixed(2),
  beside: { p50: ms(p50), p99: ms(p99) },
});

await main();
