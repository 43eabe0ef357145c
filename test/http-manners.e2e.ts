import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { operationsOf, urlOf } from './support/operations.js';
import { type RawRequest, raw } from './support/raw.js';

/** What every answer keeps to, whatever the route. */
describe('HTTP manners', () => {
  let app: TestApp;
  let member: GivenUser;
  let headers: Record<string, string>;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    member = await given.user(await given.branch(), ['booker']);
    headers = { cookie: member.client.cookie, origin: app.origin };
  });
  afterAll(() => app?.stop());

  const ask = (request: RawRequest) => raw(app.origin, request);
  const problemOf = ({ text }: { text: string }) => JSON.parse(text) as Record<string, unknown>;

  it('security item 65: what no route answers is a problem document, too, and names the request that it answers', async () => {
    const refusals: [RawRequest, number, string][] = [
      [{ path: '/api/v1/nowhere' }, 404, 'not_found'],
      [{ path: '/nowhere', method: 'POST' }, 404, 'not_found'],
      [{ path: '/api/v1/me', method: 'PUT', headers }, 405, 'method_not_allowed'],
      [
        { path: '/api/v1/session', method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
        400,
        'unreadable_request',
      ],
      [
        { path: '/api/v1/session', method: 'POST', body: 'a', headers: { 'content-type': 'text/plain' } },
        415,
        'unsupported_media_type',
      ],
      [{ path: '/api/v1/me' }, 401, 'unauthenticated'],
    ];
    for (const [request, status, code] of refusals) {
      const answer = await ask(request);
      expect([request.path, answer.status, answer.headers['content-type']]).toEqual([
        request.path,
        status,
        'application/problem+json; charset=utf-8',
      ]);
      const instance = `urn:motorpool:request:${answer.headers['x-request-id'] as string}`;
      const type = `urn:motorpool:problem:${code}`;
      expect(problemOf(answer)).toMatchObject({ type, status, code, instance, title: expect.any(String) });
    }
  });

  it('security item 84: a method that an address does not know is 405, with those that it knows', async () => {
    const operations = operationsOf(app.api.document);
    const isAt = (url: string, path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(url);
    for (const path of new Set(operations.map((operation) => operation.path))) {
      const url = path.replace(/\{\w+\}/g, () => member.id);
      const known = operations.filter((one) => isAt(url, one.path)).map(({ method }) => method);
      const unknown = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].find((method) => !known.includes(method));
      if (!unknown) continue;
      const answer = await ask({ path: url, method: unknown });
      expect([path, unknown, answer.status]).toEqual([path, unknown, 405]);
      const allowed = String(answer.headers.allow).split(', ');
      expect([path, known.filter((method) => !allowed.includes(method)), allowed.includes(unknown)]).toEqual([
        path,
        [],
        false,
      ]);
    }
  });

  it('security item 84: TRACE is off, and no header or field makes a request another method', async () => {
    expect((await ask({ path: '/api/v1/session', method: 'TRACE' })).status).toBe(405);
    const before = (await ask({ path: '/api/v1/session', headers })).status;
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      await ask({ path: '/api/v1/session', headers: { ...headers, [name]: 'DELETE' } });
      await ask({ path: '/api/v1/session?_method=DELETE', headers });
    }
    expect([before, (await ask({ path: '/api/v1/session', headers })).status]).toEqual([200, 200]);
  });

  it('security item 83: every answer says what it is, and in which character set where that is a question', async () => {
    for (const path of ['/api/v1/session', '/api/v1/nowhere', '/sign-in', '/openapi.json', '/metrics']) {
      const type = (await ask({ path })).headers['content-type'];
      expect([path, type]).toEqual([path, expect.stringMatching(/; charset=utf-8$/)]);
    }
  });

  it('security item 85: the headers that a browser goes by are on every answer', async () => {
    for (const path of ['/api/v1/session', '/api/v1/nowhere', '/sign-in', '/docs', '/health/live']) {
      const answer = await ask({ path, headers });
      const policy = String(answer.headers['content-security-policy']);
      for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
        expect([path, policy]).toEqual([path, expect.stringContaining(part)]);
      }
      expect([path, policy]).toEqual([path, expect.not.stringMatching(/unsafe-eval|script-src[^;]*unsafe-inline/)]);
      expect(answer.headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect([path, answer.headers['x-powered-by'], answer.headers.server]).toEqual([path, undefined, undefined]);
    }
  });

  it('security item 86: no other origin is told that it may read an answer', async () => {
    for (const origin of ['https://evil.test', 'null', `${app.origin}.evil.test`]) {
      for (const method of ['GET', 'OPTIONS']) {
        const asking = { ...headers, origin, 'access-control-request-method': 'DELETE' };
        const answer = await ask({ path: '/api/v1/session', method, headers: asking });
        const told = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
        expect([origin, method, told]).toEqual([origin, method, []]);
      }
    }
  });

  it('security item 87: what is answered to somebody is stored by nobody', async () => {
    const reads = operationsOf(app.api.document).filter(
      ({ method, hasId, path }) => method === 'GET' && !hasId && path.startsWith('/api/'),
    );
    expect(reads.length).toBeGreaterThan(20);
    for (const operation of reads) {
      const { headers: got } = await ask({ path: urlOf(operation), headers });
      expect([operation.key, got['cache-control']]).toEqual([operation.key, 'no-store']);
    }
  });

  it('security item 81: what a list is searched for is text, and no pattern', async () => {
    const found = async (q: string) =>
      ((await app.admin.expect(200, 'GET', `/users?q=${encodeURIComponent(q)}`)) as { items: unknown[] }).items.length;
    expect(await found(member.email)).toBe(1);
    for (const pattern of ['%', '_', `${member.email.slice(0, 2)}%${member.email.slice(3)}`, "' OR '1'='1", '\\']) {
      expect([pattern, await found(pattern)]).toEqual([pattern, 0]);
    }
  });

  it('O-6: an X-Request-Id is kept where it is a plain word of a trusted proxy, and nobody else’s is', async () => {
    const id = 'a-request-of-mine-1';
    const idOf = async (origin: string, given: string) =>
      (await fetch(`${origin}/api/v1/me`, { headers: { 'x-request-id': given } })).headers.get('x-request-id');
    const behindProxy = await app.anotherProcess({ TRUSTED_PROXIES: '127.0.0.1' });
    expect(await idOf(behindProxy, id)).toBe(id);
    expect(await idOf(behindProxy, 'short')).not.toBe('short');
    expect(await idOf(app.origin, id)).not.toBe(id);
  });
});
