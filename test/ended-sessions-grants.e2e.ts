import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { held, inLine } from './support/held.js';
import { Club, PlainBrowser } from './support/openid.js';
import { Passkeys } from './support/passkeys.js';

const NEW = 'nine lanterns over the quay';

describe('what a session has started ends with it (ID-15, OP-5)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let passkeys: Passkeys;
  let club: Club;

  beforeAll(async () => {
    app = await startApp({ OPENID_REFRESH_GRACE_SECONDS: '0' });
    given = new Given(app);
    branchId = await given.branch();
    passkeys = new Passkeys(app.origin);
    club = await Club.given(app, { firstParty: true });
  });
  afterAll(() => app?.stop());

  const someone = () => given.user(branchId, ['booker']);
  const fresh = () => `new${crypto.randomUUID().slice(0, 8)}@else.example`;
  const refreshed = ({ refresh_token }: { refresh_token?: string | undefined }) =>
    club.post('token', { grant_type: 'refresh_token', refresh_token: refresh_token! });
  const confirm = (token: string) => app.anyone().post('/email-verifications', { token });

  /** Somebody with a passkey, and a browser that a thief has signed in with it. */
  async function robbed() {
    const user = await someone();
    const { id: passkeyId, credential } = await passkeys.add(user.client);
    const thief = app.anyone();
    expect((await passkeys.signIn(thief, credential)).status).toBe(200);
    const browser = new PlainBrowser(app.origin);
    const [name, value] = thief.cookie.split('=') as [string, string];
    browser.cookies.set(name, { value, path: '/' });
    return { ...user, passkeyId, thief, browser };
  }

  it('S-2: a removed passkey ends the change of address and the offline grant of the sessions made with it', async () => {
    const { client, email, passkeyId, thief, browser, id } = await robbed();
    const evil = fresh();
    await thief.expect(200, 'PATCH', '/me', { email: evil });
    const { tokens } = await app.mail.waitFor(evil);
    const offline = await club.signIn({ id, email, client }, 'openid offline_access', { prompt: 'consent' }, browser);
    await client.expect(204, 'DELETE', `/me/passkeys/${passkeyId}`);
    expect((await thief.get('/session')).status).toBe(401);
    expect((await confirm(tokens[0]!)).status).toBe(410);
    expect((await refreshed(offline)).body.error).toBe('invalid_grant');
    expect(await club.userInfo(offline.access_token)).toBe(401);
    expect((await client.expect(200, 'GET', '/me')).email).toBe(email);
  });

  it('S-2: so does the end of a session in the list, and signing out', async () => {
    for (const end of ['one', 'others', 'sign-out'] as const) {
      const { client, email, thief, browser, id } = await robbed();
      const evil = fresh();
      await thief.expect(200, 'PATCH', '/me', { email: evil });
      const { tokens } = await app.mail.waitFor(evil);
      const offline = await club.signIn({ id, email, client }, 'openid offline_access', { prompt: 'consent' }, browser);
      const { items } = await client.expect(200, 'GET', '/me/sessions');
      const theirs = items.find(({ current }: { current: boolean }) => !current);
      if (end === 'sign-out') await thief.expect(204, 'DELETE', '/session');
      else await client.expect(204, 'DELETE', end === 'one' ? `/me/sessions/${theirs.id}` : '/me/sessions');
      expect([end, (await confirm(tokens[0]!)).status]).toEqual([end, 410]);
      expect([end, (await refreshed(offline)).body.error]).toEqual([end, 'invalid_grant']);
    }
  });

  it('S-2: a sign-in to a client that is under way when the session ends gives nothing that lasts', async () => {
    const person = await someone();
    const browser = new PlainBrowser(app.origin);
    const begun = await club.begin('openid offline_access', { prompt: 'consent' });
    const hop = await club.arrive(browser, person, begun);
    await person.client.expect(204, 'DELETE', '/me/sessions');
    await expect(club.redeem(begun, hop)).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  /** Refreshes without a pause until it is refused. */
  async function loop(first: { refresh_token?: string | undefined; access_token: string }, isOver: () => boolean) {
    let last: { refresh_token?: string | undefined; access_token?: string | undefined } = first;
    while (!isOver()) {
      const { body, status } = await refreshed(last);
      if (status !== 200) break;
      last = body;
    }
    return last;
  }

  it('S-3: a refresh that is in flight when the password is reset, or changed, gives nothing that works', async () => {
    for (const way of ['reset', 'change', 'reset', 'change', 'reset'] as const) {
      const person: GivenUser = await someone();
      const offline = await club.signIn(person, 'openid offline_access', { prompt: 'consent' });
      await app.anyone().expect(202, 'POST', '/password-resets', { email: person.email });
      const { tokens } = await app.mail.waitFor(person.email, /new password/);
      // The moment is the test's: the end has taken everything away when the refresh writes what it gives.
      const grants = await held(app.db, {
        text: `SELECT FROM openid.artifacts WHERE user_id = $1 AND kind = 'RefreshToken' FOR UPDATE`,
        values: [person.id],
      });
      let over = false;
      const looping = loop(offline, () => over);
      await grants.waitedFor();
      const ended =
        way === 'reset'
          ? app.anyone().post('/password-resets/complete', { token: tokens[0], password: NEW })
          : person.client.put('/me/password', { password: NEW });
      await inLine(app.db, 2);
      await grants.release();
      expect([way, (await ended).status]).toEqual([way, 204]);
      over = true;
      const last = await looping;
      expect([way, (await refreshed(last)).body.error]).toEqual([way, 'invalid_grant']);
      expect([way, await club.userInfo(last.access_token!)]).toEqual([way, 401]);
    }
  });
});
