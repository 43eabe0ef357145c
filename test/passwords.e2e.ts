import { hash } from '@node-rs/argon2';
import { type TestApp, startApp } from './support/app.js';
import { Given, PASSWORD } from './support/given.js';

describe('passwords (ID-10)', () => {
  let app: TestApp;
  let given: Given;
  let branchId: string;

  beforeAll(async () => {
    app = await startApp({ SIGN_IN_FAILURES_UNPAUSED: '100' });
    await app.admin.expect(200, 'PATCH', '/organisation', { name: 'Kea Flying Club' });
    given = new Given(app);
    branchId = await given.branch();
  });
  afterAll(() => app?.stop());

  interface Invited {
    email: string;
    token: string;
  }

  async function invited(fields: object = {}): Promise<Invited> {
    const email = `rosalind.hartmann${crypto.randomUUID().slice(0, 8)}@windmill.example`;
    await app.admin.expect(201, 'POST', '/users', { email, name: 'Rosalind Hartmann', branchId, ...fields });
    return { email, token: (await app.mail.waitFor(email)).tokens[0]! };
  }
  const choose = ({ token }: Invited, password: string) =>
    app.anyone().post('/email-verifications', { token, password });
  const signIn = async ({ email }: Invited, password: string) =>
    (await app.anyone().post('/session', { email, password })).status;

  it('security item 31: 15 code points or more, any character, no composition rule; 128 work to sign in with', async () => {
    const one = await invited();
    for (const short of ['fourteen chars', 'ähm 🚗 zu kurz ', '🚗'.repeat(14)]) {
      const refused = await choose(one, short);
      expect([short, refused.status, refused.body.errors?.[0]?.code]).toEqual([short, 422, 'too_short']);
    }
    expect((await choose(one, 'x'.repeat(129))).body.errors[0].code).toBe('too_long');
    const mixed = 'é漢🚗я'.repeat(32);
    for (const password of ['correct horse battery staple', mixed, '  leading and trailing spaces  ']) {
      const person = await invited();
      expect([password, (await choose(person, password)).status]).toEqual([password, 200]);
      expect([password, await signIn(person, password)]).toEqual([password, 200]);
    }
  });

  it('security item 32: nothing is cut off or changed', async () => {
    const person = await invited();
    const long = 'Seventeen green bicycles lean on the old harbour wall while gulls argue and rain, ';
    expect(long.length).toBeGreaterThan(80);
    expect((await choose(person, long)).status).toBe(200);
    const others = [long.slice(0, 72), long.trim(), long.toLowerCase(), `${long} `, long.slice(0, -1)];
    for (const other of others) expect([other, await signIn(person, other)]).toEqual([other, 401]);
    expect(await signIn(person, long)).toBe(200);
  });

  it('security item 33: é is é, however it was typed', async () => {
    const [composed, decomposed] = ['NFC', 'NFD'].map((form) => 'três chapéus à l’été naïf'.normalize(form));
    expect(composed).not.toBe(decomposed);
    const [one, other] = [await invited(), await invited()];
    expect([(await choose(one, composed!)).status, await signIn(one, decomposed!)]).toEqual([200, 200]);
    expect([(await choose(other, decomposed!)).status, await signIn(other, composed!)]).toEqual([200, 200]);
  });

  it('security item 34: what is common, or built from what is known of the person, is refused with a reason', async () => {
    const person = await invited();
    const local = person.email.split('@')[0]!;
    const guessable = [
      'passwordpassword',
      'motorpool2026!!',
      'Motorpool2026!!',
      'm0t0rp00l2026!!',
      'keaflyingclub2026',
      'Kea Flying Club!',
      `${local}${local}`,
      'RosalindHartmann1',
      'windmill.example1',
      'aaaaaaaaaaaaaaaaa',
      'qwertyuiopasdfgh',
      '1234567890123456',
      'abcabcabcabcabcabc',
      'P@ssw0rdP@ssw0rd',
      'iloveyouiloveyou',
      '                  ',
    ];
    for (const password of guessable) {
      const { status, body } = await choose(person, password);
      expect([password, status, body.errors?.[0]]).toEqual([
        password,
        422,
        {
          field: 'password',
          code: 'guessable_password',
          message: expect.stringMatching(/^is (easy to guess|based on).*Use four or more words/),
        },
      ]);
    }
    const details = { email: person.email, name: 'Rosalind', password: 'motorpool2026!!', branchId };
    const registration = await app.anyone().post('/registrations', details);
    expect([registration.status, registration.body.errors[0].code]).toEqual([422, 'guessable_password']);
    expect((await choose(person, PASSWORD)).status).toBe(200);
  });

  it('ID-10: a hash of lesser parameters is renewed at the next sign-in, and only then', async () => {
    const { id, email } = await given.user(branchId, ['booker']);
    const weak = await hash(PASSWORD.normalize('NFKC'), { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    await app.db.query('UPDATE identity.users SET password_hash = $2 WHERE id = $1', [id, weak]);
    const stored = async () =>
      (await app.db.query('SELECT password_hash AS hash FROM identity.users WHERE id = $1', [id])).rows[0].hash;
    expect(await signIn({ email, token: '' }, `${PASSWORD}!`)).toBe(401);
    expect(await stored()).toBe(weak);
    expect(await signIn({ email, token: '' }, PASSWORD)).toBe(200);
    const renewed = await stored();
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await signIn({ email, token: '' }, PASSWORD)).toBe(200);
    expect(await stored()).toBe(renewed);
  });
});
