import type { Page } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { describeInBrowser, SCREENS, TestBrowser } from './support/browser.js';
import { Given, PASSWORD } from './support/given.js';
import { settled } from './support/stored.js';
import { VirtualAuthenticator } from './support/virtual-authenticator.js';

describeInBrowser()('how the pages of one’s account look and are reached (IF-4)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let browser: TestBrowser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ name: 'Auckland Harbour' });
    await given.branch({ name: 'Wellington' });
    await app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Cars', timeZone: 'Pacific/Auckland' });
    browser = await TestBrowser.launch();
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });
  afterEach(() => expect(browser.complaints.splice(0)).toEqual([]));

  async function press(at: Page, name: string): Promise<void> {
    await at.getByRole('button', { name, exact: true }).click();
    await at.waitForLoadState();
  }

  async function signIn(at: Page, email: string, password: string): Promise<void> {
    await at.goto(`${app.origin}/sign-in?next=/account/security`);
    await at.getByLabel('Email address').fill(email);
    await at.getByLabel('Password', { exact: true }).fill(password);
    await press(at, 'Sign in');
  }

  it('IF-4: signing in works from the keyboard alone', async () => {
    const page = await browser.open();
    const { email } = await given.user(branchId, ['booker']);
    await page.goto(`${app.origin}/sign-in`);
    await page.keyboard.type(email); // the field has the focus
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.getByLabel('Remember me').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    await page.context().close();
  });

  it('IF-4: an account is looked after from the keyboard alone', async () => {
    const page = await browser.open();
    const { email } = await given.user(branchId, ['booker'], { name: 'Hana Harper' });
    await signIn(page, email, PASSWORD);
    const focused = () =>
      page.evaluate<string>(
        `(() => { const at = document.activeElement; return at.ariaLabel ?? at.labels?.[0]?.innerText ?? at.innerText; })()`,
      );
    const tabTo = async (name: RegExp): Promise<string[]> => {
      const passed: string[] = [];
      while (!name.test(passed.at(-1) ?? '') && passed.length < 40) {
        await page.keyboard.press('Tab');
        passed.push(await focused());
      }
      return passed;
    };
    await page.getByText('You don’t have a passkey yet.').waitFor();
    // In the order in which the page is read, and nothing that cannot be seen is on the way.
    const way = await tabTo(/^Delete my account …/);
    const order = ['Sign out', 'Name', 'Phone', 'Save details', 'New address', 'Send link', 'Name for the new'];
    const further = [
      'Add a passkey',
      'New password',
      'Change password',
      'End the session',
      'End all others',
      'Download',
    ];
    expect(way).toEqual([...order, ...further, 'Delete my account'].map((start) => expect.stringContaining(start)));
    await page.keyboard.press('Enter');
    await tabTo(/^I understand/);
    await page.keyboard.press('Space');
    await tabTo(/^Delete my account$/);
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'has been deleted' }).waitFor();
    await page.context().close();
  });

  /** Each page as it comes to be, by name. */
  async function* pages(at: Page): AsyncGenerator<string> {
    const { email } = await given.user(branchId, ['booker'], { name: 'Hana Harper' });
    const open = (path: string) => at.goto(app.origin + path);
    await open('/sign-in');
    yield 'sign-in';
    await signIn(at, email, 'not the password at all');
    yield 'sign-in-refused';
    await open('/register');
    yield 'register';
    await at.getByLabel('Your name').fill('Nora New');
    await at.getByLabel('Email address').fill('nora.new@else.example');
    await at.getByLabel('Branch').selectOption('Wellington');
    await at.getByLabel('Password').fill('short');
    await press(at, 'Create account');
    yield 'register-refused';
    await open('/register/done');
    yield 'register-done';
    await open('/reset-password');
    yield 'reset-ask';
    await at.getByLabel('Your email address').fill(email);
    await press(at, 'Send me a link');
    yield 'reset-sent';
    await settled(app);
    await at.goto(`${app.origin}/reset-password?token=${app.mail.to(email, /new password/)[0]!.tokens[0]}`);
    yield 'reset-set';
    await open('/reset-password?token=spent');
    yield 'reset-expired';
    await signIn(at, email, PASSWORD);
    yield 'security';
    const device = await VirtualAuthenticator.on(at);
    await at.getByLabel('Name for the new passkey').fill('My phone');
    await at.getByRole('button', { name: 'Add a passkey' }).click();
    await at.getByRole('button', { name: 'Remove My phone' }).click();
    await at.getByText('Delete my account …').click();
    yield 'security-open';
    await at.getByLabel('Name', { exact: true }).fill('Hana Harper-Hill');
    await press(at, 'Save details');
    yield 'security-saved';
    await at.getByLabel('New password').fill('short');
    await press(at, 'Change password');
    yield 'security-refused';
    await app.db.query(
      `UPDATE identity.sessions SET created_at = created_at - interval '5 min'
        WHERE user_id = (SELECT id FROM identity.users WHERE email = $1)`,
      [email],
    );
    await open('/account/security');
    yield 'security-confirm';
    await device.agrees(false);
    await press(at, 'Sign out');
    yield 'signed-out';
  }

  it.each(Object.keys(SCREENS))(
    'IF-4: on a %s, light and dark, axe finds nothing wrong and nothing runs over the edge',
    async (screen) => {
      const at = await browser.open(SCREENS[screen]);
      const found: unknown[] = [];
      for await (const name of pages(at)) found.push(...(await browser.faultsOf(at, `account-${name}-${screen}`)));
      await at.context().close();
      expect(found).toEqual([]);
    },
  );
});
