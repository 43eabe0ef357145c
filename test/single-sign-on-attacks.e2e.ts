import { generateKeyPairSync } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import { FakeProvider, type Tampering } from './support/fake-provider.js';
import { Given } from './support/given.js';
import { type Hop, PlainBrowser } from './support/openid.js';
import { aPerson, pathOf, signInBySso } from './support/sso.js';

const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const now = () => Math.floor(Date.now() / 1000);

/** What a provider, or somebody in its place, may answer to get in as somebody else (ID-7). */
describe('forged single sign-ons', () => {
  let app: TestApp;
  let provider: FakeProvider;
  let other: FakeProvider;
  let member: Record<string, unknown>;

  beforeAll(async () => {
    [provider, other] = [await new FakeProvider().start(), await new FakeProvider().start()];
    app = await startApp(provider.settings);
    const given = new Given(app);
    const { email } = await given.user(await given.branch(), ['booker']);
    member = aPerson({ email });
    await signInBySso(provider, browser(), member);
  });
  afterAll(async () => {
    await app?.stop();
    provider?.stop();
    other?.stop();
  });

  const browser = () => new PlainBrowser(app.origin);
  const isSignedIn = async (one: PlainBrowser) => pathOf(await one.visit('/account/security')) === '/account/security';
  const users = async () =>
    (await app.db.query('SELECT count(*)::int AS n FROM identity.users')).rows[0] as { n: number };
  /** Refused, without a session and without a trace of a user. */
  async function refuses(one: PlainBrowser, enter: () => Promise<Hop>, status = 401): Promise<void> {
    const before = await users();
    const hop = await enter();
    expect([hop.status, pathOf(hop)]).toEqual([status, '/sso/callback']);
    expect(await isSignedIn(one)).toBe(false);
    expect(await users()).toEqual(before);
  }

  it('the right answer gets in', async () => {
    const one = browser();
    await signInBySso(provider, one, member);
    expect(await isSignedIn(one)).toBe(true);
  });

  it('what goes to the provider is bound by state, nonce and PKCE, and by a cookie of the browser', async () => {
    const one = browser();
    const hop = await one.go('/sso/start');
    const asked = Object.fromEntries(new URL(hop.location!).searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: provider.clientId,
      redirect_uri: `${app.origin}/sso/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(asked).not.toHaveProperty('prompt');
    expect(hop.headers.getSetCookie().join()).toMatch(/-sso=[\w-]{43}; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax/);
    expect(hop.headers.get('cache-control')).toBe('no-store');
    const stored = JSON.stringify((await app.db.query('SELECT * FROM identity.sso_flows')).rows);
    for (const secret of [asked.state!, asked.nonce!, [...one.cookies.values()][0]!.value]) {
      expect(stored).not.toContain(secret);
    }
  });

  const forged: Record<string, () => Tampering> = {
    'another state': () => ({ answer: { state: 'x'.repeat(43) } }),
    'no state': () => ({ answer: { state: null } }),
    'an oversize state': () => ({ answer: { state: 'x'.repeat(5_000) } }),
    'no code': () => ({ answer: { code: null } }),
    'a made-up code': () => ({ answer: { code: 'made-up' } }),
    'an error of the provider': () => ({ answer: { code: null, error: 'access_denied' } }),
    'another iss (RFC 9207)': () => ({ answer: { iss: other.issuer } }),
    'no iss, of a provider that says it sends one': () => ({ answer: { iss: null } }),
    'another nonce': () => ({ claims: { nonce: 'another' } }),
    'no nonce': () => ({ claims: { nonce: undefined } }),
    'another issuer in the token': () => ({ claims: { iss: other.issuer } }),
    'the token of another client': () => ({ claims: { aud: 'another' } }),
    'the token of two clients, for another': () => ({ claims: { aud: ['motorpool', 'another'], azp: 'another' } }),
    'alg none': () => ({ header: { alg: 'none' } }),
    'alg HS256 with the public key': () => ({ header: { alg: 'HS256' } }),
    'a foreign key': () => ({ key: foreign }),
    'a key that is not there': () => ({ key: foreign, header: { kid: 'second' } }),
    'a key that the token brings along': () => ({
      key: foreign,
      header: { kid: undefined, jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' }, jku: `${other.issuer}/jwks` },
    }),
    'an expired token': () => ({ claims: { iat: now() - 900, exp: now() - 600 } }),
    'a token without an end': () => ({ claims: { exp: undefined } }),
    'a token that is not yet': () => ({ claims: { nbf: now() + 600 } }),
    'no token': () => ({ token: { access_token: 'opaque', token_type: 'Bearer' } }),
    'a token that is none': () => ({ token: { access_token: 'opaque', token_type: 'Bearer', id_token: 'a.b.c' } }),
    'no subject': () => ({ claims: { sub: undefined } }),
    'an empty subject': () => ({ claims: { sub: '' } }),
    'a subject that is a list': () => ({ claims: { sub: ['a', 'b'] } }),
    'an oversize subject': () => ({ claims: { sub: 'x'.repeat(256) } }),
    'userinfo of somebody else': () => ({
      claims: { email: undefined },
      userinfo: { sub: 'another', email: 'a@b.example' },
    }),
  };
  it.each(Object.entries(forged))('refuses %s', async (_, tampering) => {
    const one = browser();
    await refuses(one, () => signInBySso(provider, one, member, { tampering: tampering() }));
  });

  it('a state works once, also for two that come at once', async () => {
    const one = browser();
    provider.person = member;
    const back = provider.back((await one.go('/sso/start')).location!);
    const asked = provider.tokensAsked;
    const hops = await Promise.all(Array.from({ length: 10 }, () => one.go(back)));
    expect(hops.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(9).fill(401)]);
    expect(provider.tokensAsked).toBe(asked + 1);
    expect((await one.go(back)).status).toBe(401);
  });

  it('an answer that was refused has had its one try', async () => {
    const one = browser();
    provider.person = member;
    const { location } = await one.go('/sso/start');
    expect((await one.go(provider.back(location!, { claims: { nonce: 'another' } }))).status).toBe(401);
    expect((await one.go(provider.back(location!))).status).toBe(401);
  });

  it('another browser cannot bring an answer home: not an attacker’s to a victim, nor a victim’s to an attacker', async () => {
    const [attacker, victim] = [browser(), browser()];
    provider.person = member;
    const back = provider.back((await attacker.go('/sso/start')).location!);
    await refuses(victim, () => victim.visit(back));
    await victim.go('/sso/start');
    await refuses(victim, () => victim.visit(back));
    expect(pathOf(await attacker.visit(back))).toBe('/app');
  });

  it('a code that was meant for another sign-in is worth nothing here: PKCE', async () => {
    const [attacker, victim] = [browser(), browser()];
    provider.person = member;
    const stolen = new URL(provider.back((await victim.go('/sso/start')).location!)).searchParams.get('code')!;
    await refuses(attacker, () => signInBySso(provider, attacker, member, { tampering: { answer: { code: stolen } } }));
  });

  it('what was begun too long ago is over, and is forgotten', async () => {
    const one = browser();
    provider.person = member;
    const { location } = await one.go('/sso/start');
    await app.db.query(`UPDATE identity.sso_flows SET expires_at = now() - interval '1 second'`);
    await refuses(one, () => one.visit(provider.back(location!)));
  });

  it.each([
    [undefined],
    [''],
    ['no address'],
    [7],
    ['a@b.example\nBcc: c@evil.example'],
    [`${'x'.repeat(300)}@b.example`],
  ])('the address %j is none: nobody is registered, and the page says so', async (email) => {
    const one = browser();
    const tampering = { claims: { email } };
    await refuses(one, () => signInBySso(provider, one, aPerson(), { tampering }), 403);
    const { text } = await signInBySso(provider, browser(), aPerson(), { tampering });
    expect(text).toContain('does not provide your email address');
  });

  it('an address that only userinfo tells is taken from there', async () => {
    const { email, ...person } = aPerson();
    const userinfo = { email, email_verified: true };
    expect(
      (await signInBySso(provider, browser(), { ...person, email_verified: undefined }, { tampering: { userinfo } }))
        .text,
    ).toContain('You are registered');
  });

  it('oversize claims are cut or refused, and harm nobody', async () => {
    const long = aPerson({ name: '<script>alert(1)</script>'.repeat(200) });
    expect((await signInBySso(provider, browser(), long)).text).toContain('You are registered');
    const { items } = await app.admin.expect(200, 'GET', `/users?q=${long.email}`);
    expect([...(items[0] as { name: string }).name]).toHaveLength(100);
    const one = browser();
    await refuses(one, () => signInBySso(provider, one, aPerson({ padding: 'x'.repeat(400_000) })), 503);
  });
});
