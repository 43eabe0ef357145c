import { setTimeout as pause } from 'node:timers/promises';
import * as oidc from 'openid-client';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { CALLBACK, Club, type Hop, parametersOf, PlainBrowser } from './support/openid.js';

const pathOf = ({ url }: Hop) => new URL(url).pathname;

/** What the OpenID Foundation's plan for a Basic OP looks at, each by the name of what it checks (security item 52). */
describe('as a Basic OP', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let user: GivenUser;
  let club: Club;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    user = await given.user(branchId, ['booker'], { phone: '+64 9 1234' });
    club = await Club.given(app, { firstParty: true });
  }, 60_000);
  afterAll(() => app?.stop());

  const signedIn = async (who = user) => {
    const browser = new PlainBrowser(app.origin);
    await browser.submit('/sign-in', { email: who.email, password: PASSWORD, next: '' });
    return browser;
  };
  const visit = async (browser: PlainBrowser, scope: string, more: Record<string, string>, of = club) =>
    browser.visit((await of.begin(scope, more)).url.href);

  it('oidcc-idtoken: issuer, audience, times, nonce', async () => {
    const claims = (await club.signIn(user)).claims()!;
    const now = Date.now() / 1000;
    expect(claims).toMatchObject({ iss: `${app.origin}/oidc`, aud: club.client.clientId, sub: user.id });
    expect(claims.exp - claims.iat).toBe(3_600);
    expect(Math.abs(claims.iat - now)).toBeLessThan(30);
    expect(claims.nonce).toEqual(expect.any(String));
  });

  it('oidcc-server-client-secret-post, and basic: both ways to show a secret', async () => {
    const { clientId, clientSecret } = club.client;
    const code = parametersOf(await visit(await signedIn(), 'openid', {})).code!;
    const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: 'x'.repeat(43) };
    const body = new URLSearchParams({ ...form, client_id: clientId, client_secret: clientSecret! });
    const answer = await fetch(`${app.origin}/oidc/token`, { method: 'POST', body });
    // The client is let in; it is the verifier that is wrong.
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([400, 'invalid_grant']);
  });

  it.each(['get', 'post header', 'post body'])('oidcc-userinfo by %s', async (way) => {
    const { access_token: token } = await club.signIn(user, 'openid email');
    const headers = { authorization: `Bearer ${token}` };
    const init: RequestInit =
      way === 'get'
        ? { headers }
        : way === 'post header'
          ? { method: 'POST', headers }
          : { method: 'POST', body: new URLSearchParams({ access_token: token }) };
    const answer = await fetch(`${app.origin}/oidc/userinfo`, init);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { sub: user.id, email: user.email, email_verified: true },
    ]);
  });

  it('a token in the address of userinfo is refused', async () => {
    const { access_token: token } = await club.signIn(user);
    expect((await fetch(`${app.origin}/oidc/userinfo?access_token=${token}`)).status).toBeGreaterThanOrEqual(400);
  });

  it.each([
    ['profile', ['name']],
    ['email', ['email', 'email_verified']],
    ['phone', ['phone_number']],
    ['profile email phone', ['name', 'email', 'email_verified', 'phone_number']],
    ['address unheard-of', []],
  ])('oidcc-scope %s', async (scope, claims) => {
    const tokens = await club.signIn(user, `openid ${scope}`);
    const info = await oidc.fetchUserInfo(club.config, tokens.access_token, user.id);
    expect(Object.keys(info).sort()).toEqual(['sub', ...claims].sort());
  });

  it('oidcc-response-type-missing', async () => {
    const { url } = await club.begin();
    url.searchParams.delete('response_type');
    const told = parametersOf(await (await signedIn()).visit(url.href));
    expect(told).toMatchObject({ error: 'invalid_request', iss: `${app.origin}/oidc`, state: expect.any(String) });
  });

  it('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', async () => {
    const { url } = await club.begin();
    url.searchParams.delete('nonce');
    expect(parametersOf(await (await signedIn()).visit(url.href))).toHaveProperty('code');
  });

  it('oidcc-ensure-other-scope-order-succeeds, and unknown parameters are ignored', async () => {
    const hop = await visit(await signedIn(), 'email openid', {
      extra: 'foobar',
      ui_locales: 'se',
      display: 'page',
      acr_values: '1 2',
      claims_locales: 'se',
    });
    expect(parametersOf(hop)).toHaveProperty('code');
  });

  it('oidcc-ensure-post-request-succeeds, or is an error page', async () => {
    const { url } = await club.begin();
    const form = Object.fromEntries(url.searchParams);
    const hop = await (await signedIn()).submit('/oidc/auth', form);
    expect(hop.location ? parametersOf(hop).code !== undefined : hop.status >= 400).toBe(true);
  });

  it('oidcc-prompt-none-not-logged-in', async () => {
    const told = parametersOf(await visit(new PlainBrowser(app.origin), 'openid', { prompt: 'none' }));
    expect(told).toMatchObject({ error: 'login_required', state: expect.any(String) });
  });

  it('oidcc-prompt-none-logged-in: whoever is signed in here is signed in there, unseen', async () => {
    expect(parametersOf(await visit(await signedIn(), 'openid', { prompt: 'none' }))).toHaveProperty('code');
    const asking = await Club.given(app);
    const told = parametersOf(await visit(await signedIn(), 'openid', { prompt: 'none' }, asking));
    expect(told.error).toMatch(/^(consent|interaction)_required$/);
  });

  /** Signs in again where that is asked for, and comes back with the second token. */
  async function again(more: Record<string, string>, wait: number) {
    const browser = new PlainBrowser(app.origin);
    const first = (await club.signIn(user, 'openid', {}, browser)).claims()!;
    await pause(wait);
    const begun = await club.begin('openid', more);
    const page = await browser.visit(begun.url.href);
    expect(pathOf(page)).toBe('/sign-in/again');
    const next = new URL(page.url).searchParams.get('next')!;
    // Coming back without having shown anything leads to the same page.
    expect(pathOf(await browser.visit(next))).toBe('/sign-in/again');
    const wrong = await browser.submit('/sign-in/again', { password: 'wrong', next });
    expect([wrong.status, wrong.text]).toEqual([401, expect.stringContaining('role="alert"')]);
    const second = (
      await club.redeem(begun, await browser.submit('/sign-in/again', { password: PASSWORD, next }))
    ).claims()!;
    return [first, second] as const;
  }

  it('oidcc-prompt-login: signs in again, at a later auth_time', async () => {
    const [first, second] = await again({ prompt: 'login' }, 1_100);
    expect(second.auth_time).toBeGreaterThan(first.auth_time ?? 0);
    expect(second.sub).toBe(first.sub);
  });

  it('oidcc-max-age-1: signs in again when it was too long ago', async () => {
    const [, second] = await again({ max_age: '1' }, 2_100);
    expect(Date.now() / 1000 - second.auth_time!).toBeLessThan(15);
  });

  it('oidcc-max-age-10000: does not, when it was not, and tells when it was', async () => {
    const browser = new PlainBrowser(app.origin);
    const first = (await club.signIn(user, 'openid', { max_age: '15000' }, browser)).claims()!;
    const begun = await club.begin('openid', { max_age: '10000' });
    const second = (await club.redeem(begun, await browser.visit(begun.url.href))).claims()!;
    expect(second.auth_time).toBe(first.auth_time);
    expect(second.auth_time).toEqual(expect.any(Number));
  });

  it('oidcc-id-token-hint: the person who is meant passes, another does not', async () => {
    const browser = await signedIn();
    const { id_token: hint } = await club.signIn(user, 'openid', {}, browser);
    const more = { id_token_hint: hint!, prompt: 'none' };
    expect(parametersOf(await visit(browser, 'openid', more))).toHaveProperty('code');
    const other = await signedIn(await given.user(branchId, ['booker']));
    expect(parametersOf(await visit(other, 'openid', more))).toMatchObject({ error: 'login_required' });
    // Unless it must stay unseen, the page lets the right one in.
    const begun = await club.begin('openid', { id_token_hint: hint! });
    const page = await other.visit(begun.url.href);
    const next = new URL(page.url).searchParams.get('next')!;
    const signIn = await other.submit('/sign-in/other', { next });
    const back = await other.signIn(signIn, user.email, PASSWORD);
    expect((await club.redeem(begun, back)).claims()!.sub).toBe(user.id);
  });

  it('oidcc-login-hint: the address stands in the form already', async () => {
    const page = await visit(new PlainBrowser(app.origin), 'openid', { login_hint: 'hana@example.org' });
    expect(page.text).toContain('value="hana@example.org"');
  });

  it('oidcc-codereuse and -30seconds', async () => {
    const begun = await club.begin();
    const hop = await (await signedIn()).visit(begun.url.href);
    await club.redeem(begun, hop);
    await pause(1_000);
    await expect(club.redeem(begun, hop)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('oidcc-ensure-registered-redirect-uri, and -client-id', async () => {
    const { url } = await club.begin();
    url.searchParams.set('client_id', 'nobody');
    const hop = await (await signedIn()).visit(url.href);
    expect([hop.status, hop.location]).toEqual([400, null]);
  });

  it.each(['request', 'request_uri', 'registration'])(
    'oidcc-unsigned-%s is not supported, and says so',
    async (name) => {
      const { url } = await club.begin();
      url.searchParams.set(name, 'eyJhbGciOiJub25lIn0.e30.');
      const told = parametersOf(await (await signedIn()).visit(url.href));
      expect(told).toMatchObject({ error: `${name}_not_supported` });
    },
  );

  it('oidcc-refresh-token: the same person, for another token', async () => {
    const tokens = await club.signIn(user, 'openid offline_access', { prompt: 'consent' });
    const fresh = await oidc.refreshTokenGrant(club.config, tokens.refresh_token!);
    expect(fresh.claims()).toMatchObject({ sub: user.id, aud: club.client.clientId, iss: `${app.origin}/oidc` });
    expect(fresh.access_token).not.toBe(tokens.access_token);
  });

  it('form_post leads to the client, and its page may send nowhere else', async () => {
    const page = await visit(await signedIn(), 'openid', { response_mode: 'form_post' });
    expect([page.status, page.text]).toEqual([200, expect.stringContaining(`action="${CALLBACK}"`)]);
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toMatch(/form-action 'self' https:\/\/club\.example(;|$)/);
    expect(policy).toMatch(/script-src 'self' 'sha256-/);
  });
});
