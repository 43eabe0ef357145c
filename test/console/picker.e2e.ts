import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import type { GivenUser } from '../support/given.js';
import { ADDRESS, at, sheetOf } from './support/booking.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { focusIsKept } from './support/people.js';

describeInBrowser()('finding people by typing a part of their name', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let vehicleId: string;
  let office: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Berlin Mitte' });
    vehicleId = await motorpool.given.vehicle(branchId, { name: 'Golf' });
    office = await motorpool.given.user(branchId, ['branch_admin'], { name: 'Olga Office' });
    for (const name of ['Paul Passenger', 'Paula Passenger', 'Ben Booker']) {
      await motorpool.given.user(branchId, ['booker'], { name });
    }
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  async function open() {
    // So low that the sheet has to be scrolled.
    const page = await motorpool.open(office, { viewport: { width: 1280, height: 500 } });
    const search = { vehicleId, from: at(5, 9), to: at(5, 11), branchId };
    await motorpool.visit(page, ADDRESS(search), { heading: 'Book a vehicle' });
    const sheet = await sheetOf(page, 'Golf');
    return {
      page,
      sheet,
      keyboard: new Keyboard(page),
      passengers: sheet.getByRole('combobox', { name: /^Passengers/ }),
    };
  }
  const offered = async (page: Page, names: string[]) => {
    await eventually(`${names.join(' and ')} are offered, and nobody else`, async () => {
      const options = await page.getByRole('listbox').getByRole('option').allInnerTexts();
      return JSON.stringify(options) === JSON.stringify(names);
    });
  };

  it('keeps what is typed in the instant in which the field gets the focus, and is scrolled into view', async () => {
    const { page, passengers } = await open();
    // In one task, as a quick typist's keys may arrive: the list opens and the sheet scrolls after the text is there.
    await passengers.evaluate((input: { focus(): void; ownerDocument: { execCommand(...args: unknown[]): void } }) => {
      input.focus();
      input.ownerDocument.execCommand('insertText', false, 'paula');
    });
    await page.waitForLoadState('networkidle');
    expect(await passengers.inputValue()).toBe('paula');
    await passengers.press('ArrowDown');
    await offered(page, ['Paula Passenger']);
  });

  it('keeps what was typed when the sheet is scrolled under the list', async () => {
    const { page, passengers } = await open();
    await passengers.click();
    await passengers.pressSequentially('paul');
    await offered(page, ['Paul Passenger', 'Paula Passenger']);
    await page.evaluate(`document.querySelector('.sheet-body').scrollBy(0, -20)`);
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await passengers.inputValue()).toBe('paul');
    await passengers.pressSequentially('a');
    await offered(page, ['Paula Passenger']);
  });

  it('never takes somebody whom the text no longer fits, however quick the keys are', async () => {
    const { page, sheet, passengers } = await open();
    await passengers.click();
    await passengers.pressSequentially('ben');
    await offered(page, ['Ben Booker']);
    // What is typed now is answered only when somebody has long pressed Enter.
    const { promise: held, resolve: answer } = Promise.withResolvers<void>();
    await page.route(/q=paula/, async (route) => {
      await held;
      await route.continue();
    });
    await passengers.fill('paula');
    await page.getByRole('listbox').getByText('Searching…').waitFor();
    await passengers.press('ArrowDown');
    await passengers.press('Enter');
    expect(await sheet.getByRole('button', { name: /^Remove/, includeHidden: true }).count()).toBe(0);
    answer();
    await page.waitForLoadState('networkidle');
    await passengers.press('ArrowDown');
    await offered(page, ['Paula Passenger']);
    await passengers.press('ArrowDown');
    await passengers.press('Enter');
    await sheet.getByRole('button', { name: 'Remove Paula Passenger', includeHidden: true }).waitFor();
    expect(await sheet.getByRole('listitem').allInnerTexts()).toEqual(['Paula Passenger']);
  });

  it('by keyboard alone: several are chosen one after the other, and the focus stays', async () => {
    const { page, sheet, keyboard } = await open();
    await keyboard.tabTo(/^Passengers/);
    for (const name of ['Paul Passenger', 'Ben Booker']) {
      await keyboard.type(name);
      await offered(page, [name]);
      await keyboard.press('ArrowDown', 'Enter');
      await sheet.getByRole('button', { name: `Remove ${name}`, includeHidden: true }).waitFor();
      expect(await keyboard.focused()).toMatch(/^Passengers/);
    }
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect(await sheet.getByRole('listitem').allInnerTexts()).toEqual(['Paul Passenger', 'Ben Booker']);
    await keyboard.tabTo('Remove Ben Booker');
    await keyboard.press('Enter');
    await sheet.getByRole('button', { name: 'Remove Ben Booker' }).waitFor({ state: 'detached' });
    await focusIsKept(page);
  });

  it('by keyboard alone: one is exchanged for another; Escape closes the list before the sheet', async () => {
    const { page, sheet, keyboard } = await open();
    const booker = sheet.getByRole('combobox', { name: 'Booked for', includeHidden: true });
    await keyboard.tabTo('Booked for');
    await keyboard.type('Ben');
    await offered(page, ['Ben Booker']);
    await keyboard.press('ArrowDown', 'Enter');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    expect([await booker.inputValue(), await keyboard.focused()]).toEqual(['Ben Booker', 'Booked for']);
    await keyboard.type('Nobody');
    await page.getByRole('listbox').waitFor();
    await keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await sheet.waitFor();
    // What names nobody is no choice: the field shows who is booked for.
    await keyboard.press('Tab');
    expect(await booker.inputValue()).toBe('Ben Booker');
    await keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });
});
