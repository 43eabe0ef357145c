import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { describeInBrowser, SCREENS, TestBrowser } from './support/browser.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser } from './support/given.js';

/** The pages that few people see: where something is wrong, and where mailed links lead. */
describeInBrowser()('how the pages of errors and of mailed links look (IF-4, H-9)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let browser: TestBrowser;
  let foreign: Server;

  beforeAll(async () => {
    app = await startApp({ PUBLIC_FORMS_PER_HOUR: '10' });
    given = new Given(app);
    branchId = await given.branch({ name: 'Auckland Harbour' });
    await app.admin.expect(200, 'PATCH', '/organisation', { name: 'Harbour Cars' });
    foreign = createServer((_, response) => {
      const form = `<form method="post" action="${app.origin}/sign-in"><button>Go</button></form>`;
      response.setHeader('content-type', 'text/html').end(`<!doctype html><title>Elsewhere</title>${form}`);
    }).listen(0, 'localhost');
    await once(foreign, 'listening');
    browser = await TestBrowser.launch([400, 403, 404, 405, 410, 422, 429, 500]);
  });
  afterAll(async () => {
    await browser?.close();
    foreign?.close();
    await app?.stop();
  });
  afterEach(() => expect(browser.complaints.splice(0)).toEqual([]));

  /** Where the email about a booking says that its reader can be unsubscribed. */
  async function unsubscribeLink({ email, client }: GivenUser): Promise<string> {
    await client.expect(201, 'POST', '/bookings', await given.wish(await given.vehicle(branchId), 5));
    const { mail } = await app.mail.waitFor(email, /confirmed/);
    const header = mail.headers.find(({ key }) => key === 'list-unsubscribe')!;
    return header.value.replace(/^<|>$/g, '');
  }

  /** Of the email to an address that is no longer that of the account. */
  async function undoToken({ email, client }: GivenUser): Promise<string> {
    const wanted = `new${crypto.randomUUID().slice(0, 8)}@else.example`;
    await client.expect(200, 'PATCH', '/me', { email: wanted });
    await client.expect(201, 'POST', '/me/calendar-feed');
    const { tokens } = await app.mail.waitFor(wanted);
    await app.anyone().expect(200, 'POST', '/email-verifications', { token: tokens[0] });
    const told = () =>
      app.mail.to(email).flatMap((mail) => (mail.text?.includes('/undo-email-change') ? mail.tokens : []));
    return eventually('the old address is told', () => Promise.resolve(told()[0]));
  }

  /** Each page as it comes to be, by name, and the status that it is answered with. */
  async function* pages(at: Page): AsyncGenerator<[name: string, status: number]> {
    let status = 0;
    at.on('response', (response) => {
      if (response.request().isNavigationRequest() && response.status() !== 303) status = response.status();
    });
    const open = (path: string) => at.goto(new URL(path, app.origin).href);
    const press = async (name?: RegExp) => {
      await at
        .getByRole('button', name && { name })
        .first()
        .click();
      await at.waitForLoadState();
    };
    const user = await given.user(branchId, ['booker'], { name: 'Hana Harper' });

    await open('/nowhere');
    yield ['not-found', status];
    await open('/docs/nothing');
    yield ['docs-not-found', status];
    await open('/account/nothing');
    yield ['account-not-found', status];
    await open('/calendar/nobody.ics');
    yield ['calendar-not-found', status];
    await open('/assets/none.css');
    yield ['asset-not-found', status];
    await open('/%zz');
    yield ['unreadable', status];
    await open('/sign-in/other');
    yield ['wrong-method', status];
    await open('/sso/callback?state=nobody');
    yield ['sso-not-set-up', status];
    await at.goto(`http://localhost:${(foreign.address() as AddressInfo).port}`);
    await press();
    yield ['cross-origin', status];

    for (let time = 0; time < 10; time += 1) await app.anyone().post('/password-resets', { email: user.email });
    await open('/reset-password');
    await at.locator('#email').fill(user.email);
    await press();
    yield ['too-many', status];

    await app.db.query('ALTER TABLE identity.mailed_links RENAME TO mailed_links_away');
    try {
      await open('/verify-email?token=any');
      yield ['our-fault', status];
    } finally {
      await app.db.query('ALTER TABLE identity.mailed_links_away RENAME TO mailed_links');
    }

    const unsubscribe = await unsubscribeLink(user);
    await open(unsubscribe);
    yield ['unsubscribe', status];
    await press();
    yield ['unsubscribed', status];
    await open('/unsubscribe?token=none');
    yield ['unsubscribe-refused', status];

    const undo = await undoToken(user);
    await open(`/undo-email-change?token=${undo}`);
    yield ['undo-email-change', status];
    await press();
    await at.locator('#password').fill('a kettle of another colour');
    await at.locator('#password').press('Enter');
    await at.waitForURL(/\/(review-access|sign-in)/);
    yield ['after-undo', status];
    await open(`/undo-email-change?token=${undo}`);
    yield ['undo-spent', status];
    await open('/approvals/decide?token=none');
    yield ['decide-refused', status];
    await open('/oidc/session/end?id_token_hint=nonsense');
    yield ['sign-out-refused', status];
    await open('/oidc/auth?client_id=nobody&response_type=code&scope=openid');
    yield ['application-unknown', status];
  }

  const STATUSES = {
    'not-found': 404,
    'docs-not-found': 404,
    'account-not-found': 404,
    'calendar-not-found': 404,
    'asset-not-found': 404,
    unreadable: 400,
    'wrong-method': 405,
    'sso-not-set-up': 404,
    'cross-origin': 403,
    'too-many': 429,
    'our-fault': 500,
    unsubscribe: 200,
    unsubscribed: 200,
    'unsubscribe-refused': 410,
    'undo-email-change': 200,
    'after-undo': 200,
    'undo-spent': 410,
    'decide-refused': 410,
    'sign-out-refused': 400,
    'application-unknown': 400,
  };

  it.each(Object.keys(SCREENS))(
    'on a %s, light and dark, axe finds nothing wrong and nothing runs over the edge',
    async (screen) => {
      const at = await browser.open(SCREENS[screen]);
      const found = await browser.faultsOfEach(at, pages(at), { name: 'error', screen });
      expect(found).toEqual([[], STATUSES]);
      await at.context().close();
    },
    240_000,
  );
});
