import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';
import { HostileSmtp, type Manner } from '../support/hostile-smtp.js';

const SLOWEST_ANSWER_MS = 3_000;
const RECOVERY_MS = 120_000;

/** Each for so long, with mail coming in: then the server takes everything. */
const AWAY_MS = 6_000;

describe('NO-3, NO-5: mail servers of every manner', () => {
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
    const since = performance.now();
    const { id } = await booker.client.expect(201, 'POST', '/bookings', wish);
    expect(performance.now() - since).toBeLessThan(SLOWEST_ANSWER_MS);
    return id as string;
  }

  const mailOf = async (bookingId: string) => {
    const [row] = await motorpool.rows<{ state: string; id: string; attempts: number; error: string | null }>(
      `SELECT m.state, m.last_error AS error, m.message_id AS id, m.attempts FROM notifications.mails m JOIN platform.outbox o ON o.id = m.event_id
        WHERE o.payload->>'bookingId' = $1`,
      [bookingId],
    );
    return row;
  };

  it.each<Manner>([
    'greets with 421',
    'answers the recipient with 451',
    'answers the content with 451',
    'answers the content with 421',
    'is slow',
  ])(
    'one that %s: every mail arrives within 120 s of its recovery, once',
    async (manner) => {
      smtp.manner = manner;
      const ids = [await book(), await book()];
      await pause(AWAY_MS);
      smtp.manner = 'takes';
      const since = Date.now();
      for (const id of ids) {
        await eventually('it is sent', async () => (await mailOf(id))?.state === 'sent', RECOVERY_MS);
        expect(smtp.copies().get((await mailOf(id))!.id)).toBe(1);
      }
      console.log(`${manner}: all sent ${Date.now() - since} ms after`);
    },
    180_000,
  );

  it.each<Manner>(['answers the recipient with 550', 'answers the content with 550', 'answers the content with 552'])(
    'one that %s for good is not asked again, and holds up no other mail',
    async (manner) => {
      smtp.manner = manner;
      const id = await book();
      await eventually('it has failed', async () => (await mailOf(id))?.state === 'failed', 15_000);
      expect(await mailOf(id)).toMatchObject({ attempts: 1 });
      smtp.manner = 'takes';
      const next = await book();
      await eventually('the next is sent', async () => (await mailOf(next))?.state === 'sent', 10_000);
      expect(smtp.copies().get((await mailOf(id))!.id)).toBeUndefined();
    },
    60_000,
  );

  it('one that hangs up after the content once has the mail twice, and it is sent', async () => {
    smtp.manner = 'hangs up after the content';
    const id = await book();
    await eventually('it has it', async () => smtp.copies().get((await mailOf(id))?.id ?? '') === 1, 15_000);
    smtp.manner = 'takes';
    await eventually('it is sent', async () => (await mailOf(id))?.state === 'sent', RECOVERY_MS);
    expect(smtp.copies().get((await mailOf(id))!.id)).toBe(2);
  }, 180_000);

  it('one that hangs up after the content whenever it can has the mail twice, and no third time', async () => {
    smtp.manner = 'hangs up after the content';
    const id = await book();
    await eventually('it has it', async () => smtp.copies().get((await mailOf(id))?.id ?? '') === 1, 15_000);
    await eventually('it waits', async () => (await mailOf(id))?.error !== null, 15_000);
    await motorpool.endWaits();
    await eventually('it has failed', async () => (await mailOf(id))?.state === 'failed', RECOVERY_MS);
    expect(await mailOf(id)).toMatchObject({ attempts: 2 });
    expect(smtp.copies().get((await mailOf(id))!.id)).toBe(2);
  }, 180_000);
});
