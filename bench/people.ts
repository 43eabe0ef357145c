import { performance } from 'node:perf_hooks';
import { Client } from 'pg';
import { startParts } from './parts.js';
import { type Seed, seed } from './seed.js';
import { ms, printLine } from './table.js';

const PEOPLE = 100_000;
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 40);
const LIMIT_MS = 50;

/** People of many names, in the branches, roles and groups of the deployment. */
const PEOPLE_SQL = `
  INSERT INTO identity.users (id, email, name, phone, reference, state, can_sign_in, email_confirmed_at, verified_at,
                              branch_id, group_ids, roles, version, created_at)
  SELECT gen_random_uuid(), 'user' || n || '@bench.example',
         (ARRAY['Ada','Grace','Linus','Mary','Alan','Edsger','Barbara','Ken'])[1 + n % 8] || ' ' ||
           initcap(substr(md5(n::text), 1, 7)) || ' ' || n,
         '+49 30 ' || (1000000 + n), 'R-' || n,
         CASE WHEN n % 50 = 0 THEN 'pending' WHEN n % 20 = 1 THEN 'contact' ELSE 'verified' END, n % 20 <> 1, now(),
         CASE WHEN n % 50 <> 0 THEN now() END, b.id,
         CASE WHEN n % 200 = 0 THEN ARRAY[(SELECT id FROM branches.groups LIMIT 1)] ELSE '{}' END,
         CASE WHEN n % 1000 = 0 THEN jsonb_build_array(jsonb_build_object('roleId', a.id, 'branchIds', null))
              ELSE jsonb_build_array(jsonb_build_object('roleId', k.id, 'branchIds', null)) END, 1, now()
    FROM generate_series(1, ${PEOPLE}) n
    JOIN (SELECT id, row_number() OVER (ORDER BY name) - 1 AS at FROM branches.branches) b ON b.at = n % 20
    CROSS JOIN (SELECT id FROM access.roles WHERE key = 'booking_approver') a
    CROSS JOIN (SELECT id FROM access.roles WHERE key = 'booker') k`;

interface People {
  groupId: string;
  approver: string;
  booker: string;
}

/** ID-19: measures search and filters of the list of people, for who sees one branch and for who sees all of them. */
async function main(): Promise<void> {
  const parts = await startParts();
  try {
    const seeded = await seed(parts.databaseUrl);
    const client = new Client({ connectionString: parts.databaseUrl });
    await client.connect();
    const people = await fill(client, seeded);
    for (const role of ['branch_admin', 'organisation_admin']) {
      await become(client, seeded.userId, role);
      for (const [name, query] of questions(seeded, people)) {
        const times = await measure(`${parts.service}/api/v1/users?${query}`, seeded.token);
        const [p50, p95] = [0.5, 0.95].map((share) => times[Math.ceil(times.length * share) - 1]!);
        printLine({
          name: `people, ${role === 'branch_admin' ? 'a branch' : 'all'}: ${name}`,
          service: ms(p95!),
          beside: { p50: ms(p50!) },
          target: `p95 < ${LIMIT_MS} ms`,
          met: p95! < LIMIT_MS,
        });
      }
    }
    await client.end();
  } finally {
    await parts.stop();
  }
}

async function fill(client: Client, { branchId }: Seed): Promise<People> {
  const group = await client.query<{ id: string }>(
    `INSERT INTO branches.groups (id, name, branch_ids) VALUES (gen_random_uuid(), 'Bench', ARRAY[$1::uuid]) RETURNING id`,
    [branchId],
  );
  await client.query(PEOPLE_SQL);
  await client.query('VACUUM ANALYZE identity.users, identity.directory');
  const { rows } = await client.query<{ id: string; key: string }>('SELECT id, key FROM access.roles');
  const idOf = (key: string) => rows.find((role) => role.key === key)!.id;
  return { groupId: group.rows[0]!.id, approver: idOf('booking_approver'), booker: idOf('booker') };
}

async function become(client: Client, userId: string, key: string): Promise<void> {
  await client.query(
    `UPDATE identity.users SET roles = jsonb_build_array(jsonb_build_object('roleId',
       (SELECT id FROM access.roles WHERE key = $2), 'branchIds', null)) WHERE id = $1`,
    [userId, key],
  );
}

const questions = ({ branchId }: Seed, { groupId, approver, booker }: People): [string, string][] => [
  ['no filter', ''],
  ['q: a whole number', 'q=99999'],
  ['q: part of an address', 'q=user4242'],
  ['q: a common name', 'q=grace'],
  ['q: two letters', 'q=ad'],
  ['q: what nobody is called', 'q=xyzzy%20nobody'],
  ['q: the end of a phone', 'q=1077777'],
  ['state: pending', 'state=pending'],
  ['branch', `branchId=${branchId}`],
  ['role: rare', `roleId=${approver}`],
  ['role: nearly everybody', `roleId=${booker}`],
  ['group', `groupId=${groupId}`],
  ['q, state and branch', `q=mary&state=contact&branchId=${branchId}`],
  ['q, role and 200 a page', `q=alan&roleId=${booker}&limit=200`],
];

/** How long each request took, in order of duration; the first few warm up and are not counted. */
async function measure(url: string, token: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = -8; round < ROUNDS; round += 1) {
    const begun = performance.now();
    const response = await fetch(url, { headers: { cookie: `motorpool=${token}` } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${url}: ${response.status}`);
    if (round >= 0) times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other);
}

await main();
