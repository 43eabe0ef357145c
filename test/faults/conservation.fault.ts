import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { Given, type GivenUser } from '../support/given.js';
import type { BuiltProcess } from '../support/processes.js';
import { queueBackEnds } from '../support/queue-back-ends.js';

const TRANSITIONS = 300;
const AT_ONCE = 6;
const REFUSED_SHARE = 0.2;
const REFUSALS = 25;
const CUTS = 4;
const RECOVERY_MS = 120_000;
const SLOWEST_ANSWER_MS = 3_000;

/** What the committed events are to be mailed, by event and reader. Who has decided by then is not asked any more. */
const EXPECTED = `
  SELECT o.id || ' ' || (o.payload->>'bookerId') || ' ' || substring(o.type FROM 'bookings\\.(.*)') AS mail, false AS maybe
    FROM platform.outbox o
   WHERE o.type IN ('bookings.booking-confirmed', 'bookings.booking-declined', 'bookings.booking-cancelled')
  UNION ALL
  SELECT o.id || ' ' || (o.payload->>'userId') || ' approval-wanted', r.state <> 'pending'
    FROM platform.outbox o JOIN approvals.requests r ON r.id::text = o.payload->>'requestId'
   WHERE o.type = 'approvals.approver-asked'`;
const MAILS = `
  SELECT event_id || ' ' || user_id || ' ' || template AS mail, message_id AS "messageId" FROM notifications.mails
   WHERE template NOT IN ('invitation', 'verification')`;

