import { connect } from 'node:net';
import fc from 'fast-check';
import { newId } from '../src/platform/domain/ids.js';
import type { Act } from './support/act.js';
import { actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import {
  ADDRESSES,
  BODIES,
  hostileTexts,
  hostileValues,
  jsonOf,
  LEAK,
  oddly,
  QUERIES,
  SEGMENTS,
} from './support/hostile.js';
import { faultOf, faultsOf } from './support/faults.js';
import { type Operation, operationsOf, placesOf, urlOf, withValue } from './support/operations.js';
import { type RawRequest, raw } from './support/raw.js';
import { type Scene, setScene } from './support/scene.js';

describe('hostile input (security item 30)', () => {
  let app: TestApp;
  let scene: Scene;
  let operations: Operation[];
  const acts = new Map<Operation, Act>();
  let headers: Record<string, string>;

  beforeAll(async () => {
    app = await startApp();
    scene = await setScene(new Given(app));
    // Whoever signs out, or steps up, is somebody else, or the rest would be asked by nobody.
    const endsTheCookie = ['DELETE /api/v1/session', 'POST /api/v1/session/step-up'];
    operations = operationsOf(app.api.document).filter(({ key }) => !endsTheCookie.includes(key));
    for (const operation of operations) acts.set(operation, await actOf(operation, scene));
    const cookie = scene.everybody.client.cookie;
    headers = { cookie, origin: app.origin, 'content-type': 'application/json' };
  });
  afterAll(() => app?.stop());

  const withBody = (operation: Operation, body: string): RawRequest => {
    const { id, query } = acts.get(operation)!;
    // Signing in ends the session that the request came with.
    const { cookie, ...anonymous } = headers;
    const who = /^POST \/api\/v1\/session(\/passkey)?$/.test(operation.key)
      ? anonymous
      : { cookie: cookie!, ...anonymous };
    return { method: operation.method, path: urlOf(operation, id, query), headers: who, body };
  };
  const bodied = () => operations.filter(({ body }) => body);

  it.each([
    { what: 'makes something', methods: ['POST'] },
    { what: 'changes something', methods: ['PUT', 'PATCH', 'DELETE'] },
  ])('any value in any field of any body that $what', async ({ methods }) => {
    const requests = bodied()
      .filter(({ method }) => methods.includes(method))
      .flatMap((operation) =>
        placesOf(operation.body!).flatMap(({ place, schema }) =>
          hostileValues(schema).map((value) =>
            withBody(operation, jsonOf(withValue(acts.get(operation)!.body, place, value))),
          ),
        ),
      );
    expect(requests.length).toBeGreaterThan(1_500);
    expect(await faultsOf(app.origin, requests)).toEqual([]);
  });

  it('a body that is not what it should be, or no JSON at all', async () => {
    const requests = bodied().flatMap((operation) => BODIES.map((body) => withBody(operation, body)));
    expect(await faultsOf(app.origin, requests)).toEqual([]);
    expect(({} as Record<string, unknown>).state).toBeUndefined();
  });

  it('more than 256 KiB: 413', async () => {
    for (const operation of bodied()) {
      const request = withBody(operation, JSON.stringify({ name: 'x'.repeat(257 * 1024) }));
      const answer = await raw(app.origin, request);
      expect([operation.key, answer.status, faultOf(request, answer)]).toEqual([operation.key, 413, undefined]);
    }
  });

  it('any JSON that fast-check thinks of', async () => {
    const known = [...new Set(bodied().flatMap(({ body }) => Object.keys(body!.properties ?? {})))];
    const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: false } as never);
    const body = fc.oneof(value, fc.dictionary(fc.constantFrom(...known), value));
    const faults: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bodied()), body, async (operation, any) => {
        const request = withBody(operation, JSON.stringify(any));
        const found = faultOf(request, await raw(app.origin, request));
        if (found) faults.push(found);
        return !found;
      }),
      { numRuns: 1_500, interruptAfterTimeLimit: 15_000 },
    );
    expect(faults).toEqual([]);
  });

  it('any text for a query parameter; repeated, unknown and dangerous ones', async () => {
    const requests = operations
      .filter(({ method }) => method === 'GET')
      .flatMap((operation) => {
        const { id, query = {} } = acts.get(operation)!;
        const paths = operation.query.flatMap(({ name, schema }) => [
          ...hostileTexts(schema ?? {}).map((text) => urlOf(operation, id, { ...query, [name]: text })),
          ...oddly(name).map((text) => `${urlOf(operation, id)}?${new URLSearchParams(query)}&${text}`),
        ]);
        const odd = QUERIES.map((text) => urlOf(operation, id) + text);
        return [...paths, ...odd].map((path) => ({ path: path.toWellFormed(), headers }));
      });
    expect(requests.length).toBeGreaterThan(1_000);
    expect(await faultsOf(app.origin, requests)).toEqual([]);
  });

  it('security item 80: a repeated or an unknown query parameter of a list is refused, not guessed at', async () => {
    for (const operation of operations.filter(({ query }) => query.some(({ name }) => name === 'limit'))) {
      const { id, query } = acts.get(operation)!;
      for (const extra of ['limit=1&limit=2', 'sort=password_hash', 'x=1', 'cursor=a&cursor=b']) {
        const { status } = await raw(app.origin, { path: `${urlOf(operation, id, query)}&${extra}`, headers });
        expect([operation.key, extra, status]).toEqual([operation.key, extra, 422]);
      }
    }
  });

  it('cursors that are none of ours', async () => {
    const id = newId();
    const starts = ['\u0000', 'x', '\ud800', 1e308, null, {}, [], '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'];
    const keys: unknown[] = [
      ...starts.flatMap((start) => [[start, id], [start], start]),
      [id],
      [`${id}\u0000`],
      ['x', 'x'],
    ];
    const cursors = keys.map((key) => Buffer.from(JSON.stringify(key)).toString('base64url'));
    cursors.push('x', '=', '%00', '%', 'a'.repeat(501));
    const requests = operations
      .filter(({ query }) => query.some(({ name }) => name === 'cursor'))
      .flatMap((operation) => {
        const act = acts.get(operation)!;
        return cursors.map((cursor) => ({
          path: `${urlOf(operation, act.id, act.query, act.ids)}&cursor=${cursor}`,
          headers,
        }));
      });
    expect(requests.length).toBeGreaterThan(100);
    expect(await faultsOf(app.origin, requests)).toEqual([]);
  });

  it('any text for an id in a path', async () => {
    const requests = operations
      .filter(({ hasId }) => hasId)
      .flatMap((operation) => {
        const body = operation.body && JSON.stringify(acts.get(operation)!.body);
        return SEGMENTS.map((segment) => ({
          method: operation.method,
          path: operation.path.replace(/\{\w+\}/, () => segment),
          headers,
          body,
        }));
      });
    expect(await faultsOf(app.origin, requests)).toEqual([]);
  });

  it('addresses and methods that are not there', async () => {
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'];
    const requests = methods.flatMap((method) => ADDRESSES.map((path) => ({ method, path, headers })));
    expect(await faultsOf(app.origin, requests)).toEqual([]);
  });

  /** Bytes as they are, past every HTTP client. */
  const answerTo = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(new URL(app.origin).port), '127.0.0.1', () => socket.end(bytes));
      socket
        .on('data', (chunk) => (text += String(chunk)))
        .on('close', () => resolve(text))
        .on('error', reject);
    });

  it.each([
    ['a URL of 20,000 characters', `GET /api/v1/users?q=${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['headers of 40,000 characters', `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
    ['a method that HTTP does not know', 'MAKE / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: x\r\nX-A: a\u0000b\r\n\r\n', 400],
    [
      'two lengths',
      'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
      400,
    ],
  ])('%s: a problem document, too', async (_, bytes, status) => {
    const text = await answerTo(bytes);
    const [head, body] = text.split('\r\n\r\n') as [string, string];
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    const problem = JSON.parse(body) as Record<string, unknown>;
    expect(problem).toMatchObject({
      status,
      type: expect.any(String),
      title: expect.any(String),
      code: expect.any(String),
    });
    expect(problem.instance).toMatch(/^urn:motorpool:request:/);
    expect(text).not.toMatch(LEAK);
  });

  it('after all that the service is well, and only who was meant to be here is', async () => {
    await app.admin.expect(200, 'GET', '/session');
    expect((await raw(app.origin, { path: '/health/ready' })).status).toBe(200);
  });
});
