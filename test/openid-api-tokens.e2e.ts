import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { Club } from './support/openid.js';

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('the API with access tokens (OP-6)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let user: GivenUser;
  let club: Club;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    user = await given.user(branchId, ['booker']);
    club = await Club.given(app, { firstParty: true });
  });
  afterAll(() => app?.stop());

  const call = (token: string, path: string, method = 'GET', body?: unknown, origin = app.origin) =>
    app
      .anyone()
      .at(origin)
      .send(method, path, { headers: { authorization: `Bearer ${token}` }, body });

  async function service(roles: string[], fields: object = {}) {
    const contact = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Payroll', canSignIn: false, branchId };
    const assigned = await Promise.all(roles.map(async (key) => ({ roleId: await given.roleId(key) })));
    const { id } = await app.admin.expect(201, 'POST', '/users', { ...contact, roles: assigned });
    const client = await Club.given(app, { redirectUris: [], serviceAccountId: id, ...fields });
    return { id: id as string, club: client };
  }
  const tokenOf = async (of: Club, scope: string) =>
    (await of.post('token', { grant_type: 'client_credentials', scope })).body.access_token!;

  it('api:read reads what the person may read, and changes nothing', async () => {
    const { access_token: token } = await club.signIn(user, 'openid api:read');
    expect((await call(token, '/me')).body).toMatchObject({ id: user.id, email: user.email });
    expect((await call(token, '/bookings')).status).toBe(200);
    expect((await call(token, '/users')).status).toBe(403);
    const refused = await call(token, '/bookings', 'POST', {});
    expect([refused.status, refused.body.code]).toEqual([403, 'insufficient_scope']);
    expect(refused.headers.get('www-authenticate')).toBe(
      'Bearer realm="motorpool", error="insufficient_scope", scope="api:write"',
    );
  });

  it('api:write changes what the person may change, and reads nothing by itself', async () => {
    const vehicleId = await given.vehicle(branchId);
    const { access_token: token } = await club.signIn(user, 'openid api:write');
    expect((await call(token, '/bookings', 'POST', await given.wish(vehicleId))).status).toBe(201);
    expect((await call(token, '/bookings')).body.code).toBe('insufficient_scope');
    expect((await call(token, '/branches', 'POST', {})).body.code).toBe('forbidden');
  });

  it('a token without a scope for the API opens nothing of it', async () => {
    const { access_token: token } = await club.signIn(user, 'openid profile');
    expect((await call(token, '/me')).body.code).toBe('insufficient_scope');
  });

  it('ID-13: how somebody signs in is not for tokens', async () => {
    const { access_token: token } = await club.signIn(user, 'openid api:read api:write');
    const own: [string, string][] = [
      ['GET', '/session'],
      ['DELETE', '/session'],
      ['GET', '/me/sessions'],
      ['GET', '/me/passkeys'],
      ['PUT', '/me/password'],
      ['PATCH', '/me'],
      ['DELETE', '/me'],
      ['GET', '/me/export'],
    ];
    for (const [method, path] of own) {
      const { status, body } = await call(
        token,
        path,
        method,
        /PUT|PATCH/.test(method) ? { password: 'x' } : undefined,
      );
      expect([method, path, status]).toEqual([method, path, body?.code === 'invalid_input' ? 422 : 403]);
    }
    expect((await call(token, '/session')).body.code).toBe('session_required');
    expect((await user.client.get('/session')).status).toBe(200);
  });

  it('security item 50: what is no access token of ours is refused, and says so', async () => {
    const tokens = await club.signIn(user, 'openid api:read offline_access', { prompt: 'consent' });
    const { keys } = (await (await fetch(`${app.origin}/oidc/jwks`)).json()) as { keys: { kid: string }[] };
    const key = keys[0]!;
    const pem = createPublicKey({ key: key as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: `${app.origin}/oidc`,
      aud: app.origin,
      sub: user.id,
      scope: 'api:read',
      iat: now,
      exp: now + 600,
    };
    const payload = base64(claims);
    const hs = `${base64({ alg: 'HS256', kid: key.kid })}.${payload}`;
    const mine = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = mine.publicKey.export({ format: 'jwk' });
    const rs = (header: object) => {
      const input = `${base64({ alg: 'RS256', typ: 'at+jwt', ...header })}.${payload}`;
      return `${input}.${sign('sha256', Buffer.from(input), mine.privateKey).toString('base64url')}`;
    };
    const forged = {
      'an ID token': tokens.id_token!,
      'a refresh token': tokens.refresh_token!,
      'alg none': `${base64({ alg: 'none' })}.${payload}.`,
      'HS256 with the public key': `${hs}.${createHmac('sha256', pem).update(hs).digest('base64url')}`,
      'a key of its own': rs({ kid: key.kid }),
      'a jwk of its own': rs({ jwk }),
      'a jku of its own': rs({ jku: 'https://evil.example/jwks' }),
      'a kid that climbs': rs({ kid: '../../etc/passwd' }),
      'a made-up token': 'A'.repeat(43),
      nothing: 'x',
    };
    for (const [what, token] of Object.entries(forged)) {
      const { status, body, headers } = await call(token, '/me');
      expect([what, status, body.code]).toEqual([what, 401, 'invalid_token']);
      expect(headers.get('www-authenticate')).toBe('Bearer realm="motorpool", error="invalid_token"');
    }
    const none = await app.anyone().get('/me');
    expect([none.status, none.body.code]).toEqual([401, 'unauthenticated']);
    await app.db.query(`UPDATE openid.artifacts SET expires_at = now() WHERE kind = 'AccessToken' AND user_id = $1`, [
      user.id,
    ]);
    expect((await call(tokens.access_token, '/me')).body.code).toBe('invalid_token');
  });

  it('a wrong token is not made good by a cookie', async () => {
    const headers = { authorization: `Bearer ${'A'.repeat(43)}` };
    expect((await user.client.get('/me', { headers })).status).toBe(401);
    expect((await fetch(`${app.origin}/api/v1/me?access_token=x`)).status).toBe(401);
  });

  it('RP-12, security item 43: roles count as they are at the request, in every process', async () => {
    const admin = await given.user(branchId, ['branch_admin']);
    const other = await app.anotherProcess();
    const { access_token: token } = await club.signIn(admin, 'openid api:read');
    expect((await call(token, '/users', 'GET', undefined, other)).status).toBe(200);
    await app.admin.expect(200, 'PUT', `/users/${admin.id}/roles`, {
      roles: [{ roleId: await given.roleId('booker') }],
    });
    expect((await call(token, '/users', 'GET', undefined, other)).status).toBe(403);
  });

  it('a service account calls with its own roles, as itself', async () => {
    const { id, club: payroll } = await service(['branch_admin']);
    const token = await tokenOf(payroll, 'api:read api:write');
    expect((await call(token, '/users')).status).toBe(200);
    expect((await call(token, '/me')).body).toMatchObject({ id, state: 'contact' });
    const made = await call(token, '/groups', 'POST', { name: 'By machine', branchIds: [branchId] });
    expect(made.status).toBe(201);
    expect((await call(token, '/branches', 'POST', {})).body.code).toBe('forbidden');
    expect((await call(await tokenOf(payroll, 'api:read'), '/groups', 'POST', {})).body.code).toBe(
      'insufficient_scope',
    );
    const { items } = await app.admin.expect(200, 'GET', `/users/${id}/changes-by`);
    expect(items[0]).toMatchObject({ actorId: id, subjectType: 'Group' });
  });

  it('a service account that may sign in, or is gone, calls no more', async () => {
    const { id, club: payroll } = await service(['booker']);
    const token = await tokenOf(payroll, 'api:read');
    await app.admin.expect(200, 'PUT', `/users/${id}/access`, { canSignIn: true });
    expect((await call(token, '/me')).body.code).toBe('invalid_token');
    const gone = await service(['booker']);
    const last = await tokenOf(gone.club, 'api:read');
    await app.admin.expect(204, 'DELETE', `/users/${gone.id}`);
    expect((await call(last, '/me')).body.code).toBe('invalid_token');
    const refused = await gone.club.post('token', { grant_type: 'client_credentials', scope: 'api:read' });
    expect(refused.body.error).toBe('invalid_request');
  });

  it('client credentials are for clients with a service account', async () => {
    const refused = await club.post('token', { grant_type: 'client_credentials', scope: 'api:read' });
    expect(refused.body.error).toBe('invalid_request');
  });

  it('a disabled client’s tokens count no more', async () => {
    const off = await Club.given(app, { firstParty: true });
    const { access_token: token } = await off.signIn(user, 'openid api:read');
    await app.admin.expect(200, 'PATCH', `/oidc-clients/${off.client.id}`, { state: 'disabled' });
    expect((await call(token, '/me')).body.code).toBe('invalid_token');
    expect(await off.userInfo(token)).toBe(401);
  });
});
