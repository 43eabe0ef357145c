import { type TestApp, startApp } from './support/app.js';
import { Given, type GivenUser, PASSWORD } from './support/given.js';
import { loopback, randomAddress, signInFrom } from './support/guesses.js';
import { inParallel } from './support/in-parallel.js';
import { plain } from './support/operations.js';
import { raw, type RawAnswer } from './support/raw.js';

const codeOf = ({ status, text }: RawAnswer) => `${status} ${status === 200 ? '' : JSON.parse(text).code}`.trim();

describe('throttling of guesses (ID-11, IF-3, security item 26)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;
  let elsewhere: string;

  beforeAll(async () => {
    app = await startApp({ SIGN_IN_FAILURES_PER_ADDRESS: '200', PASSKEY_CEREMONIES_PER_HOUR: '30' });
    given = new Given(app);
    branchId = await given.branch();
    elsewhere = await app.anotherProcess();
  });
  afterAll(() => app?.stop());

  const wrong = (email: string, from: string, headers?: Record<string, string>, at = app.origin) =>
    signInFrom(at, { email, password: 'not the password at all', from, ...(headers && { headers }) });
  const right = (email: string, from: string, headers?: Record<string, string>) =>
    signInFrom(app.origin, { email, password: PASSWORD, from, ...(headers && { headers }) });

  /** 200 guesses from 20 addresses at two processes at once, each under a made-up address. */
  const attack = (email: string) =>
    inParallel(Array.from({ length: 200 }), 20, (_, index) => {
      const headers = { 'x-forwarded-for': randomAddress(), 'x-real-ip': randomAddress(), forwarded: 'for=10.0.0.1' };
      return wrong(email, loopback(index % 20), headers, index % 2 ? elsewhere : app.origin);
    });
  const evaluated = async (email: string) =>
    (
      await app.db.query<{ attempts: number }>(
        `SELECT sum(count)::int AS attempts FROM identity.sign_ins i JOIN identity.users u ON u.id = i.user_id
          WHERE u.email = $1 AND outcome = 'wrong_password'`,
        [email],
      )
    ).rows[0]!.attempts;

  describe('200 wrong passwords for one account, and for none', () => {
    let victim: GivenUser;
    let answers: RawAnswer[];

    beforeAll(async () => {
      victim = await given.user(branchId, ['booker']);
      answers = await attack(victim.email);
    });

    it('security item 66: 50 are evaluated over all addresses and processes; the others get 429 with Retry-After', async () => {
      const refused = answers.filter(({ status }) => status === 429);
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(50);
      expect(refused).toHaveLength(150);
      expect(await evaluated(victim.email)).toBe(50);
      for (const { headers, text } of refused) {
        expect(JSON.parse(text)).toMatchObject({ code: 'too_many_requests', status: 429 });
        expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
        expect(Number(headers['retry-after'])).toBeLessThanOrEqual(3_600);
        expect(headers['ratelimit-policy']).toBe('"guesses";q=50;w=3600');
        expect(headers.ratelimit).toMatch(/^"guesses";r=0;t=\d+$/);
      }
    });

    it('a stranger gets no further, not even with the right password', async () => {
      expect(codeOf(await right(victim.email, '127.0.0.90'))).toBe('429 too_many_requests');
    });

    it('the owner signs in from where they have before, and with the browser that they have used before', async () => {
      expect((await app.anyone().post('/session', { email: victim.email, password: PASSWORD })).status).toBe(200);
      const browser = { cookie: victim.client.cookie, origin: app.origin };
      expect(codeOf(await right(victim.email, '127.0.0.91', browser))).toBe('200');
    });

    it('an account that does not exist is throttled alike', async () => {
      const none = await attack('nobody-at-all@fleet.example');
      expect(none.filter(({ status }) => status === 401)).toHaveLength(50);
      const bodies = (all: RawAnswer[]) =>
        new Set(
          all.map(({ status, text }) =>
            JSON.stringify(plain({ status, body: { ...JSON.parse(text), detail: undefined } })),
          ),
        );
      expect(bodies(none)).toEqual(bodies(answers));
    });

    it('it ends by itself, after an hour', async () => {
      await app.db.query(`UPDATE platform.limits SET window_ends_at = window_ends_at - interval '1 hour'`);
      expect(codeOf(await right(victim.email, '127.0.0.92'))).toBe('200');
    });
  });

  it('pauses grow: 1, 2, 4 … seconds after the fifth failure; the right password ends them', async () => {
    const { email } = await given.user(branchId, ['booker']);
    const from = '127.0.0.100';
    for (let count = 0; count < 5; count += 1) expect(codeOf(await wrong(email, from))).toMatch(/^401/);
    const pauses = [];
    for (let count = 0; count < 4; count += 1) {
      const refused = await wrong(email, from);
      expect(refused.status).toBe(429);
      pauses.push(Number(refused.headers['retry-after']));
      await app.db.query('UPDATE platform.limits SET free_at = now()');
      expect((await wrong(email, from)).status).toBe(401);
    }
    expect(pauses).toEqual([1, 2, 4, 8]);
    expect((await right(email, from)).status).toBe(429);
    await app.db.query('UPDATE platform.limits SET free_at = now()');
    expect((await right(email, from)).status).toBe(200);
    for (let count = 0; count < 5; count += 1) expect((await wrong(email, from)).status).toBe(401);
  });

  it('at an address that is known and attacked, the browser that was used before still gets in', async () => {
    const { email } = await given.user(branchId, ['booker']);
    const stranger = await given.user(branchId, ['booker']);
    const foreign = { cookie: stranger.client.cookie, origin: app.origin };
    const from = '127.0.0.110';
    const signedIn = await right(email, from);
    const cookie = signedIn.setCookies[0]!.split(';')[0]!;
    for (let count = 0; count < 8; count += 1) await wrong(email, from);
    // Of a second, which these three must not outlast.
    await app.db.query(`UPDATE platform.limits SET free_at = now() + interval '1 minute' WHERE free_at > '-infinity'`);
    expect((await right(email, from)).status).toBe(429);
    expect((await right(email, from, { cookie, origin: app.origin })).status).toBe(200);
    expect((await right(email, from, foreign)).status).toBe(429);
  });

  it('one address that tries one password with many accounts is stopped after 200, and not told which of them there are', async () => {
    const from = '127.0.0.120';
    const people = await inParallel([1, 2], 2, () => given.user(branchId, ['booker']));
    for (const { email } of people) expect((await right(email, from)).status).toBe(200);
    const [known, other] = people.map(({ email }) => email) as [string, string];
    const pauseOf = async (email: string) => {
      const guesses = await inParallel(Array.from({ length: 6 }), 1, () => wrong(email, from));
      return guesses.map(({ status, headers }) => [status, headers['retry-after']]);
    };
    expect(await pauseOf(known)).toEqual(await pauseOf('nobody-of-here@fleet.example'));
    const accounts = Array.from({ length: 210 }, (_, index) => `sprayed${index}@fleet.example`);
    const answers = await inParallel(accounts, 8, (email) => wrong(email, from));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(190);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(20);
    for (const email of [other, 'nobody-either@fleet.example']) {
      const { status, headers } = await wrong(email, from);
      expect([status, headers['ratelimit-policy']]).toEqual([429, '"guesses";q=200;w=3600']);
    }
    // Nothing from there is looked at any more, whether it would be right or not.
    expect((await right(other, from)).status).toBe(429);
    expect((await wrong('sprayed1@fleet.example', '127.0.0.121')).status).toBe(401);
  });

  it('sign-ins by passkey are held to so many an hour from one address, begun and finished ones together', async () => {
    const post = (path: string, from: string, at = app.origin) =>
      raw(at, {
        method: 'POST',
        path: `/api/v1/session/${path}`,
        headers: { 'content-type': 'application/json' },
        body: '{}',
        from,
      });
    const from = '127.0.0.130';
    const first = await post('passkey-options', from);
    expect([first.status, first.headers['ratelimit-policy']]).toEqual([200, '"ceremonies";q=30;w=3600']);
    const paths = Array.from({ length: 39 }, (_, index) => (index % 2 ? 'passkey' : 'passkey-options'));
    const answers = await inParallel(paths, 8, (path, index) => post(path, from, index % 3 ? app.origin : elsewhere));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expect(answers.filter(({ status }) => ![200, 422, 429].includes(status))).toEqual([]);
    for (const path of ['passkey', 'passkey-options']) {
      const refused = await post(path, from);
      expect([path, codeOf(refused)]).toEqual([path, '429 too_many_requests']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_500);
    }
    expect((await post('passkey-options', '127.0.0.131')).status).toBe(200);
  });

  it('security item 74: fails closed: where nothing can be counted, nobody signs in (503), also with the right password', async () => {
    const { email } = await given.user(branchId, ['booker']);
    const blocker = await app.db.connect();
    try {
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE platform.limits IN ACCESS EXCLUSIVE MODE');
      const [refused, unread] = await Promise.all([right(email, '127.0.0.1'), wrong(email, '127.0.0.1')]);
      // A guess that was looked at would be told that it is wrong.
      expect(codeOf(unread)).toBe('503 unavailable');
      expect([codeOf(refused), refused.headers['retry-after']]).toEqual(['503 unavailable', '2']);
    } finally {
      await blocker.query('ROLLBACK');
      blocker.release();
    }
    expect((await right(email, '127.0.0.1')).status).toBe(200);
  });

  // The last test of the file: passport keeps its strategies by process, and the newest deployment's answer to all.
  it('behind a configured proxy the forwarded address counts, and what was forged before it does not', async () => {
    const proxied = await startApp({ TRUSTED_PROXIES: '127.0.0.1', SIGN_IN_FAILURES_UNPAUSED: '3' });
    try {
      const attempt = (client: string, from: string) =>
        signInFrom(proxied.origin, {
          email: 'nobody@fleet.example',
          password: 'not the password at all',
          from,
          headers: { 'x-forwarded-for': `${randomAddress()}, ${client}` },
        });
      const codes = async (client: string, from: string, count: number) => {
        const got = [];
        for (let index = 0; index < count; index += 1) got.push((await attempt(client, from)).status);
        return got;
      };
      expect(await codes('203.0.113.5', '127.0.0.1', 4)).toEqual([401, 401, 401, 429]);
      expect(await codes('203.0.113.6', '127.0.0.1', 1)).toEqual([401]);
      expect(await codes('203.0.113.7', '127.0.0.9', 3)).toEqual([401, 401, 401]);
      expect(await codes('203.0.113.8', '127.0.0.9', 1)).toEqual([429]);
      const { rows } = await proxied.db.query<{ address: string }>(
        `SELECT DISTINCT address FROM identity.sign_ins WHERE outcome <> 'ok' ORDER BY 1`,
      );
      expect(rows.map(({ address }) => address)).toEqual(['127.0.0.9', '203.0.113.5', '203.0.113.6']);
    } finally {
      await proxied.stop();
    }
  });
});
