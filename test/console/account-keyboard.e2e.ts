import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { type GivenUser, PASSWORD } from '../support/given.js';
import { COUNT_QUESTIONS, VirtualAuthenticator } from '../support/virtual-authenticator.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { focusIsKept, until } from './support/people.js';

const STEP_UP = 'Confirm that it’s you';
const NEW_PASSWORD = 'nine lanterns over the quay';

describeInBrowser()('My account, by keyboard alone', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let person: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour', timeZone: 'Pacific/Auckland' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(async () => {
    person = await motorpool.given.user(branchId, ['booker'], { name: 'Kim Keyboard' });
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  async function open(): Promise<{ page: Page; keyboard: Keyboard; device: VirtualAuthenticator }> {
    const page = await motorpool.open(person);
    const device = await VirtualAuthenticator.on(page);
    await motorpool.visit(page, '/app/account', { heading: 'My account' });
    return { page, device, keyboard: new Keyboard(page) };
  }
  const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const stepUp = (page: Page) => page.getByRole('dialog', { name: STEP_UP });
  /** The next act that needs a fresh proof of identity has to ask for it. */
  const age = (id = person.id) =>
    motorpool.app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - interval '10 min', stepped_up_at = NULL WHERE user_id = $1`,
      [id],
    );
  const passkeys = async () =>
    (await person.client.expect(200, 'GET', '/me/passkeys')).items.map(({ name }: { name: string }) => name);

  it('ID-12: a passkey is added, renamed, and used to sign in', async () => {
    const { page, keyboard, device } = await open();
    await keyboard.tabTo(/^Name for the new passkey/);
    await keyboard.type('My laptop');
    await keyboard.press('Enter');
    await told(page, 'Passkey added');
    await keyboard.holds('Name for the new passkey (optional)');
    await keyboard.tabTo('Rename My laptop', 'Shift+Tab');
    await keyboard.press('Enter');
    await keyboard.holds('Name for the new passkey');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('Work laptop');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await keyboard.holds('Rename Work laptop');
    expect(await passkeys()).toEqual(['Work laptop']);

    // Of the page's own suggestion the person takes none.
    await device.agrees(false);
    await page.addInitScript(COUNT_QUESTIONS);
    await keyboard.tabTo('Sign out', 'Shift+Tab');
    await keyboard.press('Enter');
    await page.waitForURL('**/sign-in?done=signed-out');
    await until(page, 'window.asked === 1');
    await device.agrees(true);
    await keyboard.tabTo('Sign in with a passkey');
    await keyboard.press('Enter');
    await page.waitForURL('**/app');
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  });

  it('ID-12: a passkey is not removed before the question is answered; the focus is kept when its row goes', async () => {
    const { page, keyboard } = await open();
    await keyboard.tabTo(/^Name for the new passkey/);
    await keyboard.type('First');
    await keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove First' }).waitFor();
    await keyboard.tabTo('Remove First', 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await keyboard.press('Escape');
    await keyboard.holds('Remove First');
    expect(await passkeys()).toEqual(['First']);
    await keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await keyboard.tabTo('Remove');
    await keyboard.press('Enter');
    await told(page, 'Passkey removed');
    expect(await passkeys()).toEqual([]);
    await focusIsKept(page);
  });

  it('ID-13: a fresh sign-in is asked for, by password: a wrong one is told, a right one goes on', async () => {
    motorpool.provokes(401, 403);
    const { page, keyboard } = await open();
    await age();
    await keyboard.tabTo('New password');
    await keyboard.type(NEW_PASSWORD);
    await keyboard.press('Enter');
    await stepUp(page).waitFor();
    await keyboard.holds('Password');
    await keyboard.type('not my password at all');
    await keyboard.press('Enter');
    await stepUp(page).getByRole('alert').waitFor();
    await keyboard.holds('Password');
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await told(page, 'Password changed');
    await keyboard.holds('New password');
    await motorpool.app.anyone().signIn(person.email, NEW_PASSWORD);
  });

  it('ID-13: a fresh sign-in by passkey; Escape breaks it off, changes nothing and gives the focus back', async () => {
    motorpool.provokes(403);
    const { page, keyboard } = await open();
    await keyboard.tabTo(/^Name for the new passkey/);
    await keyboard.press('Enter');
    await told(page, 'Passkey added');
    await age();
    await keyboard.tabTo('New email address', 'Shift+Tab');
    await keyboard.type('kim@else.example');
    await keyboard.press('Enter');
    await stepUp(page).waitFor();
    await keyboard.holds('Password');
    await keyboard.press('Escape');
    await page.getByRole('alert').filter({ hasText: 'Confirm that it’s you first' }).waitFor();
    await keyboard.holds('New email address');
    expect(await page.getByLabel('New email address').inputValue()).toBe('kim@else.example');
    await keyboard.press('Enter');
    await stepUp(page).waitFor();
    await keyboard.tabTo('Use a passkey');
    await keyboard.press('Enter');
    await told(page, 'Check the inbox of the new address');
    await motorpool.app.mail.waitFor('kim@else.example');
  });

  it('ID-13: the question stands above a sheet, takes the focus, and gives it back', async () => {
    motorpool.provokes(403);
    const admin = await motorpool.given.user(branchId, ['organisation_admin']);
    const page = await motorpool.open(admin);
    const keyboard = new Keyboard(page);
    await motorpool.visit(page, '/app/roles', { heading: 'Roles and permissions' });
    await age(admin.id);
    await keyboard.tabTo('New role');
    await keyboard.press('Enter');
    await keyboard.holds('Name');
    await keyboard.type('Gatekeeper');
    await keyboard.press('Enter');
    await stepUp(page).waitFor();
    await keyboard.holds('Password');
    await keyboard.press('Escape');
    await stepUp(page).waitFor({ state: 'detached' });
    await page.getByRole('dialog', { name: 'New role' }).waitFor();
    await keyboard.holds('Name');
    await keyboard.press('Enter');
    await stepUp(page).waitFor();
    await keyboard.holds('Password');
    await keyboard.type(PASSWORD);
    await keyboard.press('Enter');
    await page.getByRole('columnheader', { name: 'Gatekeeper' }).waitFor();
    await keyboard.holds('New role');
  });

  it('sessions, notifications, calendar link, display and data are looked after', async () => {
    const { page, keyboard } = await open();
    const other = await motorpool.app.anyone().signIn(person.email, PASSWORD);
    await page.reload();
    await page.getByRole('button', { name: /^End the session: Unknown device/ }).waitFor();
    await keyboard.tabTo(/^End the session: Unknown device/);
    await keyboard.press('Enter');
    await told(page, 'Session ended');
    expect((await other.get('/session')).status).toBe(401);
    await focusIsKept(page);

    await keyboard.tabTo('A reminder before a booking starts');
    await keyboard.press('Space');
    await told(page, 'Saved');
    expect((await person.client.get('/me/notification-preferences')).body.bookingReminders).toBe(false);

    await keyboard.tabTo('Create link');
    await keyboard.press('Enter');
    const address = await page.getByLabel('Calendar link').inputValue();
    expect((await fetch(address)).status).toBe(200);
    await keyboard.tabTo('Turn off');
    await keyboard.press('Enter');
    await told(page, 'no longer works');
    expect((await fetch(address)).status).toBe(404);

    await keyboard.tabTo('Theme');
    await keyboard.type('Dark');
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');
    await keyboard.tabTo('Dates, times and numbers');
    await keyboard.type('German (G');
    await page.getByText('24. November 2026 um 14:30').waitFor();
    // Every letter chooses another one on the way; the last one is kept, and none is refused.
    await eventually('it is kept', async () => (await person.client.get('/me')).body.locale === 'de-DE');

    await keyboard.tabTo('Download my data');
    const [download] = await Promise.all([page.waitForEvent('download'), keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toMatch(/\.json$/);
  });
});
