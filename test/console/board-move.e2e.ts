import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import type { GivenUser } from '../support/given.js';
import { at, dateAhead, visitBoard } from './support/board.js';
import { pickByKeyboard } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('moving a booking on the board', () => {
  const date = dateAhead(3);
  let motorpool: ConsoleTest;
  let hana: GivenUser;
  let kea: string;
  let tui: string;
  let bookingId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { given } = motorpool;
    const branchId = await given.branch({ name: 'Harbour', timeZone: 'Etc/UTC' });
    hana = await given.user(branchId, ['booker'], { name: 'Hana Harper' });
    kea = await given.vehicle(branchId, { name: 'Kea', registration: 'KEA1' });
    tui = await given.vehicle(branchId, { name: 'Tui', registration: 'TUI1' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(async () => {
    const body = { vehicleId: kea, start: at(date, '09:00'), end: at(date, '11:00') };
    const reasonId = await motorpool.given.reason();
    bookingId = (await hana.client.expect(201, 'POST', '/bookings', { ...body, reasonId })).id as string;
  });
  afterEach(async () => {
    await hana.client.expect(200, 'POST', `/bookings/${bookingId}/cancellation`, {});
    expect(await motorpool.finish()).toEqual([]);
  });

  const stored = async () => {
    const { vehicleId, start, end } = await hana.client.expect(200, 'GET', `/bookings/${bookingId}`);
    return { vehicleId, start, end };
  };
  const first = () => ({ vehicleId: kea, start: at(date, '09:00'), end: at(date, '11:00') });
  const boxOf = async (page: Page, name: RegExp) => (await page.getByRole('link', { name }).boundingBox())!;
  /** Draws the booking two hours to the right, one row down. */
  const draw = async (page: Page) => {
    const { x, y, width, height } = await boxOf(page, /^Hana Harper/);
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width, y + height, { steps: 4 });
    await page.mouse.move(x + width / 2 + width, y + height / 2 + 48, { steps: 4 });
    await page.mouse.up();
  };

  it('a drag asks first: nothing changes without its button', async () => {
    const page = await motorpool.open(hana);
    await visitBoard(motorpool, page, `?date=${date}`);
    await draw(page);
    const dialog = page.getByRole('dialog', { name: 'Move booking' });
    await dialog.getByText('Currently: Kea').waitFor();
    expect(await stored()).toEqual(first());
    expect(await dialog.getByLabel('Vehicle').inputValue()).toBe('Tui');
    expect(await dialog.getByLabel('Pick-up time').inputValue()).toBe('11:00');
    expect(await look(page, 'board-move')).toEqual([]);
    await page.reload();
    await dialog.getByText('Currently: Kea').waitFor();
    expect(await dialog.getByLabel('Vehicle').inputValue()).toBe('Tui');
    expect(await dialog.getByLabel('Pick-up time').inputValue()).toBe('11:00');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await stored()).toEqual(first());
    await draw(page);
    await dialog.getByRole('button', { name: 'Move booking' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await stored()).toEqual({ vehicleId: tui, start: at(date, '11:00'), end: at(date, '13:00') });
    await page.getByRole('link', { name: /^Hana Harper, Confirmed, .*11:00–13:00$/ }).waitFor();
  });

  it('a booking is moved by keyboard alone', async () => {
    const page = await motorpool.open(hana);
    const keyboard = new Keyboard(page);
    await visitBoard(motorpool, page, `?date=${date}`);
    await keyboard.tabTo(/^Kea, free/);
    await keyboard.press('ArrowRight', 'm');
    const dialog = page.getByRole('dialog', { name: 'Move booking' });
    await dialog.getByText('Currently: Kea').waitFor();
    await keyboard.tabTo('Pick-up time');
    await keyboard.type('1430');
    await keyboard.tabTo('Return time');
    await keyboard.type('16');
    await keyboard.tabTo('Move booking');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await stored()).toEqual({ vehicleId: kea, start: at(date, '14:30'), end: at(date, '16:00') });
    await eventually('the moved booking has the focus', async () =>
      (await keyboard.focused()).startsWith('Hana Harper'),
    );
  });

  it('says that somebody changed the booking meanwhile, and what it is now; pressing again applies it', async () => {
    motorpool.provokes(412);
    const page = await motorpool.open(hana);
    await visitBoard(motorpool, page, `?date=${date}`);
    await draw(page);
    const dialog = page.getByRole('dialog', { name: 'Move booking' });
    await dialog.getByText('Currently: Kea').waitFor();
    await hana.client.expect(200, 'PATCH', `/bookings/${bookingId}`, { end: at(date, '12:00') });
    await dialog.getByRole('button', { name: 'Move booking' }).click();
    await dialog.getByText(/^Someone changed this booking in the meantime. It is now on Kea, .*09:00–12:00/).waitFor();
    await dialog.getByRole('button', { name: 'Move booking' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect((await stored()).vehicleId).toBe(tui);
  });

  it('what somebody changed meanwhile is settled by keyboard alone', async () => {
    motorpool.provokes(412);
    const page = await motorpool.open(hana);
    const keyboard = new Keyboard(page);
    await visitBoard(motorpool, page, `?date=${date}`);
    await keyboard.tabTo(/^Kea, free/);
    await keyboard.press('ArrowRight', 'm');
    const dialog = page.getByRole('dialog', { name: 'Move booking' });
    await dialog.getByText('Currently: Kea').waitFor();
    await hana.client.expect(200, 'PATCH', `/bookings/${bookingId}`, { end: at(date, '12:00') });
    await keyboard.tabTo('Vehicle');
    await pickByKeyboard(page, keyboard, 'Tui');
    await keyboard.tabTo('Move booking');
    await keyboard.press('Enter');
    await dialog.getByText(/^Someone changed this booking in the meantime. It is now on Kea, .*09:00–12:00/).waitFor();
    await keyboard.holds('Move booking');
    await keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect((await stored()).vehicleId).toBe(tui);
  });

  it('where the vehicle is taken the dialog stays, says so, and keeps what was entered', async () => {
    motorpool.provokes(409);
    const body = {
      vehicleId: tui,
      start: at(date, '12:00'),
      end: at(date, '13:00'),
      reasonId: await motorpool.given.reason(),
    };
    const { id } = await hana.client.expect(201, 'POST', '/bookings', body);
    const page = await motorpool.open(hana);
    await visitBoard(motorpool, page, `?date=${date}`);
    const { x, y, width, height } = await boxOf(page, /^Hana Harper, Confirmed, .*09:00–11:00$/);
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width, y + height, { steps: 4 });
    await page.mouse.move(x + width / 2 + width, y + height / 2 + 48, { steps: 4 });
    await page.mouse.up();
    const dialog = page.getByRole('dialog', { name: 'Move booking' });
    await dialog.getByRole('button', { name: 'Move booking' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await dialog.getByLabel('Vehicle').inputValue()).toBe('Tui');
    expect(await stored()).toEqual(first());
    await hana.client.expect(200, 'POST', `/bookings/${id}/cancellation`, {});
  });

  it('a touch never moves a booking', async () => {
    const page = await motorpool.open(hana, { hasTouch: true });
    await visitBoard(motorpool, page, `?date=${date}`);
    const { x, y, width, height } = await boxOf(page, /^Hana Harper/);
    const touch = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx: number) =>
      touch.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: x + width / 2 + dx, y: y + height / 2 }],
      });
    await send('touchStart', 0);
    for (const dx of [10, 40, 80]) await send('touchMove', dx);
    await send('touchEnd', 80);
    await page.getByRole('button', { name: 'Week', exact: true }).tap();
    await page.waitForURL('**view=week**');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await stored()).toEqual(first());
  });
});
