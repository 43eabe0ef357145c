import { OfferVehicles } from '../../src/bookings/use-cases/waiting-list/offer-vehicles.js';
import { describeInBrowser } from '../support/browser.js';
import type { GivenUser } from '../support/given.js';
import { at } from './support/booking.js';
import { dateAhead, visitBoard } from './support/board.js';
import { ConsoleTest } from './support/console.js';
import { look } from './support/look.js';

const VEHICLE = 'Volkswagen Transporter Kombi with nine seats and a tow bar';
const PERSON = 'Maximiliane Friederike von Schwarzenberg-Hohenfels';
const DESTINATION =
  'The construction site behind the old harbour at Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';

/** What the journeys pass by too quickly to be looked at, and names as long as they come. */
describeInBrowser()('booking looks right: axe finds nothing, light and dark, wide and narrow', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let reasonId: string;
  let booker: GivenUser;
  let manager: GivenUser;
  let approver: GivenUser;
  let vehicleId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { given } = motorpool;
    branchId = await given.branch({ name: 'Auckland Harbour', timeZone: 'Pacific/Auckland' });
    reasonId = await given.reason();
    booker = await given.user(branchId, ['booker'], { name: PERSON });
    manager = await given.user(branchId, ['branch_admin'], { name: 'Mara Manager' });
    approver = await given.user(branchId, ['booking_approver'], { name: 'Ari Approver' });
    vehicleId = await given.vehicle(branchId, { name: VEHICLE, registration: 'LONG-1' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const book = async (vehicle: string, times: object, path = '/bookings') =>
    booker.client.expect(201, 'POST', path, { vehicleId: vehicle, reasonId, destination: DESTINATION, ...times });
  const open = async (who: GivenUser, path: string) => {
    const page = await motorpool.open(who);
    await page.goto(motorpool.app.origin + path);
    return page;
  };

  it('long names on Today, the board, Bookings, the drawer and Approvals', async () => {
    const asked = await motorpool.given.vehicle(branchId, {
      name: `${VEHICLE}, silver`,
      approvalFlowId: await motorpool.given.flow(),
    });
    const { id } = await book(vehicleId, { start: at(1, 20), end: at(1, 23) });
    await book(asked, { start: at(1, 20), end: at(1, 22) });
    const faults: unknown[] = [];
    const today = await open(booker, '/app');
    await today.getByRole('article').first().waitFor();
    faults.push(...(await look(today, 'long-today')));
    const board = await motorpool.open(manager);
    const date = new Date(at(1, 20)).toLocaleDateString('sv', { timeZone: 'Pacific/Auckland' });
    await visitBoard(motorpool, board, `?date=${date}`);
    faults.push(...(await look(board, 'long-board')));
    const list = await open(manager, '/app/bookings?tab=branch');
    await list.getByRole('link', { name: VEHICLE }).first().waitFor();
    faults.push(...(await look(list, 'long-bookings')));
    const drawer = await open(manager, `/app/bookings/${id}`);
    await drawer.getByRole('dialog').getByText('History').waitFor();
    faults.push(...(await look(drawer, 'long-booking')));
    const queue = await open(approver, '/app/approvals');
    await queue.getByRole('checkbox', { name: /silver/ }).check();
    faults.push(...(await look(queue, 'long-approvals')));
    await queue.getByRole('button', { name: 'Approve', exact: true }).click();
    await queue.getByRole('dialog', { name: 'Approve 1 request' }).waitFor();
    faults.push(...(await look(queue, 'long-approve')));
    expect(faults).toEqual([]);
  }, 240_000);

  it('extend, cancel, return, a series, an offer', async () => {
    const polo = await motorpool.given.vehicle(branchId, { name: 'Polo' });
    const { id } = await book(polo, motorpool.given.fromNow());
    const faults: unknown[] = [];
    const page = await open(booker, `/app/bookings/${id}`);
    const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
    await press('Extend');
    await page.getByRole('dialog', { name: 'Extend the booking of Polo' }).waitFor();
    faults.push(...(await look(page, 'booking-extend')));
    await page.goto(`${motorpool.app.origin}/app/bookings/${id}`);
    await press('Cancel booking');
    await page.getByRole('alertdialog').waitFor();
    faults.push(...(await look(page, 'booking-cancel')));
    await page.goto(`${motorpool.app.origin}/app/bookings/${id}`);
    await press('Check out');
    await press('Return');
    await page.getByRole('dialog', { name: 'Return Polo' }).waitFor();
    faults.push(...(await look(page, 'booking-return')));

    const lupo = await motorpool.given.vehicle(branchId, { name: 'Lupo' });
    const times = { start: at(20, 20), end: at(20, 22), rrule: 'FREQ=DAILY;COUNT=3', onConflict: 'fail' };
    const { occurrences } = await book(lupo, times, '/booking-series');
    await page.goto(`${motorpool.app.origin}/app/bookings/${occurrences[1].bookingId}`);
    await press('Edit');
    await page.getByLabel('Change', { exact: true }).selectOption('This and following');
    faults.push(...(await look(page, 'series-edit')));
    await page.goto(`${motorpool.app.origin}/app/bookings/${occurrences[1].bookingId}`);
    await press('Cancel this and following');
    await page.getByRole('alertdialog').waitFor();
    faults.push(...(await look(page, 'series-cancel')));

    const fox = await motorpool.given.vehicle(branchId, { name: 'Fox' });
    const wait = { vehicleId: fox, start: at(30, 20), end: at(30, 22) };
    await booker.client.expect(201, 'POST', '/waiting-list', wait);
    await motorpool.app.nest.get(OfferVehicles, { strict: false }).run();
    await page.goto(`${motorpool.app.origin}/app`);
    await press('Accept offer');
    await page.getByRole('dialog', { name: 'Book Fox' }).getByLabel('Reason').waitFor();
    faults.push(...(await look(page, 'today-offer')));
    expect(faults).toEqual([]);
  }, 240_000);

  it('archive, the report of vehicles, an empty board, and filters that fit nothing', async () => {
    await motorpool.given.vehicle(branchId, { name: 'Old Car' });
    const faults: unknown[] = [];
    const page = await open(manager, '/app/vehicles?q=Old');
    await page.getByRole('button', { name: 'Old Car', exact: true }).click();
    await page.getByRole('dialog', { name: 'Old Car' }).getByRole('button', { name: 'Archive' }).click();
    await page.getByRole('alertdialog').getByText('There are no future bookings.').waitFor();
    faults.push(...(await look(page, 'vehicle-archive')));
    await page.goto(`${motorpool.app.origin}/app/reports?tab=vehicles`);
    await page.getByRole('row').filter({ hasText: 'Old Car' }).waitFor();
    faults.push(...(await look(page, 'reports-vehicles')));
    await page.goto(`${motorpool.app.origin}/app/board?date=${dateAhead(1)}&kind=none`);
    await page.getByText('No vehicle matches these filters').waitFor();
    faults.push(...(await look(page, 'board-none-found')));
    const empty = await motorpool.given.branch({ name: 'Empty Yard' });
    const admin = await motorpool.open(motorpool.admin);
    await motorpool.visit(admin, `/app/board?branchId=${empty}`, { heading: 'Board' });
    await admin.getByText('No vehicles here').waitFor();
    faults.push(...(await look(admin, 'board-empty')));
    expect(faults).toEqual([]);
  });
});
