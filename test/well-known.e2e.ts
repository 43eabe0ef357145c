import { type TestApp, startApp } from './support/app.js';
import { Given } from './support/given.js';

/** What browsers, password managers and strangers' mail programs expect of a service. */
describe('what the web expects', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.stop());

  it('H-10: /.well-known/change-password leads to where a password is changed', async () => {
    const answer = await fetch(`${app.origin}/.well-known/change-password`, { redirect: 'manual' });
    const location = answer.headers.get('location')!;
    expect([answer.status, location]).toEqual([303, '/account/security#password-heading']);
    const headers = { cookie: app.admin.cookie, accept: 'text/html' };
    const page = await fetch(new URL(location, app.origin), { headers });
    expect([page.status, (await page.text()).includes('id="password-heading"')]).toEqual([200, true]);
  });

  it('H-4: an internationalised address is mailed to in ASCII, and signs in in either form', async () => {
    const given = new Given(app);
    const branchId = await given.branch();
    const body = { email: 'Nora@Пример.рф', name: 'Nora', branchId, password: 'copper kettle on a slow train' };
    expect((await app.anyone().post('/registrations', body)).status).toBe(202);
    // The sink shows what it was told in ASCII as people read it.
    const mail = await app.mail.waitFor('nora@пример.рф');
    const { rows } = await app.db.query(`SELECT to_address FROM notifications.mails WHERE to_address LIKE 'nora@%'`);
    expect(rows).toEqual([{ to_address: 'nora@xn--e1afmkfd.xn--p1ai' }]);
    await app.anyone().expect(200, 'POST', '/email-verifications', { token: mail.tokens[0] });
    for (const email of ['nora@пример.рф', 'NORA@xn--e1afmkfd.xn--p1ai']) {
      const answer = await app.anyone().post('/session', { email, password: body.password });
      expect([answer.status, answer.body.code]).toEqual([403, 'awaiting_approval']);
    }
  });

  it('H-6: a plus that was not encoded is explained, wherever a time stands in a query', async () => {
    for (const path of ['/bookings?from=', '/mails?from=', '/availability?to=2030-01-01T08:00Z&from=']) {
      const { status, body } = await app.admin.get(`${path}2029-12-31T08:00:00+01:00`);
      expect([path, status, body.errors?.[0].message ?? body]).toEqual([path, 422, expect.stringContaining('%2B')]);
      expect((await app.admin.get(`${path}2029-12-31T08:00%2B01:00`)).status).toBe(200);
    }
  });
});
