import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { type TestApp, startApp } from './support/app.js';
import { describeInBrowser, SCREENS, TestBrowser } from './support/browser.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Club } from './support/openid.js';

describeInBrowser()('the pages of a sign-in to a client (IF-4)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let user: GivenUser;
  let browser: TestBrowser;
  let website: Server;
  let home: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ name: 'Auckland Harbour' });
    user = await given.user(branchId, ['booker'], { name: 'Hana Harper' });
    website = createServer((_, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Club</title><h1>The club</h1>');
    }).listen(0, 'localhost');
    await once(website, 'listening');
    home = `http://localhost:${(website.address() as AddressInfo).port}`;
    browser = await TestBrowser.launch([400, 401, 403, 410]);
  });
  afterAll(async () => {
    await browser?.close();
    website?.close();
    await app?.stop();
  });
  afterEach(() => expect(browser.complaints.splice(0)).toEqual([]));

  const clubWith = (fields: object = {}) =>
    Club.given(app, {
      name: 'The Club',
      redirectUris: [`${home}/callback`],
      postLogoutRedirectUris: [`${home}/bye`],
      ...fields,
    });
  const urlOf = async (club: Club, more: Record<string, string> = {}, scope = 'openid profile email roles') =>
    (await club.begin(scope, { redirect_uri: `${home}/callback`, ...more })).url.href;

  async function press(page: Page, name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForLoadState();
  }

  async function signIn(page: Page): Promise<void> {
    await page.getByLabel('Email address').fill(user.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await press(page, 'Sign in');
  }

  it('OP-5: the form of the sign-in page leads to the client, where nothing is to be asked', async () => {
    const page = await browser.open();
    await page.goto(await urlOf(await clubWith({ firstParty: true })));
    await signIn(page);
    await page.waitForURL(/\/callback\?code=/);
    await page.context().close();
  });

  it('OP-4: whoever agrees comes to the client, and may withdraw it on the page of their account', async () => {
    const page = await browser.open();
    await page.goto(await urlOf(await clubWith({ name: 'Withdrawn Club' })));
    await signIn(page);
    await press(page, 'Allow');
    await page.waitForURL(/\/callback\?code=/);
    await page.goto(`${app.origin}/account/security`);
    await page.getByRole('button', { name: 'Withdraw: Withdrawn Club' }).click();
    await page.getByRole('status').filter({ hasText: 'Withdrawn.' }).waitFor();
    expect(await page.getByText('Withdrawn Club').count()).toBe(0);
    await page.context().close();
  });

  it('OP-1: signing out at the client’s wish leads back to it', async () => {
    const club = await clubWith({ firstParty: true });
    const page = await browser.open();
    await page.goto(await urlOf(club));
    await signIn(page);
    await page.waitForURL(/\/callback/);
    const { clientId } = club.client;
    const query = new URLSearchParams({ client_id: clientId, post_logout_redirect_uri: `${home}/bye` }).toString();
    await page.goto(`${app.origin}/oidc/session/end?${query}`);
    await press(page, 'Sign out');
    await page.waitForURL(`${home}/bye`);
    await page.goto(`${app.origin}/account/security`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.context().close();
  });

  /** Each page as it comes to be, by name. */
  async function* pages(at: Page): AsyncGenerator<string> {
    const club = await clubWith();
    await at.goto(await urlOf(club));
    await signIn(at);
    yield 'openid-consent';
    await press(at, 'Allow');
    await at.waitForURL(/\/callback/);
    await at.goto(`${app.origin}/account/security`);
    yield 'account-with-grants';
    await at.goto(await urlOf(club, { prompt: 'login' }));
    yield 'sign-in-again';
    await at.getByLabel('Your password').fill('not this one');
    await press(at, 'Confirm');
    yield 'sign-in-again-refused';
    await at.goto(await urlOf(await clubWith({ roleKeys: ['engineer'] })));
    yield 'openid-not-allowed';
    await at.goto(await urlOf(club, { redirect_uri: 'https://evil.example/' }));
    yield 'openid-refused';
    await at.goto(`${app.origin}/oidc/interaction/none`);
    yield 'openid-over';
    await at.goto(`${app.origin}/oidc/session/end`);
    yield 'openid-sign-out';
    await press(at, 'Sign out');
    yield 'openid-signed-out';
  }

  it.each(Object.keys(SCREENS))('IF-4: on a %s, light and dark, axe finds nothing wrong', async (screen) => {
    const page = await browser.open(SCREENS[screen]);
    const faults: unknown[] = [];
    for await (const name of pages(page)) faults.push(...(await browser.faultsOf(page, `${name}-${screen}`)));
    expect(faults).toEqual([]);
    await page.context().close();
  });
});
