import { describeInBrowser } from '../support/browser.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('the list of people', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
    // A list is filtered by branch where there is more than one.
    await motorpool.given.branch({ name: 'Wellington' });
    await motorpool.given.user(branchId, ['booker'], { name: 'Hana Harper' });
    await motorpool.given.user(branchId, ['booking_admin'], { name: 'Tama Taylor' });
    await motorpool.given.contact(branchId);
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  it('shows each state on a tab; search and filters are in the address and survive a reload', async () => {
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await page.getByText('No one is waiting').waitFor();
    await page.getByRole('tab', { name: 'No access' }).click();
    await page.getByRole('rowheader', { name: 'A Contact' }).waitFor();
    await page.getByRole('tab', { name: 'Verified' }).click();
    await page.getByRole('rowheader', { name: 'Hana Harper' }).waitFor();
    await page.getByLabel('Search').fill('tam');
    await page.getByRole('rowheader', { name: 'Hana Harper' }).waitFor({ state: 'detached' });
    await page.getByLabel('Branch').selectOption('Auckland Harbour');
    await page.waitForURL(`**/app/people?tab=verified&q=tam&branchId=${branchId}`);
    await page.reload();
    await page.getByRole('rowheader', { name: 'Tama Taylor' }).waitFor();
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual(['Tama Taylor']);
    expect(await page.getByLabel('Search').inputValue()).toBe('tam');
  });

  it('can be used by keyboard alone', async () => {
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app', { heading: 'Today' });
    await keyboard.press('Tab');
    expect(await keyboard.focused()).toBe('Skip to content');
    await keyboard.tabTo('People');
    await keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page.waitForFunction(`document.activeElement?.tagName === 'H1'`);
    await keyboard.tabTo(/^Pending/);
    await keyboard.press('ArrowRight', 'Enter');
    await page.getByRole('rowheader', { name: 'Hana Harper' }).waitFor();
    await keyboard.tabTo('Search');
    await keyboard.type('hana');
    await page.getByRole('rowheader', { name: 'Tama Taylor' }).waitFor({ state: 'detached' });
    expect(await page.getByRole('rowheader').allInnerTexts()).toEqual(['Hana Harper']);
  });

  it('on a phone the bar has the first screens, and a panel the others; Escape closes it', async () => {
    const page = await motorpool.open(motorpool.admin, { viewport: { width: 390, height: 844 }, hasTouch: true });
    await motorpool.visit(page, '/app', { heading: 'Today' });
    const more = page.getByRole('button', { name: 'More', exact: true });
    await more.tap();
    await page.getByRole('link', { name: 'My account' }).waitFor();
    const faults = await look(page, 'more', { only: 'phone' });
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'My account' }).waitFor({ state: 'detached' });
    await more.tap();
    await page.getByRole('link', { name: 'My account' }).tap();
    await page.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
    expect([await page.getByRole('button', { name: 'Sign out', exact: true }).count(), ...faults]).toEqual([0]);
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const page = await motorpool.open(motorpool.admin);
    await motorpool.visit(page, '/app/people?tab=all', { heading: 'People' });
    await page.getByRole('rowheader', { name: 'Tama Taylor' }).waitFor();
    const list = await look(page, 'people');
    await page.getByRole('tab', { name: 'Pending' }).click();
    await page.getByText('No one is waiting').waitFor();
    expect([...list, ...(await look(page, 'people-empty'))]).toEqual([]);
  });
});
