import { type TestApp, startApp } from './support/app.js';
import { Given, PASSWORD } from './support/given.js';
import { raw } from './support/raw.js';
import { register } from './support/scene.js';
import { settled } from './support/stored.js';

describe('mail bombing (security item 88)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp({ PUBLIC_FORMS_PER_HOUR: '40' });
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const resend = (email: string, from = '127.0.0.1') =>
    raw(app.origin, {
      method: 'POST',
      path: '/api/v1/email-verifications/resend',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
      from,
    });

  it('one address gets three links an hour, whoever asks from wherever; the answers do not tell', async () => {
    const { email, id } = await register(given, branchId);
    const answers = [];
    for (let index = 0; index < 6; index += 1) answers.push(await resend(email, `127.0.0.${20 + index}`));
    const again = { email, name: 'A Newcomer', password: PASSWORD, branchId };
    const registered = await app.anyone().post('/registrations', again);
    expect([...answers.map(({ status, text }) => `${status}${text}`), registered.status]).toEqual([
      ...Array<string>(6).fill('202'),
      202,
    ]);
    await settled(app);
    expect(app.mail.to(email)).toHaveLength(3);
    // The newest of the three still works: what is not mailed does not make useless what was.
    const token = app.mail.to(email).at(-1)!.tokens[0]!;
    expect((await app.anyone().post('/email-verifications', { token })).status).toBe(200);
    expect((await app.admin.get(`/users/${id}`)).body.state).toBe('pending');
  });

  it('the owner of a known address is told three times an hour at most, and an admin who invites is told the limit', async () => {
    const known = await given.user(branchId, ['booker']);
    const before = app.mail.to(known.email).length;
    for (let index = 0; index < 5; index += 1) {
      const details = { email: known.email, name: 'Stranger', password: PASSWORD, branchId };
      expect((await app.anyone().post('/registrations', details)).status).toBe(202);
    }
    await settled(app);
    expect(app.mail.to(known.email)).toHaveLength(before + 3);
    const body = { email: `${crypto.randomUUID()}@fleet.example`, name: 'Invited', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await app.admin.post(`/users/${id}/invitation`)).status);
    expect(statuses).toEqual([202, 202, 202, 429]);
  });

  it('who wants an address that is somebody else’s fills no mailbox, and voids no newcomer’s link', async () => {
    const asking = await given.user(branchId, ['booker']);
    const known = await given.user(branchId, ['booker']);
    const newcomer = await register(given, branchId);
    const before = app.mail.to(known.email).length;
    for (const email of [known.email, newcomer.email]) {
      for (let index = 0; index < 5; index += 1) {
        expect((await asking.client.patch('/me', { email })).status).toBe(200);
      }
    }
    await settled(app);
    expect(app.mail.to(known.email)).toHaveLength(before + 3);
    const mailed = app.mail.to(newcomer.email);
    expect(mailed).toHaveLength(3);
    const { token } = { token: mailed.at(-1)!.tokens[0]! };
    expect((await app.anyone().post('/email-verifications', { token })).status).toBe(200);
  });

  it('IF-3: one client address sends so many forms an hour, and is told how many are left', async () => {
    const from = '127.0.0.200';
    const first = await resend('nobody@else.example', from);
    expect([first.status, first.headers['ratelimit-policy']]).toEqual([202, '"forms";q=40;w=3600']);
    expect(first.headers.ratelimit).toMatch(/^"forms";r=39;t=(3600|3599)$/);
    const rest = await Promise.all(
      Array.from({ length: 40 }, (_, index) => resend(`nobody${index}@else.example`, from)),
    );
    expect(rest.map(({ status }) => status).sort()).toEqual([...Array<number>(39).fill(202), 429]);
    const refused = await resend('nobody@else.example', from);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_500);
    expect((await resend('nobody@else.example', '127.0.0.201')).status).toBe(202);
    const forms: [string, string, string][] = [
      ['/reset-password', 'email=nobody@else.example', 'text/html; charset=utf-8'],
      ['/verify-email/resend', 'email=nobody@else.example', 'text/html; charset=utf-8'],
      ['/register', `name=Nora&email=nora@else.example&branchId=${branchId}`, 'text/html; charset=utf-8'],
      ['/api/v1/email-verifications/passkey-options', '{"token":"x"}', 'application/problem+json'],
    ];
    for (const [path, body, type] of forms) {
      const sent = path.startsWith('/api') ? 'application/json' : 'application/x-www-form-urlencoded';
      const headers = { 'content-type': sent, origin: app.origin };
      const answer = await raw(app.origin, { method: 'POST', path, headers, body, from });
      const told = [
        answer.status,
        String(answer.headers['content-type']),
        Number(answer.headers['retry-after']) > 3_500,
      ];
      expect([path, ...told]).toEqual([path, 429, expect.stringContaining(type), true]);
    }
  });
});
