import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';
import { Club } from './support/openid.js';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** What a browser is shown where something is wrong: a page that says what happened, with errors at their fields. */
describe('pages of errors', () => {
  let app: TestApp;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    branchId = await new Given(app).branch();
  });
  afterAll(() => app?.stop());

  const ask = async (path: string, accept: string | null = BROWSER, more: RequestInit = {}) => {
    const headers = { ...(accept && { accept }), ...(more.headers as Record<string, string>) };
    const answer = await fetch(app.origin + path, { redirect: 'manual', ...more, headers });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  const form = (path: string, fields: Record<string, string>) =>
    ask(path, BROWSER, {
      method: 'POST',
      headers: { origin: app.config.publicUrl },
      body: new URLSearchParams(fields),
    });
  const idsOf = (text: string) => [...text.matchAll(/<p[^>]* id="error-(\w+)"/g)].map(([, id]) => id);

  it.each(['/nowhere', '/account/nothing', '/%zz/../nowhere2', '/calendar/nobody.ics', '/assets/none.css', '/%zz'])(
    'H-9: a browser is shown a page at %s',
    async (path) => {
      const { status, type, text } = await ask(path);
      expect([status, type]).toEqual([expect.any(Number), 'text/html; charset=utf-8']);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text).toContain('<h1>');
      expect(text).not.toContain('urn:motorpool');
    },
  );

  it('H-9: a program gets a problem document there, and below /api so does a browser', async () => {
    for (const [path, accept] of [
      ['/nowhere', 'application/json'],
      ['/nowhere', '*/*'],
      ['/nowhere', null],
      ['/nowhere', 'application/json, text/html;q=0.5'],
      ['/api/v1/nowhere', BROWSER],
      ['/api/v1/me', BROWSER],
    ] as const) {
      const { type } = await ask(path, accept);
      expect([path, accept, type]).toEqual([path, accept, 'application/problem+json; charset=utf-8']);
    }
  });

  it('H-9: a form of another site, and one that is none, are refused on a page', async () => {
    const foreign = { method: 'POST', headers: { origin: 'https://evil.example', cookie: 'a=b' } };
    const body = new URLSearchParams({ email: 'a@b.example', password: 'x' });
    expect(await ask('/sign-in', BROWSER, { ...foreign, body })).toMatchObject({
      status: 403,
      type: 'text/html; charset=utf-8',
    });
    const method = await ask('/register/done', BROWSER, {
      method: 'DELETE',
      headers: { origin: app.config.publicUrl },
    });
    expect([method.status, method.type]).toEqual([405, 'text/html; charset=utf-8']);
  });

  it('H-9: register says all that is wrong at once, each beside its field, with links from a summary', async () => {
    const { status, text } = await form('/register', {
      name: ' ',
      email: 'nobody',
      branchId: crypto.randomUUID(),
      password: 'short',
    });
    expect([status, idsOf(text)]).toEqual([422, ['name', 'email', 'branchId', 'password']]);
    for (const field of ['name', 'email', 'branchId', 'password']) {
      expect(text).toContain(`<a href="#${field}">`);
      expect(text).toMatch(new RegExp(`id="error-${field}">[^<]+</p>\\s*<(input|select) id="${field}"`));
    }
    expect(text.match(/aria-invalid="true"/g)).toHaveLength(4);
    expect(text).toContain('value="nobody"');
  });

  it('H-9: of two faults two are told, and of none none', async () => {
    const right = { name: 'Nora New', email: 'nora@else.example', branchId, password: 'copper kettle on a slow train' };
    const two = await form('/register', { ...right, email: 'nora@', password: 'password password' });
    expect(idsOf(two.text)).toEqual(['email', 'password']);
    expect((await form('/register', right)).status).toBe(303);
  });

  it('H-9: a password error stands beside its field on the pages of mailed links, too', async () => {
    const member = await new Given(app).user(branchId, ['booker']);
    expect((await app.anyone().post('/password-resets', { email: member.email })).status).toBe(202);
    const token = (await app.mail.waitFor(member.email, /password/i)).tokens[0]!;
    const { status, text } = await form('/reset-password/complete', { token, password: 'short' });
    expect(status).toBe(422);
    expect(text).toMatch(/id="error-password">[^<]+<\/p>\s*<input id="password"/);
  });

  it('H-9: an error of one’s own details stands beside its field', async () => {
    const answer = await ask('/account/security/details', BROWSER, {
      method: 'POST',
      headers: { origin: app.config.publicUrl, cookie: app.admin.cookie },
      body: new URLSearchParams({ name: ' ', phone: '1'.repeat(41) }),
    });
    expect([answer.status, idsOf(answer.text)]).toEqual([422, ['name', 'phone']]);
  });

  it('H-9: a dead link to decide shows no tick', async () => {
    const { status, text } = await ask('/approvals/decide?token=dead');
    expect([status, text.includes('notice-done')]).toEqual([410, false]);
    const css = (await ask('/assets/pages.css')).text;
    const signs = [...css.matchAll(/\.(notice[\w-]*)::after \{[^}]*content: '(.)'/g)].map(([, name, sign]) => [
      name,
      sign,
    ]);
    expect(signs).toEqual([
      ['notice', 'i'],
      ['notice-done', '✓'],
      ['notice-error', '!'],
    ]);
  });

  it('H-8: a sign-out with a token that cannot be read says that nobody was signed out', async () => {
    for (const hint of ['nonsense', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.']) {
      const { status, text } = await ask(`/oidc/session/end?id_token_hint=${hint}`);
      expect([hint, status]).toEqual([hint, 400]);
      expect(text).toContain('<h1>You have not been signed out</h1>');
      expect(text).not.toContain('sign-in cannot');
      expect(text).toContain('href="/account/security"');
    }
  });

  it('H-8: an unknown application, and one that was switched off, are called so', async () => {
    const club = await Club.given(app);
    const { url } = await club.begin();
    await app.admin.expect(200, 'PATCH', `/oidc-clients/${club.client.id}`, { state: 'disabled' });
    for (const path of [url.pathname + url.search, '/oidc/auth?client_id=nobody&response_type=code&scope=openid']) {
      const { status, text } = await ask(path);
      expect(status).toBe(400);
      expect(text).toContain('isn’t registered, or is no longer active');
      expect(text.replace(/<p class="hint">For the application[^]*?<\/p>/, '')).not.toContain('invalid_client');
    }
  });
});
