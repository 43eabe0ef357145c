import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';
import { type Stall, StallingSmtp } from '../support/stalling-smtp.js';

/** An attempt holds its mail for a minute; who was killed holds it no longer than that. */
const NEXT_ATTEMPT_MS = 90_000;

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
    smtp.stalls = 0;
  }

  it('the mail arrives, in two copies at most, with one Message-ID; nothing is stuck', async () => {
    // The worse half first: the server has the whole mail, and the worker never hears of it.
    smtp.stall = 'before the answer';
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId));
    await killedIn(smtp.stall);
    expect(smtp.taken).toHaveLength(1);

    smtp.stall = 'before the content';
    motorpool.startWorker(0);
    await killedIn(smtp.stall);

    smtp.stall = undefined;
    motorpool.startWorker(0);
    const since = Date.now();
    await motorpool.settled(NEXT_ATTEMPT_MS);
    console.log(`sent ${Date.now() - since} ms after the last kill, in ${smtp.taken.length} copies`);
    expect(smtp.taken).toHaveLength(2);
    const ids = smtp.taken.map((mail) => /^Message-ID: (.+)$/im.exec(mail)![1]);
    expect(new Set(ids).size).toBe(1);
    const [mail] = await motorpool.rows<object>(
      `SELECT state, attempts, message_id AS id FROM notifications.mails WHERE template = 'booking-confirmed'`,
    );
    expect(mail).toEqual({ state: 'sent', attempts: 3, id: ids[0] });
  }, 240_000);

  it('and the next mail goes out at once', async () => {
    await booker.client.expect(201, 'POST', '/bookings', await given.wish(vehicleId, 2));
    await motorpool.settled(5_000);
    expect(smtp.taken).toHaveLength(3);
  });
});
