import { hashToken } from '../src/platform/crypto/tokens.js';
import { taking } from '../src/platform/work/locks.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, PASSWORD } from './support/given.js';
import { held, inLine } from './support/held.js';
import { plain } from './support/operations.js';
import { raw } from './support/raw.js';
import { register } from './support/scene.js';
import { everythingStored, settled } from './support/stored.js';

describe('mailed links (ID-9, security item 8)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const confirm = (token: string, password?: string) =>
    app.anyone().post('/email-verifications', { token, ...(password && { password }) });
  const expired = { status: 410, body: expect.objectContaining({ code: 'link_expired' }) };

  /** Somebody invited by an admin. */
  async function invited(): Promise<{ id: string; email: string; token: string }> {
    const email = `${crypto.randomUUID()}@fleet.example`;
    const body = { email, name: 'Invited', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', body);
    return { id, email, token: (await app.mail.waitFor(email)).tokens[0]! };
  }

  it('opening a link uses nothing up; its button does, once', async () => {
    const { id, token } = await register(given, branchId);
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD']) {
      const { status, headers } = await raw(app.origin, { method, path: `/verify-email?token=${token}` });
      expect([method, status, headers['cache-control'], headers['referrer-policy']]).toEqual([
        method,
        200,
        'no-store',
        'no-referrer',
      ]);
    }
    expect(await confirm(token)).toMatchObject({ status: 200, body: { state: 'pending' } });
    expect(plain(await confirm(token))).toEqual(expired);
    expect((await raw(app.origin, { path: `/verify-email?token=${token}` })).status).toBe(410);
    const { rows } = await app.db.query('SELECT used_at FROM identity.mailed_links WHERE user_id = $1', [id]);
    expect(rows).toEqual([{ used_at: expect.any(Date) }]);
  });

  it.each([2, 5, 20])('of %i confirmations of one link at once exactly one succeeds', async (count) => {
    const { id, token } = await register(given, branchId);
    const answers = await Promise.all(Array.from({ length: count }, () => confirm(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(count - 1).fill(410)]);
    const { rows } = await app.db.query(
      `SELECT action FROM platform.audit_entries WHERE subject_id = $1 AND action = 'user-became-pending'`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('of 20 acceptances of one invitation with 20 passwords exactly one sets its password', async () => {
    const { email, token } = await invited();
    const passwords = Array.from({ length: 20 }, (_, index) => `${PASSWORD} number ${index}`);
    const answers = await Promise.all(passwords.map((password) => confirm(token, password)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const winner = answers.findIndex(({ status }) => status === 200);
    await app.anyone().signIn(email, passwords[winner]!);
    const loser = passwords.find((_, index) => index !== winner)!;
    expect((await app.anyone().post('/session', { email, password: loser })).status).toBe(401);
  });

  it('a newer link voids the older one', async () => {
    const { email, token: older } = await register(given, branchId);
    await app.anyone().expect(202, 'POST', '/email-verifications/resend', { email });
    const newer = await newestToken(email, older);
    expect(plain(await confirm(older))).toEqual(expired);
    expect((await confirm(newer)).status).toBe(200);

    const invitation = await invited();
    await app.admin.expect(202, 'POST', `/users/${invitation.id}/invitation`);
    const again = await newestToken(invitation.email, invitation.token);
    expect(plain(await confirm(invitation.token, PASSWORD))).toEqual(expired);
    expect((await confirm(again, PASSWORD)).status).toBe(200);
  });

  async function newestToken(email: string, other: string): Promise<string> {
    for (;;) {
      await settled(app);
      const token = (await app.mail.waitFor(email)).tokens[0]!;
      if (token !== other) return token;
    }
  }

  it('a verification lapses after 24 hours, an invitation after 7 days, and both by the clock', async () => {
    const [verification, invitation] = [await register(given, branchId), await invited()];
    const lives = async (id: string) =>
      (
        await app.db.query(
          `SELECT extract(epoch FROM expires_at - created_at)::int / 3600 AS hours
                             FROM identity.mailed_links WHERE user_id = $1`,
          [id],
        )
      ).rows[0].hours;
    expect([await lives(verification.id), await lives(invitation.id)]).toEqual([24, 7 * 24]);
    for (const [{ id, token }, password] of [[verification], [invitation, PASSWORD]] as const) {
      await app.db.query(`UPDATE identity.mailed_links SET expires_at = now() - interval '1 s' WHERE user_id = $1`, [
        id,
      ]);
      expect(plain(await confirm(token, password))).toEqual(expired);
      expect((await raw(app.origin, { path: `/verify-email?token=${token}` })).status).toBe(410);
      await app.db.query(`UPDATE identity.mailed_links SET expires_at = now() + interval '1 min' WHERE user_id = $1`, [
        id,
      ]);
      expect((await confirm(token, password)).status).toBe(200);
    }
  });

  it('a link that never was answers like one that was used', async () => {
    const { token } = await register(given, branchId);
    expect((await confirm(token)).status).toBe(200);
    const used = plain(await confirm(token));
    for (const made of ['x', 'A'.repeat(43), `${token} `, token.slice(1), hashToken(token).toString('base64url')])
      expect(plain(await confirm(made))).toEqual(used);
  });

  it('ID-9: tokens are 256 bits, and no table knows one: not the links, not the outbox, not the mails', async () => {
    const tokens = [(await register(given, branchId)).token, (await invited()).token];
    await settled(app);
    const stored = await everythingStored(app.db);
    expect(stored.size).toBeGreaterThan(12);
    for (const token of tokens) {
      expect(Buffer.from(token, 'base64url')).toHaveLength(32);
      const forms = [token, Buffer.from(token).toString('base64'), Buffer.from(token).toString('hex')];
      const raws = [
        Buffer.from(token, 'base64url').toString('hex'),
        Buffer.from(token, 'base64url').toString('base64'),
      ];
      for (const [table, rows] of stored) {
        for (const form of [...forms, ...raws]) expect([table, rows.includes(form)]).toEqual([table, false]);
      }
      expect(stored.get('identity.mailed_links')).toContain(hashToken(token).toString('hex'));
    }
  });

  it('ID-8: registration and resend answer a known address as an unknown one; its owner gets a mail that says so', async () => {
    const known = await given.user(branchId, ['booker']);
    const details = { name: 'Somebody', password: PASSWORD, branchId };
    const answers = [];
    for (const email of [known.email, 'unknown@else.example', known.email.toUpperCase()])
      answers.push(plain(await app.anyone().post('/registrations', { email, ...details })));
    for (const email of [known.email, 'unknown@else.example', 'nobody-at-all@else.example'])
      answers.push(plain(await app.anyone().post('/email-verifications/resend', { email })));
    expect(answers).toEqual(answers.map(() => ({ status: 202, body: undefined })));
    const mail = await app.mail.waitFor(known.email, /already|account|registered/i);
    expect(mail.tokens).toEqual([]);
    await settled(app);
    expect(app.mail.to('nobody-at-all@else.example')).toEqual([]);
    // The person signs in as before: nobody changed their password by registering.
    await app.anyone().signIn(known.email, PASSWORD);
  });

  it('ID-8: of two who register one address at once with two passwords, neither password counts', async () => {
    const email = `${crypto.randomUUID()}@else.example`;
    const lock = await held(app.db, taking([['user', email]]));
    const both = ['a heron over the weir', 'four kites on a long wire'].map((password) =>
      app.anyone().post('/registrations', { email, name: 'Wanted Twice', password, branchId }),
    );
    // Each has found the address unknown.
    await inLine(app.db, 2);
    await lock.release();
    expect((await Promise.all(both)).map(({ status }) => status)).toEqual([202, 202]);
    const { rows } = await app.db.query('SELECT password_hash FROM identity.users WHERE email = $1', [email]);
    expect(rows).toEqual([{ password_hash: null }]);
  });

  it('security item 27: links come from PUBLIC_URL, whatever the request says of its host', async () => {
    const email = `${crypto.randomUUID()}@else.example`;
    const body = JSON.stringify({ email, name: 'Poisoned', password: PASSWORD, branchId });
    const headers = {
      host: 'evil.test',
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '666',
      forwarded: 'host=evil.test;proto=https',
      'content-type': 'application/json',
    };
    const path = '/api/v1/registrations';
    expect((await raw(app.origin, { method: 'POST', path, headers, body })).status).toBe(202);
    const mail = await app.mail.waitFor(email);
    expect(mail.text).toContain(`${app.origin}/verify-email?token=`);
    expect(`${mail.raw}${mail.text}${mail.html}`).not.toContain('evil.test');
    const page = await raw(app.origin, {
      path: `/verify-email?token=${mail.tokens[0]}`,
      headers: { host: 'evil.test' },
    });
    expect([page.status, page.text.includes('evil.test')]).toEqual([200, false]);
  });

  it.each([
    'a@x.test\r\nBcc: b@y.test',
    'a@x.test\nb@y.test',
    'a@x.test, b@y.test',
    'a@x.test;b@y.test',
    '"x"@y.test',
    '"x\\"@y.test',
    'a@x.test\u0000',
    'a@x.test>\r\nRCPT TO:<b@y.test',
    'A Name <a@x.test>',
    `${'a'.repeat(310)}@x.test`,
    `${'a'.repeat(65)}@x.test`,
    'a@[127.0.0.1]',
    'a@x',
    'a b@x.test',
    'ä@x.test\u2028',
  ])('security item 28: %j is no address', async (email) => {
    const before = app.mail.mails.length;
    const tries = [
      app.anyone().post('/registrations', { email, name: 'A', password: PASSWORD, branchId }),
      app.anyone().post('/email-verifications/resend', { email }),
      app.admin.post('/users', { email, name: 'A', canSignIn: true, branchId }),
    ];
    for (const answer of await Promise.all(tries)) {
      expect([answer.status, answer.body.errors?.[0].field]).toEqual([422, 'email']);
    }
    await settled(app);
    expect(app.mail.mails).toHaveLength(before);
  });

  it('security item 28: a name never becomes a header, an address or markup', async () => {
    const refused = ['Eve\r\nBcc: b@y.test', 'Eve\nX-Evil: 1', 'Eve\u0000', 'Eve\u2028Bcc: b@y.test', '\ud800'];
    for (const name of refused) {
      const body = { email: `${crypto.randomUUID()}@else.example`, name, password: PASSWORD, branchId };
      const answer = await app.anyone().post('/registrations', body);
      expect([answer.status, answer.body.errors[0].field]).toEqual([422, 'name']);
    }
    for (const name of ['"Eve" <b@y.test>, c', '=?utf-8?Q?Eve=0D=0ABcc:_b@y.test?=', '<script>alert(1)</script>']) {
      const { email } = await register(given, branchId, { name });
      const mail = await app.mail.waitFor(email);
      expect(mail.recipients).toEqual([email]);
      expect(mail.mail.to?.map(({ address }) => address)).toEqual([email]);
      const names = mail.mail.headers.map(({ key }) => key.toLowerCase());
      expect(names.filter((header) => ['bcc', 'cc', 'x-evil'].includes(header))).toEqual([]);
      expect(mail.html).not.toContain('<script>');
    }
    expect(app.mail.mails.every(({ recipients }) => recipients.length === 1)).toBe(true);
  });
});
