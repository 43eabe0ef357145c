import { loadConfig } from '../config/config.js';
import { Metrics } from '../health/metrics.js';
import { CallerLeft, ExpensiveActs, type Place, PLACES_PER_PERSON } from './expensive-acts.js';

const actsWith = (pool: number) =>
  new ExpensiveActs(
    loadConfig(
      {
        DATABASE_URL: 'postgres://db/x',
        SMTP_URL: 'smtp://m',
        SECRET_KEY: 'k'.repeat(32),
        DATABASE_POOL_SIZE: `${pool}`,
      },
      {},
    ),
    new Metrics(),
  );
const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe('ExpensiveActs', () => {
  let running: string[];
  let acts: ExpensiveActs;
  beforeEach(() => {
    [running, acts] = [[], actsWith(20)];
  });
  const begin = (who: string, name = who): Place => {
    const place = acts.take(who);
    place.turn().then(
      () => running.push(name),
      (error: unknown) => running.push(`${name}: ${error instanceof CallerLeft ? 'left' : String(error)}`),
    );
    return place;
  };
  const end = (place: Place) => {
    place.finished();
    place.left();
  };

  it('S-7: one person has one turn at a time and a few places, 429 beyond; others do not wait for them', async () => {
    const places = Array.from({ length: PLACES_PER_PERSON }, (_, index) => begin('ann', `ann ${index}`));
    expect(() => acts.take('ann')).toThrow(/Try again/);
    begin('bob');
    await settled();
    expect(running).toEqual(['ann 0', 'bob']);
    end(places[0]!);
    await settled();
    expect(running).toEqual(['ann 0', 'bob', 'ann 1']);
    expect(() => acts.take('ann')).not.toThrow();
    expect(() => acts.take('ann')).toThrow(/Try again/);
  });

  it('S-7: of all people together two run at once, and fewer where the pool is small', async () => {
    const places = ['ann', 'bob', 'cleo', 'dan'].map((who) => begin(who));
    await settled();
    expect(running).toEqual(['ann', 'bob']);
    end(places[1]!);
    await settled();
    expect(running).toEqual(['ann', 'bob', 'cleo']);
    [running, acts] = [[], actsWith(4)];
    for (const who of ['ann', 'bob']) begin(who);
    await settled();
    expect(running).toEqual(['ann']);
  });

  it('S-7: whoever leaves the line does nothing, and whoever leaves while it runs keeps the place until it is over', async () => {
    const [first, second] = [begin('ann', 'first'), begin('ann', 'second')];
    await settled();
    second.left();
    first.left();
    await settled();
    expect(running).toEqual(['first', 'second: left']);
    for (let index = 1; index < PLACES_PER_PERSON; index += 1) begin('ann', `more ${index}`);
    expect(() => acts.take('ann')).toThrow(/Try again/);
    first.finished();
    await settled();
    expect(running).toEqual(['first', 'second: left', 'more 1']);
    expect(() => acts.take('ann')).not.toThrow();
  });

  it('S-7: whoever leaves as their turn comes holds up nobody', async () => {
    begin('ann').left();
    await settled();
    begin('ann', 'again');
    await settled();
    expect(running).toEqual(['ann: left', 'again']);
  });

  it('S-7: an answer that is still being sent keeps the place of the person, and nobody else waits for it', async () => {
    const first = begin('ann', 'first');
    await settled();
    first.finished();
    for (let index = 1; index < PLACES_PER_PERSON; index += 1) begin('ann', `more ${index}`);
    await settled();
    expect(running).toEqual(['first', 'more 1']);
    expect(() => acts.take('ann')).toThrow(/Try again/);
    first.left();
    expect(() => acts.take('ann')).not.toThrow();
  });
});
