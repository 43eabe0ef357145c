import { PLACES_PER_ADDRESS } from '../src/identity/use-cases/passwords/hash-queue.js';
import { ADMIN, type TestApp, startApp } from './support/app.js';
import { PASSWORD } from './support/given.js';
import { signInFrom } from './support/guesses.js';

describe('hashing (ID-10)', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.stop());

  it('S-7: one address cannot fill the line: it is refused beyond its places, and another signs in meanwhile', async () => {
    const rush = Array.from({ length: 240 }, (_, index) =>
      signInFrom(app.origin, { email: `rush${index}@fleet.example`, password: PASSWORD, from: '127.0.0.50' }),
    );
    const { email, password } = ADMIN;
    const other = await signInFrom(app.origin, { email, password, from: '127.0.0.51' });
    expect(other.status).toBe(200);
    const answers = await Promise.all(rush);
    const refused = answers.filter(({ status }) => status === 429);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401, 429]));
    for (const { headers, text } of refused) {
      expect(JSON.parse(text)).toMatchObject({ code: 'too_many_requests' });
      expect(headers['ratelimit-policy']).toBe(`"hashes";q=${PLACES_PER_ADDRESS};w=2`);
      expect(Number(headers['retry-after'])).toBeGreaterThanOrEqual(1);
    }
    // Its places are free again.
    const later = await signInFrom(app.origin, { email, password, from: '127.0.0.50' });
    expect(later.status).toBe(200);
  });
});
