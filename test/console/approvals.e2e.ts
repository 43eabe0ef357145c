import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import type { GivenUser } from '../support/given.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('approvals', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let approver: GivenUser;
  let colleague: GivenUser;
  let hana: GivenUser;
  let asked: string[];

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    const { given } = motorpool;
    branchId = await given.branch({ name: 'Harbour', timeZone: 'Pacific/Auckland' });
    approver = await given.user(branchId, ['booking_approver'], { name: 'Ana Approver' });
    colleague = await given.user(branchId, ['booking_approver'], { name: 'Cleo Colleague' });
    hana = await given.user(branchId, ['booker'], { name: 'Hana Harper' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  /** Three requests, one a day from tomorrow on, each for a vehicle of its own. */
  beforeEach(async () => {
    const approvalFlowId = await motorpool.given.flow();
    for (const [at, name] of ['Kea', 'Tui', 'Weka'].entries()) {
      const vehicleId = await motorpool.given.vehicle(branchId, { name, approvalFlowId });
      const wish = { ...(await motorpool.given.wish(vehicleId, at + 1)), destination: 'Bay 4' };
      await hana.client.expect(201, 'POST', '/bookings', wish);
    }
    const { items } = await approver.client.expect(200, 'GET', '/approvals');
    asked = items.map(({ id }: { id: string }) => id);
  });
  afterEach(async () => {
    const { items } = await approver.client.expect(200, 'GET', '/approvals?limit=100');
    const left = items.map(({ id }: { id: string }) => ({ id, decision: 'approve' }));
    if (left.length > 0) await approver.client.expect(200, 'POST', '/approvals/decisions', { items: left });
  });

  const visit = async (search = ''): Promise<Page> => {
    const page = await motorpool.open(approver);
    await motorpool.visit(page, `/app/approvals${search}`, { heading: 'Approvals' });
    await page.getByRole('rowheader').first().waitFor();
    return page;
  };
  const boxOf = (page: Page, vehicle: string) =>
    page.getByRole('checkbox', { name: `Select the request of Hana Harper for ${vehicle}` });
  const stateOf = async (id: string) => (await approver.client.expect(200, 'GET', `/approvals/${id}`)).state;

  it('AP-6, AP-7: one is approved; two are declined in bulk with a note, one of which somebody else decided a moment before', async () => {
    const page = await visit();
    expect(await page.getByText('3 requests are waiting for you.').count()).toBe(1);
    await boxOf(page, 'Kea').check();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    const ask = page.getByRole('dialog', { name: 'Approve 1 request' });
    await ask.getByRole('button', { name: 'Approve', exact: true }).click();
    const outcomes = page.getByRole('dialog', { name: 'Result of each request' });
    await outcomes.getByText('1 request was decided.').waitFor();
    await outcomes.getByRole('button', { name: 'Close' }).click();
    await boxOf(page, 'Kea').waitFor({ state: 'detached' });
    expect(await stateOf(asked[0]!)).toBe('approved');

    await boxOf(page, 'Tui').check();
    await boxOf(page, 'Weka').check();
    await page.getByRole('button', { name: 'Decline', exact: true }).click();
    const decline = page.getByRole('dialog', { name: 'Decline 2 requests' });
    await decline.getByRole('button', { name: 'Decline', exact: true }).click();
    await decline.getByText('Write a note first.').waitFor();
    expect(await look(page, 'approvals-decline')).toEqual([]);
    await decline.getByLabel('Note').fill('The cars are needed for the audit.');
    await colleague.client.expect(200, 'POST', `/approvals/${asked[1]}/decision`, { decision: 'approve' });
    await decline.getByRole('button', { name: 'Decline', exact: true }).click();
    await outcomes.getByText('1 request was decided; 1 could not be decided.').waitFor();
    const lines = outcomes.getByRole('listitem');
    await lines.filter({ hasText: 'Tui' }).getByText('Already approved by Cleo Colleague').waitFor();
    await lines
      .filter({ hasText: 'Weka' })
      .getByText(/Declined$/)
      .waitFor();
    expect(await look(page, 'approvals-outcomes')).toEqual([]);
    await outcomes.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Nothing is waiting for you').waitFor();
    expect(await Promise.all(asked.map(stateOf))).toEqual(['approved', 'approved', 'declined']);
    const { note } = await approver.client.expect(200, 'GET', `/approvals/${asked[2]}`);
    expect(note).toBe('The cars are needed for the audit.');
  });

  it('a request opens in a drawer with all that helps to decide it, and is decided there', async () => {
    const page = await visit(`?request=${asked[1]}`);
    const drawer = page.getByRole('dialog', { name: 'Hana Harper, Tui' });
    await drawer.getByText('Every booking of this vehicle needs approval').waitFor();
    await drawer.getByText('Times are in New Zealand').waitFor();
    for (const title of [
      'Other bookings of this vehicle around that time',
      'Bookings of Hana Harper in the last 90 days',
      'Steps',
    ]) {
      await drawer.getByRole('heading', { name: title }).waitFor();
    }
    expect(await look(page, 'approvals-drawer')).toEqual([]);
    await drawer.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog', { name: 'Approve 1 request' }).getByRole('button', { name: 'Approve' }).click();
    await page
      .getByRole('dialog', { name: /Result of each request/ })
      .getByRole('button', { name: 'Close' })
      .click();
    await drawer.getByText('By Ana Approver').waitFor();
    expect(await stateOf(asked[1]!)).toBe('approved');
  });

  it('AP-12: bookings of a series are declined one by one; the others wait on, or are approved in the same act', async () => {
    const approvalFlowId = await motorpool.given.flow();
    const vehicleId = await motorpool.given.vehicle(branchId, { name: 'Moa', approvalFlowId });
    const wish = { ...(await motorpool.given.wish(vehicleId, 10)), rrule: 'FREQ=DAILY;COUNT=4', onConflict: 'fail' };
    const { id } = await hana.client.expect(201, 'POST', '/booking-series', wish);
    const states = async () =>
      (await hana.client.expect(200, 'GET', `/booking-series/${id}`)).occurrences.map(
        ({ state }: { state: string }) => state,
      );
    const page = await visit();
    await page.getByRole('row', { name: /Moa/ }).getByRole('button').click();
    const sheet = page.getByRole('dialog', { name: 'Hana Harper, Moa' });
    const boxes = sheet.getByRole('checkbox');
    await boxes.nth(1).check();
    expect(await look(page, 'approvals-series')).toEqual([]);
    await sheet.getByRole('button', { name: 'Decline 1 booking' }).click();
    const ask = page.getByRole('dialog', { name: 'Decline 1 booking' });
    await ask.getByLabel('Note').fill('In the workshop.');
    await ask.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.getByText('1 booking declined; 3 still pending').waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    expect(await states()).toEqual(['pending', 'declined', 'pending', 'pending']);
    await sheet.getByText('In the workshop.').first().waitFor();
    await boxes.nth(2).check();
    await sheet.getByRole('button', { name: 'Decline these, approve the rest' }).click();
    const rest = page.getByRole('dialog', { name: 'Decline 1 booking' });
    await rest.getByLabel('Note').fill('Also.');
    await rest.getByRole('button', { name: 'Decline these, approve the rest' }).click();
    await page.getByText('1 request was decided.').waitFor();
    expect(await states()).toEqual(['confirmed', 'declined', 'confirmed', 'declined']);
  });

  it('BK-15: a queue longer than a page is shown page by page', async () => {
    const approvalFlowId = await motorpool.given.flow();
    const vehicleId = await motorpool.given.vehicle(branchId, { name: 'Kiwi', approvalFlowId });
    for (let day = 1; day <= 50; day += 1) {
      await hana.client.expect(201, 'POST', '/bookings', await motorpool.given.wish(vehicleId, day + 20));
    }
    const page = await visit();
    expect(await page.getByText('53 requests are waiting for you.').count()).toBe(1);
    // Those further down are drawn a frame later.
    await page.getByRole('rowheader').nth(49).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(50);
    await page.getByRole('button', { name: 'Load more' }).click();
    await page.getByRole('rowheader').nth(52).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(53);
  });

  it('can be used by keyboard alone', async () => {
    const page = await visit();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo(/for Kea$/);
    await keyboard.press('Space');
    await keyboard.tabTo('Decline', 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Decline 1 request' }).waitFor();
    await keyboard.tabTo('Note');
    await keyboard.type('Not this week.');
    await keyboard.tabTo('Decline');
    await keyboard.press('Enter');
    await page.getByText('1 request was decided.').waitFor();
    await keyboard.holds('Close');
    await keyboard.press('Enter');
    await boxOf(page, 'Kea').waitFor({ state: 'detached' });
    await eventually('the next request has the focus', async () => /for Tui$/.test(await keyboard.focused()));
    expect(await stateOf(asked[0]!)).toBe('declined');
  });

  it('filters are in the address; what was decided says by whom', async () => {
    await colleague.client.expect(200, 'POST', `/approvals/${asked[0]}/decision`, { decision: 'decline', note: 'No.' });
    const page = await visit();
    expect(await look(page, 'approvals')).toEqual([]);
    await page.getByLabel('Show').selectOption('Declined');
    await page.waitForURL('**state=declined**');
    await page.reload();
    await page.getByText('By Cleo Colleague').filter({ visible: true }).waitFor();
    expect(await page.getByLabel('Show').inputValue()).toBe('declined');
  });

  it('AP-11: approvals are delegated, listed, and taken back by keyboard alone', async () => {
    const page = await visit();
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Delegate');
    await keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Delegate your approvals' });
    await sheet.getByLabel('Delegate to').waitFor();
    await keyboard.tabTo('Delegate to');
    await keyboard.type('Cleo Colleague');
    expect(await look(page, 'approvals-delegate')).toEqual([]);
    await keyboard.tabTo('Delegate');
    await keyboard.press('Enter');
    await sheet.getByText('Cleo Colleague decides for you').waitFor();
    const { items } = await colleague.client.expect(200, 'GET', '/approval-delegations');
    expect(items).toEqual([expect.objectContaining({ delegatorName: 'Ana Approver', endedAt: null })]);
    await keyboard.tabTo('End the delegation to Cleo Colleague');
    await keyboard.press('Enter');
    await sheet.getByText('Ended').waitFor();
    await sheet.press('Escape');
    await keyboard.holds('Delegate');
  });
});
