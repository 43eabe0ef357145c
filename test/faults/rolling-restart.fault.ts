import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Balancer } from '../support/balancer.js';
import { Deployment } from '../support/deployment.js';
import { eventually } from '../support/eventually.js';
import { Given, type GivenUser } from '../support/given.js';

const PER_SECOND = 200;
/** As many are under way at most: a slow machine is asked for fewer. */
const UNDER_WAY = 24;
const VEHICLES = 20;
/** One after the other; the first is restarted twice. */
const RESTARTED = [0, 1, 0];

describe('O-1: a rolling restart', () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let booker: GivenUser;
  const vehicles: string[] = [];

  beforeAll(async () => {
    motorpool = await Deployment.start({ apis: 2 });
    given = new Given(motorpool);
    const branchId = await given.branch();
    booker = await given.user(branchId, ['booker']);
    for (let index = 0; index < VEHICLES; index += 1) vehicles.push(await given.vehicle(branchId));
    await given.reason();
    await motorpool.settled(30_000);
    // Its mails are not what this is about, and the machine is small.
    await motorpool.workers[0]!.kill();
  });
  afterAll(() => motorpool?.stop());

  it('loses nothing of 200 bookings a second while two processes are restarted three times', async () => {
    const balancer = await Balancer.start(motorpool.origins);
    const client = booker.client.at(balancer.origin);
    const [before] = await motorpool.rows<{ count: number }>('SELECT count(*)::int AS count FROM bookings.bookings');
    let loading = true;
    let underWay = 0;
    let acknowledged = 0;
    const lost: unknown[] = [];
    const book = async (turn: number) => {
      underWay += 1;
      const wish = await given.wish(vehicles[turn % VEHICLES]!, 2 + Math.floor(turn / VEHICLES) / 24);
      const answer = await client
        .post('/bookings', wish)
        .catch((error: Error) => ({ status: 0, text: String(error.cause) }));
      underWay -= 1;
      if (answer.status === 201) acknowledged += 1;
      else lost.push([answer.status, answer.text]);
    };
    const load = (async () => {
      const since = Date.now();
      for (let turn = 0, behind = 0; loading; await pause(5)) {
        const due = ((Date.now() - since) / 1_000) * PER_SECOND - behind;
        for (; turn < due && underWay < UNDER_WAY; turn += 1) void book(turn);
        // What a slow machine did not get to is not made up for.
        if (turn < due) behind += due - turn;
      }
      await eventually('everything is answered', async () => underWay === 0, 60_000);
      return Date.now() - since;
    })();

    const during: number[] = [];
    const restarted = async (index: number) => {
      const already = acknowledged;
      const process = motorpool.apis[index]!;
      process.signal('SIGTERM');
      expect(await process.end(60_000)).toMatchObject({ code: 0, signal: null });
      during.push(acknowledged - already);
      const handed = balancer.handed[index]!;
      await motorpool.startApi(index).untilReady(motorpool.origins[index]!, 120_000);
      await eventually('it is asked again', async () => balancer.handed[index]! > handed + 20, 60_000);
    };
    try {
      for (const index of RESTARTED) await restarted(index);
    } finally {
      loading = false;
    }
    const ms = await load;
    balancer.stop();

    const [after] = await motorpool.rows<{ count: number }>('SELECT count(*)::int AS count FROM bookings.bookings');
    console.log(`${acknowledged} acknowledged in ${ms} ms, ${lost.length} lost; while one ended: ${during.join(', ')}`);
    expect(lost).toEqual([]);
    expect(after!.count - before!.count).toBe(acknowledged);
    expect(Math.min(...during)).toBeGreaterThan(20);
  }, 400_000);

  /** A connection of one's own, which is kept. */
  async function kept(origin: string): Promise<Socket & { heard: string }> {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1') as Socket & { heard: string };
    socket.heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (socket.heard += text));
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }
  const asks = async (socket: Socket & { heard: string }, path = '/health/live') => {
    socket.heard = '';
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await eventually('it is answered', async () => socket.heard.includes('\r\n\r\n'));
    return socket.heard;
  };
  const refuses = (origin: string) =>
    fetch(`${origin}/health/live`).then(
      () => false,
      () => true,
    );

  it('it is not ready at once, serves on, says that each answer is the last one, and ends in order', async () => {
    const api = motorpool.apis[1]!;
    const origin = motorpool.origins[1]!;
    const [idle, silent, asking] = [await kept(origin), await kept(origin), await kept(origin)];
    expect(await asks(idle)).toMatch(/^HTTP\/1\.1 200 .*\r\nConnection: keep-alive/is);
    expect(await asks(asking)).not.toMatch(/connection: close/i);
    api.signal('SIGTERM');
    await eventually('it is not ready', async () => (await fetch(`${origin}/health/ready`)).status === 503);
    const ready = await fetch(`${origin}/health/ready`);
    expect(ready.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await ready.json()).toMatchObject({ status: 503, code: 'unavailable', part: 'process' });
    expect(await asks(asking, '/api/v1/sign-up-options')).toMatch(/^HTTP\/1\.1 200 .*\r\nConnection: close\r\n/is);
    await eventually('the connection is closed behind its answer', async () => asking.closed);
    expect([idle.closed, silent.closed]).toEqual([false, false]);
    // 1 would mean that it was ended by force, for the sake of connections on which nothing is asked.
    expect(await api.end(40_000)).toMatchObject({ code: 0, signal: null });
    await motorpool.startApi(1).untilReady(origin);
  });

  it('what is under way when the port is closed is finished', async () => {
    const origin = motorpool.origins[1]!;
    motorpool.settings.SHUTDOWN_GRACE_SECONDS = '0';
    await motorpool.apis[1]!.kill();
    const api = motorpool.startApi(1);
    await api.untilReady(origin);
    const holder = await motorpool.db.connect();
    await holder.query('BEGIN; LOCK TABLE bookings.bookings');
    const booked = booker.client.at(origin).post('/bookings', await given.wish(vehicles[0]!, 60));
    const waits = async () =>
      (
        await motorpool.rows(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
        )
      ).length > 0;
    await eventually('the booking waits', waits);
    api.signal('SIGTERM');
    await eventually('nobody else is let in', () => refuses(origin));
    await holder.query('ROLLBACK');
    holder.release();
    expect((await booked).status).toBe(201);
    expect(await api.end(40_000)).toMatchObject({ code: 0, signal: null });
  });
});
