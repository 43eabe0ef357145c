import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { Given, type GivenUser } from '../support/given.js';
import { isRequired } from '../support/required.js';

const TRANSITIONS = 150;
const AT_ONCE = 6;

const redis = process.env.TEST_REDIS_URL;
if (!redis && isRequired('redis')) throw new Error('The Redis back end is required here.');
const backEnds = [{ queue: 'PostgreSQL', settings: {} as Record<string, string> }];
if (redis) backEnds.push({ queue: 'Redis', settings: { REDIS_URL: redis } });

describe.each(backEnds)('security item 18: two APIs and two workers, with the queue on $queue', ({ settings }) => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  const approvers: GivenUser[] = [];
  const bookers: GivenUser[] = [];
  const vehicles: { id: string; flow: boolean }[] = [];
  /** What was acknowledged, as `who: what they must be mailed`. */
  const expected: string[] = [];
  /** Bookings that may still be decided or cancelled, or were: asking twice is part of the test. */
  const known: { id: string; booker: GivenUser; pending: boolean }[] = [];
  const outcomes: Record<string, number> = {};

  beforeAll(async () => {
    motorpool = await Deployment.start({ apis: 2, workers: 2, settings });
    given = new Given(motorpool);
    const branchId = await given.branch();
    for (let index = 0; index < 2; index += 1) approvers.push(await given.user(branchId, ['booking_approver']));
    for (let index = 0; index < 4; index += 1) bookers.push(await given.user(branchId, ['booker']));
    const approvalFlowId = await given.flow();
    for (const flow of [true, true, false]) {
      vehicles.push({ id: await given.vehicle(branchId, flow ? { approvalFlowId } : {}), flow });
    }
    await given.reason();
    await motorpool.settled(15_000);
  });
  afterAll(() => motorpool?.stop());

  const any = <T>(things: readonly T[]): T => things[Math.floor(Math.random() * things.length)]!;
  const somewhere = ({ client }: GivenUser) => client.at(any(motorpool.origins));

  function count(what: string, status: number): void {
    outcomes[`${what} ${status}`] = (outcomes[`${what} ${status}`] ?? 0) + 1;
  }

  /** A third of them are in the way of another. */
  async function book(): Promise<void> {
    const [booker, vehicle] = [any(bookers), any(vehicles)];
    const wish = await given.wish(vehicle.id, 1 + Math.floor(Math.random() * 40) / 24);
    const broken = Math.random() < 0.1 ? { ...wish, end: wish.start } : wish;
    const { status, body } = await somewhere(booker).post('/bookings', broken);
    count('book', status);
    if (status !== 201) return;
    known.push({ id: body.id, booker, pending: vehicle.flow });
    if (vehicle.flow) expected.push(...approvers.map(({ email }) => `${email}: approval-wanted`));
    else expected.push(`${booker.email}: booking-confirmed`);
  }

  async function cancel(): Promise<void> {
    const booking = any(known);
    if (!booking) return;
    const { status } = await somewhere(booking.booker).post(`/bookings/${booking.id}/cancellation`, {});
    count('cancel', status);
    if (status === 200) expected.push(`${booking.booker.email}: booking-cancelled`);
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
    const answers = await Promise.all(deciding.map((approver) => somewhere(approver).post(path, { decision })));
    for (const { status } of answers) {
      count('decide', status);
      const outcome = decision === 'approve' ? 'booking-confirmed' : 'booking-declined';
      if (status === 200) expected.push(`${booking.booker.email}: ${outcome}`);
    }
  }

  it('mails what was committed: no more, no less', async () => {
    await motorpool.db.query(`DELETE FROM notifications.mails`);
    let left = TRANSITIONS;
    const act = async () => {
      while ((left -= 1) >= 0) await any([book, book, cancel, decide])();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, act));
    await motorpool.settled(60_000);
    await pause(1_500); // what was queued twice would be on its way by now

    console.log(JSON.stringify(outcomes));
    expect(Object.keys(outcomes).filter((outcome) => !/ (200|201|409|422)$/.test(outcome))).toEqual([]);
    expect(outcomes['book 409']).toBeGreaterThan(0);
    expect(outcomes['cancel 409']).toBeGreaterThan(0);
    expect(expected.length).toBeGreaterThan(50);
    const copies = await motorpool.copies();
    expect(copies.flatMap(({ to, template, copies }) => Array(copies).fill(`${to}: ${template}`)).sort()).toEqual(
      expected.sort(),
    );
    const ids = motorpool.mail.mails.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
  }, 120_000);
});
