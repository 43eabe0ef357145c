import * as oidc from 'openid-client';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { CALLBACK, type GivenClient, givenClient, type Hop, PlainBrowser } from './support/openid.js';

describe('signing in to a client (OP-1 … OP-5)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let user: GivenUser;
  let client: GivenClient;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ name: 'Harbour' });
    user = await given.user(branchId, ['booker'], { name: 'Hana Harper', phone: '+64 9 1234' });
    client = await givenClient(app, { name: 'The Club' });
  }, 60_000);
  afterAll(() => app?.stop());

  const discover = ({ clientId, clientSecret }: GivenClient, auth?: oidc.ClientAuth) =>
    oidc.discovery(
      new URL(`${app.origin}/oidc`),
      clientId,
      clientSecret ?? undefined,
      auth ?? (clientSecret ? undefined : oidc.None()),
      { execute: [oidc.allowInsecureRequests] },
    );

  interface Begun {
    config: oidc.Configuration;
    checks: oidc.AuthorizationCodeGrantChecks;
    url: URL;
  }

  async function begin(of: GivenClient, scope: string, more: Record<string, string> = {}): Promise<Begun> {
    const config = await discover(of);
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: CALLBACK,
      scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
      ...more,
    });
    return { config, checks: { pkceCodeVerifier, expectedState, expectedNonce }, url };
  }

  const redeem = ({ config, checks }: Begun, hop: Hop) =>
    oidc.authorizationCodeGrant(config, new URL(hop.location!), checks);

  it('OP-1, OP-3: discovery, code, PKCE, consent, and the claims in the ID token', async () => {
    const begun = await begin(client, 'openid profile email phone roles groups branches');
    const browser = new PlainBrowser(app.origin);
    const signIn = await browser.visit(begun.url.href);
    expect(new URL(signIn.url).pathname).toBe('/sign-in');
    const consent = await browser.signIn(signIn, user.email, PASSWORD);
    expect([consent.status, consent.location]).toEqual([200, null]);
    expect(consent.text).toContain('The Club');
    const back = await browser.submit(`${consent.url}/consent`, {});
    expect(back.location).toMatch(/^https:\/\/club\.example\/callback\?code=/);
    expect(new URL(back.location!).searchParams.get('iss')).toBe(`${app.origin}/oidc`);
    const tokens = await redeem(begun, back);
    expect(tokens.claims()).toMatchObject({
      iss: `${app.origin}/oidc`,
      aud: client.clientId,
      sub: user.id,
      name: 'Hana Harper',
      email: user.email,
      email_verified: true,
      phone_number: '+64 9 1234',
      roles: ['booker'],
      groups: [],
      branch: 'Harbour',
    });
    const info = await oidc.fetchUserInfo(begun.config, tokens.access_token, user.id);
    expect(info).toMatchObject({ sub: user.id, name: 'Hana Harper', roles: ['booker'] });
  });
});
