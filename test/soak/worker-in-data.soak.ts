import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';
import { HostileSmtp } from '../support/hostile-smtp.js';

/** An attempt holds its mail for a minute: made to pass at once after the kills, and waited for after the freeze. */
const NEXT_ATTEMPT_MS = 90_000;
const RECOVERY_MS = 120_000;

describe('NO-2: a worker that does not come to the end of a mail', () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let smtp: HostileSmtp;
  let booker: GivenUser;
  let branchId: string;

  beforeAll(async () => {
    smtp = await new HostileSmtp().start();
    motorpool = await Deployment.start();
    given = new Given(motorpool);
    branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    await motorpool.settled(15_000);
    motorpool.settings.SMTP_URL = smtp.url;
    await motorpool.workers[0]!.kill();
    motorpool.startWorker(0);
  });
  afterAll(async () => {
    await motorpool?.stop();
    await smtp?.stop();
  });

  async function book(): Promise<string> {
    const wish = await given.wish(await given.vehicle(branchId));
    return (await booker.client.expect(201, 'POST', '/bookings', wish)).id as string;
  }

  const mailOf = async (bookingId: string) => {
    const [row] = await motorpool.rows<{ id: string; messageId: string; state: string; attempts: number }>(
      `SELECT m.id, m.state, m.message_id AS "messageId", m.attempts
         FROM notifications.mails m JOIN platform.outbox o ON o.id = m.event_id WHERE o.payload->>'bookingId' = $1`,
      [bookingId],
    );
    return row;
  };
  const begun = (bookingId: string, attempt: number) =>
    eventually(`attempt ${attempt}`, async () => (await mailOf(bookingId))?.attempts === attempt, NEXT_ATTEMPT_MS);
  const sent = (bookingId: string) =>
    eventually('it is sent', async () => (await mailOf(bookingId))?.state === 'sent', RECOVERY_MS);

  /** While its row is held, that the mail may arrive cannot be put on record: so its end is not sent. */
  async function killedInContent(bookingId: string, attempt: number): Promise<void> {
    await begun(bookingId, attempt);
    const client = await motorpool.db.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM notifications.mails WHERE id = $1 FOR UPDATE', [(await mailOf(bookingId))!.id]);
      const before = smtp.contents;
      await eventually('its content is asked for', async () => smtp.contents > before, 20_000);
      await pause(1_800); // the server's word, and the content after it
      await motorpool.workers[0]!.kill();
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
    motorpool.startWorker(0);
  }

  it('killed in the middle of DATA, twice: the mail arrives, once', async () => {
    smtp.manner = 'is slow';
    const id = await book();
    await killedInContent(id, 1);
    await motorpool.endWaits();
    await killedInContent(id, 2);
    await motorpool.endWaits();
    smtp.manner = 'takes';
    await sent(id);
    expect(smtp.copies().get((await mailOf(id))!.messageId)).toBe(1);
  }, 240_000);

  it('frozen past its lock, and thawed when another has sent the mail: it arrives, once', async () => {
    smtp.manner = 'is slow';
    const id = await book();
    await begun(id, 1);
    await pause(2_000);
    motorpool.workers[0]!.signal('SIGSTOP');
    motorpool.startWorker(1);
    await sent(id);
    motorpool.workers[0]!.signal('SIGCONT');
    await pause(12_000);
    expect(await mailOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(smtp.copies().get((await mailOf(id))!.messageId)).toBe(1);
    const next = await book();
    await sent(next);
  }, 240_000);
});
