import * as oidc from 'openid-client';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Club, type Hop, parametersOf, PlainBrowser } from './support/openid.js';
import { settled } from './support/stored.js';

const pathOf = ({ url }: Hop) => new URL(url).pathname;

describe('signing in to a client (OP-1 … OP-5)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let user: GivenUser;
  let club: Club;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch({ name: 'Harbour' });
    user = await given.user(branchId, ['booker'], { name: 'Hana Harper', phone: '+64 9 1234' });
    club = await Club.given(app, { name: 'The Club' });
  });
  afterAll(() => app?.stop());

  const browser = () => new PlainBrowser(app.origin);
  const signedIn = async (who = user) => {
    const one = browser();
    await one.submit('/sign-in', { email: who.email, password: PASSWORD, next: '' });
    return one;
  };

  it('OP-1, OP-3: discovery, code, PKCE, consent, and the claims in the ID token', async () => {
    const begun = await club.begin('openid profile email phone roles groups branches');
    const one = browser();
    const signIn = await one.visit(begun.url.href);
    expect(pathOf(signIn)).toBe('/sign-in');
    const consent = await one.signIn(signIn, user.email, PASSWORD);
    expect([consent.status, consent.location]).toEqual([200, null]);
    expect(consent.text).toContain('The Club');
    const back = await one.submit(`${consent.url}/consent`, {});
    expect(back.location).toMatch(/^https:\/\/club\.example\/callback\?code=/);
    // RFC 9207: who answers.
    expect(parametersOf(back).iss).toBe(`${app.origin}/oidc`);
    const tokens = await club.redeem(begun, back);
    const { clientId: aud } = club.client;
    expect(tokens.claims()).toMatchObject({
      ...{ iss: `${app.origin}/oidc`, aud, sub: user.id, name: 'Hana Harper', email: user.email },
      ...{ email_verified: true, phone_number: '+64 9 1234', roles: ['booker'], groups: [], branch: 'Harbour' },
    });
    const info = await oidc.fetchUserInfo(begun.config, tokens.access_token, user.id);
    expect(info).toMatchObject({ sub: user.id, name: 'Hana Harper', roles: ['booker'] });
  });

  it('OP-3: a scope that was not asked for tells nothing', async () => {
    const tokens = await club.signIn(user, 'openid roles');
    expect(tokens.claims()).toMatchObject({ sub: user.id, roles: ['booker'] });
    for (const claim of ['name', 'email', 'phone_number', 'groups', 'branch']) {
      expect(tokens.claims()).not.toHaveProperty(claim);
    }
  });

  it('OP-3: groups go by name, for what a website knows of them', async () => {
    const groupId = (await app.admin.expect(201, 'POST', '/groups', { name: 'Night flyers', branchIds: [branchId] }))
      .id;
    const flyer = await given.user(branchId, ['booker'], { groupIds: [groupId] });
    expect((await club.signIn(flyer, 'openid groups')).claims()).toMatchObject({ groups: ['Night flyers'] });
  });

  it('OP-4: consent is asked once for a set of scopes, and again for more', async () => {
    const other = await Club.given(app);
    const one = await signedIn();
    expect(pathOf(await one.visit((await other.begin('openid email')).url.href))).toMatch(/^\/oidc\/interaction\//);
    await other.signIn(user, 'openid email', {}, one);
    const again = await one.visit((await other.begin('openid email')).url.href);
    expect(parametersOf(again)).toHaveProperty('code');
    const fewer = await (await signedIn()).visit((await other.begin('openid')).url.href);
    expect(parametersOf(fewer)).toHaveProperty('code');
    const more = await one.visit((await other.begin('openid email phone')).url.href);
    expect(pathOf(more)).toMatch(/^\/oidc\/interaction\//);
  });

  it('OP-4: whoever does not agree goes back with access_denied, and is asked again next time', async () => {
    const other = await Club.given(app);
    const one = await signedIn();
    const asked = await one.visit((await other.begin()).url.href);
    expect(parametersOf(await one.submit(`${asked.url}/refusal`, {}))).toMatchObject({ error: 'access_denied' });
    expect(pathOf(await one.visit((await other.begin()).url.href))).toMatch(/^\/oidc\/interaction\//);
  });

  it('OP-4: the organisation’s own client asks nobody', async () => {
    const own = await Club.given(app, { firstParty: true });
    const arrived = await (await signedIn()).visit((await own.begin('openid profile')).url.href);
    expect(parametersOf(arrived)).toHaveProperty('code');
  });

  it('OP-5: who is signed in already is not asked to sign in again', async () => {
    expect(pathOf(await (await signedIn()).visit((await club.begin()).url.href))).not.toBe('/sign-in');
  });

  it('OP-5: who signs out and comes back as somebody else is somebody else', async () => {
    const other = await given.user(branchId, ['booker']);
    const one = browser();
    expect((await club.signIn(user, 'openid', {}, one)).claims()!.sub).toBe(user.id);
    await one.submit('/account/security/sign-out', {});
    expect((await club.signIn(other, 'openid', {}, one)).claims()!.sub).toBe(other.id);
  });

  it('OP-5, security item 6: who may not sign in gets no code', async () => {
    const suspended = await given.user(branchId, ['booker']);
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`);
    const one = browser();
    const refused = await one.signIn(await one.visit((await club.begin()).url.href), suspended.email, PASSWORD);
    expect([refused.status, refused.location]).toEqual([403, null]);
  });

  it('OP-2: a client for a role or a group shows others a clear page, and no loop', async () => {
    const groupId = await given.group([branchId]);
    const member = await given.user(branchId, ['booker'], { groupIds: [groupId] });
    const admin = await given.user(branchId, ['branch_admin']);
    const area = await Club.given(app, { roleKeys: ['branch_admin'], groupIds: [groupId] });
    for (const one of [member, admin]) expect((await area.signIn(one)).claims()!.sub).toBe(one.id);
    const outside = await signedIn();
    const page = await outside.visit((await area.begin()).url.href);
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('This is not open to you')]);
    expect(parametersOf(await outside.submit(`${page.url}/refusal`, {}))).toMatchObject({ error: 'access_denied' });
    const quiet = await outside.visit((await area.begin('openid', { prompt: 'none' })).url.href);
    expect(parametersOf(quiet)).toMatchObject({ error: 'access_denied' });
  });

  it('OP-2: whoever loses the role gets no further token', async () => {
    const member = await given.user(branchId, ['booker']);
    const area = await Club.given(app, { roleKeys: ['booker'] });
    const tokens = await area.signIn(member, 'openid offline_access', { prompt: 'consent' });
    expect(await area.userInfo(tokens.access_token)).toBe(200);
    await app.admin.expect(200, 'PUT', `/users/${member.id}/roles`, { roles: [] });
    expect(await area.userInfo(tokens.access_token)).toBe(401);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    expect((await area.post('token', refresh)).body.error).toBe('invalid_grant');
  });

  it('security item 49: an address that is registered anew is another sub', async () => {
    const first = await given.user(branchId, ['booker']);
    const sub = (await club.signIn(first)).claims()!.sub;
    expect([sub, sub.includes('@')]).toEqual([first.id, false]);
    await app.admin.expect(204, 'DELETE', `/users/${first.id}`);
    const again = { email: first.email, name: 'Somebody else', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', again);
    await settled(app);
    const token = app.mail.to(first.email).at(-1)!.tokens[0]!;
    await app.anyone().expect(200, 'POST', '/email-verifications', { token, password: PASSWORD });
    expect(id).not.toBe(sub);
    expect((await club.signIn({ ...first, id })).claims()!.sub).toBe(id);
  });

  it('another browser cannot go on with a step', async () => {
    const fresh = await Club.given(app);
    const step = await (await signedIn()).visit((await fresh.begin()).url.href);
    expect(pathOf(step)).toMatch(/^\/oidc\/interaction\//);
    const stolen = await (await signedIn()).go(step.url);
    expect([stolen.status, stolen.text]).toEqual([410, expect.stringContaining('This sign-in has ended')]);
    expect((await (await signedIn()).go(`${step.url}/consent`, {})).status).toBe(410);
  });

  it('IF-4: the page of a sign-in lets its form lead to the client, and nowhere else', async () => {
    const page = await browser().visit((await club.begin()).url.href);
    expect(page.headers.get('content-security-policy')).toMatch(/form-action 'self' https:\/\/club\.example(;|$)/);
    const plain = await browser().visit('/sign-in?next=/oidc/interaction/made-up');
    expect(plain.headers.get('content-security-policy')).toMatch(/form-action 'self'(;|$)/);
  });
});
