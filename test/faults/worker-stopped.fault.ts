import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';
import { StallingSmtp } from '../support/stalling-smtp.js';

describe('O-1: a worker is told to stop while it hands a mail over', () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let smtp: StallingSmtp;
  let booker: GivenUser;
  let vehicleId: string;

  beforeAll(async () => {
    smtp = await new StallingSmtp().start();
    motorpool = await Deployment.start();
    given = new Given(motorpool);
    const branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    vehicleId = await given.vehicle(branchId);
    await motorpool.settled(30_000);
    motorpool.settings.SMTP_URL = smtp.url;
    await motorpool.workers[0]!.kill();
    await motorpool.startWorker(0).untilReady(motorpool.workerOrigins[0]!);
  });
  afterAll(async () => {
    await motorpool?.stop();
    await smtp?.stop();
  });

  it('it is not ready at once, gives the mail back and ends in order; the next worker sends it, once', async () => {
    smtp.stall = 'before the content';
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId));
    await eventually('it is in DATA', async () => smtp.stalls > 0, 60_000);
    const [worker, origin] = [motorpool.workers[0]!, motorpool.workerOrigins[0]!];
    worker.signal('SIGTERM');
    const ready = await eventually('it is not ready', async () => {
      const answer = await fetch(`${origin}/health/ready`);
      return answer.status === 503 && ((await answer.json()) as { part: string });
    });
    expect(ready.part).toBe('process');
    expect(await worker.end(60_000)).toMatchObject({ code: 0, signal: null });
    const [mail] = await motorpool.rows<{ state: string }>(
      `SELECT state FROM notifications.mails WHERE template = 'booking-confirmed'`,
    );
    expect(mail).toEqual({ state: 'queued' });
    smtp.stall = undefined;
    motorpool.startWorker(0);
    await motorpool.endWaits();
    await motorpool.settled(60_000);
    expect(smtp.taken.filter((text) => text.includes(booker.email))).toHaveLength(1);
  });
});
