import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { CALLBACK, Club, type Hop, parametersOf, PlainBrowser } from './support/openid.js';
import { type Change, CHALLENGES, REDIRECTS, VERIFIERS } from './support/openid-variants.js';

describe('what never leads to a code', () => {
  let app: TestApp;
  let given: Given;
  let user: GivenUser;
  let club: Club;
  let spa: Club;
  let browser: PlainBrowser;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    user = await given.user(await given.branch(), ['booker']);
    club = await Club.given(app, { firstParty: true });
    spa = await Club.given(app, { type: 'public', firstParty: true });
    browser = new PlainBrowser(app.origin);
    await browser.submit('/sign-in', { email: user.email, password: PASSWORD, next: '' });
  });
  afterAll(() => app?.stop());

  async function ask(change: Change, of = club): Promise<Hop> {
    const { url } = await of.begin();
    changed(url.searchParams, change);
    return browser.visit(url.href);
  }

  it('the browser that asks would get a code for a request that is right', async () => {
    expect(parametersOf(await ask({}))).toHaveProperty('code');
  });

  /** On a page of ours, that leads nowhere: least of all to the address that was tried. */
  function endsHere({ status, location, headers, text }: Hop): void {
    expect([status, location, headers.get('refresh')]).toEqual([400, null, null]);
    expect(text).toContain('This sign-in cannot continue');
    expect(text).not.toMatch(/(href|action|src|content)="[^"]*(evil|club\.example|callback|javascript:|data:[^,])/i);
  }

  it.each(REDIRECTS)('security item 11: redirect_uri %j ends on a page', async (redirect_uri) => {
    endsHere(await ask({ redirect_uri }));
    endsHere(await ask({ redirect_uri, prompt: 'none' }));
  });

  it.each([
    ['beside the right one', { redirect_uri: [CALLBACK, 'https://evil.example/callback'] }],
    ['before the right one', { redirect_uri: ['https://evil.example/callback', CALLBACK] }],
    ['the right one twice', { redirect_uri: [CALLBACK, CALLBACK] }],
    ['none', { redirect_uri: null }],
    ['as a list', { redirect_uri: null, 'redirect_uri[]': CALLBACK }],
    ['in capitals', { redirect_uri: null, REDIRECT_URI: CALLBACK }],
  ])('security item 11: a redirect_uri %s ends on a page', async (_, change) => endsHere(await ask(change)));

  it('security item 11: whoever redeems a code names the address that it was sent to', async () => {
    const others = ['https://evil.example/callback', `${CALLBACK}/`, `${CALLBACK}?`, 'https://club.example/second', ''];
    const two = await Club.given(app, { firstParty: true, redirectUris: [CALLBACK, 'https://club.example/second'] });
    const begun = await two.begin();
    const { code } = parametersOf(await browser.visit(begun.url.href));
    const form = {
      grant_type: 'authorization_code',
      code: code!,
      code_verifier: begun.checks.pkceCodeVerifier as string,
    };
    for (const redirect_uri of others) {
      const { status, body } = await two.post('token', { ...form, redirect_uri });
      expect([redirect_uri, status, body.error, body.access_token]).toEqual([
        redirect_uri,
        400,
        redirect_uri ? 'invalid_grant' : 'invalid_request',
        undefined,
      ]);
    }
    expect((await two.post('token', form)).body.error).toBe('invalid_request');
    expect((await two.post('token', { ...form, redirect_uri: CALLBACK })).status).toBe(200);
  });

  it('security item 11, H-10: an app chooses its port on this machine, and nothing else; a confidential client does not', async () => {
    const native = ['com.example.app:/callback', 'http://127.0.0.1:4000/callback'];
    const app2 = await Club.given(app, { type: 'public', redirectUris: native, firstParty: true });
    for (const redirect_uri of [native[1]!, 'http://127.0.0.1:51004/callback', 'http://127.0.0.1/callback']) {
      expect(await ask({ redirect_uri }, app2)).not.toMatchObject({ status: 400 });
    }
    for (const redirect_uri of ['http://127.0.0.1:51004/other', 'http://localhost:4000/callback']) {
      expect(await ask({ redirect_uri }, app2)).toMatchObject({ status: 400, location: null });
    }
    const website = await Club.given(app, { redirectUris: [native[1]!], firstParty: true });
    endsHere(await ask({ redirect_uri: 'http://127.0.0.1:51004/callback' }, website));
  });

  it.each(CHALLENGES)('security item 12: PKCE with %s is an invalid_request', async (_, change) => {
    for (const one of [club, spa]) {
      const hop = await ask(change, one);
      expect(hop.location).toMatch(/^https:\/\/club\.example\/callback\?/);
      expect(parametersOf(hop)).toMatchObject({ error: 'invalid_request', iss: `${app.origin}/oidc` });
      expect(hop.location).not.toMatch(/[?&#]code=/);
    }
  });

  /** What the token endpoint says to each of them, for a code of its own. */
  async function redeemed(of: Club, change: Change, shown: (verifier: string) => readonly string[]) {
    const { url, checks } = await of.begin();
    changed(url.searchParams, change);
    const { code } = parametersOf(await browser.visit(url.href));
    const form = new URLSearchParams({ grant_type: 'authorization_code', code: code!, redirect_uri: CALLBACK });
    for (const verifier of shown(checks.pkceCodeVerifier as string)) form.append('code_verifier', verifier);
    const { status, body } = await of.post('token', form);
    return [status, body.error, body.access_token];
  }

  it.each(VERIFIERS)('security item 12: for a code’s verifier, %s is refused', async (_, shown) => {
    for (const one of [club, spa]) {
      const [status, error, token] = await redeemed(one, {}, shown);
      expect([status, error, token]).toEqual([400, expect.stringMatching(/^invalid_(grant|request)$/), undefined]);
    }
  });

  it('security item 12: a client that is let off PKCE cannot be talked into less than it began with', async () => {
    const without = await Club.given(app, { firstParty: true, pkceRequired: false });
    const none = { code_challenge: null, code_challenge_method: null };
    expect(await redeemed(without, none, (verifier) => [verifier])).toEqual([400, 'invalid_grant', undefined]);
    expect(await redeemed(without, {}, () => [])).toEqual([400, 'invalid_grant', undefined]);
    expect(await redeemed(without, none, () => [])).toEqual([200, undefined, expect.any(String)]);
    const less: Change[] = [
      { ...none, nonce: null },
      { code_challenge_method: 'plain' },
      { code_challenge_method: null },
      { code_challenge: 'A'.repeat(44) },
    ];
    for (const change of less) {
      expect(parametersOf(await ask(change, without))).toMatchObject({ error: 'invalid_request' });
    }
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

function changed(parameters: URLSearchParams, change: Change): void {
  for (const [name, value] of Object.entries(change)) {
    parameters.delete(name);
    for (const one of [value ?? []].flat()) parameters.append(name, one);
  }
}
