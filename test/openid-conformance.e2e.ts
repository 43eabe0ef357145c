import * as oidc from 'openid-client';
import { type TestApp, startApp } from './support/app.js';
import { codeForm, ConformanceClient } from './support/conformance-client.js';
import { named } from './support/conformance-modules.js';
import { Given, type GivenUser } from './support/given.js';
import { CALLBACK, parametersOf, PlainBrowser } from './support/openid.js';

/** The plan for a Basic OP, as far as it looks at answers and tokens (security items 49 and 52). */
describe('as a Basic OP: answers and tokens', () => {
  let app: TestApp;
  let user: GivenUser;
  let client: ConformanceClient;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    user = await given.user(await given.branch(), ['booker'], { name: 'Hana Harper', phone: '+64 9 1234' });
    client = await ConformanceClient.given(app);
  });
  afterAll(() => app?.stop());

  it(named('oidcc-server'), async () => {
    const { access, idToken } = await client.signIn(user);
    const { claims } = idToken;
    expect(claims).toMatchObject({ sub: user.id, nonce: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(claims.exp - claims.iat).toBe(3_600);
    expect(access).toMatch(/^[\w-]{43}$/);
    expect((await client.userInfo(access)).body).toEqual({ sub: user.id });
  });

  it(named('oidcc-response-type-missing'), async () => {
    const asked = client.ask('openid', { response_type: undefined });
    const told = parametersOf(await client.arrive(new PlainBrowser(app.origin), user, asked));
    expect(told).toMatchObject({ error: 'invalid_request', state: asked.state, iss: client.issuer });
    expect(told).not.toHaveProperty('code');
  });

  it(named('oidcc-idtoken-signature'), async () => {
    const { hint, idToken } = await client.signIn(user);
    const { keys } = (await (await fetch(`${client.issuer}/jwks`)).json()) as { keys: { kid: string }[] };
    expect(keys.map(({ kid }) => kid)).toContain(idToken.header.kid);
    const [head, payload, signature] = hint.split('.') as [string, string, string];
    const otherPayload = Buffer.from(JSON.stringify({ ...idToken.claims, sub: 'somebody else' })).toString('base64url');
    await expect(client.verified(`${head}.${otherPayload}.${signature}`)).rejects.toThrow('Nobody known signed');
    expect((await client.verified(`${head}.${payload}.${signature}`)).claims).toEqual(idToken.claims);
  });

  it(named('oidcc-idtoken-unsigned'), async () => {
    expect((await client.discovery()).id_token_signing_alg_values_supported).toEqual(['RS256']);
    const wish = {
      name: 'Unsigned',
      type: 'confidential',
      redirectUris: [CALLBACK],
      id_token_signed_response_alg: 'none',
    };
    expect((await app.admin.post('/oidc-clients', wish)).status).toBe(422);
    const asked = client.ask('openid', { id_token_signed_response_alg: 'none' });
    expect((await client.signIn(user, asked)).idToken.header.alg).toBe('RS256');
  });

  it.each([
    [named('oidcc-userinfo-get'), 'GET', true],
    [named('oidcc-userinfo-post-header'), 'POST', true],
    [named('oidcc-userinfo-post-body'), 'POST', false],
  ])('%s', async (_, method, byHeader) => {
    const { access, idToken } = await client.signIn(user, client.ask('openid email'));
    const shown: RequestInit = byHeader
      ? { headers: { authorization: `Bearer ${access}` } }
      : { body: new URLSearchParams({ access_token: access }) };
    const answer = await fetch(`${client.issuer}/userinfo`, { method, ...shown });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
    expect(await answer.json()).toEqual({ sub: idToken.claims.sub, email: user.email, email_verified: true });
  });

  it('security item 57: a token in the address of userinfo is refused', async () => {
    const { access } = await client.signIn(user);
    const answer = await fetch(`${client.issuer}/userinfo?access_token=${access}`);
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([400, 'invalid_request']);
  });

  it(named('oidcc-ensure-request-without-nonce-succeeds-for-code-flow'), async () => {
    const careful = await ConformanceClient.given(app, { pkceRequired: true });
    const { asked, verifier } = await withPkce(careful, { nonce: undefined });
    const hop = await careful.arrive(new PlainBrowser(app.origin), user, asked);
    const { idToken } = await careful.redeem(asked, hop, { code_verifier: verifier });
    expect(idToken.claims).not.toHaveProperty('nonce');
    const bare = await client.arrive(new PlainBrowser(app.origin), user, client.ask('openid', { nonce: undefined }));
    expect(parametersOf(bare)).toMatchObject({ error: 'invalid_request' });
  });

  const profile = { name: 'Hana Harper' };
  const phone = { phone_number: '+64 9 1234' };
  const email = () => ({ email: user.email, email_verified: true });
  it.each([
    [named('oidcc-scope-profile'), 'openid profile', () => profile],
    [named('oidcc-scope-email'), 'openid email', () => email()],
    [named('oidcc-scope-address'), 'openid address', () => ({})],
    [named('oidcc-scope-phone'), 'openid phone', () => phone],
    [named('oidcc-scope-all'), 'openid profile email address phone', () => ({ ...profile, ...email(), ...phone })],
  ])('%s', async (_, scope, told) => {
    const { access, idToken } = await client.signIn(user, client.ask(scope));
    expect((await client.userInfo(access)).body).toEqual({ sub: user.id, ...told() });
    // The same in the ID token, for members' areas that read it alone (OP-3), and none that was not asked for.
    const { name, email: address, email_verified, phone_number } = idToken.claims;
    expect(JSON.parse(JSON.stringify({ name, email: address, email_verified, phone_number }))).toEqual(told());
  });

  it(named('oidcc-ensure-other-scope-order-succeeds'), async () => {
    const asked = client.ask('email openid');
    asked.url.search = new URLSearchParams([...asked.url.searchParams].reverse()).toString();
    const { access } = await client.signIn(user, asked);
    expect((await client.userInfo(access)).body).toEqual({ sub: user.id, ...email() });
  });

  /** A code that was redeemed, and what it gave. */
  async function redeemed() {
    const asked = client.ask();
    const hop = await client.arrive(new PlainBrowser(app.origin), user, asked);
    const given = await client.redeem(asked, hop);
    return { given, again: () => client.token(codeForm(client.codeOf(asked, hop))) };
  }

  it(named('oidcc-codereuse'), async () => {
    const { again } = await redeemed();
    const { status, body } = await again();
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  it(named('oidcc-codereuse-30seconds'), async () => {
    const { given, again } = await redeemed();
    expect((await client.userInfo(given.access)).status).toBe(200);
    await app.db.query(
      `UPDATE openid.artifacts SET consumed_at = consumed_at - interval '30 seconds',
              expires_at = expires_at - interval '30 seconds' WHERE kind = 'AuthorizationCode'`,
    );
    const { status, body } = await again();
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
    expect((await client.userInfo(given.access)).status).toBe(401);
  });

  it(named('oidcc-server-client-secret-post'), async () => {
    const { clientId: client_id, clientSecret } = client.client;
    const asked = client.ask();
    const hop = await client.arrive(new PlainBrowser(app.origin), user, asked);
    const wrong = { ...codeForm(client.codeOf(asked, hop)), client_id, client_secret: 'x'.repeat(43) };
    expect((await client.token(wrong)).body.error).toBe('invalid_client');
    const { idToken } = await client.redeem(asked, hop, { client_id, client_secret: clientSecret! });
    expect(idToken.claims.sub).toBe(user.id);
  });

  it(named('oidcc-refresh-token'), async () => {
    const asked = client.ask('openid offline_access', { prompt: 'consent', max_age: '10000' });
    const first = await client.signIn(user, asked);
    expect(first.refresh).toMatch(/^[\w-]{43}$/);
    const form = { grant_type: 'refresh_token', refresh_token: first.refresh! };
    const second = await ConformanceClient.given(app);
    expect((await second.token(form)).body.error).toBe('invalid_grant');
    const { body } = await client.token(form);
    const fresh = await client.given(body, asked.nonce);
    const { iss, sub, aud, auth_time } = first.idToken.claims;
    expect(auth_time).toEqual(expect.any(Number));
    expect(fresh.idToken.claims).toMatchObject({ iss, sub, aud, auth_time });
    expect(fresh.access).not.toBe(first.access);
    expect((await client.userInfo(fresh.access)).body).toEqual({ sub: user.id });
  });

  it(named('oidcc-ensure-request-with-valid-pkce-succeeds'), async () => {
    const { asked, verifier } = await withPkce(client);
    const hop = await client.arrive(new PlainBrowser(app.origin), user, asked);
    expect((await client.redeem(asked, hop, { code_verifier: verifier })).idToken.claims.sub).toBe(user.id);
  });

  async function withPkce(of: ConformanceClient, more: Record<string, string | undefined> = {}) {
    const verifier = oidc.randomPKCECodeVerifier();
    const code_challenge = await oidc.calculatePKCECodeChallenge(verifier);
    return { verifier, asked: of.ask('openid', { code_challenge, code_challenge_method: 'S256', ...more }) };
  }
});
