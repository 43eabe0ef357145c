import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser } from './support/given.js';
import { CALLBACK, Club, PlainBrowser } from './support/openid.js';

const ROUNDS = 20;
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));

describe('codes and refresh tokens are worth one thing, once (OP-1)', () => {
  let app: TestApp;
  let user: GivenUser;
  let club: Club;
  let spa: Club;
  let origins: string[];
  let browser: PlainBrowser;

  beforeAll(async () => {
    app = await startApp({ OPENID_REFRESH_GRACE_SECONDS: '2' });
    const given = new Given(app);
    user = await given.user(await given.branch(), ['booker']);
    club = await Club.given(app, { firstParty: true });
    spa = await Club.given(app, { type: 'public', firstParty: true });
    origins = [app.origin, await app.anotherProcess()];
    browser = new PlainBrowser(app.origin);
    await club.signIn(user, 'openid', {}, browser);
  });
  afterAll(() => app?.stop());

  async function code(): Promise<Record<string, string>> {
    const begun = await club.begin('openid');
    const { searchParams } = new URL((await browser.visit(begun.url.href)).location!);
    const code_verifier = begun.checks.pkceCodeVerifier as string;
    return { grant_type: 'authorization_code', code: searchParams.get('code')!, redirect_uri: CALLBACK, code_verifier };
  }

  const refreshToken = async (of = spa) =>
    (await of.signIn(user, 'openid offline_access', { prompt: 'consent' })).refresh_token!;
  const refresh = (refresh_token: string, origin = app.origin) =>
    spa.post('token', { grant_type: 'refresh_token', refresh_token }, origin);

  it.each([2, 3, 20])('security item 10: of %i at once with one code, exactly one gets tokens', async (count) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const form = await code();
      const answers = await times(count, (index) => club.post('token', form, origins[index % 2]));
      const won = answers.filter(({ status }) => status === 200);
      const lost = answers.filter(({ status, body }) => status === 400 && body.error === 'invalid_grant');
      expect([won.length, lost.length]).toEqual([1, count - 1]);
    }
  });

  it('security item 10: a code that comes again later ends what it gave', async () => {
    const form = await code();
    const { body } = await club.post('token', form);
    expect(await club.userInfo(body.access_token!)).toBe(200);
    expect((await club.post('token', form)).body.error).toBe('invalid_grant');
    expect(await club.userInfo(body.access_token!)).toBe(401);
  });

  it.each([2, 3, 20])(
    'security item 13: of %i at once with one refresh token, all get the one successor',
    async (count) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const token = await refreshToken();
        const answers = await times(count, (index) => refresh(token, origins[index % 2]));
        expect(answers.map(({ status }) => status)).toEqual(Array(count).fill(200));
        expect(new Set(answers.map(({ body }) => body.refresh_token)).size).toBe(1);
        expect(new Set(answers.map(({ body }) => body.access_token)).size).toBe(1);
        const { rows } = await app.db.query(
          `SELECT count(*)::int AS count FROM openid.artifacts
          WHERE kind = 'RefreshToken' AND consumed_at IS NULL AND client_id = $1`,
          [spa.client.clientId],
        );
        expect(rows).toEqual([{ count: 1 }]);
        await app.db.query(`DELETE FROM openid.artifacts WHERE kind = 'RefreshToken'`);
      }
    },
  );

  it('security item 13: after the window, a refresh token that comes again ends the family', async () => {
    const first = await refreshToken();
    const second = (await refresh(first)).body;
    expect(second.refresh_token).not.toBe(first);
    expect(await spa.userInfo(second.access_token!)).toBe(200);
    await app.db.query(
      `UPDATE openid.artifacts SET consumed_at = consumed_at - interval '3 seconds' WHERE consumed_at IS NOT NULL`,
    );
    expect((await refresh(first)).body.error).toBe('invalid_grant');
    expect((await refresh(second.refresh_token!)).body.error).toBe('invalid_grant');
    expect(await spa.userInfo(second.access_token!)).toBe(401);
  });

  it('security item 13: another client gets nothing out of the window', async () => {
    const other = await Club.given(app, { type: 'public', firstParty: true });
    const token = await refreshToken();
    await refresh(token);
    const stolen = await other.post('token', { grant_type: 'refresh_token', refresh_token: token });
    expect([stolen.status, stolen.body.error]).toEqual([400, 'invalid_grant']);
  });

  it('security item 13: a successor lives no longer than what it was exchanged for', async () => {
    const token = await refreshToken();
    const expiry = async () =>
      (
        await app.db.query<{ at: Date }>(
          `SELECT max(expires_at) AS at FROM openid.artifacts WHERE kind = 'RefreshToken' AND client_id = $1`,
          [spa.client.clientId],
        )
      ).rows[0]!.at.getTime();
    const before = await expiry();
    expect((await refresh(token)).status).toBe(200);
    expect(Math.abs((await expiry()) - before)).toBeLessThan(2_000);
  });

  it('nothing that works can be read from the database', async () => {
    const form = await code();
    const token = await refreshToken();
    const { body } = await club.post('token', await code());
    const { rows } = await app.db.query(`SELECT row_to_json(a)::text AS text FROM openid.artifacts a
      UNION ALL SELECT row_to_json(c)::text FROM openid.clients c UNION ALL SELECT row_to_json(k)::text FROM openid.signing_keys k
      UNION ALL SELECT changes::text FROM platform.audit_entries UNION ALL SELECT payload::text FROM platform.outbox`);
    const dump = rows.map(({ text }) => text as string).join('\n');
    for (const secret of [form.code!, token, body.access_token!, club.client.clientSecret!, '"d"', 'PRIVATE']) {
      expect(dump.includes(secret)).toBe(false);
    }
  });
});
