import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PLACES_PER_PERSON } from '../src/platform/limits/expensive-acts.js';
import { taking } from '../src/platform/work/locks.js';
import { type TestApp, startApp } from './support/app.js';
import { CodeBase, decorators, memberName } from './support/architecture/code-base.js';
import type { Answer } from './support/client.js';
import { dereferenced } from './support/dereferenced.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { held } from './support/held.js';
import { operationsOf } from './support/operations.js';
import { stopSweeps } from './support/stop-sweeps.js';

/** Each is a route of the list below. */
const FILES = [
  'POST /api/v1/users/import',
  'GET /api/v1/bookings.csv',
  'GET /api/v1/reports/bookings',
  'GET /api/v1/reports/utilisation',
  'GET /api/v1/reports/vehicles',
  'GET /api/v1/reports/reason-split',
];

describe('acts that cost much (S-7, ID-11)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let code: string;
  let vehicleId: string;
  let people: GivenUser[];
  let other: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    code = (await app.admin.expect(200, 'GET', `/branches/${branchId}`)).code as string;
    vehicleId = await given.vehicle(branchId);
    people = [];
    for (let index = 0; index < 3; index += 1) people.push(await given.user(branchId, ['booker', 'branch_admin']));
    other = await given.user(branchId, ['booker']);
    // A sweep may wait for the vehicle too, and who waits is counted.
    await stopSweeps(app);
  });
  afterAll(() => app?.stop());

  const file = (rows: number, name: string) =>
    ['email,name,branch', ...Array.from({ length: rows }, (_, row) => `${name}${row}@else.example,N N,${code}`)].join(
      '\n',
    );
  const dryRun = (who: GivenUser, rows = 1_000): Promise<Answer> =>
    who.client.send('POST', '/users/import?dryRun=true', {
      raw: file(rows, crypto.randomUUID()),
      headers: { 'content-type': 'text/csv' },
    });
  const series = async (who: GivenUser): Promise<Answer> =>
    who.client.post('/booking-series', {
      ...(await given.wish(vehicleId, 3)),
      ...{ rrule: 'FREQ=DAILY;COUNT=3', onConflict: 'fail' },
    });
  const statuses = (answers: Answer[]) => answers.map(({ status }) => status).sort();

  /** Each kind stands for a mechanism; whoever adds a route of these kinds is told by this list. */
  it('S-7: these routes have places, and whatever reads or writes a file is among them', () => {
    const code = CodeBase.read(join(import.meta.dirname, '..'));
    const found = code
      .sources()
      .flatMap((path) =>
        code
          .classes(path)
          .flatMap((controller) =>
            controller.members
              .filter((member) => decorators(member).includes('Expensive'))
              .map((member) => `${controller.name!.text.replace(/Controller$/, '')}_${memberName(member)}`),
          ),
      );
    expect(found.sort()).toEqual([
      'Approvals_decideAll',
      'BookingLists_file',
      'Governance_erase',
      'Import_import',
      'Me_setPassword',
      'OwnDataPage_erase',
      'OwnDataPage_export',
      'OwnRights_erase',
      'OwnRights_export',
      'PasskeySession_stepUp',
      'Reports_bookings',
      'Reports_reasonSplit',
      'Reports_utilisation',
      'Reports_vehicles',
      'SecurityPage_setPassword',
      'SecurityPage_stepUp',
      'Series_amend',
      'Series_cancel',
      'Series_create',
      'Series_preview',
      'Series_previewAmend',
      'SignInAgain_submit',
      'VehiclePhotos_put',
    ]);
    const document = dereferenced(app.api.document);
    const withFiles = operationsOf(document).filter(({ key }) => {
      const [method, path] = key.split(' ') as [string, string];
      const { requestBody, responses } = (document.paths as Record<string, Record<string, object>>)[path]![
        method.toLowerCase()
      ] as { requestBody?: object; responses?: object };
      return JSON.stringify([requestBody, responses]).includes('text/csv');
    });
    expect(withFiles.map(({ key }) => key).sort()).toEqual(FILES.toSorted());
  });

  it('S-7: one person has a few places at once, 429 beyond, and the next is free when one is over', async () => {
    const lock = await held(app.db, taking([['vehicle', vehicleId]]));
    const asked = Array.from({ length: 20 }, () => series(people[0]!));
    const refused = await Promise.race([Promise.all(asked), Promise.any(asked)]);
    expect(plainOf(refused as Answer)).toMatchObject({ status: 429, code: 'too_many_requests' });
    expect(Number((refused as Answer).headers.get('retry-after'))).toBeGreaterThan(0);
    // Another kind of act has no places of its own.
    expect((await dryRun(people[0]!, 1)).status).toBe(429);
    await lock.waitedFor();
    await lock.release();
    const answers = await Promise.all(asked);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20 - PLACES_PER_PERSON);
    expect(statuses(answers).filter((status) => status !== 429)).toEqual([201, 409, 409, 409, 409, 409]);
    expect((await dryRun(people[0]!, 1)).status).toBe(200);
  });

  it('S-7: of all people together a few run, and the pool keeps its share for short requests', async () => {
    const lock = await held(app.db, taking([['vehicle', vehicleId]]));
    const asked = people.flatMap((who) => Array.from({ length: PLACES_PER_PERSON }, () => series(who)));
    const waitingForLock = async () =>
      (
        await app.db.query(`SELECT FROM pg_stat_activity 
           WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`)
      ).rowCount!;
    await eventually('two wait for the vehicle', async () => (await waitingForLock()) === 2);
    for (let round = 0; round < 10; round += 1) {
      const short = await Promise.all(Array.from({ length: 10 }, () => other.client.get('/session')));
      expect(new Set(statuses(short))).toEqual(new Set([200]));
      expect(await waitingForLock()).toBe(2);
    }
    await lock.release();
    expect(statuses(await Promise.all(asked))).not.toContain(503);
  });

  it('S-7: no connection is held while a file is judged', async () => {
    const open = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'
                   AND query ~ 'identity|branches|access'`;
    let [busy, looks, transactions] = [true, 0, 0];
    const asked = dryRun(people[0]!).finally(() => (busy = false));
    for (; busy; looks += 1) {
      transactions += (await app.db.query(open)).rowCount!;
      await pause(1);
    }
    expect([(await asked).status, transactions]).toEqual([200, 0]);
    expect(looks).toBeGreaterThan(0);
  });

  it('S-7: new passwords of one person are made one after the other, and a few of them', async () => {
    const who = await given.user(branchId, ['booker']);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        who.client.put('/me/password', { password: `heron ${index} above the reeds` }),
      ),
    );
    expect(statuses(answers)).toEqual(expect.arrayContaining([204, 429]));
    expect(statuses(answers)).not.toContain(503);
    const page = async (password: string) => {
      const answer = await fetch(`${app.origin}/account/security/step-up`, {
        ...{ method: 'POST', redirect: 'manual' as const },
        headers: { cookie: who.client.cookie, origin: app.config.publicUrl },
        body: new URLSearchParams({ password }),
      });
      await answer.text();
      return answer.status;
    };
    const pages = await Promise.all(Array.from({ length: 20 }, () => page(PASSWORD)));
    expect(pages.filter((status) => status === 429).length).toBeGreaterThan(0);
  });

  it('S-7: whoever hangs up while they wait has nothing done for them, and their place is free again', async () => {
    const who = people[1]!;
    const lock = await held(app.db, taking([['vehicle', vehicleId]]));
    const first = series(who);
    await lock.waitedFor();
    const name = `left${crypto.randomUUID()}`;
    const headers = { cookie: who.client.cookie, origin: app.config.publicUrl, 'content-type': 'text/csv' };
    const left = Array.from({ length: 2 * PLACES_PER_PERSON }, (_, index) =>
      request(`${app.origin}/api/v1/users/import`, { method: 'POST', headers, agent: false })
        .on('error', () => undefined)
        .end(file(1, `${name}${index}`)),
    );
    // Those that are refused say that all places are taken; the others wait behind the first.
    const [refused] = (await Promise.any(left.map((sent) => once(sent, 'response')))) as [IncomingMessage];
    expect(refused.statusCode).toBe(429);
    for (const sent of left) sent.destroy();
    let again: Promise<Answer> | undefined;
    await eventually('a place is free', async () => {
      again = dryRun(who, 1);
      const answered = await Promise.race([again.then(({ status }) => status), pause(50)]);
      return answered !== 429;
    });
    await lock.release();
    await first;
    expect((await again!).status).toBe(200);
    const { rowCount } = await app.db.query(`SELECT FROM identity.users WHERE starts_with(email, $1)`, [name]);
    expect(rowCount).toBe(0);
  });

  const plainOf = ({ status, body }: Answer) => ({ status, code: body.code });
});
