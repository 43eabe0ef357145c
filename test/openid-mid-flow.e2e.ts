import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { type Begun, CALLBACK, Club, type Hop, parametersOf, PlainBrowser } from './support/openid.js';
import { raw } from './support/raw.js';

const API = 'openid api:read';

/** What changes while somebody is on the way, and what an outsider tries on it. */
describe('in the middle of a sign-in to a client', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const booker = () => given.user(branchId, ['booker']);
  const amend = ({ client }: Club, change: object) =>
    app.admin.expect(200, 'PATCH', `/oidc-clients/${client.id}`, change);
  const onApi = async (token: string) =>
    (await fetch(`${app.origin}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status;
  const redeem = (club: Club, { checks }: Begun, hop: Hop) =>
    club.post('token', {
      grant_type: 'authorization_code',
      code: parametersOf(hop).code!,
      redirect_uri: CALLBACK,
      code_verifier: checks.pkceCodeVerifier as string,
    });

  /** Signed in, and asked whether they agree. */
  async function asked(club: Club, user: GivenUser) {
    const browser = new PlainBrowser(app.origin);
    const begun = await club.begin(API);
    const page = await browser.signIn(await browser.visit(begun.url.href), user.email, PASSWORD);
    expect(page.text).toContain('Allow');
    return { browser, begun, page, agree: () => browser.submit(`${page.url}/consent`, {}) };
  }

  it('OP-2: a client that is disabled meanwhile gets neither a code nor tokens', async () => {
    const club = await Club.given(app);
    const early = await asked(club, await booker());
    const late = await asked(club, await booker());
    const code = await late.agree();
    await amend(club, { state: 'disabled' });
    const stopped = await early.agree();
    expect([stopped.status >= 400, stopped.location]).toEqual([true, null]);
    expect((await redeem(club, late.begun, code)).body.error).toBe('invalid_client');
  });

  it('OP-2: what a client was given before it was disabled does not come back with it', async () => {
    const club = await Club.given(app, { firstParty: true });
    const user = await booker();
    const tokens = await club.signIn(user, `${API} offline_access`, { prompt: 'consent' });
    const begun = await club.begin(API);
    const code = await club.arrive(new PlainBrowser(app.origin), user, begun);
    await amend(club, { state: 'disabled' });
    await amend(club, { state: 'active' });
    expect(await onApi(tokens.access_token)).toBe(401);
    expect(await club.userInfo(tokens.access_token)).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    expect((await club.post('token', refresh)).body.error).toBe('invalid_grant');
    expect((await redeem(club, begun, code)).body.error).toBe('invalid_grant');
    expect(await onApi((await club.signIn(user, API)).access_token)).toBe(200);
  });

  it('OP-2: a client that is for others meanwhile shows its page, and redeems nothing', async () => {
    const club = await Club.given(app);
    const early = await asked(club, await booker());
    const late = await asked(club, await booker());
    const code = await late.agree();
    await amend(club, { roleKeys: ['engineer'] });
    const page = await early.agree();
    expect([page.status, page.location, page.text]).toEqual([403, null, expect.stringContaining('not open to you')]);
    expect((await redeem(club, late.begun, code)).body.error).toBe('invalid_grant');
  });

  it.each([
    ['the client is for another role', (club: Club) => amend(club, { roleKeys: ['engineer'] })],
    [
      'the client is for another group',
      async (club: Club) => amend(club, { groupIds: [await given.group([branchId])] }),
    ],
  ])('OP-2: a token counts nowhere any more where %s', async (_, change) => {
    const club = await Club.given(app, { firstParty: true });
    const user = await booker();
    const tokens = await club.signIn(user, `${API} offline_access`, { prompt: 'consent' });
    const active = async () => (await club.post('token/introspection', { token: tokens.access_token })).body.active;
    expect([await onApi(tokens.access_token), await active()]).toEqual([200, true]);
    await change(club);
    expect([await onApi(tokens.access_token), await active()]).toEqual([401, false]);
    expect(await club.userInfo(tokens.access_token)).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    expect((await club.post('token', refresh)).body.error).toBe('invalid_grant');
    await amend(club, { roleKeys: ['booker'] });
    expect(await onApi(tokens.access_token)).toBe(200);
  });

  it('security item 7: who is suspended at the consent page agrees to nothing', async () => {
    const club = await Club.given(app);
    const user = await booker();
    const { agree } = await asked(club, user);
    await app.admin.expect(200, 'POST', `/users/${user.id}/suspension`);
    const { status, location } = await agree();
    expect([status, location]).toEqual([410, null]);
  });

  it('security item 55: a code is worth nothing once the consent to it is withdrawn', async () => {
    const club = await Club.given(app);
    const user = await booker();
    const { begun, agree } = await asked(club, user);
    const code = await agree();
    const { items } = await user.client.expect(200, 'GET', '/me/grants');
    await user.client.expect(204, 'DELETE', `/me/grants/${items[0].id}`);
    expect((await redeem(club, begun, code)).body.error).toBe('invalid_grant');
  });

  it('security item 51: a code that another client tried is still its own client’s', async () => {
    const [club, other] = [await Club.given(app), await Club.given(app)];
    const { begun, agree } = await asked(club, await booker());
    const code = await agree();
    expect((await redeem(other, begun, code)).body.error).toBe('invalid_grant');
    expect((await redeem(club, begun, code)).status).toBe(200);
  });

  it('security item 17: another site’s form agrees to nothing', async () => {
    const club = await Club.given(app);
    const { browser, page } = await asked(club, await booker());
    const cookie = [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ');
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      {},
    ];
    for (const from of elsewhere) {
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', ...from };
      const answer = await raw(app.origin, { method: 'POST', path: `${new URL(page.url).pathname}/consent`, headers });
      expect([from, answer.status, answer.headers.location]).toEqual([from, 403, undefined]);
    }
  });

  it('security items 27 and 58: steps lead on within the public address, whatever host a request names', async () => {
    const club = await Club.given(app);
    const { pathname, search } = (await club.begin()).url;
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const step = await raw(app.origin, { path: pathname + search, headers });
    expect([step.status, step.headers.location]).toEqual([303, expect.stringMatching(/^\/oidc\/interaction\/[\w-]+$/)]);
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    const posted = await raw(app.origin, { method: 'POST', path: '/oidc/auth', headers: form, body: search.slice(1) });
    expect([posted.status, posted.headers.location]).toEqual([
      303,
      expect.stringMatching(/^\/oidc\/auth\?redirect_uri=https%3A%2F%2Fclub/),
    ]);
    const cookie = step.setCookies.map((line) => line.split(';')[0]).join('; ');
    const page = await raw(app.origin, { path: step.headers.location as string, headers: { ...headers, cookie } });
    expect(page.headers.location).toMatch(/^\/sign-in\?next=%2Foidc%2Finteraction%2F/);
  });

  it('security item 58: signing in again, or as somebody else, leads to no other place', async () => {
    const browser = new PlainBrowser(app.origin);
    const user = await booker();
    await browser.submit('/sign-in', { email: user.email, password: PASSWORD, next: '' });
    for (const next of [
      '//evil.example',
      '/\\evil.example',
      'https:evil.example',
      '/.//evil.example',
      'javascript:x',
    ]) {
      const again = await browser.go('/sign-in/again', { password: PASSWORD, next });
      expect([next, again.status, again.location]).toEqual([next, 303, '/app']);
      const other = await new PlainBrowser(app.origin).go('/sign-in/other', { next });
      expect([next, other.location ?? '']).toEqual([next, expect.not.stringContaining('evil')]);
    }
  });

  it('security item 56: what is posted is answered with 303, so that no browser posts it once more', async () => {
    const club = await Club.given(app);
    for (const answer of ['consent', 'refusal']) {
      const { browser, page } = await asked(club, await booker());
      expect([answer, (await browser.go(`${page.url}/${answer}`, {})).status]).toEqual([answer, 303]);
    }
    const form = { email: (await booker()).email, password: PASSWORD, next: '/oidc/interaction/none' };
    expect((await new PlainBrowser(app.origin).go('/sign-in', form)).status).toBe(303);
  });
});
