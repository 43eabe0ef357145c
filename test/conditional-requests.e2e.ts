import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';

/** `If-None-Match` is compared weakly, and `*` is any version (RFC 9110 §13.1.2). */
describe('conditional requests', () => {
  let app: TestApp;
  let path: string;
  let feed: string;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    path = `/api/v1/vehicles/${await given.vehicle(await given.branch())}`;
    const { url } = await app.admin.expect(201, 'POST', '/me/calendar-feed');
    feed = new URL(url).pathname;
  });
  afterAll(() => app?.stop());

  const ask = (url: string, known: string, method = 'GET') =>
    fetch(app.origin + url, { method, headers: { cookie: app.admin.cookie, 'if-none-match': known } });
  const tagOf = async (url: string) => (await ask(url, '"another"')).headers.get('etag')!;
  const everywhere = () => [path, feed, '/assets/pages.css', '/assets/webauthn.js'];

  it('H-1: the weak form of the tag, and * , is 304 with objects, the calendar feed and files', async () => {
    for (const url of everywhere()) {
      const tag = await tagOf(url);
      const weak = `W/${tag.replace(/^W\//, '')}`;
      for (const known of [weak, weak.slice(2), '*', ' * ', `"x", ${weak}`, `W/"a,b",${tag}`]) {
        const { status } = await ask(url, known);
        expect([url, known, status]).toEqual([url, known, 304]);
      }
    }
  });

  it('H-1: another tag, part of the tag or no quoted tag at all is answered in full', async () => {
    for (const url of everywhere()) {
      const tag = (await tagOf(url)).replace(/^W\//, '');
      for (const known of ['"x"', `${tag.slice(0, -2)}"`, tag.slice(1, -1), `"*"`, `w/${tag.slice(0, -2)}"`]) {
        const { status } = await ask(url, known);
        expect([url, known, status]).toEqual([url, known, 200]);
      }
    }
  });

  it('H-1: a 304 has the tag and no body, and a refusal stays one whatever is known', async () => {
    const answer = await ask(feed, '*');
    expect([answer.status, await answer.text(), answer.headers.get('content-type')]).toEqual([304, '', null]);
    expect(answer.headers.get('etag')).toBe(await tagOf(feed));
    expect(answer.headers.get('cache-control')).toContain('no-cache');
    expect((await ask('/calendar/nobody.ics', '*')).status).toBe(404);
    expect((await ask('/api/v1/vehicles/nothing', '*')).status).toBe(422);
  });
});
