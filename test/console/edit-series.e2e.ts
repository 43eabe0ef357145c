import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { pick, pickByKeyboard } from './support/booking.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';
import { DailySeries, onDay, setTimes } from './support/series.js';

describeInBrowser()('changing a series, with what would come of each of its bookings', () => {
  let scene: DailySeries;

  beforeAll(async () => {
    scene = await DailySeries.start();
  });
  afterAll(() => scene?.motorpool.stop());
  beforeEach(() => scene.book(4));
  afterEach(async () => expect(await scene.motorpool.finish()).toEqual([]));

  const placed = async () => (await scene.booked()).map(({ start, vehicleName }) => `${start} ${vehicleName}`);
  const untouched = [0, 1, 2, 3].map((day) => `${onDay(day)} Golf`);

  it('BK-9: this and following: one that fails is skipped, one gets another vehicle, and nothing is sent before', async () => {
    await scene.motorpool.given.vehicle(scene.branchId, { name: 'Polo' });
    for (const day of [2, 3]) await scene.take(day, 13);
    const { page, sheet, rows } = await scene.edit(1, 'This and following');
    await sheet.getByText('All 3 bookings can be changed.').waitFor();
    await setTimes(sheet, '13', '15');
    await sheet.getByText('2 of 3 bookings cannot be changed').waitFor();
    await rows.nth(1).getByText('Cannot be changed').waitFor();
    await rows.nth(1).getByText('The vehicle is already booked at that time.').waitFor();
    await rows.nth(1).getByRole('button', { name: /^Skip/ }).click();
    await sheet.getByText('1 of 2 bookings cannot be changed').waitFor();
    await rows.nth(1).getByText('Stays as it is').waitFor();
    await sheet.getByRole('button', { name: 'Show the one that fails' }).click();
    await new Keyboard(page).holds((await rows.nth(2).getByRole('button').first().getAttribute('aria-label'))!);
    await rows
      .nth(2)
      .getByRole('button', { name: /^Change/ })
      .click();
    await pick(page, rows.nth(2).getByLabel('New vehicle'), 'Polo');
    await sheet.getByText('All 2 bookings can be changed.').waitFor();
    await rows.nth(2).getByText('With Polo').waitFor();
    expect(await placed()).toEqual(untouched);
    expect(await look(page, 'series-edit')).toEqual([]);
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('2 bookings changed. 1 was skipped.').waitFor();
    expect(await placed()).toEqual([
      `${onDay(0)} Golf`,
      `${onDay(1, 13)} Golf`,
      `${onDay(2)} Golf`,
      `${onDay(3, 13)} Polo`,
    ]);
  });

  it('BK-9: all, from any of them: what the sheet holds is what the preview is about', async () => {
    await scene.take(0, 13);
    const { page, sheet, rows } = await scene.edit(2, 'All future bookings');
    await sheet.getByText('All 4 bookings can be changed.').waitFor();
    await setTimes(sheet, '13', '15');
    await sheet.getByText('1 of 4 bookings cannot be changed').waitFor();
    await rows
      .nth(0)
      .getByRole('button', { name: /^Change/ })
      .click();
    await setTimes(rows.nth(0), '15', '16', 'New');
    await sheet.getByText('All 4 bookings can be changed.').waitFor();
    // The times of all change once more: what is chosen for one of them stays with it.
    await sheet.getByLabel(/^Destination/).fill('Harbour');
    await setTimes(sheet, '17', '18');
    await rows.nth(3).getByText('17:00–18:00').waitFor();
    await rows.nth(0).getByText('15:00–16:00').waitFor();
    await sheet.getByText('All 4 bookings can be changed.').waitFor();
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('4 bookings changed.').waitFor();
    expect(await placed()).toEqual([15, 17, 17, 17].map((hour, day) => `${onDay(day, hour)} Golf`));
    expect((await scene.booked()).map(({ destination }) => destination)).toEqual(Array(4).fill('Harbour'));
  });

  it('BK-9: the vehicle is taken between preview and save: the list says so, and nothing that was entered is lost', async () => {
    scene.motorpool.provokes(409);
    const { page, sheet, rows } = await scene.edit(1, 'This and following');
    await setTimes(sheet, '13', '15');
    await sheet.getByLabel(/^Destination/).fill('Harbour');
    await rows.nth(2).getByText('13:00–15:00').waitFor();
    await rows.nth(2).getByRole('button', { name: /^Skip/ }).click();
    await sheet.getByText('All 2 bookings can be changed.').waitFor();
    await scene.take(2, 14);
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await sheet.getByText('1 of 2 bookings cannot be changed').waitFor();
    await rows.nth(1).getByText('Cannot be changed').waitFor();
    await rows.nth(2).getByText('Stays as it is').waitFor();
    expect(await sheet.getByLabel(/^Destination/).inputValue()).toBe('Harbour');
    expect(await sheet.getByLabel('Pick-up time', { exact: true }).inputValue()).toBe('13:00');
    expect(await placed()).toEqual(untouched);
    expect(await look(page, 'series-edit-taken')).toEqual([]);
    await sheet.getByRole('button', { name: 'Skip the one that fails' }).click();
    await sheet.getByText('The booking can be changed.').waitFor();
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('1 booking changed. 2 were skipped.').waitFor();
    expect(await placed()).toEqual([0, 1, 2, 3].map((day) => `${onDay(day, day === 1 ? 13 : 9)} Golf`));
  });

  it('BK-9: what somebody else made of the series meanwhile, and a lost connection, take nothing away', async () => {
    scene.motorpool.provokes(412);
    const { page, sheet, rows } = await scene.edit(0, 'All future bookings');
    await setTimes(sheet, '13', '15');
    await rows.nth(3).getByText('13:00–15:00').waitFor();
    await rows.nth(3).getByRole('button', { name: /^Skip/ }).click();
    await sheet.getByText('All 3 bookings can be changed.').waitFor();
    const kept = async () => {
      expect(await sheet.getByLabel('Pick-up time', { exact: true }).inputValue()).toBe('13:00');
      await rows.nth(3).getByText('Stays as it is').waitFor();
    };
    await page.route('**/api/v1/booking-series/*', (route) => route.abort('connectionreset'));
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await sheet.getByRole('alert').waitFor();
    await kept();
    await page.unroute('**/api/v1/booking-series/*');
    const { admin } = scene.motorpool.app;
    await admin.expect(200, 'POST', `/bookings/${scene.bookingIds[1]}/cancellation`, {});
    await admin.expect(200, 'PATCH', `/booking-series/${scene.id}`, { notes: 'Keep dry' });
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await sheet.getByText('This series was changed in the meantime').waitFor();
    await sheet.getByText('All 2 bookings can be changed.').waitFor();
    expect(await rows.count()).toBe(3);
    await rows.nth(2).getByText('Stays as it is').waitFor();
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('2 bookings changed. 1 was skipped.').waitFor();
    expect(await placed()).toEqual([0, 1, 2, 3].map((day) => `${onDay(day, day % 2 === 0 ? 13 : 9)} Golf`));
    // The browser itself complains about the lost connection.
    expect(scene.motorpool.complaints.splice(0).filter((said) => !said.includes('ERR_CONNECTION_RESET'))).toEqual([]);
  });

  it('BK-9: by keyboard alone: times, one skipped, one with another vehicle', async () => {
    // While only one of the two times is new, the return is before the pick-up.
    scene.motorpool.provokes(422);
    const polo = 'Polo by keyboard';
    await scene.motorpool.given.vehicle(scene.branchId, { name: polo });
    for (const day of [2, 3]) await scene.take(day, 13);
    const page = await scene.motorpool.open(scene.booker);
    await page.goto(`${scene.motorpool.app.origin}/app/bookings/${scene.bookingIds[1]}`);
    const keyboard = new Keyboard(page);
    await page.getByRole('button', { name: 'Edit' }).waitFor();
    await keyboard.tabTo('Edit');
    await keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Edit the booking of Golf' });
    await sheet.getByLabel('Change', { exact: true }).waitFor();
    await keyboard.tabTo('Change');
    await keyboard.type('This and');
    await sheet.getByText('All 3 bookings can be changed.').waitFor();
    await keyboard.tabTo('Pick-up time');
    await keyboard.type('13');
    await keyboard.tabTo('Return time');
    await keyboard.type('15');
    await keyboard.tabTo(/^Reason/);
    await sheet.getByText('2 of 3 bookings cannot be changed').waitFor();
    // Enter leads to the first that fails.
    await keyboard.tabTo('Destination (optional)');
    await keyboard.press('Enter');
    await keyboard.holds((await sheet.locator('[data-fails] button').first().getAttribute('aria-label'))!);
    await keyboard.press('Enter');
    await sheet.getByText('1 of 2 bookings cannot be changed').waitFor();
    expect(await keyboard.focused()).toMatch(/^Do not skip/);
    const last = sheet.getByRole('list', { name: 'The bookings of the series' }).getByRole('listitem').nth(2);
    await keyboard.tabTo((await last.getByRole('button').nth(1).getAttribute('aria-label'))!);
    await keyboard.press('Enter');
    await keyboard.tabTo('New vehicle');
    await pickByKeyboard(page, keyboard, polo);
    await sheet.getByText('All 2 bookings can be changed.').waitFor();
    expect(await keyboard.focused()).toBe('New vehicle');
    await keyboard.tabTo('Undo the change');
    await keyboard.press('Enter');
    await sheet.getByText('1 of 2 bookings cannot be changed').waitFor();
    expect(await keyboard.focused()).toMatch(/^Change /);
    await keyboard.press('Enter');
    await keyboard.tabTo('New vehicle');
    await pickByKeyboard(page, keyboard, polo);
    await sheet.getByText('All 2 bookings can be changed.').waitFor();
    await keyboard.tabTo('Save changes');
    await keyboard.press('Enter');
    await page.getByText('2 bookings changed. 1 was skipped.').waitFor();
    expect((await placed())[3]).toBe(`${onDay(3, 13)} ${polo}`);
  });

  it('finds one of a thousand vehicles, for a booking and for one of a series', async () => {
    await scene.motorpool.app.db.query(
      `INSERT INTO fleet.vehicles (id, branch_id, name, registration, kind, seats, group_ids, state, version, created_at)
       SELECT gen_random_uuid(), $1, 'Van ' || n, 'VAN-' || n, 'van', 5, '{}', 'active', 1, now()
         FROM generate_series(1001, 2000) n`,
      [scene.branchId],
    );
    const { page, sheet, rows } = await scene.edit(2, 'This and following');
    await pick(page, sheet.getByLabel('Vehicle', { exact: true }), 'Van 1987');
    await rows.nth(1).getByText('Can be changed').waitFor();
    await rows
      .nth(1)
      .getByRole('button', { name: /^Change/ })
      .click();
    // Not by its row: while its list is open, the other rows are hidden, and it would not be the second.
    const own = sheet.getByLabel('New vehicle');
    await eventually('it begins with that of the series', async () => (await own.inputValue()) === 'Van 1987');
    await own.fill('VAN-1999');
    await page.getByRole('option', { name: 'Van 1999 VAN-1999' }).waitFor();
    expect(await look(page, 'vehicle-picker', { isListOpen: true })).toEqual([]);
    await pick(page, own, 'Van 1999');
    await rows.nth(1).getByText('With Van 1999').waitFor();
    await sheet.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('2 bookings changed.').waitFor();
    expect((await placed()).slice(2)).toEqual([`${onDay(2)} Van 1987`, `${onDay(3)} Van 1999`]);
  });
});
