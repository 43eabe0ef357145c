import type { Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { type GivenUser, PASSWORD } from '../support/given.js';
import { ConsoleTest } from './support/console.js';
import { Keyboard } from './support/keyboard.js';

/** So short that the warning, two minutes before the end, comes at the first look. */
const SETTINGS = { SESSION_IDLE_MINUTES: '2' };
const LOOK_MS = 16_000;

describeInBrowser()('the end of a session, and of a connection', () => {
  let motorpool: ConsoleTest;
  let person: GivenUser;

  beforeAll(async () => {
    motorpool = await ConsoleTest.start(SETTINGS);
    const branchId = await motorpool.given.branch();
    person = await motorpool.given.user(branchId, ['branch_admin'], { name: 'Hana Harper' });
  });
  afterAll(() => motorpool?.stop());
  beforeEach(async () => {
    await person.client.signIn(person.email, PASSWORD);
  });
  afterEach(async () => expect(await motorpool.finish()).toEqual([]));

  const lastSeen = async () => {
    const { rows } = await motorpool.app.db.query<{ at: Date }>(
      'SELECT max(last_seen_at) AS at FROM identity.sessions WHERE user_id = $1 AND ended_at IS NULL',
      [person.id],
    );
    return +rows[0]!.at;
  };
  const idle = (minutes: number) =>
    motorpool.app.db.query(
      `UPDATE identity.sessions SET last_seen_at = last_seen_at - make_interval(mins => $2) WHERE user_id = $1`,
      [person.id, minutes],
    );
  const open = async (path: string, heading: string): Promise<Page> => {
    const page = await motorpool.open(person);
    await page.clock.install();
    await motorpool.visit(page, path, { heading });
    return page;
  };

  it('is announced two minutes before; looking for it keeps nobody signed in, and staying does', async () => {
    const page = await open('/app', 'Today');
    // The service notes activity by the minute.
    await idle(1);
    const before = await lastSeen();
    await page.clock.runFor(LOOK_MS);
    const warning = page.getByRole('alertdialog', { name: 'You will be signed out soon' });
    await warning.waitFor();
    expect(await lastSeen()).toBe(before);
    await warning.getByRole('button', { name: 'Stay signed in' }).click();
    await warning.waitFor({ state: 'detached' });
    expect(await lastSeen()).toBeGreaterThan(before);
  });

  it('by keyboard alone: staying is one press away, and the focus comes back to where it was', async () => {
    const page = await open('/app', 'Today');
    const keyboard = new Keyboard(page);
    await keyboard.tabTo('Book');
    await idle(1);
    const before = await lastSeen();
    await page.clock.runFor(LOOK_MS);
    const warning = page.getByRole('alertdialog', { name: 'You will be signed out soon' });
    await warning.waitFor();
    if ((await keyboard.focused()) !== 'Stay signed in') await keyboard.tabTo('Stay signed in');
    await keyboard.press('Enter');
    await warning.waitFor({ state: 'detached' });
    expect(await lastSeen()).toBeGreaterThan(before);
    await page.clock.runFor(1_000);
    await keyboard.holds('Book');
  });

  it('leads to the sign-in, and from there back to the same screen with its filters', async () => {
    motorpool.provokes(401);
    const page = await open('/app/people?tab=verified&q=hana', 'People');
    await idle(60);
    // The page leaves while its clock runs, so there is nobody left to tell that it has.
    page.clock.runFor(LOOK_MS).catch(() => undefined);
    await page.waitForURL('**/sign-in?next=*');
    await page.locator('#email').fill(person.email);
    await page.locator('#password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('**/app/people?tab=verified&q=hana');
    await page.getByRole('rowheader', { name: 'Hana Harper' }).waitFor();
  });

  it('a lost connection is said, what was typed stays, and it goes on by itself', async () => {
    const page = await open('/app/account', 'My account');
    await page.getByLabel('Name', { exact: true }).fill('Hana Harper-Hill');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Save details' }).click();
    await page.getByText('No connection to Motorpool').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Hana Harper-Hill');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Try now' }).click();
    await page.getByText('No connection to Motorpool').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save details' }).click();
    await page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    motorpool.complaints.splice(0); // The browser tells of every request that found no network.
  });

  it('the same key goes with a request that is tried again, so that it is done once', async () => {
    const page = await open('/app/account', 'My account');
    const keys: (string | undefined)[] = [];
    await page.route('**/api/v1/me/calendar-feed', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      // The service does it, and the answer is lost on the way.
      if (keys.length === 1) return route.abort('connectionreset');
      return route.continue();
    });
    await page.getByRole('button', { name: 'Create link' }).click();
    await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    await page.getByRole('button', { name: 'Create link' }).click();
    await page.getByLabel('Calendar link').waitFor();
    expect(keys).toEqual([expect.stringMatching(/^[\w-]{36}$/), keys[0]]);
    motorpool.complaints.splice(0);
  });
});
