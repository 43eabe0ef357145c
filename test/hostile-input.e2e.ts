import { connect } from 'node:net';
import fc from 'fast-check';
import { newId } from '../src/platform/domain/ids.js';
import { type Act, actOf } from './support/acts.js';
import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import { deep, hostileTexts, hostileValues, jsonOf, LEAK, SEGMENTS } from './support/hostile.js';
import { inParallel } from './support/in-parallel.js';
import { type Operation, operationsOf, placesOf, urlOf, withValue } from './support/operations.js';
import { type RawAnswer, type RawRequest, raw } from './support/raw.js';
import { type Scene, setScene } from './support/scene.js';

const LANES = 8;

describe('hostile input (security item 30)', () => {
  let app: TestApp;
  let scene: Scene;
  let operations: Operation[];
  const acts = new Map<Operation, Act>();
  let headers: Record<string, string>;

  beforeAll(async () => {
    app = await startApp({ LOG_LEVEL: 'error' });
    scene = await setScene(new Given(app));
    // Whoever signs out, or steps up, is somebody else, or the rest would be asked by nobody.
    const endsTheCookie = ['DELETE /api/v1/session', 'POST /api/v1/session/step-up'];
    operations = operationsOf(app.api.document).filter(({ key }) => !endsTheCookie.includes(key));
    for (const operation of operations) acts.set(operation, await actOf(operation, scene));
    const cookie = scene.everybody.client.cookie;
    headers = { cookie, origin: app.origin, 'content-type': 'application/json' };
  }, 60_000);
  afterAll(() => app?.stop());

  interface Asked {
    request: RawRequest;
    answer: RawAnswer;
  }

  /** What is wrong with an answer: a 5xx, an error that is no problem document, a word that gives something away. */
  function fault({ answer: { status, headers: got, text }, request }: Asked): string | undefined {
    const told = `${request.method ?? 'GET'} ${request.path.slice(0, 200)} ${request.body?.slice(0, 200) ?? ''} → ${status} ${text.slice(0, 300)}`;
    if (status >= 500) return told;
    if (status < 400) return undefined;
    if (LEAK.test(text)) return `leak: ${told}`;
    if (!String(got['content-type']).startsWith('application/problem+json')) return `no problem document: ${told}`;
    const problem = JSON.parse(text) as Record<string, unknown>;
    const { type, title, code, instance } = problem;
    if (code === 'unauthenticated') return `asked by nobody: ${told}`;
    const whole =
      [type, title, code, instance].every((member) => typeof member === 'string' && member) &&
      problem.status === status;
    return whole ? undefined : `a member is missing: ${told}`;
  }

  const ask = async (request: RawRequest): Promise<Asked> => ({ request, answer: await raw(app.origin, request) });

  async function faultsOf(requests: RawRequest[]): Promise<(string | undefined)[]> {
    const asked = await inParallel(requests, LANES, ask);
    expect(asked.filter(({ answer }) => answer.status >= 400).length).toBeGreaterThan(requests.length / 3);
    // Ten of them tell enough.
    return asked.map(fault).filter(Boolean).slice(0, 10);
  }

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

  it('any value in any field of any body', async () => {
    const requests = bodied().flatMap((operation) =>
      placesOf(operation.body!).flatMap(({ place, schema }) =>
        hostileValues(schema).map((value) =>
          withBody(operation, jsonOf(withValue(acts.get(operation)!.body, place, value))),
        ),
      ),
    );
    expect(requests.length).toBeGreaterThan(1_500);
    expect(await faultsOf(requests)).toEqual([]);
  }, 60_000);

  it('a body that is not what it should be, or no JSON at all', async () => {
    const bodies = [
      ...[
        '',
        '[]',
        '[{}]',
        'null',
        '0',
        '"text"',
        'true',
        '{',
        '{"a":}',
        'undefined',
        '\ufeff{}',
        '{}{}',
        "{'a':1}",
        '\u0000',
        'NaN',
      ],
      ...['{"__proto__":{"state":"verified"}}', '{"constructor":{"prototype":{"x":1}}}', '{"a":1,"a":2}', '{"":1}'],
      ...[deep('[', ']'), deep('{"a":', '}').replace('{}', '{"a":1}'), deep('[', ''), `{"name":${deep('[', ']')}}`],
      ...[deep('{"conditions":', '1}', 1), `{"notes":"${'x'.repeat(250 * 1024)}"}`],
    ];
    const requests = bodied().flatMap((operation) => bodies.map((body) => withBody(operation, body)));
    expect(await faultsOf(requests)).toEqual([]);
    expect(({} as Record<string, unknown>).state).toBeUndefined();
  }, 30_000);

  it('more than 256 KiB: 413', async () => {
    for (const operation of bodied()) {
      const asked = await ask(withBody(operation, JSON.stringify({ name: 'x'.repeat(257 * 1024) })));
      expect([operation.key, asked.answer.status, fault(asked)]).toEqual([operation.key, 413, undefined]);
    }
  });

  it('any JSON that fast-check thinks of', async () => {
    const known = [...new Set(bodied().flatMap(({ body }) => Object.keys(body!.properties ?? {})))];
    const value = fc.jsonValue({ maxDepth: 3, noUnicodeString: false } as never);
    const body = fc.oneof(value, fc.dictionary(fc.constantFrom(...known), value));
    const faults: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bodied()), body, async (operation, any) => {
        const found = fault(await ask(withBody(operation, JSON.stringify(any))));
        if (found) faults.push(found);
        return !found;
      }),
      { numRuns: 1_500, interruptAfterTimeLimit: 15_000 },
    );
    expect(faults).toEqual([]);
  }, 40_000);

  it('any text for a query parameter; repeated, unknown and dangerous ones', async () => {
    const requests = operations
      .filter(({ method }) => method === 'GET')
      .flatMap((operation) => {
        const { id, query = {} } = acts.get(operation)!;
        const paths = operation.query.flatMap(({ name, schema }) => [
          ...hostileTexts(schema ?? {}).map((text) => urlOf(operation, id, { ...query, [name]: text })),
          ...[
            `${name}=`,
            `${name}=a&${name}=b`,
            `${name}[]=a`,
            `${name}[$ne]=a`,
            `${name}=%`,
            `${name}=%ED%A0%80`,
            name,
          ].map((text) => `${urlOf(operation, id)}?${new URLSearchParams(query)}&${text}`),
        ]);
        const odd = [
          '?',
          '?&&',
          '?=',
          '?x',
          '?__proto__=1',
          '?constructor[prototype][x]=1',
          '?x=1',
          '?%',
          `?${'a=1&'.repeat(2_000)}`,
        ];
        return [...paths, ...odd.map((text) => urlOf(operation, id) + text)].map((path) => ({
          path: path.toWellFormed(),
          headers,
        }));
      });
    expect(requests.length).toBeGreaterThan(1_000);
    expect(await faultsOf(requests)).toEqual([]);
  }, 60_000);

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
    const made = [
      ['\u0000', newId()],
      ['x', 'x'],
      [{}, []],
      [1e308, 1],
      ['0000-01-01T00:00:00Z', newId()],
      [],
      null,
      'x',
      [newId()],
    ];
    made.push(
      ['+275760-09-13T00:00:00Z', newId()],
      ['9999-12-31T23:59:59Z', newId()],
      ['\ud800', newId()],
      [`${newId()}\u0000`],
    );
    const cursors = [
      ...made.map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
      'x',
      '=',
      '%00',
      'e30',
      'W10',
    ];
    const requests = operations
      .filter(({ query }) => query.some(({ name }) => name === 'cursor'))
      .flatMap((operation) => {
        const { id, query } = acts.get(operation)!;
        return cursors.map((cursor) => ({ path: `${urlOf(operation, id, query)}&cursor=${cursor}`, headers }));
      });
    expect(requests.length).toBeGreaterThan(100);
    expect(await faultsOf(requests)).toEqual([]);
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
    expect(await faultsOf(requests)).toEqual([]);
  }, 30_000);

  it('addresses and methods that are not there', async () => {
    const paths = [
      '/',
      '/api',
      '/api/v1',
      '/api/v1/',
      '/api/v1/nothing',
      '/api/v2/users',
      '/api/v1/users/',
      '/api/v1//users',
      '/API/v1/users',
    ];
    paths.push(
      '/.env',
      '/.git/config',
      '/api/v1/%2e%2e/health',
      '/%',
      '/%ZZ',
      `/${'a'.repeat(8_000)}`,
      '/api/v1/users/x/y/z',
      '//evil.test',
    );
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'];
    const requests = methods.flatMap((method) =>
      [...paths, '/api/v1/users', '/health/live'].map((path) => ({ method, path, headers })),
    );
    expect(await faultsOf(requests)).toEqual([]);
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
