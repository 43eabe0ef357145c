import { hashToken } from '../src/platform/crypto/tokens.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { plain } from './support/operations.js';
import { raw } from './support/raw.js';
import { pending, register } from './support/scene.js';
import { everythingStored, settled } from './support/stored.js';

const NEW = 'nine lanterns over the quay';

describe('password reset (ID-8, ID-9, ID-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  const ask = (email: string) => app.anyone().post('/password-resets', { email });
  const complete = (token: string, password = NEW) =>
    app.anyone().post('/password-resets/complete', { token, password });
  const signIn = async (email: string, password: string) =>
    (await app.anyone().post('/session', { email, password })).status;
  const expired = { status: 410, body: expect.objectContaining({ code: 'link_expired' }) };
  const mailsTo = async (email: string) => {
    await settled(app);
    return app.mail.to(email).map(({ subject, text, tokens }) => ({ subject, text, tokens }));
  };

  async function forgetful(): Promise<GivenUser & { token: string }> {
    const user = await given.user(branchId, ['booker']);
    expect((await ask(user.email)).status).toBe(202);
    return { ...user, token: (await app.mail.waitFor(user.email, /new password/)).tokens[0]! };
  }

  it('security item 41: sets a new password once, ends every session, mails its owner, and signs nobody in', async () => {
    const { email, token, client } = await forgetful();
    const second = await app.anyone().signIn(email, PASSWORD);
    const answer = await complete(token);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([204, []]);
    expect([(await client.get('/session')).status, (await second.get('/session')).status]).toEqual([401, 401]);
    expect([await signIn(email, PASSWORD), await signIn(email, NEW)]).toEqual([401, 200]);
    expect(plain(await complete(token, `${NEW} again`))).toEqual(expired);
    const { text } = await app.mail.waitFor(email, /new password was set/);
    expect(text).toMatch(/If not, someone else has access to your account/);
  });

  it('security item 8: opening the link three times uses nothing up', async () => {
    const { email, token } = await forgetful();
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await raw(app.origin, { method, path: `/reset-password?token=${token}` });
      expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-store']);
    }
    expect((await complete(token)).status).toBe(204);
    expect((await raw(app.origin, { path: `/reset-password?token=${token}` })).status).toBe(410);
    expect(await signIn(email, NEW)).toBe(200);
  });

  it.each([2, 5, 20])(
    'security item 8: of %i uses of one link at once exactly one sets its password',
    async (count) => {
      const { email, token } = await forgetful();
      const passwords = Array.from({ length: count }, (_, index) => `${NEW} number ${index}`);
      const answers = await Promise.all(passwords.map((password) => complete(token, password)));
      expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(count - 1).fill(410)]);
      expect(await signIn(email, passwords[answers.findIndex(({ status }) => status === 204)]!)).toBe(200);
    },
  );

  it('ID-9: lapses after an hour; a newer link voids the older; links of another kind open nothing here', async () => {
    const { id, email, token } = await forgetful();
    const lives = `SELECT extract(epoch FROM expires_at - created_at)::int AS seconds FROM identity.mailed_links
                    WHERE user_id = $1 AND kind = 'reset'`;
    expect((await app.db.query(lives, [id])).rows).toEqual([{ seconds: 3600 }]);
    await app.db.query(
      `UPDATE identity.mailed_links SET expires_at = now() - interval '1 s' WHERE user_id = $1 AND kind = 'reset'`,
      [id],
    );
    expect(plain(await complete(token))).toEqual(expired);
    await ask(email);
    const older = (await mailsTo(email)).at(-1)!.tokens[0]!;
    await ask(email);
    const newer = (await mailsTo(email)).at(-1)!.tokens[0]!;
    expect(plain(await complete(older))).toEqual(expired);
    const verification = await register(given, branchId);
    expect(plain(await complete(verification.token))).toEqual(expired);
    const asVerification = await app.anyone().post('/email-verifications', { token: newer, password: NEW });
    expect(plain(asVerification)).toEqual(expired);
    expect((await complete(newer)).status).toBe(204);
  });

  it('ID-10: a password that breaks the rules is refused with the reason, and the link lives on', async () => {
    const { token } = await forgetful();
    const refused = await complete(token, 'too short');
    expect([refused.status, refused.body.errors[0]]).toEqual([
      422,
      expect.objectContaining({ field: 'password', code: 'too_short' }),
    ]);
    expect((await complete(token)).status).toBe(204);
  });

  it('ID-8: every address is answered alike, and its owner is told what holds for it', async () => {
    const unconfirmed = (await register(given, branchId)).email;
    const waiting = (await pending(given, branchId)).email;
    const rejected = await pending(given, branchId);
    await app.admin.expect(200, 'POST', `/users/${rejected.id}/rejection`, { reason: 'Unknown here.' });
    const suspended = await given.user(branchId, ['booker']);
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`);
    const contactId = await given.contact(branchId);
    const contact = (await app.admin.expect(200, 'GET', `/users/${contactId}`)).email as string;
    const verified = (await given.user(branchId, ['booker'])).email;
    const expected: Record<string, RegExp[]> = {
      [unconfirmed]: [/Confirm your email/],
      [waiting]: [/Set a new password/],
      [verified.toUpperCase()]: [/Set a new password/],
      [rejected.email]: [/can’t be reset/, /was not approved/],
      [suspended.email]: [/can’t be reset/, /suspended/],
      [contact]: [/can’t be reset/, /no account to sign in with/],
    };
    const nobody = 'nobody@else.example';
    const answers = [];
    for (const email of [...Object.keys(expected), nobody]) answers.push(plain(await ask(email)));
    expect(answers).toEqual(answers.map(() => ({ status: 202, body: undefined })));
    for (const [email, says] of Object.entries(expected)) {
      const { subject, text } = (await mailsTo(email)).at(-1)!;
      for (const words of says) expect(`${subject}\n${text}`.replace(/\s+/g, ' ')).toMatch(words);
    }
    expect(await mailsTo(nobody)).toEqual([]);
  });

  it('security item 6: somebody pending may set a new password, and still comes in only when approved', async () => {
    const { email } = await pending(given, branchId);
    await ask(email);
    expect((await complete((await mailsTo(email)).at(-1)!.tokens[0]!)).status).toBe(204);
    const answer = await app.anyone().post('/session', { email, password: NEW });
    expect([answer.status, answer.body.code]).toEqual([403, 'awaiting_approval']);
  });

  it('security item 7: a suspension makes a link that was mailed before it worthless', async () => {
    const { id, token } = await forgetful();
    await app.admin.expect(200, 'POST', `/users/${id}/suspension`);
    expect(plain(await complete(token))).toEqual(expired);
    await app.admin.expect(200, 'DELETE', `/users/${id}/suspension`);
    expect(plain(await complete(token))).toEqual(expired);
  });

  it('security item 27: the link comes from PUBLIC_URL, whatever the request says of its host', async () => {
    const { email } = await given.user(branchId, ['booker']);
    const headers = { host: 'evil.test', 'x-forwarded-host': 'evil.test', 'content-type': 'application/json' };
    const body = JSON.stringify({ email });
    const asked = await raw(app.origin, { method: 'POST', path: '/api/v1/password-resets', headers, body });
    expect(asked.status).toBe(202);
    const { text, raw: whole } = await app.mail.waitFor(email, /new password/);
    expect(text).toContain(`${app.origin}/reset-password?token=`);
    expect(whole).not.toContain('evil.test');
  });

  it('ID-9: the token is 256 bits and stored nowhere but hashed; the new password is nowhere at all', async () => {
    const { token } = await forgetful();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const password = `${NEW} ${crypto.randomUUID()}`;
    await complete(token, password);
    await settled(app);
    const stored = await everythingStored(app.db);
    for (const [table, rows] of stored) {
      for (const secret of [token, Buffer.from(token, 'base64url').toString('hex'), password])
        expect([table, rows.includes(secret)]).toEqual([table, false]);
    }
    expect(stored.get('identity.mailed_links')).toContain(hashToken(token).toString('hex'));
  });
});
