import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { Deployment } from './support/deployment.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { postgresTools, startPostgres } from './support/postgres-tools.js';
import { BuiltProcess, endAll } from './support/processes.js';

const PATIENCE_MS = 100_000;
jest.setTimeout(3 * PATIENCE_MS);
const run = promisify(execFile);
const tools = postgresTools();
const page = readFileSync(new URL('../docs/operations/backup.md', import.meta.url), 'utf8');
/** The commands of the page, as it says them. */
const commands = [...page.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block]) => block!.trim().split('\n'));

async function program(name: 'migrate' | 'after-restore', env: Record<string, string>) {
  const process = new BuiltProcess(name, { env });
  const { code } = await process.end(PATIENCE_MS);
  return { code, output: process.output };
}

describe('after a restore', () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let booker: GivenUser;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await Deployment.start();
    given = new Given(motorpool);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    await motorpool.settled(PATIENCE_MS);
  });
  afterAll(async () => {
    await motorpool?.stop();
    await endAll();
  });

  const book = async (by: GivenUser, days: number) =>
    by.client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), days));
  const count = async (sql: string) => (await motorpool.rows<{ count: number }>(sql))[0]!.count;

  it('what waited when the backup was made is held back and can be sent; what comes after is sent', async () => {
    const refused = await program('after-restore', motorpool.settings);
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('Stop every worker')]);

    await motorpool.workers[0]!.kill();
    // One email that waits, one event that would make another, and one reminder that is due.
    await book(booker, 3);
    await motorpool.db.query(
      `UPDATE notifications.mails SET state = 'queued', sent_at = NULL, due_at = now()
        WHERE id = (SELECT id FROM notifications.mails WHERE template = 'booking-confirmed' LIMIT 1)`,
    );
    await motorpool.db.query(
      `INSERT INTO notifications.mails (id, event_id, template, kind, user_id, about_reader, to_address, to_name, subject, model, message_id)
       SELECT gen_random_uuid(), gen_random_uuid(), template, kind, user_id, about_reader, to_address, to_name, subject, model, '<waits@x>'
         FROM notifications.mails LIMIT 1`,
    );
    await book(booker, 0.4);
    await motorpool.db.query(`UPDATE bookings.bookings SET created_at = now() - interval '3 days'
                               WHERE lower(period) < now() + interval '1 day'`);
    const events = await count(`SELECT count(*)::int AS count FROM platform.outbox WHERE state = 'pending'`);
    expect(events).toBeGreaterThanOrEqual(2);
    const before = motorpool.mail.mails.length;
    const { code, output } = await program('after-restore', motorpool.settings);
    expect([code, output]).toEqual([0, expect.stringContaining('emails: 1 (')]);
    expect(output).toContain(`events that would have caused more emails and calls: ${events}\n`);
    expect(output).toContain('booking reminders: 1\n');

    motorpool.startWorker(0);
    const after = await book(booker, 5);
    await eventually(
      'the email of the new booking is sent',
      async () => (await count(`SELECT count(*)::int AS count FROM platform.outbox WHERE state <> 'done'`)) === 0,
      PATIENCE_MS,
    );
    const sent = () => motorpool.mail.mails.slice(before);
    await eventually('it has arrived', async () => sent().length > 0, PATIENCE_MS);
    await eventually(
      'nothing waits',
      async () => (await count(`SELECT count(*)::int AS count FROM notifications.mails WHERE state = 'queued'`)) === 0,
      PATIENCE_MS,
    );
    expect(sent()).toHaveLength(1);
    expect(after.state).toBe('confirmed');
    const { items } = await motorpool.admin.expect(200, 'GET', '/mails?state=failed');
    expect(items).toEqual([
      expect.objectContaining({ lastError: expect.stringContaining('Held back after a restore') }),
    ]);
  });

  if (tools) {
    it('a dump made under load is restored into an empty server, the service starts, and no email is sent twice', async () => {
      const [old, fresh] = await Promise.all([startPostgres(tools), startPostgres(tools)]);
      const file = join(tmpdir(), `motorpool-${process.pid}.dump`);
      expect(await program('migrate', { DATABASE_URL: old.url })).toMatchObject({ code: 0 });
      const first = await Deployment.start({ databaseUrl: old.url });
      let second: Deployment | undefined;
      try {
        const there = new Given(first);
        const branch = await there.branch();
        const person = await there.user(branch, ['booker']);
        const made: string[] = [];
        let loading = true;
        const load = (async () => {
          for (let days = 1; loading; days += 0.1) {
            const wish = await there.wish(await there.vehicle(branch), days);
            made.push((await person.client.expect(201, 'POST', '/bookings', wish)).id as string);
          }
        })();
        await eventually('there are bookings', async () => made.length > 5, PATIENCE_MS);
        const known = [...made];
        const sh = (command: string) =>
          run('sh', ['-ec', command], {
            env: {
              PATH: `${tools}:${process.env.PATH}`,
              DATABASE_URL: old.url,
              NEW_DATABASE_URL: fresh.url,
              FILE: file,
            },
          });
        await sh(commands.find((command) => command.includes('pg_dump'))!);
        const soFar = made.length;
        await eventually('there are more since', async () => made.length > soFar + 5, PATIENCE_MS);
        loading = false;
        await load;
        await first.settled(PATIENCE_MS);
        await first.stop();

        await sh(commands.find((command) => command.includes('pg_restore'))!);
        const settings = { ...first.settings, DATABASE_URL: fresh.url };
        expect(await program('after-restore', settings)).toMatchObject({ code: 0 });
        second = await Deployment.start({
          databaseUrl: fresh.url,
          settings: { SECRET_KEY: first.settings.SECRET_KEY! },
        });
        const client = await second.anyone().signIn(person.email, PASSWORD);
        const ids = (await second.rows<{ id: string }>('SELECT id FROM bookings.bookings')).map(({ id }) => id);
        expect(ids).toEqual(expect.arrayContaining(known));
        const again = new Given(second);
        await client.expect(201, 'POST', '/bookings', await again.wish(await again.vehicle(branch), 90));
        await eventually(
          'every event is delivered, and no email waits',
          async () => {
            const [left] = await second!.rows<{ count: number }>(
              `SELECT (SELECT count(*) FROM platform.outbox WHERE state <> 'done')::int
                    + (SELECT count(*) FROM notifications.mails WHERE state = 'queued')::int AS count`,
            );
            return left!.count === 0;
          },
          PATIENCE_MS,
        );
        const before = new Set(first.mail.mails.map(({ messageId }) => messageId));
        expect(before.size).toBeGreaterThan(10);
        const twice = second.mail.mails.filter(({ messageId }) => before.has(messageId));
        expect(twice).toEqual([]);
        expect(second.mail.mails.filter(({ recipients }) => recipients.includes(person.email))).toHaveLength(1);
      } finally {
        await first.stop().catch(() => undefined);
        await second?.stop();
        await Promise.all([old.stop(), fresh.stop()]);
        rmSync(file, { force: true });
      }
    });
  }

  it('the page names the commands that were run here', () => {
    for (const each of ['pg_dump', 'pg_restore', 'npm run after-restore']) {
      expect([each, commands.some((command) => command.includes(each))]).toEqual([each, true]);
    }
  });
});
