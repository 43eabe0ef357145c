import { describeInBrowser } from '../support/browser.js';
import { type GivenUser, PASSWORD } from '../support/given.js';
import { at, ADDRESS, confirm, reasonIn, sheetOf, stateIn } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';

describeInBrowser()('the whole way of a booking', () => {
  let motorpool: ConsoleTest;
  let approver: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const branchId = await motorpool.given.branch({
      name: 'Auckland Harbour',
      timeZone: 'Pacific/Auckland',
    });
    const approvalFlowId = await motorpool.given.flow();
    await motorpool.given.vehicle(branchId, {
      name: 'Hilux',
      registration: 'MP 1',
      approvalFlowId,
    });
    approver = await motorpool.given.user(branchId, ['booking_approver'], {
      name: 'Ari Approver',
    });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  it('register, confirm, be approved, book, have it approved, and get an email about it', async () => {
    const email = 'nora@harbour.example';
    const booker = await motorpool.open();
    await booker.goto(`${motorpool.app.origin}/register`);
    await booker.locator('#name').fill('Nora New');
    await booker.locator('#email').fill(email);
    await booker.locator('#password').fill(PASSWORD);
    // The only branch: there is nothing to choose.
    expect(await booker.getByLabel('Branch').count()).toBe(0);
    await booker.locator('main form button[type=submit]').first().click();
    const { text } = await motorpool.app.mail.waitFor(email);
    await booker.goto(/http\S+\/verify-email\?token=\S+/.exec(text)![0]);
    await booker.locator('main form button[type=submit]').first().click();
    await booker.waitForLoadState('networkidle');

    const admin = await motorpool.open(motorpool.admin);
    await motorpool.visit(admin, '/app/people', { heading: 'People' });
    const row = admin.getByRole('row', { name: /Nora New/ });
    await row.getByRole('button', { name: 'Review' }).click();
    const review = admin.getByRole('dialog', { name: 'Review Nora New' });
    await review.getByRole('group', { name: 'Roles' }).getByRole('checkbox', { name: 'Booker', exact: true }).check();
    await review.getByRole('button', { name: 'Approve' }).click();
    await admin.getByText('No one is waiting').waitFor();

    await motorpool.signIn(booker, email, PASSWORD);
    await booker.getByRole('link', { name: 'Book', exact: true }).first().click();
    await booker.getByRole('heading', { level: 1, name: 'Book a vehicle' }).waitFor();
    await booker.goto(motorpool.app.origin + ADDRESS({ from: at(7, 20), to: at(7, 22) }));
    await booker.getByText('Needs approval').waitFor();
    await booker.getByRole('button', { name: 'Book Hilux' }).click();
    const sheet = await sheetOf(booker, 'Hilux');
    await reasonIn(sheet);
    await sheet.getByLabel(/^Destination/).fill('Hamilton');
    await confirm(sheet);
    const drawer = booker.getByRole('dialog', { name: 'Hilux', exact: true });
    await stateIn(drawer, 'Pending').waitFor();

    const desk = await motorpool.open(approver);
    await motorpool.visit(desk, '/app/approvals', { heading: 'Approvals' });
    await desk
      .getByRole('row', { name: /Nora New/ })
      .getByRole('rowheader')
      .getByRole('button')
      .click();
    const request = desk.getByRole('dialog', { name: 'Nora New, Hilux' });
    await request.getByText('Hamilton').first().waitFor();
    await request.getByRole('button', { name: 'Approve', exact: true }).click();
    const question = desk.getByRole('dialog', { name: 'Approve 1 request' });
    await question.getByRole('button', { name: 'Approve', exact: true }).click();
    await desk.getByRole('dialog', { name: 'Result of each request' }).waitFor();

    await booker.reload();
    await stateIn(drawer, 'Confirmed').waitFor();
    const mail = await motorpool.app.mail.waitFor(email, /confirmed|approved/i);
    expect(mail.text).toContain('Hilux');
    expect(mail.text).toContain('/app/bookings/');
    await booker.goto(/http\S+\/app\/bookings\/[\w-]+/.exec(mail.text)![0]);
    await stateIn(drawer, 'Confirmed').waitFor();
  });

  it('the same by keyboard alone', async () => {
    const email = 'kay@harbour.example';
    const booker = await motorpool.open();
    const keys = new Keyboard(booker);
    await booker.goto(`${motorpool.app.origin}/register`);
    await keys.tabTo('Your name');
    await keys.type('Kay Keys');
    await keys.tabTo(/^E-?mail address/i);
    await keys.type(email);
    await keys.tabTo(/^Password/);
    await keys.type(PASSWORD);
    await keys.press('Enter');
    await booker.waitForURL('**/register/done');
    const { text } = await motorpool.app.mail.waitFor(email);
    await booker.goto(/http\S+\/verify-email\?token=\S+/.exec(text)![0]);
    if ((await keys.focused()) !== 'Confirm my address') await keys.tabTo('Confirm my address');
    await keys.press('Enter');
    await booker.waitForLoadState('networkidle');

    const admin = await motorpool.open(motorpool.admin);
    const adminKeys = new Keyboard(admin);
    await motorpool.visit(admin, '/app/people', { heading: 'People' });
    await admin.getByRole('rowheader', { name: 'Kay Keys' }).waitFor();
    await adminKeys.tabTo('Review');
    await adminKeys.press('Enter');
    const review = admin.getByRole('dialog', { name: 'Review Kay Keys' });
    await review.getByRole('checkbox', { name: 'Booker', exact: true }).waitFor();
    await adminKeys.tabTo('Booker');
    await adminKeys.press('Space');
    await adminKeys.tabTo('Approve');
    await adminKeys.press('Enter');
    await admin.getByText('No one is waiting').waitFor();

    const times = new URLSearchParams({ next: ADDRESS({ from: at(8, 20), to: at(8, 22) }) });
    await booker.goto(`${motorpool.app.origin}/sign-in?${times}`);
    await keys.tabTo(/^E-?mail address/i);
    await keys.type(email);
    await keys.tabTo('Password');
    await keys.type(PASSWORD);
    await keys.press('Enter');
    await booker.getByRole('button', { name: 'Book Hilux' }).waitFor();
    await keys.tabTo('Book Hilux');
    await keys.press('Enter');
    await sheetOf(booker, 'Hilux');
    await keys.tabTo('Reason');
    await keys.type('Business');
    await keys.tabTo(/^Destination/);
    await keys.type('Hamilton');
    await keys.tabTo('Confirm booking');
    await keys.press('Enter');
    const drawer = booker.getByRole('dialog', { name: 'Hilux', exact: true });
    await stateIn(drawer, 'Pending').waitFor();

    const desk = await motorpool.open(approver);
    const deskKeys = new Keyboard(desk);
    await motorpool.visit(desk, '/app/approvals', { heading: 'Approvals' });
    await desk.getByRole('row', { name: /Kay Keys/ }).waitFor();
    await deskKeys.tabTo(/Kay Keys for Hilux$/);
    await deskKeys.press('Space');
    await deskKeys.tabTo('Approve', 'Shift+Tab');
    await deskKeys.press('Enter');
    await desk.getByRole('dialog', { name: 'Approve 1 request' }).waitFor();
    await deskKeys.tabTo('Approve');
    await deskKeys.press('Enter');
    await desk.getByRole('dialog', { name: 'Result of each request' }).waitFor();

    const mail = await motorpool.app.mail.waitFor(email, /^Booking confirmed/);
    await booker.goto(/http\S+\/app\/bookings\/[\w-]+/.exec(mail.text)![0]);
    await stateIn(drawer, 'Confirmed').waitFor();
    await drawer.press('Escape');
    await booker.getByRole('link', { name: 'Hilux' }).waitFor();
  });
});
