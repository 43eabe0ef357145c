import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { Club, PlainBrowser, type Tokens } from './support/openid.js';

describe('what ends a grant ends it at once, everywhere (OP-5)', () => {
  let app: TestApp;
  let other: string;
  let given: Given;
  let branchId: string;
  let club: Club;

  beforeAll(async () => {
    app = await startApp();
    other = await app.anotherProcess();
    given = new Given(app);
    branchId = await given.branch();
    club = await Club.given(app);
  });
  afterAll(() => app?.stop());

  const scope = 'openid offline_access api:read';
  const tokensOf = (user: GivenUser, of = club) => of.signIn(user, scope, { prompt: 'consent' });

  /** What its tokens are worth in the other process. */
  async function worth({ access_token, refresh_token }: Tokens, of = club) {
    const headers = { authorization: `Bearer ${access_token}` };
    const api = (await fetch(`${other}/api/v1/me`, { headers })).status;
    const { active } = (await of.post('token/introspection', { token: access_token }, other)).body as {
      active?: unknown;
    };
    const refreshed = await of.post('token', { grant_type: 'refresh_token', refresh_token: refresh_token! }, other);
    return [api, await of.userInfo(access_token, other), active, refreshed.body.error ?? refreshed.status];
  }
  const ALIVE = [200, 200, true, 200];
  const DEAD = [401, 401, false, 'invalid_grant'];

  it.each([
    ['suspension', 'POST', '/suspension', undefined],
    ['lost access', 'PUT', '/access', { canSignIn: false }],
    ['deletion', 'DELETE', '', undefined],
  ])('security item 7: %s', async (_, method, path, body) => {
    const user = await given.user(branchId, ['booker']);
    expect(await worth(await tokensOf(user))).toEqual(ALIVE);
    const tokens = await tokensOf(user);
    const { status } = await app.admin.send(method, `/users/${user.id}${path}`, { body });
    expect(status).toBeLessThan(300);
    expect(await worth(tokens)).toEqual(DEAD);
    const { rows } = await app.db.query('SELECT kind FROM openid.artifacts WHERE user_id = $1', [user.id]);
    expect(rows).toEqual([]);
  });

  it('security item 7: a sign-in that is under way comes to nothing', async () => {
    const user = await given.user(branchId, ['booker']);
    const browser = new PlainBrowser(app.origin);
    const begun = await club.begin();
    const code = await club.arrive(browser, user, begun);
    await app.admin.expect(200, 'POST', `/users/${user.id}/suspension`);
    await expect(club.redeem(begun, code)).rejects.toMatchObject({ error: 'invalid_grant' });
    expect(new URL((await browser.visit((await club.begin()).url.href)).url).pathname).toBe('/sign-in');
  });

  it('whoever is restored is not given back what was taken', async () => {
    const user = await given.user(branchId, ['booker']);
    const tokens = await tokensOf(user);
    await app.admin.expect(200, 'POST', `/users/${user.id}/suspension`);
    await app.admin.expect(200, 'DELETE', `/users/${user.id}/suspension`);
    expect(await worth(tokens)).toEqual(DEAD);
  });

  it('OP-4, security item 55: a person sees what they agreed to, withdraws it, and is asked again', async () => {
    const user = await given.user(branchId, ['booker']);
    const kept = await Club.given(app, { name: 'Kept' });
    const keptTokens = await tokensOf(user, kept);
    const tokens = await tokensOf(user);
    const { items } = await user.client.expect(200, 'GET', '/me/grants');
    expect(items.map(({ clientName, scopes }: Record<string, unknown>) => [clientName, scopes])).toEqual([
      [expect.any(String), ['openid', 'offline_access', 'api:read']],
      ['Kept', ['openid', 'offline_access', 'api:read']],
    ]);
    await user.client.expect(204, 'DELETE', `/me/grants/${items[0].id}`);
    await user.client.expect(404, 'DELETE', `/me/grants/${items[0].id}`);
    expect(await worth(tokens)).toEqual(DEAD);
    expect(await worth(keptTokens, kept)).toEqual(ALIVE);
    const browser = new PlainBrowser(app.origin);
    const begun = await club.begin();
    const page = await browser.signIn(await browser.visit(begun.url.href), user.email, 'copper kettle on a slow train');
    expect(new URL(page.url).pathname).toMatch(/^\/oidc\/interaction\//);
    const foreign = await given.user(branchId, ['booker']);
    const left = (await user.client.expect(200, 'GET', '/me/grants')).items;
    expect(left.length).toBe(1);
    expect((await foreign.client.delete(`/me/grants/${left[0].id}`)).status).toBe(404);
  });

  it('OP-1: a token that has expired is worth nothing, to nobody', async () => {
    const user = await given.user(branchId, ['booker']);
    const tokens = await tokensOf(user);
    await app.db.query('UPDATE openid.artifacts SET expires_at = now() WHERE user_id = $1', [user.id]);
    expect(await worth(tokens)).toEqual(DEAD);
  });

  it('OP-2: a deleted client takes its tokens along', async () => {
    const user = await given.user(branchId, ['booker']);
    const gone = await Club.given(app);
    const { access_token } = await tokensOf(user, gone);
    await app.admin.expect(204, 'DELETE', `/oidc-clients/${gone.client.id}`);
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${other}/api/v1/me`, { headers })).status).toBe(401);
    expect((await user.client.expect(200, 'GET', '/me/grants')).items).toEqual([]);
  });

  it('OP-1: a client revokes what it holds', async () => {
    const user = await given.user(branchId, ['booker']);
    const tokens = await tokensOf(user);
    expect((await club.post('token/revocation', { token: tokens.refresh_token! })).status).toBe(200);
    expect(await worth(tokens)).toEqual(DEAD);
  });

  it('ID-17: an export tells what somebody agreed to', async () => {
    const user = await given.user(branchId, ['booker']);
    await tokensOf(user);
    const { parts } = await user.client.expect(200, 'GET', '/me/export');
    expect(parts.openidGrants).toMatchObject([{ scopes: ['openid', 'offline_access', 'api:read'], withdrawnAt: null }]);
  });
});