describe.each(queueBackEnds)('NO-1, NO-2: what is committed is mailed, with the queue on $queue', ({ settings }) => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  const approvers: GivenUser[] = [];
  const bookers: GivenUser[] = [];
  const vehicles: { id: string; flow: boolean }[] = [];
  /** What was acknowledged, as `booking event`. */
  const acknowledged: string[] = [];
  /** Bookings that may still be decided or cancelled, or were: asking twice is part of the test. */
  const known: { id: string; booker: GivenUser; pending: boolean }[] = [];
  const outcomes: Record<string, number> = {};
  /** Those of the beginning: one of them is killed on the way. */
  const workers: BuiltProcess[] = [];
  let slowest = 0;
  let left = TRANSITIONS;

  beforeAll(async () => {
    motorpool = await Deployment.start({ apis: 2, workers: 2, settings: { ...settings, LOG_LEVEL: 'debug' } });
    workers.push(...motorpool.workers);
    given = new Given(motorpool);
    const branchId = await given.branch();
    for (let index = 0; index < 2; index += 1) approvers.push(await given.user(branchId, ['booking_approver']));
    for (let index = 0; index < 4; index += 1) bookers.push(await given.user(branchId, ['booker']));
    const approvalFlowId = await given.flow();
    for (const flow of [true, true, false, false]) {
      vehicles.push({ id: await given.vehicle(branchId, flow ? { approvalFlowId } : {}), flow });
    }
    await given.reason();
    await motorpool.settled(15_000);
  });
  afterAll(() => motorpool?.stop());

  const any = <T>(things: readonly T[]): T => things[Math.floor(Math.random() * things.length)]!;

  async function ask(what: string, by: GivenUser, path: string, body: object) {
    const since = performance.now();
    const answer = await by.client.at(any(motorpool.origins)).post(path, body);
    slowest = Math.max(slowest, performance.now() - since);
    outcomes[`${what} ${answer.status}`] = (outcomes[`${what} ${answer.status}`] ?? 0) + 1;
    return answer;
  }

  /** A third of them are in the way of another; all are too far off for a reminder to fall due while the test runs. */
  async function book(): Promise<void> {
    const [booker, vehicle] = [any(bookers), any(vehicles)];
    const wish = await given.wish(vehicle.id, 3 + Math.floor(Math.random() * 40) / 24);
    const broken = Math.random() < 0.1 ? { ...wish, end: wish.start } : wish;
    const { status, body } = await ask('book', booker, '/bookings', broken);
    if (status !== 201) return;
    known.push({ id: body.id, booker, pending: vehicle.flow });
    acknowledged.push(`${body.id} ${vehicle.flow ? 'booking-requested' : 'booking-confirmed'}`);
  }

  async function cancel(): Promise<void> {
    const booking = any(known);
    if (!booking) return;
    const { status } = await ask('cancel', booking.booker, `/bookings/${booking.id}/cancellation`, {});
    if (status === 200) acknowledged.push(`${booking.id} booking-cancelled`);
  }

  /** By both approvers at once, now and then. */
  async function decide(): Promise<void> {
    const booking = any(known.filter(({ pending }) => pending));
    if (!booking) return;
    const [request] = await motorpool.rows<{ id: string }>('SELECT id FROM approvals.requests WHERE booking_id = $1', [
      booking.id,
    ]);
    const decision = any(['approve', 'decline']);
    const deciding = Math.random() < 0.3 ? approvers : [any(approvers)];
    const path = `/approvals/${request!.id}/decision`;
    const answers = await Promise.all(deciding.map((approver) => ask('decide', approver, path, { decision })));
    const event = decision === 'approve' ? 'booking-confirmed' : 'booking-declined';
    for (const { status } of answers) if (status === 200) acknowledged.push(`${booking.id} ${event}`);
  }

  /** Every connection of the service to PostgreSQL is cut, now and then; a worker is killed once, and comes back. */
  async function disturb(): Promise<number> {
    let cut = 0;
    for (let turn = 1; turn <= CUTS; turn += 1) {
      const until = TRANSITIONS * (1 - turn / (CUTS + 1));
      while (left > until) await pause(20);
      const { rowCount } = await motorpool.db.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name LIKE 'motorpool%'`,
      );
      cut += rowCount!;
      if (turn !== 2) continue;
      await motorpool.workers[0]!.kill();
      motorpool.startWorker(0);
    }
    return cut;
  }

  it('no more and no less, while mails are refused, connections are cut, and a worker is killed', async () => {
    let refused = 0;
    motorpool.mail.refuses = () => refused < REFUSALS && Math.random() < REFUSED_SHARE && (refused += 1) > 0;
    const act = async () => {
      while ((left -= 1) >= 0) await any([book, book, cancel, decide])();
    };
    const [cut] = await Promise.all([disturb(), ...Array.from({ length: AT_ONCE }, act)]);
    const since = Date.now();
    await motorpool.settled(RECOVERY_MS);
    console.log(JSON.stringify({ ...outcomes, refused, cut, slowest: Math.round(slowest), ms: Date.now() - since }));
    await pause(1_500); // what was queued twice would be on its way by now

    expect(Object.keys(outcomes).filter((outcome) => !/ (200|201|409|422|503)$/.test(outcome))).toEqual([]);
    expect(outcomes['book 409']).toBeGreaterThan(0);
    expect(outcomes['cancel 409']).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(5);
    expect(cut).toBeGreaterThan(CUTS * 4);
    expect(slowest).toBeLessThan(SLOWEST_ANSWER_MS);
  }, 240_000);

  it('two relays delivered the events, and two workers sent the mails', () => {
    // The one that was killed goes on in the one that was started in its place.
    const outputs = workers.map((worker, index) =>
      [...new Set([worker, motorpool.workers[index]!])].map(({ output }) => output).join('\n'),
    );
    /** How often each logged it; of the events, how many it told of: a relay takes several at once. */
    const told = (line: RegExp) =>
      outputs.map((output) => [...output.matchAll(line)].reduce((sum, [, many = '1']) => sum + Number(many), 0));
    for (const shares of [told(/"events":(\d+),"msg":"events delivered"/g), told(/"msg":"sent"/g)]) {
      expect(shares).toHaveLength(2);
      expect(Math.min(...shares)).toBeGreaterThan(5);
    }
  });

  it('every acknowledged transition has its event', async () => {
    const told = await motorpool.rows<{ event: string }>(
      `SELECT (payload->>'bookingId') || ' ' || substring(type FROM 'bookings\\.(.*)') AS event FROM platform.outbox
        WHERE type LIKE 'bookings.%'`,
    );
    const events = told.map(({ event }) => event);
    expect(acknowledged.length).toBeGreaterThan(100);
    expect(acknowledged.filter((event) => !events.includes(event))).toEqual([]);
    expect(new Set(events).size).toBe(events.length);
  });

  it('every event has its mails, each with a Message-ID of its own, and those arrived', async () => {
    const expected = await motorpool.rows<{ mail: string; maybe: boolean }>(EXPECTED);
    const mails = await motorpool.rows<{ mail: string; messageId: string }>(MAILS);
    const written = new Set(mails.map(({ mail }) => mail));
    const due = expected.filter(({ mail, maybe }) => !maybe || written.has(mail)).map(({ mail }) => mail);
    expect(due.length).toBeGreaterThan(100);
    expect(mails.map(({ mail }) => mail).sort()).toEqual(due.sort());
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
    const copies = (await motorpool.copies()).map((mail) => mail.copies);
    expect(copies.filter((count) => count < 1 || count > 2)).toEqual([]);
    // Only what a process had in hand when it was killed or cut off can come twice.
    expect(copies.filter((count) => count === 2).length).toBeLessThanOrEqual(10);
    const known = await motorpool.rows<{ id: string }>('SELECT message_id AS id FROM notifications.mails');
    const ids = new Set(known.map(({ id }) => id));
    expect(motorpool.mail.mails.filter(({ messageId }) => !ids.has(messageId))).toEqual([]);
  });
});
