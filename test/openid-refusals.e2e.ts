import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { CALLBACK, Club, type Hop, parametersOf, PlainBrowser } from './support/openid.js';

/** What comes of a redirect URI that is not, letter by letter, the registered one. */
const REDIRECTS = [
  `${CALLBACK}/`,
  `${CALLBACK}?x=1`,
  `${CALLBACK}#f`,
  'https://club.example/callback/../callback',
  'https://club.example/./callback',
  'https://club.example:443/callback',
  'https://club.example:8443/callback',
  'https://club.example/CALLBACK',
  'https://CLUB.example/callback',
  'HTTPS://club.example/callback',
  'http://club.example/callback',
  'https://user@club.example/callback',
  'https://club.example@evil.example/callback',
  'https://club.example.evil.example/callback',
  'https://evil.example/callback',
  'https://club.example/%63allback',
  'https://club.example/callback%00',
  'https://club.example//callback',
  'https://club.example/callback ',
  '//club.example/callback',
  '/callback',
  'javascript:alert(1)',
  '',
];

describe('what never leads to a code', () => {
  let app: TestApp;
  let given: Given;
  let user: GivenUser;
  let club: Club;
  let browser: PlainBrowser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    user = await given.user(await given.branch(), ['booker']);
    club = await Club.given(app, { firstParty: true });
    browser = new PlainBrowser(app.origin);
    await browser.submit('/sign-in', { email: user.email, password: PASSWORD, next: '' });
  }, 60_000);
  afterAll(() => app?.stop());

  /** @param change of the parameters; null leaves one out */
  async function ask(change: Record<string, string | null>, of = club): Promise<Hop> {
    const { url } = await of.begin();
    for (const [name, value] of Object.entries(change)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    return browser.visit(url.href);
  }

  it('the browser that asks would get a code for a request that is right', async () => {
    expect(parametersOf(await ask({}))).toHaveProperty('code');
  });

  it.each(REDIRECTS)('security item 11: redirect_uri %j ends on a page', async (uri) => {
    const { status, location, text } = await ask({ redirect_uri: uri });
    expect([status, location]).toEqual([400, null]);
    expect(text).toContain('This sign-in cannot go on');
  });

  it('security item 11: neither does a second redirect_uri, or none', async () => {
    const { url } = await club.begin();
    url.searchParams.append('redirect_uri', 'https://evil.example/callback');
    for (const hop of [await browser.visit(url.href), await ask({ redirect_uri: null })]) {
      expect([hop.status, hop.location]).toEqual([400, null]);
    }
  });

  it('security item 11: an app has its port as registered, on this machine too', async () => {
    const native = ['com.example.app:/callback', 'http://127.0.0.1:4000/callback'];
    const app2 = await Club.given(app, { type: 'public', redirectUris: native, firstParty: true });
    const wrong = await ask({ redirect_uri: 'http://127.0.0.1:4001/callback' }, app2);
    expect([wrong.status, wrong.location]).toEqual([400, null]);
    expect((await ask({ redirect_uri: native[1]! }, app2)).status).not.toBe(400);
  });

  it.each([
    ['no challenge', { code_challenge: null, code_challenge_method: null }],
    ['plain', { code_challenge_method: 'plain' }],
    ['a challenge without its method', { code_challenge_method: null }],
    ['a method without a challenge', { code_challenge: null }],
    ['an unknown method', { code_challenge_method: 'S512' }],
    ['a challenge that is too short', { code_challenge: 'short' }],
  ])('security item 12: PKCE with %s is an invalid_request', async (_, change) => {
    const told = parametersOf(await ask(change));
    expect(told).toMatchObject({ error: 'invalid_request' });
    expect(told).not.toHaveProperty('code');
  });

  it('security item 12: the verifier is checked, and one that was not announced is refused', async () => {
    const redeem = async (of: Club, change: Record<string, string | null>, form: Record<string, string>) => {
      const { code } = parametersOf(await ask(change, of));
      return (
        await of.post('token', { grant_type: 'authorization_code', code: code!, redirect_uri: CALLBACK, ...form })
      ).body.error;
    };
    expect(await redeem(club, {}, {})).toBe('invalid_grant');
    expect(await redeem(club, {}, { code_verifier: 'x'.repeat(43) })).toBe('invalid_grant');
    const without = await Club.given(app, { firstParty: true, pkceRequired: false });
    const none = { code_challenge: null, code_challenge_method: null };
    expect(await redeem(without, none, { code_verifier: 'x'.repeat(43) })).toBe('invalid_grant');
    expect(await redeem(without, none, {})).toBeUndefined();
    expect(parametersOf(await ask({ ...none, nonce: null }, without))).toMatchObject({ error: 'invalid_request' });
  });

  it.each(['token', 'id_token', 'code token', 'code id_token', 'none', 'code id_token token'])(
    'security item 47: response_type %s is not supported',
    async (type) => {
      expect(parametersOf(await ask({ response_type: type })).error ?? 'fragment').toMatch(
        /^(unsupported_response_type|fragment)$/,
      );
      expect((await ask({ response_type: type })).location ?? '').not.toMatch(/[?&#](code|access_token|id_token)=/);
    },
  );

  it('security item 47: discovery tells what there is, and nothing else', async () => {
    const issuer = `${app.origin}/oidc`;
    const told = (await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()) as Record<string, unknown>;
    expect(told).toMatchObject({
      issuer,
      response_types_supported: ['code'],
      grant_types_supported: expect.arrayContaining(['authorization_code', 'refresh_token', 'client_credentials']),
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      subject_types_supported: ['public'],
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      end_session_endpoint: `${issuer}/session/end`,
    });
    expect((told.grant_types_supported as string[]).length).toBe(3);
    const said = ['openid', 'offline_access', 'profile', 'email', 'phone', 'roles', 'groups', 'branches'];
    expect((told.scopes_supported as string[]).toSorted()).toEqual([...said, 'api:read', 'api:write'].toSorted());
    const endpoints = Object.entries(told).filter(([name]) => /(_endpoint|_uri)$/.test(name));
    for (const [, url] of endpoints) expect(url).toMatch(new RegExp(`^${issuer}/`));
    for (const absent of [
      'registration_endpoint',
      'device_authorization_endpoint',
      'pushed_authorization_request_endpoint',
    ])
      expect(told).not.toHaveProperty(absent);
  });

  it('security item 27: what a request says of its host changes nothing', async () => {
    const headers = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    };
    const told = await (await fetch(`${app.origin}/oidc/.well-known/openid-configuration`, { headers })).text();
    expect(told).not.toContain('evil');
  });

  it('security item 48: the key set has public parts only', async () => {
    const { keys } = (await (await fetch(`${app.origin}/oidc/jwks`)).json()) as { keys: Record<string, string>[] };
    expect(keys.length).toBe(1);
    expect(Object.keys(keys[0]!).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(Buffer.from(keys[0]!.n!, 'base64url').length).toBe(256);
  });

  it('security item 51: clients show who they are, and what is one’s is not another’s', async () => {
    const other = await Club.given(app, { firstParty: true });
    const tokens = await club.signIn(user, 'openid offline_access', { prompt: 'consent' });
    const { code } = parametersOf(await ask({}));
    const form = { grant_type: 'authorization_code', code: code!, redirect_uri: CALLBACK };
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    expect((await other.post('token', form)).body.error).toBe('invalid_grant');
    expect((await other.post('token', refresh)).body.error).toBe('invalid_grant');
    const asked = { token: tokens.access_token };
    expect((await other.post('token/introspection', asked)).body).toEqual({ active: false });
    expect((await club.post('token/introspection', asked)).body).toMatchObject({ active: true, sub: user.id });
    await other.post('token/revocation', { token: tokens.refresh_token! });
    const wrong = await Club.of(app, { ...club.client });
    Object.assign(wrong.client, { clientSecret: 'x'.repeat(43) });
    const refused = await wrong.post('token', refresh);
    expect([refused.status, refused.body.error]).toEqual([401, 'invalid_client']);
    expect(refused.headers.get('www-authenticate')).toMatch(/^Basic /);
    const disabled = await Club.given(app);
    await app.admin.expect(200, 'PATCH', `/oidc-clients/${disabled.client.id}`, { state: 'disabled' });
    expect((await disabled.post('token', refresh)).body.error).toBe('invalid_client');
    expect((await ask({}, disabled)).status).toBe(400);
    expect((await club.post('token', refresh)).status).toBe(200);
  });

  it('security item 57: tokens are not kept by caches, and only the client’s own origin may read them', async () => {
    const spa = await Club.given(app, { type: 'public', firstParty: true });
    const post = (origin: string) =>
      fetch(`${app.origin}/oidc/token`, {
        method: 'POST',
        headers: { origin, 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams({ client_id: spa.client.clientId, grant_type: 'refresh_token', refresh_token: 'x' }),
      });
    const own = await post('https://club.example');
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([400, 'https://club.example']);
    expect(own.headers.get('cache-control')).toContain('no-store');
    expect(own.headers.get('access-control-allow-credentials')).toBeNull();
    for (const origin of ['https://evil.example', 'null', 'https://club.example.evil.example']) {
      expect((await post(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
    const api = await fetch(`${app.origin}/api/v1/me`, { headers: { origin: 'https://club.example' } });
    expect(api.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('security item 56: pages stand in no frame, tell no referrer, and are not kept', async () => {
    const page = await browser.visit((await (await Club.given(app)).begin()).url.href);
    const failed = await ask({ redirect_uri: 'https://evil.example/' });
    for (const { headers } of [page, failed]) {
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toContain('no-store');
    }
  });
});
