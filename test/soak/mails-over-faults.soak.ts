import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/standalone/postgres/embedded-postgres.js';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';
import type { SunkMail } from '../support/mail-sink.js';
import { BuiltProcess } from '../support/processes.js';
import { readCalendar } from '../support/strict-calendar.js';

const ACTS = 500;
const AT_ONCE = 5;
const REFUSED_SHARE = 0.15;
const REFUSALS = 40;
const KILLS = 4;
const RESTARTS = 3;
const RECOVERY_MS = 240_000;
const HOUR = 3_600_000;

/** Whom each event is to be mailed: all acts here are of a kind that tells everybody in the booking. */
const EXPECTED = `
  WITH told AS (SELECT id, substring(type FROM 'bookings\\.(.*)') AS what, payload FROM platform.outbox WHERE type LIKE 'bookings.%')
  SELECT id || ' ' || (payload->>'bookerId') || ' ' || what AS mail FROM told
   WHERE what IN ('booking-confirmed', 'booking-declined', 'booking-cancelled', 'booking-changed', 'seat-taken')
  UNION ALL
  SELECT id || ' ' || rider || ' ' || what FROM told, jsonb_array_elements_text(payload->'passengerIds') AS rider
   WHERE what IN ('booking-cancelled', 'booking-changed')`;
const WRITTEN = `
  SELECT m.event_id || ' ' || m.user_id || ' ' || m.template AS mail, m.message_id AS "messageId", m.state,
         m.last_error AS error, (o.payload->>'version')::int AS version, o.payload->>'state' AS "bookingState",
         o.occurred_at AS at
    FROM notifications.mails m JOIN platform.outbox o ON o.id = m.event_id WHERE o.type LIKE 'bookings.%'`;

interface Written {
  mail: string;
  messageId: string;
  state: string;
  error: string | null;
  version: number;
  bookingState: string;
  at: Date;
}

/** The calendar part of a mail, read strictly; undefined where it has none. */
function calendarOf({ raw }: SunkMail) {
  const [, encoded] = /^Content-Type: text\/calendar[^]*?base64\r\n\r\n([^]*?)\r\n--/m.exec(raw) ?? [];
  return encoded ? readCalendar(Buffer.from(encoded, 'base64')) : undefined;
}

/** What a copy says, without what every sending has of its own. */
const contentOf = (mail: SunkMail) => {
  const { subject, text, html, recipients } = mail;
  return JSON.stringify({ subject, text, html, recipients, calendar: calendarOf(mail)?.properties ?? null });
};

/** PostgreSQL was away: the act is not one of the five hundred. */
class Unanswered extends Error {}

