import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { type GivenUser, PASSWORD } from '../support/given.js';
import { VirtualAuthenticator } from '../support/virtual-authenticator.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';
import { look } from './support/look.js';

describeInBrowser()('My account', () => {
  let motorpool: ConsoleTest;
  let branchId: string;
  let person: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start();
    branchId = await motorpool.given.branch({ name: 'Auckland Harbour', timeZone: 'Pacific/Auckland' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(async () => {
    person = await motorpool.given.user(branchId, ['booker'], { name: 'Hana Harper' });
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const visit = (page: Page) => motorpool.visit(page, '/app/account', { heading: 'My account' });
  const told = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
  const anew = async ({ email }: GivenUser) => ({ client: await motorpool.app.anyone().signIn(email, PASSWORD) });
  /** The next act that needs a fresh proof of identity has to ask for it. */
  const age = ({ id }: GivenUser) =>
    motorpool.app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - interval '10 min', stepped_up_at = NULL WHERE user_id = $1`,
      [id],
    );

  it('a passkey is added, used to sign in, renamed and removed', async () => {
    const page = await motorpool.open(person);
    const device = await VirtualAuthenticator.on(page);
    await visit(page);
    await page.getByText('You don’t have a passkey yet.').waitFor();
    await page.getByLabel('Name for the new passkey').fill('My laptop');
    await page.getByRole('button', { name: 'Add passkey' }).click();
    await told(page, 'Passkey added');
    const passkeys = page.getByRole('list', { name: 'Passkeys' });
    expect(await passkeys.innerText()).toMatch(/My laptop[^]*not used yet/);

    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.waitForURL('**/sign-in?done=signed-out');
    await device.agrees(true);
    await page.waitForURL('**/app');
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await visit(page);
    expect(await passkeys.innerText()).toMatch(/last used/);

    await page.getByRole('button', { name: 'Rename My laptop' }).click();
    await page.getByRole('dialog').getByLabel('Name for the new passkey').fill('Work laptop');
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click();
    // Without the passkey that began it, the session is over: that is said before, and the person signs in another way.
    await device.agrees(false);
    await page.getByRole('button', { name: 'Remove Work laptop' }).click();
    const question = page.getByRole('alertdialog', { name: 'Remove this passkey?' });
    await question.getByText('this session and any others').waitFor();
    const faults = await look(page, 'account-passkey-removal');
    await question.getByRole('button', { name: 'Remove and sign out' }).click();
    await page.waitForURL('**/sign-in?done=passkey-removed');
    await page.getByText('Sign in another way.').waitFor();
    expect(faults).toEqual([]);
    const { client } = await anew(person);
    expect((await client.get('/me/passkeys')).body.items).toEqual([]);
  });

  it('another passkey than the one that began the session is removed, and the session goes on', async () => {
    const page = await motorpool.open(person);
    await VirtualAuthenticator.on(page);
    await visit(page);
    await page.getByRole('button', { name: 'Add passkey' }).click();
    await page.getByRole('button', { name: 'Remove Passkey' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await told(page, 'Passkey removed');
    await page.getByText('You don’t have a passkey yet.').waitFor();
  });

  it('a change that needs a fresh sign-in asks for it once and then goes on by itself', async () => {
    motorpool.provokes(401, 403, 422);
    const page = await motorpool.open(person);
    await visit(page);
    await page.getByLabel('New password').fill('short');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.locator('.field-error').filter({ hasText: '15' }).waitFor({ timeout: 5_000 });
    await age(person);
    await page.getByLabel('New password').fill('nine lanterns over the quay');
    await page.getByRole('button', { name: 'Change password' }).click();
    const sheet = page.getByRole('dialog', { name: 'Confirm that it’s you' });
    await sheet.getByLabel('Password').fill('not my password at all');
    await sheet.getByRole('button', { name: 'Confirm' }).click();
    await sheet.getByRole('alert').waitFor({ timeout: 5_000 });
    await sheet.getByLabel('Password').fill(PASSWORD);
    await sheet.getByRole('button', { name: 'Confirm' }).click();
    await told(page, 'Password changed');
    await motorpool.app.anyone().signIn(person.email, 'nine lanterns over the quay');
  });

  it('whoever breaks the proof off changes nothing, and keeps what was typed', async () => {
    motorpool.provokes(403);
    const page = await motorpool.open(person);
    await visit(page);
    await age(person);
    await page.getByLabel('New email address').fill('hana@else.example');
    await page.getByRole('button', { name: 'Send confirmation link' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('alert').filter({ hasText: 'Confirm that it’s you first' }).waitFor();
    expect(await page.getByLabel('New email address').inputValue()).toBe('hana@else.example');
  });

  it('details, notifications, sessions, calendar link and display are looked after', async () => {
    const page = await motorpool.open(person);
    const other = await motorpool.app.anyone().signIn(person.email, PASSWORD);
    await visit(page);
    await page.getByLabel('Name', { exact: true }).fill('Hana Harper-Hill');
    await page.getByLabel('Phone').fill('+64 21 555 010');
    await page.getByRole('button', { name: 'Save details' }).click();
    await told(page, 'Saved');
    await page.getByText('Hana Harper-Hill').first().waitFor();

    const end = page.getByRole('button', { name: /^End the session: Unknown device/ });
    await end.click();
    await told(page, 'Session ended');
    await end.waitFor({ state: 'detached' });
    expect((await other.get('/session')).status).toBe(401);

    const reminder = page.getByLabel('A reminder before a booking starts');
    await reminder.uncheck();
    await told(page, 'Saved');
    expect((await person.client.get('/me/notification-preferences')).body.bookingReminders).toBe(false);

    await page.getByRole('button', { name: 'Create link' }).click();
    const address = await page.getByLabel('Calendar link').inputValue();
    expect((await fetch(address)).status).toBe(200);
    await page.getByRole('button', { name: 'Turn off' }).click();
    await told(page, 'no longer works');
    expect((await fetch(address)).status).toBe(404);

    await page.getByLabel('Theme').selectOption('Dark');
    expect(await page.evaluate('getComputedStyle(document.documentElement).colorScheme')).toBe('dark');
    await page.getByLabel('Clock').selectOption('12 hours (9:30 pm)');
    await page.reload();
    await page.getByText(/last active .+ (am|pm)/i).waitFor();

    await page.getByLabel('Clock').selectOption('Same as dates and times below');
    const formats = page.getByLabel('Dates, times and numbers');
    await formats.selectOption('German (Germany)');
    await page.getByText('24. November 2026 um 14:30').waitFor();
    await eventually('it is kept', async () => (await person.client.get('/me')).body.locale === 'de-DE');
    await page.reload();
    await page
      .getByText(/last active \w\w\. \d{1,2}\. \S+, \d\d:\d\d/i)
      .first()
      .waitFor();
    await formats.selectOption('Same as the organisation');
    await eventually('it is given up', async () => (await person.client.get('/me')).body.locale === null);
  });

  it('an approver asks a colleague to decide, and ends it', async () => {
    const approver = await motorpool.given.user(branchId, ['booking_approver'], { name: 'Ana Approver' });
    await motorpool.given.user(branchId, ['booking_approver'], { name: 'Ben Backup' });
    const page = await motorpool.open(approver);
    await visit(page);
    await page.getByRole('heading', { name: 'While you are away' }).scrollIntoViewIfNeeded();
    await page.getByLabel('Delegate to').selectOption('Ben Backup');
    await page.getByRole('button', { name: 'Delegate' }).click();
    await page.getByText('Ben Backup decides for you').waitFor();
    await page.getByRole('button', { name: 'End the delegation to Ben Backup' }).click();
    await page.getByText(/Ended$/).waitFor();
  });

  it('signing out everywhere ends this session too', async () => {
    const page = await motorpool.open(person);
    await visit(page);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.waitForURL('**/sign-in?done=signed-out');
    expect((await person.client.get('/session')).status).toBe(401);
  });

  it('can be used by keyboard alone', async () => {
    const page = await motorpool.open(person);
    const keyboard = new Keyboard(page);
    await visit(page);
    await keyboard.tabTo('My account');
    await keyboard.tabTo('Name');
    await keyboard.press('End');
    await keyboard.type(' II');
    await keyboard.press('Enter');
    await told(page, 'Saved');
    await keyboard.tabTo('Sign out everywhere');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await keyboard.press('Escape');
    await keyboard.holds('Sign out everywhere');
    await keyboard.tabTo('Delete my account');
    await keyboard.press('Enter');
    await page.getByRole('alertdialog').waitFor();
    await keyboard.tabTo('Delete my account');
    await keyboard.press('Enter');
    await page.waitForURL('**/sign-in?done=deleted');
  });

  it('looks right: axe finds nothing, light and dark, wide and narrow', async () => {
    const approver = await motorpool.given.user(branchId, ['booking_approver'], { name: 'Cleo Approver' });
    const page = await motorpool.open(approver);
    await VirtualAuthenticator.on(page);
    await visit(page);
    await page.getByRole('button', { name: 'Add passkey' }).click();
    await page.getByRole('list', { name: 'Passkeys' }).waitFor();
    for (const section of await page.getByRole('heading', { level: 2 }).all()) await section.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    const whole = await look(page, 'account');
    await page.getByRole('button', { name: 'Delete my account' }).click();
    const dialog = await look(page, 'account-deletion');
    expect([...whole, ...dialog]).toEqual([]);
  });
});
