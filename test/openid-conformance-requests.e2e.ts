import { setTimeout as pause } from 'node:timers/promises';
import { type TestApp, startApp } from './support/app.js';
import { type Asked, ConformanceClient } from './support/conformance-client.js';
import { named } from './support/conformance-modules.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { CALLBACK, type Hop, parametersOf, PlainBrowser } from './support/openid.js';

const pathOf = ({ url }: Hop) => new URL(url).pathname;

/** The plan for a Basic OP, as far as it looks at what a request may say and what people then see (security item 52). */
describe('as a Basic OP: requests and screens', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let user: GivenUser;
  let client: ConformanceClient;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    user = await given.user(branchId, ['booker']);
    client = await ConformanceClient.given(app);
  });
  afterAll(() => app?.stop());

  const browser = () => new PlainBrowser(app.origin);
  /** Somebody who has been here with the client before, with the browser and what it was given. */
  async function before(asked?: Asked) {
    const one = browser();
    return { browser: one, first: await client.signIn(user, asked, one) };
  }

  it.each([
    [named('oidcc-display-page'), 'page'],
    [named('oidcc-display-popup'), 'popup'],
  ])('%s', async (_, display) => {
    const asked = client.ask('openid', { display });
    const one = browser();
    const page = await one.visit(asked.url.href);
    expect([page.status, pathOf(page), page.text]).toEqual([
      200,
      '/sign-in',
      expect.stringContaining('name="password"'),
    ]);
    expect((await client.redeem(asked, await client.goOn(one, user, page))).idToken.claims.sub).toBe(user.id);
  });

  /** Has to sign in again on the way, and comes back with the second token. */
  async function again(more: Record<string, string>, waitMs: number) {
    const { browser: one, first } = await before(client.ask('openid', { max_age: '15000' }));
    await pause(waitMs);
    const asked = client.ask('openid', more);
    const page = await one.visit(asked.url.href);
    expect([pathOf(page), page.text]).toEqual(['/sign-in/again', expect.stringContaining('Your password')]);
    const next = new URL(page.url).searchParams.get('next')!;
    // Coming back without having shown anything leads to the same page.
    expect(pathOf(await one.visit(next))).toBe('/sign-in/again');
    const wrong = await one.submit('/sign-in/again', { password: 'wrong', next });
    expect([wrong.status, wrong.text]).toEqual([401, expect.stringContaining('role="alert"')]);
    const second = await client.redeem(asked, await one.submit('/sign-in/again', { password: PASSWORD, next }));
    expect(second.idToken.claims.sub).toBe(first.idToken.claims.sub);
    expect(second.idToken.claims.auth_time).toBeGreaterThan(first.idToken.claims.auth_time as number);
    return second.idToken.claims.auth_time as number;
  }

  it(named('oidcc-prompt-login'), async () => {
    await again({ prompt: 'login' }, 1_100);
  });

  it(named('oidcc-max-age-1'), async () => {
    expect(Date.now() / 1000 - (await again({ max_age: '1' }, 2_100))).toBeLessThan(15);
  });

  it(named('oidcc-max-age-10000'), async () => {
    const { browser: one, first } = await before(client.ask('openid', { max_age: '15000' }));
    await pause(1_100);
    const asked = client.ask('openid', { max_age: '10000' });
    const hop = await one.visit(asked.url.href);
    const second = await client.redeem(asked, hop);
    expect(second.idToken.claims.auth_time).toEqual(first.idToken.claims.auth_time);
    expect(second.idToken.claims.auth_time).toEqual(expect.any(Number));
    expect(second.idToken.claims.iat).toBeGreaterThan(first.idToken.claims.iat);
  });

  it(named('oidcc-prompt-none-not-logged-in'), async () => {
    const asked = client.ask('openid', { prompt: 'none' });
    const first = await browser().go(asked.url.href);
    expect([first.status, parametersOf(first)]).toEqual([
      303,
      expect.objectContaining({ error: 'login_required', state: asked.state, iss: client.issuer }),
    ]);
    expect(parametersOf(first)).not.toHaveProperty('code');
  });

  it(named('oidcc-prompt-none-logged-in'), async () => {
    const { browser: one, first } = await before(client.ask('openid', { max_age: '15000' }));
    const asked = client.ask('openid', { prompt: 'none', max_age: '15000' });
    // In one step: nothing was shown.
    const second = await client.redeem(asked, await one.go(asked.url.href));
    const { sub, auth_time } = first.idToken.claims;
    expect(auth_time).toEqual(expect.any(Number));
    expect(second.idToken.claims).toMatchObject({ sub, auth_time });
    const stranger = await ConformanceClient.given(app);
    const told = parametersOf(await one.go(stranger.ask('openid', { prompt: 'none' }).url.href));
    expect(told).toMatchObject({ error: 'consent_required' });
  });

  it.each([
    [named('oidcc-ensure-request-with-unknown-parameter-succeeds'), { extra: 'foobar' }],
    [named('oidcc-ui-locales'), { ui_locales: 'se' }],
    [named('oidcc-claims-locales'), { claims_locales: 'se' }],
    [named('oidcc-ensure-request-with-acr-values-succeeds'), { acr_values: '1 2' }],
  ])('%s', async (_, more) => {
    const { idToken } = await client.signIn(user, client.ask('openid', more));
    expect(idToken.claims.sub).toBe(user.id);
  });

  it(named('oidcc-id-token-hint'), async () => {
    const { browser: one, first } = await before();
    const asked = client.ask('openid', { id_token_hint: first.hint, prompt: 'none' });
    expect((await client.redeem(asked, await one.go(asked.url.href))).idToken.claims.sub).toBe(user.id);
    const other = await given.user(branchId, ['booker']);
    const theirs = browser();
    await client.signIn(other, client.ask(), theirs);
    expect(parametersOf(await theirs.go(asked.url.href))).toMatchObject({ error: 'login_required' });
    // Where something may be shown, the page lets the right one in.
    const seen = client.ask('openid', { id_token_hint: first.hint });
    const next = new URL((await theirs.visit(seen.url.href)).url).searchParams.get('next')!;
    const signIn = await theirs.submit('/sign-in/other', { next });
    const back = await theirs.signIn(signIn, user.email, PASSWORD);
    expect((await client.redeem(seen, back)).idToken.claims.sub).toBe(user.id);
  });

  it(named('oidcc-login-hint'), async () => {
    const page = await browser().visit(client.ask('openid', { login_hint: 'hana@example.org' }).url.href);
    expect([pathOf(page), page.text]).toEqual(['/sign-in', expect.stringContaining('value="hana@example.org"')]);
  });

  it(named('oidcc-ensure-registered-redirect-uri'), async () => {
    const wrongs = [{ redirect_uri: `${CALLBACK}/other` }, { client_id: 'nobody' }];
    for (const wrong of wrongs) {
      const { browser: one } = await before();
      const page = await one.visit(client.ask('openid', wrong).url.href);
      expect([page.status, page.location, page.text]).toEqual([
        400,
        null,
        expect.stringContaining('This sign-in cannot continue'),
      ]);
    }
  });

  it(named('oidcc-ensure-post-request-succeeds'), async () => {
    const one = browser();
    const asked = client.ask('openid email');
    const form = Object.fromEntries(asked.url.searchParams);
    const fromElsewhere = { origin: 'https://club.example', 'sec-fetch-site': 'cross-site' };
    const page = await one.follow(await one.go('/oidc/auth', form, fromElsewhere));
    expect([page.status, pathOf(page)]).toEqual([200, '/sign-in']);
    expect((await client.redeem(asked, await client.goOn(one, user, page))).idToken.claims.sub).toBe(user.id);
    // Whoever is signed in stays so: browsers send the session to the address that the form is answered with.
    const quiet = client.ask('openid email', { prompt: 'none' });
    const answer = await browser().go('/oidc/auth', Object.fromEntries(quiet.url.searchParams), fromElsewhere);
    expect([answer.status, answer.location]).toEqual([303, `${quiet.url.pathname}${quiet.url.search}`]);
    const hop = await one.go(answer.location!);
    expect((await client.redeem(quiet, hop)).idToken.claims.sub).toBe(user.id);
  });

  const REQUEST = 'eyJhbGciOiJub25lIn0.e30.';
  it.each([
    [
      named('oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported'),
      { request_uri: 'https://club.example/request.jwt' },
      'request_uri_not_supported',
    ],
    [
      named('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported'),
      { request: REQUEST },
      'request_not_supported',
    ],
    ['a registration within a request is refused', { registration: '{}' }, 'registration_not_supported'],
  ])('%s', async (_, more, error) => {
    const { browser: one } = await before();
    const asked = client.ask('openid', more);
    expect(parametersOf(await one.visit(asked.url.href))).toMatchObject({ error, state: asked.state });
    // Where discovery says nothing of the first, it is false; of the second, true.
    const { request_parameter_supported = false, request_uri_parameter_supported } = await client.discovery();
    expect([request_parameter_supported, request_uri_parameter_supported]).toEqual([false, false]);
  });

  it(named('oidcc-ensure-request-object-with-redirect-uri'), async () => {
    const { browser: one } = await before();
    const inside = Buffer.from(JSON.stringify({ redirect_uri: CALLBACK })).toString('base64url');
    const request = `eyJhbGciOiJub25lIn0.${inside}.`;
    const asked = client.ask('openid', { request, redirect_uri: 'https://evil.example/callback' });
    const page = await one.visit(asked.url.href);
    expect([page.status, page.location]).toEqual([400, null]);
  });

  it(named('oidcc-claims-essential'), async () => {
    const claims = JSON.stringify({ userinfo: { name: { essential: true } }, id_token: { email: null } });
    const { access, idToken } = await client.signIn(user, client.ask('openid', { claims }));
    expect((await client.userInfo(access)).body).toEqual({ sub: user.id });
    expect(idToken.claims).not.toHaveProperty('email');
    expect((await client.discovery()).claims_parameter_supported).toBe(false);
  });

  it('form_post leads to the client, and its page may send nowhere else', async () => {
    const { browser: one } = await before();
    const page = await one.visit(client.ask('openid', { response_mode: 'form_post' }).url.href);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining(`action="${CALLBACK}"`)]);
    const policy = page.headers.get('content-security-policy')!;
    expect(policy).toMatch(/form-action 'self' https:\/\/club\.example(;|$)/);
    expect(policy).toMatch(/script-src 'self' 'sha256-/);
  });
});
