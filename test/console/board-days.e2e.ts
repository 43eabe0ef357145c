import { describeInBrowser } from '../support/browser.js';
import { takeScreenshot } from '../support/screenshot.js';
import { cellsOf, visitBoard } from './support/board.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';
import { textsOfPages } from './support/paper.js';

/** In Berlin the clocks go back on the last Sunday of October, and forward on the last of March. */
const lastSundayOf = (month: number): string => {
  const year = new Date().getUTCFullYear() + 1;
  const last = new Date(Date.UTC(year, month + 1, 0));
  last.setUTCDate(last.getUTCDate() - last.getUTCDay());
  return last.toISOString().slice(0, 10);
};

/** “Vehicle”, and the hours from 00 to 23. */
const HEADINGS = 25;
const VEHICLES = `
  INSERT INTO fleet.vehicles (id, branch_id, name, registration, kind, seats, group_ids, state, version, created_at)
  SELECT gen_random_uuid(), $1, 'Van ' || n, 'P' || $2::int || '-' || n, 'van', 5, '{}', 'active', 1, now()
    FROM generate_series(1, $2::int) n`;

describeInBrowser()('days on which the clocks change, and the board on paper', () => {
  const [march, october] = [lastSundayOf(2), lastSundayOf(9)];
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin' });
    const vehicleId = await motorpool.given.vehicle(branchId, { name: 'Kea' });
    const reasonId = await motorpool.given.reason();
    // Half past one until half past three by the clocks, which is three hours when they go back at three.
    const times = { start: `${october}T01:30:00+02:00`, end: `${october}T03:30:00+01:00` };
    await motorpool.app.admin.expect(201, 'POST', '/bookings', { vehicleId, reasonId, ...times, overridePolicy: true });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  it('a day of 25 hours is drawn as long as it is, and says so', async () => {
    const page = await motorpool.open(motorpool.admin);
    await visitBoard(motorpool, page, `?branchId=${branchId}&date=${october}`);
    await page.getByText(/has 25 hours: the clocks go back/).waitFor();
    const hours = (await page.getByRole('columnheader').allInnerTexts()).slice(1);
    expect(hours).toHaveLength(25);
    expect(hours.slice(0, 5)).toEqual(['00', '01', '02', '02', '03']);
    const cells = await cellsOf(page, 'Kea');
    expect(cells[1]).toMatch(/01:30–03:30$/);
    const [booking, hour] = await Promise.all([
      page.getByRole('row', { name: /Kea/ }).getByRole('link').boundingBox(),
      page.getByRole('columnheader').nth(1).boundingBox(),
    ]);
    expect(Math.round(booking!.width / hour!.width)).toBe(3);
    expect(await look(page, 'board-25-hours')).toEqual([]);
  });

  it('a day of 23 hours too, and its neighbour has 24', async () => {
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await visitBoard(motorpool, page, `?branchId=${branchId}&date=${march}`);
    await page.getByText(/has 23 hours: the clocks go forward/).waitFor();
    const hours = (await page.getByRole('columnheader').allInnerTexts()).slice(1);
    expect(hours.slice(0, 4)).toEqual(['00', '01', '03', '04']);
    await keyboard.tabTo('Next day');
    await keyboard.press('Enter');
    await page.getByText(/has 23 hours/).waitFor({ state: 'detached' });
    await page.getByRole('columnheader').nth(24).waitFor();
    expect(await page.getByRole('columnheader').count()).toBe(25);
  });

  it.each([
    ['one page', 10, 1],
    ['one page', 48, 1],
    ['pages that each have the hours above, and no row on two of them', 200, 6],
  ])('is printed on %s: %s vehicles', async (_on, vehicles, pages) => {
    const large = await motorpool.given.branch({ name: `Depot ${vehicles}` });
    await motorpool.app.db.query(VEHICLES, [large, vehicles]);
    const page = await motorpool.open(motorpool.admin);
    // The day on which most is said above the board.
    await visitBoard(motorpool, page, `?branchId=${large}&date=${october}`);
    await page.emulateMedia({ media: 'print' });
    await page
      .getByRole('rowheader')
      .nth(vehicles - 1)
      .waitFor();
    await takeScreenshot(page, { path: `test/output/console-board-print-${vehicles}.png`, fullPage: true });
    const printed = textsOfPages(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
    expect(printed).toHaveLength(pages);
    if (pages === 1) return;
    const onAll = new Set(printed[0]!.filter((text) => printed.every((texts) => texts.includes(text))));
    expect(onAll.size).toBeGreaterThanOrEqual(HEADINGS);
    const rows = printed.flat().filter((text) => !onAll.has(text));
    expect(new Set(rows).size).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(vehicles);
  });
});
