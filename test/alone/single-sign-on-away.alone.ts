import { startApp } from '../support/app.js';
import { FakeProvider } from '../support/fake-provider.js';
import { PlainBrowser } from '../support/openid.js';

describe('single sign-on without its provider (ID-7)', () => {
  it('a provider that is away, hangs or floods makes a page that says so; all else goes on', async () => {
    for (const fault of ['fail', 'flood', 'hang'] as const) {
      const away = await new FakeProvider().start();
      away.fault = fault;
      const single = await startApp(away.settings);
      try {
        const begun = Date.now();
        const page = await new PlainBrowser(single.origin).go('/sso/start');
        expect([fault, page.status, page.headers.has('retry-after')]).toEqual([fault, 503, true]);
        expect(page.text).toContain('organisation’s single sign-on is not responding');
        expect(Date.now() - begun).toBeLessThan(8_000);
        expect((await new PlainBrowser(single.origin).go('/sign-in')).status).toBe(200);
        await single.admin.expect(200, 'GET', '/session');
        away.fault = null;
        expect((await new PlainBrowser(single.origin).go('/sso/start')).status).toBe(303);
      } finally {
        await single.stop();
        away.stop();
      }
    }
  });
});
