import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';
import { type Stall, StallingSmtp } from '../support/stalling-smtp.js';

/** An attempt holds its mail for a minute, which is made to pass at once here: `worker-in-data` waits for it. */
const NEXT_ATTEMPT_MS = 30_000;

describe('security item 20: the worker is killed in the middle of DATA, twice', () => {
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
    await motorpool.settled(15_000);
    // From here on mail goes to the server that falls silent.
    motorpool.settings.SMTP_URL = smtp.url;
    await motorpool.workers[0]!.kill();
    motorpool.startWorker(0);
  });
  afterAll(async () => {
    await motorpool?.stop();
    await smtp?.stop();
  });

  async function killedIn(stall: Stall): Promise<void> {
    await eventually(`the worker is in DATA, ${stall}`, async () => smtp.stalls > 0, NEXT_ATTEMPT_MS);
    await motorpool.workers[0]!.kill();
    await motorpool.endWaits();
    smtp.stalls = 0;
  }

  const mailsOf = (template: string) =>
    motorpool.rows<{ id: string; messageId: string; state: string; attempts: number; error: string }>(
      `SELECT id, message_id AS "messageId", state, attempts, last_error AS error FROM notifications.mails
        WHERE template = $1 ORDER BY id`,
      [template],
    );
  const copiesOf = (messageId: string) => smtp.taken.filter((mail) => mail.includes(`Message-ID: ${messageId}`)).length;

  it('with its end sent and no answer heard: two copies arrive, with one Message-ID, and never a third', async () => {
    smtp.stall = 'before the answer';
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId));
    await killedIn(smtp.stall);
    motorpool.startWorker(0);
    await killedIn(smtp.stall);
    smtp.stall = undefined;
    motorpool.startWorker(0);
    const failed = async () => (await mailsOf('booking-confirmed'))[0]?.state === 'failed';
    await eventually('it is given up, as one that may have arrived', failed, NEXT_ATTEMPT_MS);
    const [mail] = await mailsOf('booking-confirmed');
    expect(mail).toMatchObject({ attempts: 2, error: expect.stringMatching(/may have arrived/) });
    expect(copiesOf(mail!.messageId)).toBe(2);
  }, 120_000);

  it('and the next mail goes out at once', async () => {
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 2));
    const sent = async () => (await mailsOf('booking-confirmed'))[1]?.state === 'sent';
    await eventually('it is sent', sent, 5_000);
    expect(copiesOf((await mailsOf('booking-confirmed'))[1]!.messageId)).toBe(1);
  });
});
