import fc from 'fast-check';
import { type TestApp, startApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type Act, KINDS, RandomWorld } from '../support/random-acts.js';
import { brokenRules, isSettled, missingMails } from '../support/random-invariants.js';

const SEEDS = (process.env.SOAK_SEEDS ?? '20261,20262,20263').split(',').map(Number);
const ACTS = Number(process.env.SOAK_ACTS ?? 10_000);
const AT_ONCE = 8;
const MOST_MS = Number(process.env.SOAK_MINUTES ?? 30) * 60_000;
const SETTLING_MS = 240_000;

/** What became of the acts, by status and code. */
class Tally {
  acts = 0;
  readonly answers: Record<string, number> = {};
  readonly faults: string[] = [];

  count(what: string): void {
    this.answers[what] = (this.answers[what] ?? 0) + 1;
  }
}

/** Acts that clients send at once; then the rules are asked of the database. */
class Round implements fc.AsyncCommand<Tally, RandomWorld> {
  constructor(private readonly acts: readonly Act[]) {}

  check = () => true;

  async run(tally: Tally, world: RandomWorld): Promise<void> {
    await Promise.all(this.acts.map((act) => this.#one(tally, world, act)));
    tally.faults.push(...(await brokenRules(world.app.db, world)));
    if (tally.faults.length > 0) throw new Error(tally.faults.join('\n'));
  }

  async #one(tally: Tally, world: RandomWorld, act: Act): Promise<void> {
    try {
      const answer = await world.do(act);
      if (!answer) return tally.count('nothing to do it to');
      tally.acts += 1;
      tally.count(answer.status < 300 ? 'accepted' : `${answer.status} ${answer.body?.code ?? ''}`);
      if (answer.status >= 500) tally.faults.push(`${answer.status}: ${JSON.stringify(act)} ${answer.text}`);
    } catch (error) {
      tally.faults.push(`${JSON.stringify(act)}: ${String(error)}`);
    }
  }

  toString = () => JSON.stringify(this.acts);
}

const number = fc.nat({ max: 999 });
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('book', 'series', 'move') },
    { weight: 5, arbitrary: fc.constantFrom(...KINDS) },
  ),
  ...{ who: number, a: number, b: number, c: number },
});
const rounds = fc.commands([fc.array(act, { minLength: AT_ONCE, maxLength: AT_ONCE }).map((acts) => new Round(acts))], {
  maxCommands: 50,
  size: 'max',
});

describe('random acts of several clients at once, in two processes', () => {
  let app: TestApp;
  let elsewhere: string;

  beforeAll(async () => {
    app = await startApp();
    elsewhere = await app.anotherProcess();
  }, 120_000);
  afterAll(() => app?.stop());

  it.each(SEEDS)(
    'BK-3, BK-5, BK-8, AP-2, AP-8, NO-1, NO-2: seed %i breaks no rule and causes no 5xx',
    async (seed) => {
      const world = new RandomWorld(app, elsewhere);
      await world.prepare();
      const tally = new Tally();
      const until = Date.now() + MOST_MS;
      try {
        for (let run = 0; tally.acts < ACTS && Date.now() < until; run += 1) {
          const property = fc.asyncProperty(rounds, (commands) =>
            fc.asyncModelRun(() => ({ model: tally, real: world }), commands),
          );
          // What has happened stays, so that a failure cannot be made smaller by trying again.
          await fc.assert(property, { seed: seed * 10_000 + run, numRuns: 1, endOnFailure: true });
        }
        await eventually('every event is delivered', () => isSettled(app.db), SETTLING_MS);
        expect(await brokenRules(app.db, world)).toEqual([]);
        expect(await missingMails(app.db)).toEqual([]);
      } finally {
        console.log(`seed ${seed}: ${tally.acts} acts ${JSON.stringify(tally.answers)}`);
      }
      expect(tally.acts).toBeGreaterThanOrEqual(ACTS);
    },
    MOST_MS + SETTLING_MS + 60_000,
  );
});
