import * as oidc from 'openid-client';
import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { LogoutReceiver } from './support/logout-receiver.js';
import { Club, type Hop, PlainBrowser } from './support/openid.js';
import { signedBy } from './support/signed.js';

const AFTER = 'https://club.example/bye';

describe('signing out (OP-1)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let user: GivenUser;
  let receiver: LogoutReceiver;
  let club: Club;

  beforeAll(async () => {
    app = await startApp({ OPENID_PRIVATE_LOGOUT_TARGETS: 'allow' });
    given = new Given(app);
    branchId = await given.branch();
    user = await given.user(branchId, ['booker']);
    receiver = await new LogoutReceiver().start();
    club = await Club.given(app, { ...own, backchannelLogoutUri: receiver.url });
  });
  afterAll(async () => {
    receiver?.stop();
    await app?.stop();
  });
  beforeEach(async () => {
    await eventually('everybody is told', async () => {
      return (await app.db.query('SELECT 1 FROM openid.logouts')).rows.length === 0;
    });
    receiver.tokens.length = 0;
  });
  const own = { firstParty: true, postLogoutRedirectUris: [AFTER] };

  /** Of that person: the service tells of others' sessions that are over when it finds them. */
  const told = (count: number, { id }: GivenUser) =>
    eventually('the client is told', () =>
      Promise.resolve(receiver.tokens.filter(({ sub }) => sub === id).length === count),
    );
  const endUrl = (parameters: Record<string, string>) => oidc.buildEndSessionUrl(club.config, parameters).href;
  const xsrfOf = ({ text }: Hop) => /name="xsrf" value="([^"]+)"/.exec(text)![1]!;
  const isSignedIn = async (browser: PlainBrowser) =>
    new URL((await browser.visit('/account/security')).url).pathname === '/account/security';

  it('security item 53: asks first, then signs out and leads to the registered address, with the state', async () => {
    const browser = new PlainBrowser(app.origin);
    const tokens = await club.signIn(user, 'openid', {}, browser);
    const page = await browser.visit(
      endUrl({ id_token_hint: tokens.id_token!, post_logout_redirect_uri: AFTER, state: 'as it was' }),
    );
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Sign out?')]);
    expect(page.headers.get('content-security-policy')).toMatch(/form-action 'self' https:\/\/club\.example(;|$)/);
    expect(await isSignedIn(browser)).toBe(true);
    const left = await browser.submit('/oidc/session/end/confirm', { xsrf: xsrfOf(page), logout: 'yes' });
    const back = new URL(left.location!);
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([AFTER, 'as it was']);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await club.userInfo(tokens.access_token)).toBe(401);
  });

  it('who stays signed in stays', async () => {
    const browser = new PlainBrowser(app.origin);
    const tokens = await club.signIn(user, 'openid', {}, browser);
    const page = await browser.visit(endUrl({ id_token_hint: tokens.id_token! }));
    await browser.submit('/oidc/session/end/confirm', { xsrf: xsrfOf(page) });
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('nobody is signed out by another site’s form', async () => {
    const browser = new PlainBrowser(app.origin);
    await club.signIn(user, 'openid', {}, browser);
    for (const form of [
      { logout: 'yes', xsrf: '' },
      { logout: 'yes', xsrf: 'guessed' },
    ]) {
      expect((await browser.submit('/oidc/session/end/confirm', form)).status).toBe(400);
    }
    expect(await isSignedIn(browser)).toBe(true);
  });

  it.each([
    [
      'an address that is not registered',
      (hint: string) => ({ id_token_hint: hint, post_logout_redirect_uri: `${AFTER}/x` }),
    ],
    [
      'a hint that was tampered with',
      (hint: string) => ({ id_token_hint: `${hint.slice(0, -6)}AAAAAA`, post_logout_redirect_uri: AFTER }),
    ],
    ['a hint that is none', () => ({ id_token_hint: 'x', post_logout_redirect_uri: AFTER })],
    [
      'another client’s name',
      (hint: string) => ({ id_token_hint: hint, client_id: 'other', post_logout_redirect_uri: AFTER }),
    ],
  ])('security item 53: %s ends on a page, signed in as before', async (_, parameters) => {
    const browser = new PlainBrowser(app.origin);
    const tokens = await club.signIn(user, 'openid', {}, browser);
    const url = new URL(`${app.origin}/oidc/session/end`);
    url.search = new URLSearchParams(parameters(tokens.id_token!) as Record<string, string>).toString();
    const page = await browser.visit(url.href);
    expect([page.status, page.location]).toEqual([400, null]);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('an address without a word of which client it is of is not gone to', async () => {
    const browser = new PlainBrowser(app.origin);
    await club.signIn(user, 'openid', {}, browser);
    const page = await browser.visit(`/oidc/session/end?post_logout_redirect_uri=${encodeURIComponent(AFTER)}`);
    const left = await browser.submit('/oidc/session/end/confirm', { xsrf: xsrfOf(page), logout: 'yes' });
    expect([left.location, left.text]).toEqual([null, expect.stringContaining('You are signed out')]);
  });

  it('security item 54: whoever signs out here is signed out at the client, by a signed token', async () => {
    const browser = new PlainBrowser(app.origin);
    const tokens = await club.signIn(user, 'openid', {}, browser);
    await browser.submit('/account/security/sign-out', {});
    const { sid } = tokens.claims()!;
    const mine = () => receiver.tokens.find((one) => one.sid === sid);
    await eventually('the client is told', () => Promise.resolve(mine() !== undefined));
    const token = mine()!;
    expect(token).toMatchObject({ iss: `${app.origin}/oidc`, aud: club.client.clientId });
    expect(token.events).toEqual({ 'http://schemas.openid.net/event/backchannel-logout': {} });
    expect(token.nonce).toBeUndefined();
    const { header, claims } = await signedBy(`${app.origin}/oidc`, token.jwt);
    expect(header.typ).toBe('logout+jwt');
    expect(claims).toMatchObject({ sub: user.id, sid, jti: expect.any(String), iat: expect.any(Number) });
    expect(await club.userInfo(tokens.access_token)).toBe(401);
  });

  it('security item 54: suspension, lost access and deletion tell the client', async () => {
    const acts: [string, string, object?][] = [
      ['POST', 'suspension'],
      ['PUT', 'access', { canSignIn: false }],
      ['DELETE', ''],
    ];
    for (const [method, path, body] of acts) {
      receiver.tokens.length = 0;
      const person = await given.user(branchId, ['booker']);
      await club.signIn(person);
      const { status } = await app.admin.send(method, `/users/${person.id}${path && `/${path}`}`, { body });
      expect([method, path, status < 300]).toEqual([method, path, true]);
      await told(1, person);
    }
  });

  it('security item 54: a client that hangs delays neither the person nor another client', async () => {
    const slow = await new LogoutReceiver().start();
    slow.hangs = true;
    const hanging = await Club.given(app, { ...own, backchannelLogoutUri: slow.url });
    const browser = new PlainBrowser(app.origin);
    await hanging.signIn(user, 'openid', {}, browser);
    await club.signIn(user, 'openid', {}, browser);
    await browser.submit('/account/security/sign-out', {});
    expect(slow.givenUp).toBe(0);
    await told(1, user);
    await eventually('the other was tried', () => Promise.resolve(slow.calls === 1));
    const left = async () => (await app.db.query<{ attempts: number }>('SELECT attempts FROM openid.logouts')).rows;
    // The one that was told is crossed off only after its answer.
    await eventually('only the one that hangs is left', async () => (await left()).length === 1);
    expect(await left()).toEqual([{ attempts: 1 }]);
    slow.stop();
    await app.db.query('DELETE FROM openid.logouts');
  });

  it('a client that fails is told again later, and not for ever', async () => {
    receiver.answer = 500;
    const browser = new PlainBrowser(app.origin);
    await club.signIn(user, 'openid', {}, browser);
    await browser.submit('/account/security/sign-out', {});
    const row = async () => (await app.db.query('SELECT * FROM openid.logouts')).rows[0];
    await eventually('it has failed', async () => (await row())?.last_error !== null && (await row()) !== undefined);
    expect((await row()).due_at.getTime()).toBeGreaterThan(Date.now() + 5_000);
    receiver.answer = 200;
    await app.db.query('UPDATE openid.logouts SET due_at = now()');
    await told(1, user);
    await eventually('nothing is left', async () => (await row()) === undefined);
  });

  it('OP-5: idle or ended, a session is over for clients too', async () => {
    const browser = new PlainBrowser(app.origin);
    const tokens = await club.signIn(user, 'openid', {}, browser);
    await app.db.query(`UPDATE identity.sessions SET last_seen_at = now() - interval '1 day' WHERE user_id = $1`, [
      user.id,
    ]);
    expect(await club.userInfo(tokens.access_token)).toBe(401);
    const step = await browser.visit((await club.begin('openid', { prompt: 'none' })).url.href);
    expect(new URL(step.location!).searchParams.get('error')).toBe('login_required');
  });

  it('security item 16: a changed password ends what other browsers were signed in to', async () => {
    const person = await given.user(branchId, ['booker']);
    const tokens = await club.signIn(person);
    const lasting = await club.signIn(person, 'openid offline_access', { prompt: 'consent' });
    const renew = () => club.post('token', { grant_type: 'refresh_token', refresh_token: lasting.refresh_token! });
    await person.client.expect(204, 'PUT', '/me/password', { password: `${PASSWORD} and another` });
    for (const token of [tokens, lasting]) expect(await club.userInfo(token.access_token)).toBe(401);
    expect((await renew()).body.error).toBe('invalid_grant');
    await told(2, person);
  });
});

describe('signing out at private addresses', () => {
  it('security item 54: they are not called, unless the operator allows it', async () => {
    const app = await startApp();
    const receiver = await new LogoutReceiver().start();
    try {
      const given = new Given(app);
      const user = await given.user(await given.branch(), ['booker']);
      const club = await Club.given(app, { firstParty: true, backchannelLogoutUri: receiver.url });
      const browser = new PlainBrowser(app.origin);
      await club.signIn(user, 'openid', {}, browser);
      await browser.submit('/account/security/sign-out', {});
      await eventually('it was refused', async () => {
        const { rows } = await app.db.query('SELECT last_error FROM openid.logouts WHERE last_error IS NOT NULL');
        return rows.length === 1;
      });
      expect(receiver.tokens).toEqual([]);
    } finally {
      receiver.stop();
      await app.stop();
    }
  });
});
