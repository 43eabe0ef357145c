import type { Page } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { describeInBrowser, SCREENS, TestBrowser } from './support/browser.js';
import { FakeProvider } from './support/fake-provider.js';
import { Given } from './support/given.js';
import { aPerson } from './support/sso.js';

/** Where single sign-on begins, where it leads back to, and what is shown when it cannot go on. */
describeInBrowser()('how the pages of single sign-on look (ID-7, IF-4)', () => {
  let app: TestApp;
  /** Another process, with `SSO_ONLY`. */
  let only: string;
  let provider: FakeProvider;
  let branchId: string;
  let browser: TestBrowser;

  beforeAll(async () => {
    provider = await new FakeProvider().start();
    provider.sendsBack = true;
    app = await startApp({ ...provider.settings, MAILED_LINKS_PER_HOUR: '100' });
    only = await app.anotherProcess({ ...provider.settings, SSO_ONLY: 'true' });
    branchId = await new Given(app).branch({ name: 'Auckland Harbour' });
    await app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Cars' });
    browser = await TestBrowser.launch([401, 403, 404, 503]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
    provider?.stop();
  });
  afterEach(() => expect(browser.complaints.splice(0)).toEqual([]));

  async function approve(email: string) {
    const { items } = await app.admin.expect(200, 'GET', `/users?q=${encodeURIComponent(email)}`);
    const roles = [{ roleId: await new Given(app).roleId('booker') }];
    await app.admin.expect(200, 'POST', `/users/${items[0].id}/approval`, { branchId, roles, groupIds: [] });
  }

  /** Each page in turn, by name, and the status that it is answered with. */
  async function* pages(at: Page): AsyncGenerator<[name: string, status: number]> {
    let status = 0;
    at.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.status() !== 303) status = response.status();
    });
    const open = (path: string) => at.goto(new URL(path, app.origin).href);
    const signIn = async (person: Record<string, unknown>) => {
      provider.person = person;
      await open('/sign-in');
      await at.getByRole('link', { name: 'Sign in with Harbour Cars' }).click();
      await at.waitForURL(/\/(sso\/callback|app|account)/);
    };
    const person = aPerson({ name: 'Hana Harper' });

    await open('/sign-in');
    yield ['sign-in', status];
    await at.goto(new URL('/sign-in', only).href);
    yield ['sign-in-only', status];
    await signIn(person);
    yield ['registered', status];
    await signIn(person);
    yield ['awaiting-approval', status];
    await signIn(aPerson({ email_verified: false }));
    yield ['confirm-address', status];
    await signIn(aPerson({ email: person.email }));
    yield ['refused', status];
    await open('/sso/callback?state=nobody&code=none');
    yield ['failed', status];
    provider.fault = 'fail';
    try {
      await open('/sso/start');
      yield ['unavailable', status];
    } finally {
      provider.fault = null;
    }

    await approve(person.email);
    provider.person = person;
    await open('/sso/start?next=/account/security');
    await at.waitForURL(/\/account\/security/);
    yield ['account', status];
    await open('/sign-in/again?next=/account/security');
    yield ['sign-in-again', status];
  }

  const STATUSES = {
    'sign-in': 200,
    'sign-in-only': 200,
    registered: 200,
    'awaiting-approval': 403,
    'confirm-address': 200,
    refused: 403,
    failed: 401,
    unavailable: 503,
    account: 200,
    'sign-in-again': 200,
  };

  it.each(Object.keys(SCREENS))(
    'on a %s, light and dark, axe finds nothing wrong and nothing runs over the edge',
    async (screen) => {
      const at = await browser.open(SCREENS[screen]);
      const found = await browser.faultsOfEach(at, pages(at), { name: 'sso', screen });
      expect(found).toEqual([[], STATUSES]);
      await at.context().close();
    },
    240_000,
  );
});
