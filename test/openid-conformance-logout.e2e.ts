import { type TestApp, startApp } from './support/app.js';
import { ConformanceClient, type Given as Tokens } from './support/conformance-client.js';
import { named } from './support/conformance-modules.js';
import { Given, type GivenUser } from './support/given.js';
import { type Hop, parametersOf, PlainBrowser } from './support/openid.js';

const AFTER = 'https://club.example/bye';
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The plan for RP-initiated logout (security item 53): where it leads, and whether anybody is signed in afterwards. */
describe('as an OP that clients sign people out at', () => {
  let app: TestApp;
  let user: GivenUser;
  let client: ConformanceClient;
  let browser: PlainBrowser;
  let tokens: Tokens;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    user = await given.user(await given.branch(), ['booker']);
    client = await ConformanceClient.given(app, { postLogoutRedirectUris: [AFTER] });
  });
  afterAll(() => app?.stop());
  beforeEach(async () => {
    browser = new PlainBrowser(app.origin);
    tokens = await client.signIn(user, client.ask(), browser);
  });

  const end = (parameters: Record<string, string>) =>
    browser.visit(`/oidc/session/end?${new URLSearchParams(parameters).toString()}`);
  /** Presses the button of the page that asks. */
  const confirm = ({ text }: Hop) => {
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)![1]!;
    return browser.submit('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
  };
  const asks = ({ status, location, text }: Hop) =>
    expect([status, location, text]).toEqual([200, null, expect.stringContaining('Sign out?')]);
  /** Whether a request that may show nothing still gets a code, and the token of before is worth something. */
  async function isSignedIn(): Promise<boolean> {
    const told = parametersOf(await browser.go(client.ask('openid', { prompt: 'none' }).url.href));
    const { status } = await client.userInfo(tokens.access);
    expect([told.code !== undefined, told.error]).toEqual(
      status === 200 ? [true, undefined] : [false, 'login_required'],
    );
    return status === 200;
  }

  it(named('oidcc-rp-initiated-logout-discovery-endpoint-verification'), async () => {
    expect((await client.discovery()).end_session_endpoint).toBe(`${client.issuer}/session/end`);
  });

  it(named('oidcc-rp-initiated-logout'), async () => {
    const page = await end({ id_token_hint: tokens.hint, post_logout_redirect_uri: AFTER, state: 'as it was' });
    asks(page);
    expect(await isSignedIn()).toBe(true);
    const left = await confirm(page);
    expect(left.location).toBe(`${AFTER}?state=as+it+was`);
    expect(await isSignedIn()).toBe(false);
  });

  it('RP-Initiated Logout §2: a form of the client’s does the same as a link', async () => {
    const form = { id_token_hint: tokens.hint, post_logout_redirect_uri: AFTER, state: 's' };
    const page = await browser.follow(
      await browser.go('/oidc/session/end', form, { origin: 'https://club.example', 'sec-fetch-site': 'cross-site' }),
    );
    asks(page);
    expect((await confirm(page)).location).toBe(`${AFTER}?state=s`);
    expect(await isSignedIn()).toBe(false);
  });

  it(named('oidcc-rp-initiated-logout-no-state'), async () => {
    const left = await confirm(await end({ id_token_hint: tokens.hint, post_logout_redirect_uri: AFTER }));
    expect(left.location).toBe(AFTER);
    expect(await isSignedIn()).toBe(false);
  });

  it.each([
    [named('oidcc-rp-initiated-logout-no-params'), () => ({})],
    [named('oidcc-rp-initiated-logout-only-state'), () => ({ state: 'x' })],
    [named('oidcc-rp-initiated-logout-no-post-logout-redirect-uri'), (hint: string) => ({ id_token_hint: hint })],
    [named('oidcc-rp-initiated-logout-no-id-token-hint'), () => ({ post_logout_redirect_uri: AFTER, state: 'x' })],
  ])('%s', async (_, parameters) => {
    const page = await end(parameters(tokens.hint) as Record<string, string>);
    asks(page);
    expect(await isSignedIn()).toBe(true);
    const left = await confirm(page);
    expect([left.status, left.location, left.text]).toEqual([200, null, expect.stringContaining('You are signed out')]);
    expect(left.text).not.toContain('club.example');
    expect(await isSignedIn()).toBe(false);
  });

  it.each([
    [
      named('oidcc-rp-initiated-logout-bad-post-logout-redirect-uri'),
      (hint: string) => [hint, 'https://evil.example/'],
    ],
    [
      named('oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri'),
      (hint: string) => [hint, `${AFTER}?foo=bar`],
    ],
    [
      named('oidcc-rp-initiated-logout-modified-id-token-hint'),
      (hint: string) => [`${part({ alg: 'none' })}.${hint.split('.')[1]}.`, AFTER],
    ],
    [
      named('oidcc-rp-initiated-logout-bad-id-token-hint'),
      (hint: string) => [`${hint.slice(0, -8)}${hint.endsWith('AAAAAAAA') ? 'BBBBBBBB' : 'AAAAAAAA'}`, AFTER],
    ],
  ])('%s: ends on a page, signed in as before', async (_, wrong) => {
    const [id_token_hint, post_logout_redirect_uri] = wrong(tokens.hint) as [string, string];
    const page = await end({ id_token_hint, post_logout_redirect_uri, state: 'x' });
    expect([page.status, page.location, page.text]).toEqual([
      400,
      null,
      expect.stringContaining('You have not been signed out'),
    ]);
    expect(page.text).not.toContain('name="xsrf"');
    expect(await isSignedIn()).toBe(true);
  });
});
