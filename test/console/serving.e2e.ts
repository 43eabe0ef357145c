import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestApp, startApp } from '../support/app.js';

const ASSETS = join(import.meta.dirname, '../../dist/console/assets');

describe('how the console is served', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.stop());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(app.origin + path, { headers, redirect: 'manual' });

  it('every address below /app is the application, which is asked for anew', async () => {
    for (const path of ['/app', '/app/', '/app/people?tab=all', '/app/bookings/01a22919-d5e2-70b7-bb61-270cf05ee233']) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
      expect(await answer.text()).toContain('<div id="root">');
      const again = await get(path, { 'if-none-match': answer.headers.get('etag')! });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
  });

  it('it has the policy of every other page, and nothing is loosened', async () => {
    const policy = (await get('/app')).headers.get('content-security-policy');
    expect(policy).toBe((await get('/sign-in')).headers.get('content-security-policy'));
    expect(policy).not.toContain('unsafe');
  });

  it('assets are kept for a year, compressed as the browser can read them', async () => {
    const script = readdirSync(ASSETS).find((name) => /^index-.*\.js$/.test(name))!;
    const sizes: Record<string, number> = {};
    for (const encoding of ['br', 'gzip', 'identity']) {
      const answer = await get(`/app/assets/${script}`, { 'accept-encoding': encoding });
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
      expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding);
      sizes[encoding] = Number(answer.headers.get('content-length'));
    }
    expect(sizes.br!).toBeLessThan(sizes.gzip!);
    expect(sizes.gzip!).toBeLessThan(sizes.identity! / 2);
    const refused = await get(`/app/assets/${script}`, { 'accept-encoding': 'br;q=0, gzip' });
    expect(refused.headers.get('content-encoding')).toBe('gzip');
  });

  it('a missing asset is absent, and never the application', async () => {
    for (const name of ['index-gone.js', '..%2findex.html', 'index.html', 'a/b.js']) {
      const answer = await get(`/app/assets/${name}`);
      const isApplication = (await answer.text()).includes('<div id="root">');
      expect([name, answer.status, isApplication]).toEqual([name, 404, false]);
    }
  });

  it('other methods are refused', async () => {
    const answer = await fetch(`${app.origin}/app/people`, { method: 'POST', headers: { origin: app.origin } });
    expect(answer.status).toBe(405);
  });
});
