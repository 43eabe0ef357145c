import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';

const EACH = 12;
const APPROVERS = 2;
/** Longer than every sweep's round. */
const ROUND_MS = 6_000;
const PATIENCE_MS = 60_000;

/** What happened, by its kind, and how often to each booking: one number for all where it was as often for each. */
const HAPPENED = `
  SELECT 'reminded' AS what, booking_id::text AS id FROM notifications.reminders
  UNION ALL
  SELECT substring(type FROM '[^.]*$') || coalesce(' ' || (payload->>'occasion'), ''), payload->>'bookingId'
    FROM platform.outbox
   WHERE type IN ('bookings.booking-lapsed', 'approvals.request-lapsed', 'approvals.approver-asked')
     AND payload->>'occasion' IS DISTINCT FROM 'wanted'`;
const MAILED = `SELECT template, count(*)::int AS count FROM notifications.mails GROUP BY template`;

describe('NO-8, AP-5, AP-11: two workers, whose sweeps look at the same moment', () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let branchId: string;
  let booker: GivenUser;
  let approvalFlowId: string;
  const ahead: string[] = [];
  const chased: string[] = [];
  const late: string[] = [];

  beforeAll(async () => {
    motorpool = await Deployment.start({ workers: 2 });
    given = new Given(motorpool);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    for (let index = 0; index < APPROVERS; index += 1) await given.user(branchId, ['booking_approver']);
    approvalFlowId = await given.flow();
    await given.reason();
  });
  afterAll(() => motorpool?.stop());

  async function book(fields: object, days: number): Promise<string> {
    const wish = await given.wish(await given.vehicle(branchId, fields), days);
    return (await booker.client.expect(201, 'POST', '/bookings', wish)).id as string;
  }

  /** What a day that passes in a moment makes due: all of it at once, for both. */
  async function jump(): Promise<void> {
    const [forReminders, forChases, forLapses] = [[] as string[], [] as string[], [] as string[]];
    for (let index = 0; index < EACH; index += 1) {
      forReminders.push(await book({}, 0.3));
      forChases.push(await book({ approvalFlowId }, 3));
      forLapses.push(await book({ approvalFlowId }, 3));
    }
    await motorpool.settled(PATIENCE_MS);
    const client = await motorpool.db.connect();
    try {
      await client.query('BEGIN');
      await client.query(
        `UPDATE bookings.bookings SET created_at = created_at - interval '2 days' WHERE id = ANY ($1)`,
        [forReminders],
      );
      await client.query('UPDATE approvals.requests SET reminders_at = ARRAY[now()] WHERE booking_id = ANY ($1)', [
        forChases,
      ]);
      await client.query('UPDATE approvals.requests SET lapses_at = now() WHERE booking_id = ANY ($1)', [forLapses]);
      await client.query('COMMIT');
    } finally {
      client.release();
    }
    ahead.push(...forReminders);
    chased.push(...forChases);
    late.push(...forLapses);
  }

  const happened = async (): Promise<Record<string, string[]>> => {
    const rows = await motorpool.rows<{ what: string; id: string }>(HAPPENED);
    const kinds = Object.groupBy(rows, ({ what }) => what);
    return Object.fromEntries(Object.entries(kinds).map(([what, all]) => [what, all!.map(({ id }) => id).sort()]));
  };
  /** Each, so many times. */
  const times = (ids: string[], count: number) => ids.flatMap((id) => Array<string>(count).fill(id)).sort();
  const expected = () => ({
    reminded: times(ahead, 1),
    'approver-asked reminder': times(chased, APPROVERS),
    'request-lapsed': times(late, 1),
    'booking-lapsed': times(late, 1),
  });
  const all = () => Object.values(expected()).reduce((sum, ids) => sum + ids.length, 0);

  async function expectOnce(): Promise<void> {
    const done = async () => Object.values(await happened()).flat().length >= all();
    await eventually('everything that is due has happened', done, PATIENCE_MS);
    await pause(ROUND_MS);
    expect(await happened()).toEqual(expected());
    await motorpool.settled(PATIENCE_MS);
    const mailed = Object.fromEntries(
      (await motorpool.rows<{ template: string; count: number }>(MAILED)).map((row) => [row.template, row.count]),
    );
    expect(mailed).toMatchObject({
      'booking-reminder': ahead.length,
      'approval-reminder': chased.length * APPROVERS,
      'booking-lapsed': late.length * (1 + APPROVERS), // the booker, and whoever could have decided
    });
    expect((await motorpool.copies()).filter(({ copies }) => copies !== 1)).toEqual([]);
  }

  it('every reminder and every lapse happens once, though a day passes in a moment', async () => {
    await jump();
    await expectOnce();
  }, 180_000);

  it('and once where one of them slept meanwhile, and wakes up to a later time', async () => {
    motorpool.workers[0]!.signal('SIGSTOP');
    await jump();
    const some = async () => Object.values(await happened()).flat().length > all() / 2;
    await eventually('the other is at it', some, PATIENCE_MS);
    motorpool.workers[0]!.signal('SIGCONT');
    await expectOnce();
  }, 180_000);

  it('and no second time where the clock goes back, and the hour comes again', async () => {
    await motorpool.db.query('UPDATE bookings.bookings SET created_at = now() WHERE id = ANY ($1)', [ahead]);
    await pause(ROUND_MS);
    await motorpool.db.query(
      `UPDATE bookings.bookings SET created_at = now() - interval '2 days' WHERE id = ANY ($1)`,
      [ahead],
    );
    await expectOnce();
  }, 60_000);
});
