import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser, PASSWORD } from '../support/given.js';

const DOWN_MS = 20_000;
/** Long enough for the next attempts of many, which are the last before it is back. */
const BACK_AFTER_MS = 15_000;
const EVERY_MS = 1_500;
const SLOWEST_ANSWER_MS = 3_000;
const RECOVERY_MS = 120_000;
/** As many as half an hour of it makes. */
const MORE_ATTEMPTS = 30;

describe('with the SMTP server down', () => {
  let motorpool: Deployment;
  let branchId: string;
  let approver: GivenUser;
  let booker: GivenUser;
  let vehicleId: string;
  const answers: { what: string; status: number; ms: number }[] = [];
  const registered: string[] = [];
  let booked = 0;

  beforeAll(async () => {
    motorpool = await Deployment.start();
    const given = new Given(motorpool);
    branchId = await given.branch();
    approver = await given.user(branchId, ['booking_approver']);
    booker = await given.user(branchId, ['booker']);
    vehicleId = await given.vehicle(branchId, { approvalFlowId: await given.flow() });
    await motorpool.mail.stop();
  });
  afterAll(() => motorpool?.stop());

  async function timed<T extends { status: number }>(what: string, request: Promise<T>): Promise<T> {
    const since = performance.now();
    const answer = await request;
    answers.push({ what, status: answer.status, ms: performance.now() - since });
    return answer;
  }

  async function asked(): Promise<number> {
    const sql = `SELECT 1 FROM notifications.mails WHERE template = 'approval-wanted'`;
    return (await motorpool.rows(sql)).length;
  }

  async function registerBookDecide(wish: object): Promise<void> {
    const email = `newcomer${registered.length}@else.example`;
    const newcomer = { email, name: 'A Newcomer', password: PASSWORD, branchId };
    await timed('register', motorpool.anyone().post('/registrations', newcomer));
    registered.push(email);
    const { body } = await timed('book', booker.client.post('/bookings', wish));
    booked += 1;
    // Who is quicker than the relay is not asked any more.
    await eventually('the approver is asked', async () => (await asked()) === booked, 20_000);
    const { items } = await approver.client.expect(200, 'GET', '/approvals?state=pending');
    const request = items.find(({ bookingId }: { bookingId: string }) => bookingId === body.id);
    await timed('decide', approver.client.post(`/approvals/${request.id}/decision`, { decision: 'approve' }));
  }

  it('every request answers within 3 s, as if nothing were the matter', async () => {
    const given = new Given(motorpool);
    for (const until = Date.now() + DOWN_MS; Date.now() < until; await pause(EVERY_MS)) {
      await registerBookDecide(await given.wish(vehicleId, booked + 1));
    }
    expect(booked).toBeGreaterThan(5);
    const expected: Record<string, number> = { register: 202, book: 201, decide: 200 };
    expect(answers.filter(({ what, status }) => status !== expected[what])).toEqual([]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(SLOWEST_ANSWER_MS);
  }, 60_000);

  it('all mail arrives within 120 s after it is back, however long it was away, none of it twice', async () => {
    await motorpool.db.query(`UPDATE notifications.mails SET attempts = attempts + $1 WHERE state = 'queued'`, [
      MORE_ATTEMPTS,
    ]);
    await pause(BACK_AFTER_MS);
    await motorpool.mail.start();
    const since = Date.now();
    await motorpool.settled(RECOVERY_MS);
    console.log(`${booked * 3} mails arrived within ${Date.now() - since} ms; slowest answer ${slowest()} ms`);
    for (const email of registered) expect(motorpool.mail.to(email)).toHaveLength(1);
    expect(motorpool.mail.to(approver.email, /approv/i)).toHaveLength(booked);
    expect(motorpool.mail.to(booker.email, /confirmed/i)).toHaveLength(booked);
    expect((await motorpool.copies()).filter(({ copies }) => copies !== 1)).toEqual([]);
  }, 180_000);

  const slowest = () => Math.round(Math.max(...answers.map(({ ms }) => ms)));
});
