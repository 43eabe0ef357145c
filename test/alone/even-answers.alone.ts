import { type TestApp, startApp } from '../support/app.js';
import { Given, PASSWORD } from '../support/given.js';
import { median } from '../support/guesses.js';
import { plain } from '../support/operations.js';
import { pending } from '../support/scene.js';

const TRIES = 50;
/** A leak is there both times; what others do on this machine in that very minute is not. */
const ROUNDS = 2;
const WITHIN = 1.15;

/** What an answer and its time tell of an address: nothing (ID-8, ID-11, security item 9). */
describe('even answers (ID-8, ID-11, security item 9)', () => {
  let app: TestApp;
  let branchId: string;
  let addresses: Record<'known' | 'pending' | 'suspended', string>;

  beforeAll(async () => {
    // The measured address may fail more often than anybody's should; what is throttled is measured by itself, below.
    const settings = { SIGN_IN_FAILURES_PER_ACCOUNT: '100', SIGN_IN_FAILURES_UNPAUSED: '100' };
    app = await startApp({ ...settings, MAILED_LINKS_PER_HOUR: '1000' });
    const given = new Given(app);
    branchId = await given.branch();
    const [known, suspended] = [await given.user(branchId, ['booker']), await given.user(branchId, ['booker'])];
    await app.admin.expect(200, 'POST', `/users/${suspended.id}/suspension`);
    const { email } = await pending(given, branchId);
    addresses = { known: known.email, pending: email, suspended: suspended.email };
    // Whoever signed in from here before is counted by themselves; here everybody is a stranger.
    await app.db.query('DELETE FROM identity.sign_ins');
  });
  afterAll(() => app?.stop());

  const unknown = () => `unknown${crypto.randomUUID()}@else.example`;

  type Ask = (email: string) => Promise<{ status: number; body: unknown }>;

  /** Asks for each kind of address in turn, so that what slows the machine slows all of them. */
  async function measure(ask: Ask, together: boolean, tries = TRIES) {
    const answers = new Map<string, Set<string>>();
    const times = new Map<string, number[]>();
    const one = async (kind: string, email: string) => {
      const since = performance.now();
      const answer = plain(await ask(email));
      times.set(kind, [...(times.get(kind) ?? []), performance.now() - since]);
      const { detail: _, ...body } = (answer.body ?? {}) as Record<string, unknown>;
      answers.set(kind, (answers.get(kind) ?? new Set()).add(JSON.stringify([answer.status, body])));
    };
    for (let index = 0; index < tries; index += 1) {
      const all = Object.entries({ ...addresses, unknown: unknown() });
      const turned = [...all.slice(index % 4), ...all.slice(0, index % 4)];
      if (together) await Promise.all(turned.map(([kind, email]) => one(kind, email)));
      else for (const [kind, email] of turned) await one(kind, email);
    }
    return { answers, medians: new Map([...times].map(([kind, all]) => [kind, median(all)])) };
  }

  async function expectEven(status: number, round: () => ReturnType<typeof measure>): Promise<void> {
    const seen = [];
    for (let count = 0; count < ROUNDS; count += 1) {
      const { answers, medians } = await round();
      const bodies = new Set([...answers.values()].flatMap((all) => [...all]));
      expect(bodies.size).toBe(1);
      expect([...bodies][0]).toMatch(new RegExp(`^\\[${status},`));
      const all = [...medians.values()];
      if (Math.max(...all) / Math.min(...all) < WITHIN) return;
      seen.push(Object.fromEntries(medians));
    }
    expect(seen).toEqual('even medians');
  }

  it('signing in', async () => {
    const ask: Ask = (email) => app.anyone().post('/session', { email, password: `${PASSWORD}!` });
    await expectEven(401, async () => {
      await app.db.query('DELETE FROM platform.limits');
      return measure(ask, false);
    });
  });

  it('asking for a new password', async () => {
    const ask: Ask = (email) => app.anyone().post('/password-resets', { email });
    await expectEven(202, () => measure(ask, true));
  });

  it('registering', async () => {
    const details = { name: 'Somebody', password: PASSWORD, branchId };
    const ask: Ask = (email) => app.anyone().post('/registrations', { email, ...details });
    await expectEven(202, () => measure(ask, true));
  });

  it('asking for the link again', async () => {
    const ask: Ask = (email) => app.anyone().post('/email-verifications/resend', { email });
    await expectEven(202, () => measure(ask, true));
  });

  it('signing in where too much was guessed', async () => {
    const never = unknown();
    const ask: Ask = (email) =>
      app.anyone().post('/session', { email: email.startsWith('unknown') ? never : email, password: `${PASSWORD}!` });
    await measure(ask, false, 1);
    await app.db.query('UPDATE platform.limits SET taken = most');
    await expectEven(429, () => measure(ask, false));
  });
});
