import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { at, dateAhead, visitBoard } from './support/board.js';
import { ConsoleTest } from './support/console.js';

const SECONDS_20 = 20_000;

describeInBrowser()('screens that follow what others do', () => {
  const date = dateAhead(3);
  let motorpool: ConsoleTest;
  let branchId: string;
  let vehicleId: string;
  let approver: GivenUser;
  let hana: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { given } = motorpool;
    branchId = await given.branch({ name: 'Harbour', timeZone: 'Etc/UTC' });
    approver = await given.user(branchId, ['booker', 'booking_approver'], { name: 'Ana Approver' });
    hana = await given.user(branchId, ['booker'], { name: 'Hana Harper' });
    vehicleId = await given.vehicle(branchId, { name: 'Kea', approvalFlowId: await given.flow() });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const book = async (from: string, to: string) => {
    const wish = { vehicleId, start: at(date, from), end: at(date, to), reasonId: await motorpool.given.reason() };
    return hana.client.expect(201, 'POST', '/bookings', wish);
  };
  const lastSeen = async ({ id }: GivenUser): Promise<string> => {
    const { rows } = await motorpool.app.db.query(
      'SELECT max(last_seen_at)::text AS seen FROM identity.sessions WHERE user_id = $1',
      [id],
    );
    return rows[0].seen as string;
  };
  const answersOf = (path: string) => `/api/v1/${path}`;

  it.each([
    ['board', `/app/board?date=${date}`, 'Board', /Hana Harper, Pending|Booked, Pending/, '08:00', '09:00'],
    ['approvals', '/app/approvals', 'Approvals', /Hana Harper/, '10:00', '11:00'],
  ])(
    'ID-14: %s shows a new booking within 20 s, and asking for it does not keep the session alive',
    async (path, address, heading, shown, from, to) => {
      const page = await motorpool.open(approver);
      await page.clock.install();
      await motorpool.visit(page, address, { heading });
      const before = await page.getByText(shown).or(page.getByLabel(shown)).count();
      await motorpool.app.db.query(
        `UPDATE identity.sessions SET last_seen_at = last_seen_at - interval '5 minutes' WHERE user_id = $1`,
        [approver.id],
      );
      const seen = await lastSeen(approver);
      const unchanged = page.waitForResponse((response) => response.url().includes(answersOf(path)));
      await page.clock.runFor(SECONDS_20);
      const first = await unchanged;
      expect(first.status()).toBe(304);
      expect(first.request().headers()['motorpool-activity']).toBe('background');
      await book(from, to);
      const changed = page.waitForResponse((response) => response.url().includes(answersOf(path)));
      await page.clock.runFor(SECONDS_20);
      expect((await changed).status()).toBe(200);
      await page.getByText(shown).or(page.getByLabel(shown)).nth(before).waitFor({ state: 'attached' });
      expect(await lastSeen(approver)).toBe(seen);
    },
  );

  it('does not ask while it is not in sight', async () => {
    const page = await motorpool.open(approver);
    await page.clock.install();
    await visitBoard(motorpool, page, `?date=${date}`);
    let asked = 0;
    page.on('request', (request) => (asked += Number(request.url().includes('/api/v1/board'))));
    await page.evaluate(`Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
    await page.clock.runFor(3 * SECONDS_20);
    expect(asked).toBe(0);
  });
});