describe('NO-1, NO-2, NO-6: mails over faults', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'motorpool-soak-'));
  let postgres: EmbeddedPostgres;
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let approver: GivenUser;
  const bookers: GivenUser[] = [];
  const vehicles: { id: string; flow: boolean }[] = [];
  const known: { id: string; booker: GivenUser; pending: boolean; end: string }[] = [];
  const outcomes: Record<string, number> = {};
  const faults = { killed: 0, restarted: 0, refused: 0 };
  let left = ACTS;

  beforeAll(async () => {
    postgres = await startEmbeddedPostgres({ dataDir });
    expect(await new BuiltProcess('migrate', { env: { DATABASE_URL: postgres.url } }).end()).toMatchObject({ code: 0 });
    motorpool = await Deployment.start({ databaseUrl: postgres.url, workers: 2 });
    given = new Given(motorpool);
    const branchId = await given.branch();
    approver = await given.user(branchId, ['booking_approver']);
    for (let index = 0; index < 3; index += 1) bookers.push(await given.user(branchId, ['booker']));
    const approvalFlowId = await given.flow();
    for (const flow of [true, false, false]) {
      vehicles.push({ id: await given.vehicle(branchId, flow ? { approvalFlowId } : {}), flow });
    }
    await given.reason();
    await motorpool.settled(15_000);
  }, 120_000);
  afterAll(async () => {
    await motorpool?.stop();
    await postgres?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const any = <T>(things: readonly T[]): T => things[Math.floor(Math.random() * things.length)]!;
  const counted = <A extends { status: number }>(what: string, answer: A): A => {
    outcomes[`${what} ${answer.status}`] = (outcomes[`${what} ${answer.status}`] ?? 0) + 1;
    if (answer.status === 503) throw new Unanswered();
    return answer;
  };

  async function book(): Promise<void> {
    const [booker, vehicle] = [any(bookers), any(vehicles)];
    const wish = await given.wish(vehicle.id, 3 + Math.floor(Math.random() * 400) / 24);
    const { status, body } = counted(
      'book',
      await booker.client.post('/bookings', { ...wish, destination: 'Harbour' }),
    );
    if (status === 201) known.push({ id: body.id, booker, pending: vehicle.flow, end: wish.end });
  }
  async function move(): Promise<void> {
    const booking = any(known);
    if (!booking) return;
    booking.end = new Date(Date.parse(booking.end) + HOUR).toISOString();
    counted('move', await booking.booker.client.patch(`/bookings/${booking.id}`, { end: booking.end }));
  }
  async function redirect(): Promise<void> {
    const booking = any(known);
    if (!booking) return;
    const destination = `Stop ${Math.floor(Math.random() * 1_000)}`;
    counted('redirect', await motorpool.admin.patch(`/bookings/${booking.id}`, { destination }));
  }
  async function ride(): Promise<void> {
    const booking = any(known);
    if (!booking) return;
    counted('ride', await any(bookers).client.post(`/bookings/${booking.id}/seats`, {}));
  }
  async function cancel(): Promise<void> {
    const booking = any(known);
    if (!booking) return;
    counted('cancel', await booking.booker.client.post(`/bookings/${booking.id}/cancellation`, {}));
  }
  async function decide(): Promise<void> {
    const { body } = counted('queue', await approver.client.get('/approvals?limit=20'));
    const request = any((body?.items ?? []) as { id: string }[]);
    const decision = any(['approve', 'approve', 'decline']);
    if (request) counted('decide', await approver.client.post(`/approvals/${request.id}/decision`, { decision }));
  }

  async function killWorker(): Promise<void> {
    const index = faults.killed % 2;
    await motorpool.workers[index]!.kill();
    motorpool.startWorker(index);
    faults.killed += 1;
  }
  /** "immediate": every connection is cut, nothing is written down. */
  async function restartPostgres(): Promise<void> {
    const pid = Number(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const port = Number(new URL(postgres.url).port);
    process.kill(pid, 'SIGQUIT');
    await postgres.stop();
    postgres = await startEmbeddedPostgres({ dataDir, port });
    faults.restarted += 1;
  }
  /** Spread over the acts, in an order that nobody knows. */
  async function disturb(): Promise<void> {
    const turns = [
      ...Array<typeof killWorker>(KILLS).fill(killWorker),
      ...Array<typeof killWorker>(RESTARTS).fill(restartPostgres),
    ]
      .map((turn) => ({ turn, at: Math.random() * 0.9 * ACTS }))
      .toSorted((one, other) => one.at - other.at);
    for (const { turn, at } of turns) {
      while (ACTS - left < at) await pause(20);
      await turn();
    }
  }

  it('500 acts while workers are killed, mail is refused, and PostgreSQL restarts', async () => {
    motorpool.mail.refuses = () =>
      faults.refused < REFUSALS && Math.random() < REFUSED_SHARE && (faults.refused += 1) > 0;
    const act = async () => {
      while ((left -= 1) >= 0) {
        await any([book, book, move, redirect, ride, cancel, decide])().catch(async (error: unknown) => {
          if (!(error instanceof Unanswered)) throw error;
          left += 1;
          await pause(100);
        });
      }
    };
    await Promise.all([disturb(), ...Array.from({ length: AT_ONCE }, act)]);
    await eventually(
      'every event is delivered and no mail waits',
      async () => {
        await pause(1_000);
        const [open] = await motorpool.rows<{ count: number }>(
          `SELECT (SELECT count(*) FROM platform.outbox WHERE state <> 'done')::int
                + (SELECT count(*) FROM notifications.mails WHERE state = 'queued')::int AS count`,
        );
        return open!.count === 0;
      },
      RECOVERY_MS,
    );
    console.log(JSON.stringify({ ...outcomes, ...faults }));
    expect(faults).toMatchObject({ killed: KILLS, restarted: RESTARTS });
    expect(faults.refused).toBeGreaterThan(5);
    expect(Object.keys(outcomes).filter((outcome) => !/ (0|200|201|204|409|422|403|404|503)$/.test(outcome))).toEqual(
      [],
    );
  }, 600_000);

  it('every recipient of every event has its mail, once or twice, and each copy says the same', async () => {
    const expected = await motorpool.rows<{ mail: string }>(EXPECTED);
    const written = (await motorpool.rows<Written>(WRITTEN)).filter(({ mail }) => !/approval-/.test(mail));
    expect(expected.length).toBeGreaterThan(150);
    expect(written.map(({ mail }) => mail).sort()).toEqual(expected.map(({ mail }) => mail).sort());
    const arrived = Map.groupBy(motorpool.mail.mails, ({ messageId }) => messageId);
    const copies = written.map(({ mail, messageId }) => ({ mail, count: arrived.get(messageId)?.length ?? 0 }));
    expect(copies.filter(({ count }) => count < 1 || count > 2)).toEqual([]);
    const differing = [...arrived.values()].filter((some) => new Set(some.map(contentOf)).size > 1);
    expect(differing.map(([first]) => first!.subject)).toEqual([]);
    console.log(JSON.stringify({ mails: written.length, twice: copies.filter(({ count }) => count === 2).length }));
  });

  it('each calendar part has the version, the state and the time of its own event, and one version says one thing', async () => {
    const written = await motorpool.rows<Written>(WRITTEN);
    const said = new Map<string, Set<string>>();
    let parts = 0;
    for (const { mail, messageId, version, bookingState, at } of written) {
      const calendar = calendarOf(motorpool.mail.mails.find((each) => each.messageId === messageId)!);
      if (!calendar) continue;
      parts += 1;
      const [event] = calendar.events;
      expect([mail, event!.sequence]).toEqual([mail, version]);
      expect(+event!.stamp).toBe(Math.floor(+at / 1_000) * 1_000);
      const status = { pending: 'TENTATIVE', confirmed: 'CONFIRMED' }[bookingState] ?? 'CANCELLED';
      expect([mail, event!.status]).toEqual([mail, status]);
      const { start, end, description } = event!;
      const key = `${event!.uid} ${event!.sequence}`;
      said.set(key, (said.get(key) ?? new Set()).add(JSON.stringify({ status, start, end, description })));
    }
    expect(parts).toBeGreaterThan(100);
    expect([...said].filter(([, things]) => things.size > 1)).toEqual([]);
  });
});
