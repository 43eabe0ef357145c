import { type TestApp, startApp } from './support/app.js';
import type { Client } from './support/client.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';

describe('the cookie of a session', () => {
  let app: TestApp;
  let booker: GivenUser;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    booker = await given.user(await given.branch(), ['booker']);
  });
  afterAll(() => app?.stop());

  const statusOf = async (client: Client) => (await client.get('/session')).status;
  const signIn = (fields: object = {}, client = app.anyone()) =>
    client.post('/session', { email: booker.email, password: PASSWORD, ...fields });

  it('ID-14: the cookie ends with the browser, or after 23 days where the person asked for it', async () => {
    const attributes = async (fields: object) => {
      const [cookie] = (await signIn(fields)).headers.getSetCookie();
      return cookie!.toLowerCase().split('; ').slice(1).sort();
    };
    expect(await attributes({})).toEqual(['httponly', 'path=/', 'samesite=lax']);
    expect(await attributes({ remember: false })).toEqual(['httponly', 'path=/', 'samesite=lax']);
    const days = 23 * 86_400;
    expect(await attributes({ remember: true })).toEqual(['httponly', `max-age=${days}`, 'path=/', 'samesite=lax']);
  });

  it('security item 39: there is one cookie to a session; without the short one nothing brings back anything', async () => {
    const browser = app.anyone();
    const remembered = await signIn({ remember: true }, browser);
    expect(remembered.headers.getSetCookie()).toHaveLength(1);
    const long = browser.at(app.origin);
    const short = await signIn({ remember: false }, browser);
    expect(short.headers.getSetCookie()).toHaveLength(1);
    // The browser's remembered session went when it signed in anew: it is not what the browser falls back to.
    expect([await statusOf(long), await statusOf(browser)]).toEqual([401, 200]);
    const ceremony = await app.anyone().post('/session/passkey-options');
    browser.cookie = ceremony.headers.getSetCookie()[0]!.split(';')[0]!;
    expect(await statusOf(browser)).toBe(401);
    const other = app.anyone();
    await signIn({ remember: true }, other);
    const kept = other.cookie;
    expect((await other.get('/session', { headers: { cookie: '' } })).status).toBe(401);
    expect((await other.get('/session', { headers: { cookie: kept } })).body.remembered).toBe(true);
  });

  it('ID-14: a request that comes late, with the token from before a step-up, is refused and takes no cookie away', async () => {
    const browser = app.anyone();
    await signIn({}, browser);
    const late = browser.at(app.origin);
    await browser.expect(204, 'POST', '/session/step-up', { password: PASSWORD });
    const refused = await late.get('/session');
    expect([refused.status, refused.headers.getSetCookie()]).toEqual([401, []]);
    expect(await statusOf(browser)).toBe(200);
  });
});
