import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { PASSWORD } from '../support/given.js';
import { pending } from '../support/scene.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { becomes, chooseByKeyboard, focusIsKept, showPerson, until } from './support/people.js';

/** The journeys of people whose other files have no keyboard version. */
describeInBrowser()('people, by keyboard alone', () => {
  let motorpool: ConsoleTest;
  let branchId: string;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour' });
  });
  afterAll(() => motorpool?.stop());
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const address = () => `${crypto.randomUUID().slice(0, 8)}@else.example`;
  const stateOf = async (id: string) => (await motorpool.app.admin.expect(200, 'GET', `/users/${id}`)).state as string;
  /** Opens the link of an email, as its reader does. */
  async function followLink(page: Page, email: string): Promise<void> {
    const { text } = await motorpool.app.mail.waitFor(email);
    await page.goto(/http\S+\/verify-email\?token=\S+/.exec(text)![0]);
  }

  it('ID-3: somebody registers, follows the emailed link, is approved, signs in and sees Today', async () => {
    const email = address();
    const visitor = await motorpool.open();
    const keys = new Keyboard(visitor);
    await visitor.goto(`${motorpool.app.origin}/register`);
    await keys.holds('Your name');
    await keys.type('Nora New');
    await keys.tabTo('Email address');
    await keys.type(email);
    await keys.tabTo(/^Password/);
    await keys.type(PASSWORD);
    await keys.press('Enter');
    await visitor.getByRole('heading', { name: 'Check your inbox' }).waitFor();
    await followLink(visitor, email);
    await keys.holds('Confirm my address');
    await keys.press('Enter');
    await visitor.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();

    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app', { heading: 'Today' });
    await keyboard.tabTo(/^1 person to review/);
    await keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Nora New' }).waitFor();
    await keyboard.tabTo('Review');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Review Nora New' }).getByLabel('Booker', { exact: true }).waitFor();
    await keyboard.tabTo('Booker');
    await keyboard.press('Space');
    await keyboard.tabTo('Approve');
    await keyboard.press('Enter');
    await page.getByText('No one is waiting').waitFor();

    await visitor.goto(`${motorpool.app.origin}/sign-in`);
    await keys.holds('Email address');
    await keys.type(email);
    await keys.tabTo('Password');
    await keys.type(PASSWORD);
    await keys.press('Enter');
    await visitor.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  });

  it('ID-4: an invitation is accepted with a password', async () => {
    const email = address();
    const body = { email, name: 'Ines Invited', canSignIn: true, branchId };
    const { id } = await motorpool.app.admin.expect(201, 'POST', '/users', body);
    const guest = await motorpool.open();
    const keys = new Keyboard(guest);
    await followLink(guest, email);
    await keys.tabTo(/[Pp]assword$/);
    await keys.type(PASSWORD);
    await keys.press('Enter');
    await becomes(motorpool, id, 'verified');
    await motorpool.app.anyone().signIn(email, PASSWORD);
  });

  it('ID-5: a contact is given access, and it is taken away again', async () => {
    const { id } = await motorpool.app.admin.expect(201, 'POST', '/users', {
      email: address(),
      name: 'Conny Contact',
      canSignIn: false,
      branchId,
    });
    const page = await motorpool.open(motorpool.admin);
    await showPerson(motorpool, page, 'Conny Contact');
    for (const [entry, state] of [
      ['Give access', 'unconfirmed'],
      ['Remove access', 'contact'],
    ] as const) {
      const keyboard = await chooseByKeyboard(page, new RegExp(`^${entry}$`));
      await page.getByRole('alertdialog').waitFor();
      await keyboard.tabTo(entry);
      await keyboard.press('Enter');
      await becomes(motorpool, id, state);
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      await until(page, `document.activeElement?.getAttribute('aria-label') === 'More'`);
    }
  });

  it('409: what somebody else decided or did meanwhile is told, and the way on is at hand', async () => {
    motorpool.provokes(409);
    const taken = await pending(motorpool.given, branchId, { name: 'Cara Taken' });
    await pending(motorpool.given, branchId, { name: 'Dan Next' });
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, `/app/people?review=${taken.id}`, { heading: 'People' });
    const sheet = page.getByRole('dialog', { name: 'Review Cara Taken' });
    await sheet.getByLabel('Reason').waitFor();
    await motorpool.app.admin.expect(200, 'POST', `/users/${taken.id}/rejection`, { reason: 'Unknown here.' });
    await keyboard.tabTo('Approve');
    await keyboard.press('Enter');
    await sheet.getByText('Cara Taken is no longer waiting for a decision.').waitFor();
    await focusIsKept(page);
    await keyboard.tabTo('Review next');
    await keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Review Dan Next' }).waitFor();
    await focusIsKept(page);
    await keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    const { id } = await motorpool.given.user(branchId, ['booker'], { name: 'Sam Suspended' });
    await showPerson(motorpool, page, 'Sam Suspended');
    await chooseByKeyboard(page, /^Suspend$/);
    await page.getByRole('alertdialog').waitFor();
    await motorpool.app.admin.expect(200, 'POST', `/users/${id}/suspension`);
    await keyboard.tabTo('Suspend');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog').getByRole('alert').waitFor();
    await keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await stateOf(id)).toBe('suspended');
  });

  it('ID-4: a taken address is told at its field, and corrected; the person who was added is in sight', async () => {
    motorpool.provokes(409);
    const email = address();
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/people', { heading: 'People' });
    await keyboard.tabTo('Add person');
    await keyboard.press('Enter');
    await keyboard.holds('Name');
    await keyboard.type('Ada Added');
    await keyboard.tabTo('Email');
    await keyboard.type(motorpool.admin.email);
    await keyboard.press('Enter');
    await page.getByText('Another person has this email address.').waitFor();
    await keyboard.holds('Email');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type(email);
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'Unconfirmed email', selected: true }).waitFor();
    await page.getByRole('rowheader', { name: 'Ada Added' }).waitFor();
    await keyboard.holds('Add person');
  });

  it('nothing is found: the filters are cleared, and the focus is kept', async () => {
    // Lists are filtered by branch where there is more than one.
    await motorpool.given.branch({ name: 'Wellington' });
    await motorpool.given.user(branchId, ['booker'], { name: 'Hana Harper' });
    const page = await motorpool.open(motorpool.admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/people?tab=verified', { heading: 'People' });
    await keyboard.tabTo('Search');
    await keyboard.type('nobody of this name');
    await page.getByRole('button', { name: 'Clear filters' }).waitFor();
    await keyboard.tabTo('Clear filters');
    await keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Hana Harper' }).waitFor();
    await focusIsKept(page);
    await keyboard.tabTo('Branch');
    await keyboard.type('Auck');
    await page.waitForURL(`**branchId=${branchId}`);
    await page.getByRole('rowheader', { name: 'Hana Harper' }).waitFor();
  });
});
