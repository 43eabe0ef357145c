import { setTimeout as pause } from 'node:timers/promises';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given } from './support/given.js';

/** Everything that a replay must leave alone: all tables but the outbox's own bookkeeping and what is read to serve. */
const UNTOUCHED = [
  'approvals.requests',
  'bookings.bookings',
  'identity.users',
  'identity.mailed_links',
  'notifications.mails',
  'platform.audit_entries',
  'platform.handled_events',
];

describe('replaying the whole outbox', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    const branchId = await given.branch();
    const approver = await given.user(branchId, ['booking_approver']);
    const booker = await given.user(branchId, ['booker']);
    const approvalFlowId = await given.flow();
    for (const [index, decision] of ['approve', 'decline', 'cancel', 'none'].entries()) {
      const vehicleId = await given.vehicle(branchId, { approvalFlowId });
      const booking = await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, index + 1));
      // The approver is mailed only while there is something to decide.
      await settled();
      if (decision === 'cancel') await booker.client.expect(200, 'POST', `/bookings/${booking.id}/cancellation`, {});
      if (decision !== 'approve' && decision !== 'decline') continue;
      const { items } = await approver.client.expect(200, 'GET', '/approvals');
      const request = items.find(({ bookingId }: { bookingId: string }) => bookingId === booking.id);
      await approver.client.expect(200, 'POST', `/approvals/${request.id}/decision`, { decision });
    }
    await settled();
  });
  afterAll(() => app?.stop());

  const settled = () =>
    eventually('every event is delivered and every mail sent', async () => {
      const { rows } = await app.db.query(`
        SELECT (SELECT count(*)::int FROM platform.outbox WHERE state <> 'done') AS events,
               (SELECT count(*)::int FROM notifications.mails WHERE state <> 'sent') AS mails`);
      return rows[0].events === 0 && rows[0].mails === 0;
    });

  const digest = async () => {
    const digests: Record<string, string> = {};
    for (const table of UNTOUCHED) {
      const { rows } = await app.db.query<{ digest: string }>(
        `SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest FROM ${table} t`,
      );
      digests[table] = rows[0]!.digest;
    }
    return digests;
  };

  it('NO-2: mails nobody twice and changes no state', async () => {
    const [before, mails] = [await digest(), app.mail.mails.length];
    expect(mails).toBeGreaterThan(8);
    const { rowCount } = await app.db.query(
      `UPDATE platform.outbox SET state = 'pending', attempts = 0, due_at = now(), settled_at = NULL`,
    );
    expect(rowCount).toBeGreaterThan(12);
    await settled();
    await pause(1_500); // a mail that a replay had queued would be on its way by now
    expect(app.mail.mails).toHaveLength(mails);
    expect(await digest()).toEqual(before);
  });

  it('NO-2: every mail has a Message-ID of its own', () => {
    const ids = app.mail.mails.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(Boolean)).toBe(true);
  });

  it('an event that no listener can handle is put back with a pause, and dies visibly in the end', async () => {
    await app.db.query(
      `INSERT INTO platform.outbox (id, type, payload, occurred_at)
       VALUES (gen_random_uuid(), 'bookings.booking-confirmed', '{"bookingId": "not an id"}', now())`,
    );
    const poisoned = await eventually('it failed once', async () => {
      const { rows } = await app.db.query(`SELECT * FROM platform.outbox WHERE last_error IS NOT NULL`);
      return rows[0];
    });
    expect(poisoned).toMatchObject({ state: 'pending', attempts: 1 });
    expect(poisoned.due_at > new Date(Date.now() - 1_000)).toBe(true);
    await app.db.query(`UPDATE platform.outbox SET attempts = 14, due_at = now() WHERE id = $1`, [poisoned.id]);
    await eventually('it is dead', async () => {
      return /motorpool_outbox_events\{state="dead"\} 1/.test((await app.anyone().get('/metrics')).text);
    });
    // The others go on.
    const given = new Given(app);
    await given.user(await given.branch(), ['booker']);
  });

  it('housekeeping forgets what was delivered long ago, and nothing that still waits', async () => {
    const { Housekeeping } = await import('../src/platform/outbox/housekeeping.js');
    const old = `now() - interval '31 days'`;
    const insert = (state: string) =>
      app.db.query(
        `INSERT INTO platform.outbox (id, type, payload, occurred_at, due_at, settled_at, state)
         VALUES (gen_random_uuid(), 'test.old', '{}', ${old}, now() + interval '1 day', ${old}, $1) RETURNING id`,
        [state],
      );
    const [done, pending, dead] = [await insert('done'), await insert('pending'), await insert('dead')];
    const doneId = done.rows[0].id;
    await app.db.query('INSERT INTO platform.handled_events (event_id, listener) VALUES ($1, $2)', [doneId, 'old']);
    await app.nest.get(Housekeeping, { strict: false }).run();
    const { rows } = await app.db.query(`SELECT id FROM platform.outbox WHERE type = 'test.old' ORDER BY seq`);
    expect(rows.map(({ id }) => id)).toEqual([pending.rows[0].id, dead.rows[0].id]);
    expect((await app.db.query(`SELECT 1 FROM platform.handled_events WHERE listener = 'old'`)).rowCount).toBe(0);
    expect((await app.db.query(`SELECT 1 FROM platform.outbox WHERE state = 'done'`)).rowCount).toBeGreaterThan(12);
  });
});
