import type { Locator, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { cellsOf, visitBoard } from './support/board.js';
import { ADDRESS, at, confirm, reasonIn, sheetOf } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

const AUCKLAND = 'Pacific/Auckland';
const NAME = /New Zealand (Daylight|Standard) Time/;

describeInBrowser()('a browser in Berlin and a branch in Auckland', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let vehicleId: string;
  let booker: GivenUser;
  const [start, end] = [at(10, 19), at(10, 21)];

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour', timeZone: AUCKLAND });
    // With it, a report of all branches keeps the clock of the organisation.
    await motorpool.given.branch({ name: 'Wellington' });
    vehicleId = await motorpool.given.vehicle(branchId, { name: 'Hilux' });
    booker = await motorpool.given.user(branchId, ['booker'], { name: 'Tama Taylor' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const clock = (instant: string, timeZone: string) =>
    new Date(instant).toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  const span = (timeZone: string) => `${clock(start, timeZone)}–${clock(end, timeZone)}`;
  const theirs = span(AUCKLAND);
  const own = span('Europe/Berlin');

  /** Every line with a span of time is Auckland's, or says that it is the viewer's. */
  const expectAuckland = async (page: Page) => {
    const text = await page.locator('body').innerText();
    const lines = text.split('\n').filter((line) => /\d\d:\d\d–\d\d:\d\d/.test(line));
    expect(lines.length).toBeGreaterThan(0);
    const wrong = lines.filter((line) => !line.includes(theirs) && !(line.includes('Your time') && line.includes(own)));
    expect(wrong).toEqual([]);
    expect(lines.some((line) => line.includes('Your time'))).toBe(true);
    expect(text).toMatch(NAME);
  };

  it('search, sheet, drawer and list show Auckland’s time and say so; the viewer’s own is on a second line', async () => {
    const page = await motorpool.open(booker, { timezoneId: 'Europe/Berlin' });
    await motorpool.visit(page, ADDRESS({ from: start, to: end, branchId }), { heading: 'Book a vehicle' });
    await page.getByRole('button', { name: 'Book Hilux' }).waitFor();
    expect(await page.getByLabel('Pick-up time').inputValue()).toBe(clock(start, AUCKLAND));
    expect(await page.getByLabel('Return time').inputValue()).toBe(clock(end, AUCKLAND));
    await expectAuckland(page);
    await page.getByRole('button', { name: 'Book Hilux' }).click();
    const sheet = await sheetOf(page, 'Hilux');
    expect(await sheet.getByLabel('Pick-up time').inputValue()).toBe(clock(start, AUCKLAND));
    await sheet.getByText(NAME).waitFor();
    await reasonIn(sheet);
    await confirm(sheet);
    const drawer = page.getByRole('dialog', { name: 'Hilux', exact: true });
    await drawer.getByText(NAME).waitFor();
    await drawer.getByText(theirs).waitFor();
    expect(await look(page, 'auckland-drawer')).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Hilux' }).waitFor();
    await expectAuckland(page);
    expect(await look(page, 'auckland-list')).toEqual([]);
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}`);
    expect(items).toMatchObject([{ start, end }]);
  });

  it('what is typed is meant by Auckland’s clocks', async () => {
    const page = await motorpool.open(booker, { timezoneId: 'America/New_York' });
    const from = at(15, 21);
    await page.goto(motorpool.app.origin + ADDRESS({ vehicleId, from, to: at(15, 22), branchId }));
    const sheet = await sheetOf(page, 'Hilux');
    await sheet.getByLabel('Return time').fill('1:45 pm');
    await reasonIn(sheet);
    await confirm(sheet);
    await page.getByRole('dialog', { name: 'Hilux', exact: true }).getByText('History').waitFor();
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}&from=${from}`);
    expect(clock(items.at(-1).end, AUCKLAND)).toBe('13:45');
  });

  it('the same by keyboard alone', async () => {
    const page = await motorpool.open(booker, { timezoneId: 'America/New_York' });
    const keyboard = new Keyboard(page);
    const from = at(16, 21);
    await page.goto(motorpool.app.origin + ADDRESS({ vehicleId, from, to: at(16, 22), branchId }));
    await sheetOf(page, 'Hilux');
    await keyboard.tabTo('Return time');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('1:45 pm');
    await keyboard.tabTo('Reason');
    await keyboard.type('Business');
    await keyboard.tabTo('Confirm booking');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Hilux', exact: true }).getByText('History').waitFor();
    const { items } = await booker.client.expect(200, 'GET', `/bookings?vehicleId=${vehicleId}&from=${from}`);
    expect(clock(items.at(-1).end, AUCKLAND)).toBe('13:45');
  });

  it('no two places show one booking at different times', async () => {
    const { given, app } = motorpool;
    const asked = await given.vehicle(branchId, { name: 'Ranger', approvalFlowId: await given.flow() });
    const approver = await given.user(branchId, ['booking_approver'], { name: 'Ari Approver' });
    const { id } = await booker.client.expect(201, 'POST', '/bookings', {
      vehicleId: asked,
      start,
      end,
      reasonId: await given.reason(),
    });
    const date = new Date(start).toLocaleDateString('sv', { timeZone: AUCKLAND });
    const [weekday, day, month] = ['weekday', 'day', 'month'].map((part) =>
      new Date(start).toLocaleDateString('en-GB', { timeZone: AUCKLAND, [part]: part === 'day' ? 'numeric' : 'short' }),
    );
    const time = new RegExp(`${weekday} ${day} ${month}( \\d{4})?, ${theirs}`);
    const agree = (place: string, text: string) => {
      const spans = text.split(/[\n\t]/).filter((line) => /\d\d:\d\d–\d\d:\d\d/.test(line) && !/^Your time/.test(line));
      const others = spans.filter((line) => !time.test(line));
      expect([place, spans.length > 0, others]).toEqual([place, true, []]);
    };
    const textAt = async (who: Parameters<ConsoleTest['open']>[0], path: string, place: (page: Page) => Locator) => {
      const page = await motorpool.open(who, { timezoneId: 'Europe/Berlin' });
      await page.goto(app.origin + path);
      await place(page).getByText(theirs).filter({ visible: true }).first().waitFor();
      const text = await place(page).innerText();
      await page.context().close();
      return text;
    };
    const row = (page: Page) => page.getByRole('row').filter({ hasText: 'Ranger' });

    agree('Approvals', await textAt(approver, '/app/approvals', row));
    const { items } = await approver.client.expect(200, 'GET', '/approvals');
    const request = (page: Page) => page.getByRole('dialog', { name: 'Tama Taylor, Ranger' });
    agree('a request', await textAt(approver, `/app/approvals?request=${items[0].id}`, request));
    const decision = { items: [{ id: items[0].id, decision: 'approve' }] };
    await approver.client.expect(200, 'POST', '/approvals/decisions', decision);

    agree('Today', await textAt(booker, '/app', (page) => page.getByRole('article', { name: /^Ranger/ })));
    agree('Bookings', await textAt(booker, '/app/bookings', row));
    const drawer = (page: Page) => page.getByRole('dialog', { name: 'Ranger', exact: true });
    agree('the drawer', await textAt(booker, `/app/bookings/${id}`, drawer));
    // All branches in one report, whose days are those of the organisation.
    const from = start.slice(0, 10);
    const report = `/app/reports?${new URLSearchParams({ tab: 'bookings', from, to: date })}`;
    const reported = await textAt(motorpool.admin, report, row);
    agree('Reports', reported);
    expect(reported).toMatch(NAME);

    const board = await motorpool.open(booker, { timezoneId: 'Europe/Berlin' });
    await visitBoard(motorpool, board, `?${new URLSearchParams({ branchId, date })}`);
    agree(
      'the board',
      (await cellsOf(board, 'Ranger')).find((label) => label.startsWith('Tama Taylor'))!,
    );
    const { text } = await app.mail.waitFor(booker.email, /confirmed|approved/i);
    expect(text).toContain(`${theirs} (${AUCKLAND})`);
  });
});
