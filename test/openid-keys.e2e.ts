import { setTimeout as delay } from 'node:timers/promises';
import { SigningKeys } from '../src/openid/use-cases/signing-keys.js';
import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { Club } from './support/openid.js';

const headerOf = (jwt: string) =>
  JSON.parse(Buffer.from(jwt.split('.')[0]!, 'base64url').toString()) as { kid: string };

describe('signing keys (OP-1, security item 48)', () => {
  let app: TestApp;
  let user: GivenUser;
  let club: Club;
  let other: string;

  beforeAll(async () => {
    app = await startApp();
    const given = new Given(app);
    user = await given.user(await given.branch(), ['booker']);
    club = await Club.given(app, { firstParty: true });
    other = await app.anotherProcess();
  });
  afterAll(() => app?.stop());

  const kids = async (origin: string) => {
    const { keys } = (await (await fetch(`${origin}/oidc/jwks`)).json()) as { keys: { kid: string }[] };
    return keys.map(({ kid }) => kid);
  };
  /** A process asks at most every 100 ms which keys there are, so other processes follow within that. */
  const noticed = () => delay(150);
  const age = async (sql: string) => {
    await app.db.query(`UPDATE openid.signing_keys SET ${sql}`);
    await noticed();
  };
  const renew = () => app.nest.get(SigningKeys, { strict: false }).renew();

  it('two processes that begin at once have one key', async () => {
    const [first, second] = await Promise.all([kids(app.origin), kids(other)]);
    expect(first.length).toBe(1);
    expect(second).toEqual(first);
  });

  it('a key that is not due stays alone', async () => {
    await Promise.all([renew(), renew()]);
    expect((await kids(app.origin)).length).toBe(1);
  });

  it('a new key is shown everywhere at once, signs later, and what the old one signed still verifies', async () => {
    const [old] = await kids(app.origin);
    const before = await club.signIn(user, 'openid offline_access', { prompt: 'consent' });
    await age(`created_at = now() - interval '91 days', signs_from = now() - interval '91 days'`);
    await Promise.all([renew(), renew(), renew()]);
    await noticed();
    const shown = await kids(app.origin);
    expect(shown.length).toBe(2);
    expect(await kids(other)).toEqual(shown);
    // Not yet: whoever keeps a copy of the key set does not know it.
    expect(headerOf((await club.signIn(user)).id_token!).kid).toBe(old);
    await age(`signs_from = signs_from - interval '61 minutes'`);
    const after = await club.signIn(user);
    expect(headerOf(after.id_token!).kid).not.toBe(old);
    expect(headerOf(before.id_token!).kid).toBe(old);
    // The hint is verified with the key that it names.
    const hinted = await club.begin('openid', { id_token_hint: before.id_token!, prompt: 'none' });
    const { status, location } = await fetchStep(hinted.url.href);
    expect([status, new URL(location).searchParams.get('error')]).toEqual([303, 'login_required']);
    expect(
      (await club.post('token', { grant_type: 'refresh_token', refresh_token: before.refresh_token! })).status,
    ).toBe(200);
  });

  it('an old key goes when everything that it signed has lapsed', async () => {
    await age(`signs_from = signs_from - interval '3 days'`);
    await renew();
    await noticed();
    expect((await kids(app.origin)).length).toBe(1);
    expect(await kids(other)).toEqual(await kids(app.origin));
    expect((await club.signIn(user)).claims()!.sub).toBe(user.id);
  });

  it('a process that starts later goes on with the same keys and tokens', async () => {
    const tokens = await club.signIn(user, 'openid offline_access', { prompt: 'consent' });
    const late = await app.anotherProcess();
    expect(await kids(late)).toEqual(await kids(app.origin));
    expect(await club.userInfo(tokens.access_token, late)).toBe(200);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token! };
    expect((await club.post('token', refresh, late)).status).toBe(200);
  });

  async function fetchStep(url: string) {
    const { status, headers } = await fetch(url, { redirect: 'manual' });
    return { status, location: headers.get('location')! };
  }
});
