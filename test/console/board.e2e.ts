import { type GivenUser } from '../support/given.js';
import { describeInBrowser } from '../support/browser.js';
import { at, cellsOf, dateAhead, visitBoard } from './support/board.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('the board', () => {
  const date = dateAhead(3);
  let motorpool: ConsoleTest;
  let branchId: string;
  let kea: string;
  let tui: string;
  let hana: GivenUser;
  let tama: GivenUser;
  let bookingId: string;

  const book = async (who: GivenUser, vehicleId: string, from: string, to: string, fields: object = {}) =>
    (
      await who.client.expect(201, 'POST', '/bookings', {
        vehicleId,
        start: at(date, from),
        end: at(date, to),
        reasonId: await motorpool.given.reason(),
        ...fields,
      })
    ).id as string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { given } = motorpool;
    branchId = await given.branch({ name: 'Harbour', timeZone: 'Etc/UTC' });
    const locationId = (
      await motorpool.app.admin.expect(201, 'POST', '/locations', { name: 'North yard', branchIds: [branchId] })
    ).id as string;
    hana = await given.user(branchId, ['booker'], { name: 'Hana Harper' });
    tama = await given.user(branchId, ['booker'], { name: 'Tama Taylor' });
    await given.user(branchId, ['booking_approver']);
    const policyId = await given.policy({ bufferMinutes: 30 });
    kea = await given.vehicle(branchId, { name: 'Kea', registration: 'KEA1', policyId, locationId });
    tui = await given.vehicle(branchId, { name: 'Tui', registration: 'TUI1', kind: 'van' });
    const asked = await given.vehicle(branchId, {
      name: 'Weka',
      registration: 'WEK1',
      approvalFlowId: await given.flow(),
    });
    bookingId = await book(hana, kea, '09:00', '11:00', { destination: 'Bay 4' });
    await book(tama, tui, '13:00', '15:00', { destination: 'Ferry' });
    await book(tama, asked, '08:00', '10:00');
    await motorpool.app.admin.expect(201, 'POST', `/vehicles/${tui}/unavailability`, {
      start: at(date, '17:00'),
      end: at(date, '19:00'),
      note: 'New tyres',
    });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const hrefOf = (vehicleId: string, from: string, to: string) =>
    `${motorpool.app.origin}/app/book?${new URLSearchParams({ vehicleId, branchId, from, to })}`;

  it('shows a day: who has which vehicle, what is out of service, and what is free between', async () => {
    const page = await motorpool.open(motorpool.admin);
    await visitBoard(motorpool, page, `?branchId=${branchId}&date=${date}`);
    const [kea1, tui1] = [await cellsOf(page, 'Kea'), await cellsOf(page, 'Tui')];
    expect(kea1.map((label) => label.replace(/\w{3} \d+ \w{3}, /g, ''))).toEqual([
      'Kea, free: 00:00–08:30',
      'Hana Harper to Bay 4, Confirmed, 09:00–11:00',
      expect.stringMatching(/^Kea, free: 11:30 –/),
    ]);
    expect(tui1[1]).toMatch(/^Tama Taylor to Ferry, Confirmed, .*13:00–15:00$/);
    expect(tui1[3]).toMatch(/^New tyres, Unavailable, .*17:00–19:00$/);
    expect((await cellsOf(page, 'Weka')).join()).toMatch(/Tama Taylor, Pending, .*08:00–10:00/);
  });

  it('RP-13: a booker sees who else has a vehicle only as “Booked”', async () => {
    const page = await motorpool.open(hana);
    await visitBoard(motorpool, page, `?date=${date}`);
    expect((await cellsOf(page, 'Tui'))[1]).toMatch(/^Booked, Confirmed, .*13:00–15:00$/);
    expect((await cellsOf(page, 'Kea'))[1]).toMatch(/^Hana Harper to Bay 4/);
    expect(await page.content()).not.toContain('Tama');
    expect(await page.content()).not.toContain('Ferry');
    expect(await page.getByRole('row', { name: /Tui/ }).getByRole('link').count()).toBe(0);
  });

  it('a free gap opens the booking sheet’s address with its times', async () => {
    const page = await motorpool.open(hana);
    await visitBoard(motorpool, page, `?date=${date}`);
    await page.getByRole('button', { name: /^Kea, free: .*00:00–08:30$/ }).click();
    await page.waitForURL(hrefOf(kea, at(date, '00:00'), at(date, '08:30')));
  });

  it('a booking that one may read opens', async () => {
    const page = await motorpool.open(hana);
    await visitBoard(motorpool, page, `?date=${date}`);
    await page.getByRole('link', { name: /^Hana Harper/ }).click();
    await page.waitForURL(`**/app/bookings/${bookingId}`);
  });

  it('“Week” shows seven days from Monday; filters are in the address and survive a reload', async () => {
    const page = await motorpool.open(motorpool.admin);
    await visitBoard(motorpool, page, `?branchId=${branchId}&date=${date}`);
    await page.getByRole('button', { name: 'Week', exact: true }).click();
    await page.waitForURL('**view=week**');
    const days = page.getByRole('columnheader');
    await days.nth(7).waitFor();
    expect(await days.count()).toBe(8);
    expect(await days.nth(1).innerText()).toMatch(/^Mon /);
    await page.getByLabel('Kind').selectOption('Van');
    await page.waitForURL('**kind=van**');
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await page.reload();
    await page.getByRole('rowheader', { name: /Tui/ }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await page.getByLabel('Kind').selectOption('');
    await page.getByLabel('Location').selectOption('North yard');
    await page.getByRole('rowheader', { name: /Kea/ }).waitFor();
    await page.getByRole('rowheader', { name: /Tui/ }).waitFor({ state: 'detached' });
  });

  it('can be used by keyboard alone: arrows, Home, End, Enter', async () => {
    const page = await motorpool.open(hana);
    const keyboard = new Keyboard(page);
    await visitBoard(motorpool, page, `?date=${date}`);
    await keyboard.tabTo(/^Kea, free: .*00:00–08:30$/);
    await keyboard.press('ArrowRight');
    expect(await keyboard.focused()).toMatch(/^Hana Harper to Bay 4/);
    await keyboard.press('ArrowDown');
    expect(await keyboard.focused()).toMatch(/^Tui, free: .*00:00–13:00$/);
    await keyboard.press('End');
    expect(await keyboard.focused()).toMatch(/^Tui, free: .*19:00 –/);
    await keyboard.press('ArrowUp');
    expect(await keyboard.focused()).toMatch(/^Kea, free: .*11:30 –/);
    await keyboard.press('Home');
    expect(await keyboard.focused()).toMatch(/^Kea, free: .*00:00–08:30$/);
    await keyboard.press('Control+End');
    expect(await keyboard.focused()).toMatch(/^Weka, free/);
    await keyboard.press('Control+Home', 'Enter');
    await page.waitForURL(hrefOf(kea, at(date, '00:00'), at(date, '08:30')));
  });

  it('on a phone it is a list of vehicles with buttons for when they are free', async () => {
    const page = await motorpool.open(hana, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await motorpool.visit(page, `/app/board?date=${date}`, { heading: 'Board' });
    await page.getByRole('heading', { level: 2, name: 'Kea' }).waitFor();
    expect(await page.getByRole('grid').count()).toBe(0);
    expect(await page.getByText('Booked, Confirmed').count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Kea: Free from 11:30 to midnight' }).tap();
    await page.waitForURL(hrefOf(kea, at(date, '11:30'), at(dateAhead(4), '00:00')));
  });

  it('on a phone a week has a button for each free stretch of a day', async () => {
    const page = await motorpool.open(hana, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await motorpool.visit(page, `/app/board?date=${date}&view=week`, { heading: 'Board' });
    const day = new Date(date).toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
    const from = (time: string) => `Tui: ${day.replace(',', '')}: free from ${time}`;
    for (const span of ['00:00 to 13:00', '15:00 to 17:00', '19:00 to midnight']) {
      await page.getByRole('button', { name: from(span) }).waitFor();
    }
    const spans = await page.getByRole('button', { name: /^Tui: / }).allInnerTexts();
    const others = spans.filter((span) => !span.startsWith(day.replace(',', '')));
    // The rest of today, where today is in that week, and whole days.
    expect(others.filter((span) => !/free (all day|from \d\d:\d\d to midnight)$/.test(span))).toEqual([]);
    await page.getByRole('button', { name: from('15:00 to 17:00') }).tap();
    await page.waitForURL(hrefOf(tui, at(date, '15:00'), at(date, '17:00')));
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const page = await motorpool.open(motorpool.admin);
    await visitBoard(motorpool, page, `?branchId=${branchId}&date=${date}`);
    const day = await look(page, 'board-day');
    await page.getByRole('button', { name: 'Week', exact: true }).click();
    await page.getByRole('columnheader', { name: /^Mon/ }).waitFor();
    expect([...day, ...(await look(page, 'board-week'))]).toEqual([]);
  });
});
