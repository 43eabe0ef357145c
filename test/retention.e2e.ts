import { ForgetLinks } from '../src/approvals/use-cases/forget-links.js';
import { Retention } from '../src/identity/use-cases/retention.js';
import { ForgetMails } from '../src/notifications/use-cases/forget-mails.js';
import { Limits } from '../src/platform/limits/limits.js';
import { UnitOfWork } from '../src/platform/work/unit-of-work.js';
import { forget } from '../src/platform/work/forget.js';
import { type TestApp, startApp } from './support/app.js';
import { decide, GivenRequests } from './support/approvals.js';
import { eventually } from './support/eventually.js';
import { Given, PASSWORD } from './support/given.js';
import { pending, register } from './support/scene.js';
import { everythingStored, settled } from './support/stored.js';

describe('retention', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    const days = { UNCONFIRMED_DAYS: '10', SPENT_LINK_DAYS: '5', SIGN_IN_HISTORY_DAYS: '20', MAIL_HISTORY_DAYS: '40' };
    app = await startApp(days);
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const sweep = () => app.nest.get(Retention, { strict: false }).run();
  const count = async (from: string, values: unknown[] = []) =>
    (await app.db.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`, values)).rows[0]!.count;
  /** As if it had been made so many days ago, links included. */
  const age = async (id: string, days: number) => {
    await app.db.query('UPDATE identity.users SET created_at = created_at - make_interval(days => $2) WHERE id = $1', [
      id,
      days,
    ]);
    await app.db.query(
      `UPDATE identity.mailed_links SET created_at = created_at - make_interval(days => $2),
              expires_at = expires_at - make_interval(days => $2), used_at = used_at - make_interval(days => $2),
              voided_at = voided_at - make_interval(days => $2)
        WHERE user_id = $1`,
      [id, days],
    );
  };
  const exists = (id: string) => count('identity.users WHERE id = $1', [id]);

  it('a registration that nobody confirmed is erased, with all that tells who it was', async () => {
    const secret = `Nadezhda${crypto.randomUUID().slice(0, 6)}`;
    const old = await register(given, branchId, { name: secret, phone: '+49 30 998877' });
    const young = await register(given, branchId);
    await app.anyone().post('/session', { email: old.email, password: PASSWORD });
    await settled(app);
    await age(old.id, 11);
    await age(young.id, 9);
    await sweep();
    expect([await exists(old.id), await exists(young.id)]).toEqual([0, 1]);
    for (const [table, text] of await everythingStored(app.db)) {
      for (const trace of [secret, secret.toLowerCase(), old.email, '998877'])
        expect([table, text.includes(trace)]).toEqual([table, false]);
    }
    // That there was somebody stays in the trail.
    expect(await count('platform.audit_entries WHERE subject_id = $1', [old.id])).toBeGreaterThan(1);
    const gone = await app.anyone().post('/email-verifications', { token: old.token });
    expect([gone.status, gone.body.code]).toEqual([410, 'link_expired']);
    const again = { email: old.email, name: 'Again', password: PASSWORD, branchId };
    expect((await app.anyone().post('/registrations', again)).status).toBe(202);
  });

  it('whoever was invited, confirmed the address, or holds a link that works, stays', async () => {
    const body = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Invited', canSignIn: true, branchId };
    const { id: invited } = await app.admin.expect(201, 'POST', '/users', body);
    const waiting = await pending(given, branchId);
    const asked = await register(given, branchId);
    for (const id of [invited, waiting.id, asked.id]) await age(id, 100);
    await app.anyone().expect(202, 'POST', '/email-verifications/resend', { email: asked.email });
    await sweep();
    expect(await Promise.all([invited, waiting.id, asked.id].map(exists))).toEqual([1, 1, 1]);
  });

  it('whoever confirms, or asks for a new link, while the sweep runs, is either erased or untouched', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => register(given, branchId)));
    for (const { id } of people) await age(id, 11);
    const asked = people.map(({ email }) => app.anyone().post('/email-verifications/resend', { email }));
    const [answers] = await Promise.all([Promise.all(asked), sweep(), sweep()]);
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 202));
    for (const { id } of people) {
      const live = await count('identity.mailed_links WHERE user_id = $1 AND expires_at > now()', [id]);
      expect(live).toBe(await exists(id));
    }
  });

  it('whoever has got a new link in the moment before the sweep has their row stays', async () => {
    const { id } = await register(given, branchId);
    await settled(app);
    await age(id, 11);
    const holder = await app.db.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM identity.users WHERE id = $1 FOR NO KEY UPDATE', [id]);
    const swept = sweep();
    await eventually(
      'the sweep waits for the row',
      async () =>
        (await count(
          `pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
             AND query LIKE '%identity%users%'`,
        )) > 0,
    );
    await holder.query('DELETE FROM identity.mailed_links WHERE user_id = $1', [id]);
    await holder.query(
      `INSERT INTO identity.mailed_links (id, user_id, kind, token_hash, created_at, expires_at)
       VALUES (gen_random_uuid(), $1, 'verification', gen_random_bytes(32), now(), now() + interval '1 day')`,
      [id],
    );
    await holder.query('COMMIT');
    holder.release();
    await swept;
    expect(await exists(id)).toBe(1);
  });

  it('spent links, old attempts, ended sessions and counters go when their time has come; what is young stays', async () => {
    const { id, email } = await given.user(branchId, ['booker']);
    await app.anyone().post('/session', { email, password: 'not the password at all' });
    const [links, signIns] = ['identity.mailed_links WHERE user_id = $1', 'identity.sign_ins WHERE user_id = $1'];
    await app.db.query(`UPDATE identity.sign_ins SET at = now() - interval '19 days' WHERE user_id = $1`, [id]);
    await age(id, 4);
    await sweep();
    expect([await count(links, [id]), await count(signIns, [id])]).toEqual([1, 2]);
    await app.db.query(
      `UPDATE identity.sign_ins SET at = now() - interval '21 days' WHERE user_id = $1 AND outcome = 'ok'`,
      [id],
    );
    await app.db.query(`UPDATE identity.sessions SET ended_at = now() - interval '31 days' WHERE user_id = $1`, [id]);
    await age(id, 2);
    await app.db.query(`UPDATE platform.limits SET window_ends_at = now() - interval '1 s'`);
    await sweep();
    await app.nest.get(Limits, { strict: false }).prune();
    expect([await count(links, [id]), await count(signIns, [id]), await exists(id)]).toEqual([0, 1, 1]);
    expect(await count('identity.sessions WHERE user_id = $1', [id])).toBe(0);
    expect(await count('platform.limits')).toBe(0);
  });

  it('AP-10: links that decided or lapsed go when their time has come; those that still decide stay', async () => {
    const approver = await given.user(branchId, ['booking_approver']);
    const booker = await given.user(branchId, ['booker']);
    const vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    const requests = new GivenRequests(app, given);
    const [waiting, decided, lapsed] = [
      await requests.by(booker, vehicleId),
      await requests.by(booker, vehicleId),
      await requests.by(booker, vehicleId),
    ];
    await settled(app);
    const set = (column: string, { requestId }: { requestId: string }, days: number) =>
      app.db.query(
        `UPDATE approvals.decision_links SET ${column} = now() - make_interval(days => $2) WHERE request_id = $1`,
        [requestId, days],
      );
    const left = async () => {
      await app.nest.get(ForgetLinks, { strict: false }).run();
      return Promise.all(
        [waiting, decided, lapsed].map(({ requestId }) =>
          count('approvals.decision_links WHERE request_id = $1', [requestId]),
        ),
      );
    };
    await set('used_at', decided, 4);
    await set('expires_at', lapsed, 4);
    expect(await left()).toEqual([1, 1, 1]);
    await set('used_at', decided, 6);
    expect(await left()).toEqual([1, 0, 1]);
    await set('expires_at', lapsed, 6);
    expect(await left()).toEqual([1, 0, 0]);
    expect((await decide(approver, lapsed.requestId)).status).toBe(200);
  });

  it('NO-3: mails that were sent or failed long ago go; what waits, what is young, and what was sent again lately stays', async () => {
    const { id } = await given.user(branchId, ['booker']);
    await settled(app);
    await app.db.query('DELETE FROM notifications.mails WHERE user_id = $1', [id]);
    const mail = async (state: string, made: number, queued: number, sent: number | null) => {
      await app.db.query(
        `INSERT INTO notifications.mails (id, event_id, template, user_id, to_address, subject, model, message_id, state,
                                          due_at, created_at, queued_at, sent_at)
         VALUES (gen_random_uuid(), gen_random_uuid(), $2, $1, 'x@fleet.example', 'Words', '{}', gen_random_uuid(), $3,
                 now() + interval '1 day', now() - make_interval(days => $4), now() - make_interval(days => $5),
                 now() - make_interval(days => $6))`,
        [id, `${state} ${made} ${queued} ${sent ?? '-'}`, state, made, queued, sent],
      );
    };
    await mail('sent', 41, 41, 41);
    await mail('sent', 41, 41, 39);
    await mail('sent', 39, 39, 39);
    await mail('failed', 41, 41, null);
    await mail('failed', 41, 1, null);
    await mail('queued', 41, 41, null);
    await app.nest.get(ForgetMails, { strict: false }).run();
    const { rows } = await app.db.query('SELECT template FROM notifications.mails WHERE user_id = $1 ORDER BY 1', [id]);
    const kept = rows.map(({ template }) => template as string);
    expect(kept).toEqual(['failed 41 1 -', 'queued 41 41 -', 'sent 39 39 39', 'sent 41 41 39']);
  });

  it('what goes is deleted batch by batch to the last, but for a row that somebody is at work with', async () => {
    await app.db.query(
      'CREATE TABLE public.old_rows AS SELECT gen_random_uuid() AS id, now() AS at FROM generate_series(1, 7)',
    );
    const work = app.nest.get(UnitOfWork, { strict: false });
    const holder = await app.db.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT 1 FROM public.old_rows LIMIT 1 FOR UPDATE');
    await forget(work, 'public.old_rows', 'at <= now() - make_interval(days => $1)', 0, 3);
    await holder.query('COMMIT');
    holder.release();
    expect(await count('public.old_rows')).toBe(1);
    await forget(work, 'public.old_rows', 'at <= now() - make_interval(days => $1)', 0, 1);
    expect(await count('public.old_rows')).toBe(0);
    await app.db.query('DROP TABLE public.old_rows');
  });
});
