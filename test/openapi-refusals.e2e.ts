import { type TestApp, startApp } from './support/app.js';
import { operationsOf } from './support/operations.js';
import { type RawRequest, raw } from './support/raw.js';

/** Refusals that come before any route's own code are in the document, too (H-3). */
describe('what the OpenAPI document says of refusals', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.stop());

  /** The statuses that an operation answers with, and that the document does not tell of. */
  async function untold(request: (path: string) => Omit<RawRequest, 'path'> & { path?: string }, only: RegExp) {
    const asked = operationsOf(app.api.document).filter(({ key }) => only.test(key) && / \/api\//.test(key));
    expect(asked.length).toBeGreaterThan(20);
    const found: string[] = [];
    const statuses = new Set<number>();
    for (const { key, method, path, responses } of asked) {
      const { headers, ...rest } = request(path);
      const own = { cookie: app.admin.cookie, origin: app.config.publicUrl };
      const { status } = await raw(app.origin, { path, method, ...rest, headers: { ...own, ...headers } });
      statuses.add(status);
      if (!responses[status]) found.push(`${key}: ${status}`);
    }
    return { found, statuses: [...statuses] };
  }
  const filled = (path: string, id: string) => path.replace(/\{\w+\}/g, id);
  const some = crypto.randomUUID();

  it('H-3: a body of another type is a 415 that is declared, also where no body is read', async () => {
    const plain = (path: string) => ({
      path: filled(path, some),
      body: 'a',
      headers: { 'content-type': 'text/plain' },
    });
    expect(await untold(plain, /^(POST|DELETE|PUT|PATCH)/)).toEqual({ found: [], statuses: [415] });
  });

  it('H-3: a body that is no JSON is a 400 that is declared', async () => {
    const broken = (path: string) => ({
      path: filled(path, some),
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    const { found, statuses } = await untold(broken, /^(POST|DELETE|PUT|PATCH)/);
    expect([found, statuses.includes(400)]).toEqual([[], true]);
  });

  it('H-3: an id that is too long, no UTF-8 or a step up is refused as the document says', async () => {
    for (const [id, status] of [
      ['x'.repeat(201), 414],
      ['%zz', 400],
      ['%C3%28', 400],
      ['..', undefined],
      ['.', undefined],
    ] as const) {
      const { found, statuses } = await untold((path) => ({ path: filled(path, id) }), /^(GET|PUT|PATCH|DELETE) .*\{/);
      expect([id, found]).toEqual([id, []]);
      if (status) expect(statuses).toContain(status);
    }
  });
});
