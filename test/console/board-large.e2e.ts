import { describeInBrowser } from '../support/browser.js';
import { dateAhead, visitBoard } from './support/board.js';
import { ConsoleTest } from './support/console.js';

const VEHICLES = 1_000;
/** Past the API, which would take a minute. */
const VEHICLES_SQL = `
  INSERT INTO fleet.vehicles (id, branch_id, name, registration, kind, seats, group_ids, state, version, created_at)
  SELECT gen_random_uuid(), $1, 'Van ' || to_char(n, 'FM0000'), 'L-' || n, CASE n % 2 WHEN 0 THEN 'van' ELSE 'car' END, 5,
         '{}', 'active', 1, now()
    FROM generate_series(1, ${VEHICLES}) n`;

describeInBrowser()('the board of a large branch', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Large', timeZone: 'Etc/UTC' });
    await motorpool.app.db.query(VEHICLES_SQL, [branchId]);
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  it('draws the rows in sight only, and another kind asks the service nothing', async () => {
    const page = await motorpool.open(motorpool.admin);
    await visitBoard(motorpool, page, `?branchId=${branchId}&date=${dateAhead(5)}`);
    const rows = page.getByRole('grid').getByRole('rowheader');
    await rows.first().waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(VEHICLES + 1));
    expect(await rows.count()).toBeLessThan(60);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.getByLabel('Kind').selectOption('Van');
    await page.locator(`[role=grid][aria-rowcount="${VEHICLES / 2 + 1}"]`).waitFor();
    expect(await rows.count()).toBeLessThan(60);
    expect(asked.filter((url) => url.includes('/api/v1/board'))).toEqual([]);
  });

  it('the last row is there when one scrolls to it', async () => {
    const page = await motorpool.open(motorpool.admin);
    await visitBoard(motorpool, page, `?branchId=${branchId}&date=${dateAhead(5)}`);
    await page.getByRole('rowheader', { name: 'Van 0001' }).waitFor();
    await page
      .locator('.board-frame')
      .evaluate((frame: { scrollTo(x: number, y: number): void }) => frame.scrollTo(0, 1e6));
    await page.getByRole('rowheader', { name: 'Van 1000' }).waitFor();
    await page.getByRole('rowheader', { name: 'Van 0002' }).waitFor({ state: 'detached' });
  });
});
