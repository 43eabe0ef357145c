import { type TestApp, startApp } from './support/app.js';
import { eventually } from './support/eventually.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { Club, PlainBrowser } from './support/openid.js';
import { Passkeys } from './support/passkeys.js';
import { pending, register } from './support/scene.js';
import { settled } from './support/stored.js';

const NEW = 'nine lanterns over the quay';

describe('getting an account back, and making sure that it is one’s own (ID-6, ID-15)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let passkeys: Passkeys;
  let club: Club;

  beforeAll(async () => {
    app = await startApp();
    given = new Given(app);
    branchId = await given.branch();
    passkeys = new Passkeys(app.origin);
    club = await Club.given(app, { name: 'Flying Club' });
  });
  afterAll(() => app?.stop());

  const someone = () => given.user(branchId, ['booker']);
  const fresh = () => `new${crypto.randomUUID().slice(0, 8)}@else.example`;
  const signIn = async (email: string, password: string) =>
    (await app.anyone().post('/session', { email, password })).status;
  const confirm = (token: string) => app.anyone().post('/email-verifications', { token });
  /** The newest that came to an old address; of a change to it, the same address is told without a link. */
  const undoLink = async (email: string) => {
    const tokens = () => app.mail.to(email, /address of your .* account was changed/).flatMap((mail) => mail.tokens);
    await eventually('the old address is told', () => Promise.resolve(tokens().length > 0));
    return tokens().at(-1)!;
  };
  const resetLink = async (email: string) => {
    await app.anyone().expect(202, 'POST', '/password-resets', { email });
    return (await app.mail.waitFor(email, /new password/)).tokens[0]!;
  };
  const pathOf = ({ url }: { url: string }) => new URL(url).pathname;
  const tokenOf = ({ url }: { url: string }) => new URL(url).searchParams.get('token')!;

  /** Whose address somebody else has changed, by a link that reached the new one. */
  async function changed(): Promise<GivenUser & { evil: string; undo: string }> {
    const user = await someone();
    const evil = fresh();
    await user.client.expect(200, 'PATCH', '/me', { email: evil });
    expect((await confirm((await app.mail.waitFor(evil)).tokens[0]!)).status).toBe(200);
    return { ...user, evil, undo: await undoLink(user.email) };
  }

  it('ID-13: once a new address is confirmed, what was mailed to the old one no longer works', async () => {
    const { email, client } = await someone();
    const token = await resetLink(email);
    const wanted = fresh();
    await client.expect(200, 'PATCH', '/me', { email: wanted });
    expect((await confirm((await app.mail.waitFor(wanted)).tokens[0]!)).status).toBe(200);
    const answer = await app.anyone().post('/password-resets/complete', { token, password: NEW });
    expect([answer.status, answer.body.code]).toEqual([410, 'link_expired']);
    expect([await signIn(wanted, PASSWORD), await signIn(wanted, NEW)]).toEqual([200, 401]);
  });

  it('ID-15: a reset ends the change of address that a session asked for, also where that session has lapsed', async () => {
    for (const lapsed of [false, true]) {
      const { id, email, client } = await someone();
      const wanted = fresh();
      await client.expect(200, 'PATCH', '/me', { email: wanted });
      const { tokens } = await app.mail.waitFor(wanted);
      if (lapsed) {
        const yesterday = `UPDATE identity.sessions SET expires_at = now() - interval '1 day' WHERE user_id = $1`;
        await app.db.query(yesterday, [id]);
      }
      const reset = { token: await resetLink(email), password: NEW };
      await app.anyone().expect(204, 'POST', '/password-resets/complete', reset);
      expect([lapsed, (await confirm(tokens[0]!)).status]).toEqual([lapsed, 410]);
      expect([await signIn(email, NEW), await signIn(wanted, NEW)]).toEqual([200, 401]);
    }
  });

  it('S-8: the old address takes a change back, which ends every session; then a new password is set', async () => {
    const { email, evil, client, undo } = await changed();
    const thief = await app.anyone().signIn(evil, PASSWORD);
    const browser = new PlainBrowser(app.origin);
    const page = await browser.visit(`/undo-email-change?token=${undo}`);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('This wasn’t me')]);
    expect(page.text).toContain(email);
    expect(page.text).not.toContain(evil);
    // Looking uses nothing up.
    expect((await browser.visit(`/undo-email-change?token=${undo}`)).status).toBe(200);
    expect((await thief.get('/session')).status).toBe(200);
    const reset = await browser.submit('/undo-email-change', { token: undo });
    expect([pathOf(reset), reset.status]).toEqual(['/reset-password', 200]);
    expect([(await thief.get('/session')).status, (await client.get('/session')).status]).toEqual([401, 401]);
    await browser.submit('/reset-password/complete', { token: tokenOf(reset), password: NEW });
    expect([await signIn(email, NEW), await signIn(email, PASSWORD), await signIn(evil, NEW)]).toEqual([200, 401, 401]);
    expect((await browser.submit('/undo-email-change', { token: undo })).status).toBe(410);
    await settled(app);
    expect(app.mail.to(evil, /was undone/)).toHaveLength(1);
  });

  it('S-8: the thief cannot void the link, by a password, by a second change, or by an undo of their own', async () => {
    const { email, evil, client, undo } = await changed();
    await client.expect(204, 'PUT', '/me/password', { password: NEW });
    const further = fresh();
    await client.expect(200, 'PATCH', '/me', { email: further });
    expect((await confirm((await app.mail.waitFor(further)).tokens[0]!)).status).toBe(200);
    const theirs = await undoLink(evil);
    const browser = new PlainBrowser(app.origin);
    expect(pathOf(await browser.submit('/undo-email-change', { token: theirs }))).toBe('/reset-password');
    expect(pathOf(await browser.submit('/undo-email-change', { token: undo }))).toBe('/reset-password');
    expect([await signIn(email, NEW), await signIn(evil, NEW), await signIn(further, NEW)]).toEqual([200, 401, 401]);
  });

  it('S-8: once the owner has taken the change back, later old addresses take nothing', async () => {
    const { email, evil, client, undo } = await changed();
    const further = fresh();
    await client.expect(200, 'PATCH', '/me', { email: further });
    expect((await confirm((await app.mail.waitFor(further)).tokens[0]!)).status).toBe(200);
    const theirs = await undoLink(evil);
    const browser = new PlainBrowser(app.origin);
    await browser.submit('/undo-email-change', { token: undo });
    expect((await browser.visit(`/undo-email-change?token=${theirs}`)).status).toBe(410);
    expect((await browser.submit('/undo-email-change', { token: theirs })).status).toBe(410);
    expect(await signIn(email, PASSWORD)).toBe(200);
    // It is no other kind of link either.
    const other = await changed();
    expect((await confirm(other.undo)).status).toBe(410);
    expect((await browser.visit(`/verify-email?token=${other.undo}`)).status).toBe(410);
    const asReset = { token: other.undo, password: NEW };
    expect((await app.anyone().post('/password-resets/complete', asReset)).status).toBe(410);
  });

  it('S-8: of two who press the button at once one takes it back', async () => {
    const { undo } = await changed();
    const browsers = [new PlainBrowser(app.origin), new PlainBrowser(app.origin)];
    const answers = await Promise.all(browsers.map((browser) => browser.go('/undo-email-change', { token: undo })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
  });

  /** Somebody with a passkey, an application and a calendar link. */
  async function withMuch() {
    const user = await someone();
    await passkeys.add(user.client, { name: 'The thief’s phone' });
    const feed = await user.client.expect(201, 'POST', '/me/calendar-feed');
    const tokens = await club.signIn(user, 'openid email offline_access', { prompt: 'consent' });
    const feedStatus = async () => (await fetch(feed.url as string)).status;
    return { ...user, tokens, feedStatus };
  }
  const removals = (text: string) => [...text.matchAll(/action="(\/review-access\/[^"]+)"/g)].map(([, path]) => path!);

  it('S-12: after a reset the person sees passkeys, applications and the calendar link, and removes them', async () => {
    const { email, feedStatus, tokens } = await withMuch();
    expect(await feedStatus()).toBe(200);
    const browser = new PlainBrowser(app.origin);
    const token = await resetLink(email);
    const page = await browser.submit('/reset-password/complete', { token, password: NEW });
    expect([pathOf(page), page.status]).toEqual(['/review-access', 200]);
    for (const shown of ['The thief’s phone', 'Flying Club', 'calendar link']) expect(page.text).toContain(shown);
    expect(await feedStatus()).toBe(404);
    expect(await club.userInfo(tokens.access_token)).toBe(401);
    const paths = removals(page.text);
    expect(paths).toHaveLength(2);
    for (const path of paths) {
      expect((await browser.submit(path, { token: tokenOf(page) })).text).toContain('Removed.');
    }
    const client = await app.anyone().signIn(email, NEW);
    expect((await client.expect(200, 'GET', '/me/passkeys')).items).toEqual([]);
    expect((await client.expect(200, 'GET', '/me/grants')).items).toEqual([]);
  });

  it('S-12: after a change of address as well; who has nothing of all that is not asked to look', async () => {
    const { client, feedStatus } = await withMuch();
    const wanted = fresh();
    await client.expect(200, 'PATCH', '/me', { email: wanted });
    const browser = new PlainBrowser(app.origin);
    const page = await browser.submit('/verify-email', { token: (await app.mail.waitFor(wanted)).tokens[0]! });
    expect([pathOf(page), page.text]).toEqual(['/review-access', expect.stringContaining('The thief’s phone')]);
    expect(await feedStatus()).toBe(404);
    const bare = await someone();
    const reset = { token: await resetLink(bare.email), password: NEW };
    expect(pathOf(await browser.submit('/reset-password/complete', reset))).toBe('/sign-in');
  });

  it('S-12: the page removes nothing of somebody else, nor with another token', async () => {
    const [mine, other] = [await withMuch(), await withMuch()];
    const browser = new PlainBrowser(app.origin);
    const page = await browser.submit('/reset-password/complete', {
      token: await resetLink(mine.email),
      password: NEW,
    });
    const { items } = await other.client.expect(200, 'GET', '/me/passkeys');
    await browser.submit(`/review-access/passkeys/${items[0].id}/removal`, { token: tokenOf(page) });
    const [path] = removals(page.text);
    const refused = await browser.go(path!, { token: await resetLink(other.email) });
    expect([refused.status, refused.location]).toEqual([303, expect.stringMatching(/^\/sign-in/)]);
    expect((await other.client.expect(200, 'GET', '/me/passkeys')).items).toHaveLength(1);
    expect(removals((await browser.visit(page.url)).text)).toHaveLength(2);
    // It is the page's token alone: it sets no password.
    const asReset = { token: tokenOf(page), password: PASSWORD };
    expect((await app.anyone().post('/password-resets/complete', asReset)).status).toBe(410);
  });

  it('S-15: quick verification drops the password that was typed; the mailed link sets one', async () => {
    const { id, email, token } = await register(given, branchId);
    await app.admin.expect(200, 'POST', `/users/${id}/quick-verification`);
    const placement = { branchId, roles: [{ roleId: await given.roleId('booker') }], groupIds: [] };
    await app.admin.expect(200, 'POST', `/users/${id}/approval`, placement);
    expect(await signIn(email, PASSWORD)).toBe(401);
    expect((await confirm(token)).status).toBe(410);
    const mail = await app.mail.waitFor(email, /Choose a password/);
    const reset = { token: mail.tokens[0], password: NEW };
    await app.anyone().expect(204, 'POST', '/password-resets/complete', reset);
    expect([await signIn(email, NEW), await signIn(email, PASSWORD)]).toEqual([200, 401]);
  });

  it('S-15: while they still wait for approval, and for whoever was invited, it is the same', async () => {
    const waiting = await register(given, branchId);
    await app.admin.expect(200, 'POST', `/users/${waiting.id}/quick-verification`);
    expect((await app.anyone().post('/session', { email: waiting.email, password: PASSWORD })).body.code).toBe(
      'invalid_credentials',
    );
    const invited = { email: fresh(), name: 'Invited', canSignIn: true, branchId };
    const { id } = await app.admin.expect(201, 'POST', '/users', invited);
    await app.admin.expect(200, 'POST', `/users/${id}/quick-verification`);
    for (const email of [waiting.email, invited.email]) {
      const mail = await app.mail.waitFor(email, /Choose a password/);
      await app.anyone().expect(204, 'POST', '/password-resets/complete', { token: mail.tokens[0], password: NEW });
    }
    expect(await signIn(invited.email, NEW)).toBe(200);
    // Who has confirmed the address themselves keeps what they chose.
    const own = await pending(given, branchId);
    expect((await app.anyone().post('/session', { email: own.email, password: PASSWORD })).body.code).toBe(
      'awaiting_approval',
    );
  });
});
