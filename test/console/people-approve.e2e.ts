import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/given.js';
import { pending } from '../support/scene.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';
import { until } from './support/people.js';

describeInBrowser()('from registering to Today', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
    const body = { name: 'Night shift', branchIds: [branchId] };
    await motorpool.app.admin.expect(201, 'POST', '/groups', body);
  });
  afterAll(() => motorpool?.stop());
  afterEach(() => expect(motorpool.complaints.splice(0)).toEqual([]));

  /** Registers by the page, and follows the link of the mail in the browser. */
  async function register(page: Page, name: string): Promise<string> {
    const email = `${crypto.randomUUID().slice(0, 8)}@else.example`;
    await page.goto(`${motorpool.app.origin}/register`);
    await page.locator('#name').fill(name);
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(PASSWORD);
    await page.locator('main form button[type=submit]').first().click();
    const { text } = await motorpool.app.mail.waitFor(email);
    await page.goto(/http\S+\/verify-email\?token=\S+/.exec(text)![0]);
    await page.locator('main form button[type=submit]').first().click();
    await page.waitForLoadState('networkidle');
    return email;
  }

  it('ID-3: an admin finds them under Pending and approves with role, branch and groups in one act', async () => {
    const visitor = await motorpool.open();
    const email = await register(visitor, 'Nora New');
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByRole('tab', { name: 'Pending 1' }).waitFor();
    await page
      .getByRole('row', { name: /Nora New/ })
      .getByRole('button', { name: 'Review' })
      .click();
    const sheet = page.getByRole('dialog', { name: 'Review Nora New' });
    await sheet.getByRole('group', { name: 'Roles' }).getByRole('checkbox', { name: 'Booker', exact: true }).check();
    expect(await sheet.getByLabel('Branch', { exact: true }).inputValue()).toBe(branchId);
    await sheet.getByRole('group', { name: 'Groups' }).getByLabel('Night shift').check();
    await sheet.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('No one is waiting').waitFor();
    await until(page, `document.activeElement?.tagName === 'H1'`);
    await motorpool.signIn(visitor, email, PASSWORD);
    await visitor.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    const [approved] = (await motorpool.app.admin.expect(200, 'GET', `/users?q=${email}`)).items;
    expect(approved).toMatchObject({ state: 'verified', branchId, roles: [{ key: 'booker' }] });
    expect(approved.groups).toEqual([{ id: expect.any(String), name: 'Night shift' }]);
    await visitor.context().close();
    await page.context().close();
  });

  it('the sheet is in the address, opens the next one by itself, and can be used by keyboard alone', async () => {
    const first = await pending(motorpool.given, branchId, { name: 'Ada First' });
    const second = await pending(motorpool.given, branchId, { name: 'Ben Second' });
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByRole('rowheader', { name: 'Ben Second' }).waitFor();
    await keyboard.tabTo('Review');
    await keyboard.press('Enter');
    await page.waitForURL(`**/app/people?review=${first.id}`);
    await page.getByRole('dialog', { name: 'Review Ada First' }).getByText('1 more person is waiting').waitFor();
    await keyboard.tabTo('Booker');
    await keyboard.press('Space');
    await keyboard.tabTo('Approve');
    await keyboard.press('Enter');
    await page.waitForURL(`**/app/people?review=${second.id}`);
    await page.getByRole('dialog', { name: 'Review Ben Second' }).waitFor();
    await keyboard.tabTo('Booker');
    await keyboard.press('Space');
    await keyboard.tabTo('Approve');
    await keyboard.press('Enter');
    await page.getByText('No one is waiting').waitFor();
    await until(page, `document.activeElement?.tagName === 'H1'`);
    for (const { id } of [first, second]) {
      expect(await motorpool.app.admin.expect(200, 'GET', `/users/${id}`)).toMatchObject({
        state: 'verified',
        roles: [{ key: 'booker' }],
      });
    }
    await page.context().close();
  });

  it('ID-3: without a role it is said to both that the person cannot book yet', async () => {
    const visitor = await motorpool.open();
    const email = await register(visitor, 'Rolf Roleless');
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByRole('row', { name: /Rolf/ }).getByRole('button', { name: 'Review' }).click();
    const sheet = page.getByRole('dialog', { name: 'Review Rolf Roleless' });
    await sheet.getByLabel('Booker', { exact: true }).waitFor();
    await sheet.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Rolf Roleless was approved, but cannot book yet').waitFor();
    await motorpool.signIn(visitor, email, PASSWORD);
    await visitor.getByText('You cannot book yet, because you have no role.').waitFor();
    expect(await visitor.getByRole('link', { name: /^Book/ }).allInnerTexts()).toEqual(['Bookings']);
    await visitor.context().close();
    await page.context().close();
  });

  it('409: what somebody else decided meanwhile is said, and the next one is offered', async () => {
    const taken = await pending(motorpool.given, branchId, { name: 'Cara Taken' });
    const next = await pending(motorpool.given, branchId, { name: 'Dan Next' });
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, `/app/people?review=${taken.id}`, { heading: 'People' });
    const sheet = page.getByRole('dialog', { name: 'Review Cara Taken' });
    await sheet.getByLabel('Reason').waitFor();
    await motorpool.app.admin.expect(200, 'POST', `/users/${taken.id}/rejection`, { reason: 'Unknown here.' });
    motorpool.provokes(409);
    await sheet.getByRole('button', { name: 'Approve' }).click();
    await sheet.getByText('Cara Taken is no longer waiting for a decision.').waitFor();
    await sheet.getByRole('button', { name: 'Review next' }).click();
    await page.getByRole('dialog', { name: 'Review Dan Next' }).waitFor();
    await page.waitForURL(`**/app/people?review=${next.id}`);
    motorpool.provokes();
    await page.context().close();
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const { id } = await pending(motorpool.given, branchId, { name: 'Eve Example', phone: '+64 9 123 4567' });
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByRole('rowheader', { name: 'Eve Example' }).waitFor();
    const faults = await look(page, 'people-pending');
    await motorpool.visit(page, `/app/people?review=${id}`, { heading: 'People' }).catch(() => undefined);
    await page.getByRole('dialog').getByLabel('Booker', { exact: true }).waitFor();
    faults.push(...(await look(page, 'people-review')));
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
