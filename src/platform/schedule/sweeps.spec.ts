import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { Database } from '../database/database.js';
import { Sweeps } from './sweeps.js';

/** Stands for PostgreSQL: says which of the conditions hold that it is asked about, by their text. */
class FakeDatabase {
  readonly statements: string[][] = [];
  readonly holding = new Set<string>();
  away = false;

  readonly database = {
    one: (text: string, [which]: [boolean[]]) => {
      const conditions = [...text.matchAll(/THEN (\w+) END/g)].map(([, condition]) => condition!);
      this.statements.push(conditions.filter((_, index) => which[index]));
      if (this.away) return Promise.reject(new Error('away'));
      return Promise.resolve({ due: conditions.map((each, index) => (which[index] ? this.holding.has(each) : null)) });
    },
  } as unknown as Database;
}

describe('the sweeps of a process', () => {
  let fake: FakeDatabase;
  let sweeps: Sweeps;
  const turns: Record<string, number> = {};
  const add = (name: string, everyMs: number, due?: string, work = () => Promise.resolve()) => {
    turns[name] = 0;
    sweeps.add(name, everyMs, () => ((turns[name]! += 1), work()), due);
  };

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    fake = new FakeDatabase();
    sweeps = new Sweeps(fake.database, true);
  });
  afterEach(async () => {
    jest.useRealTimers();
    await sweeps.onApplicationShutdown();
    jest.restoreAllMocks();
  });

  it('are asked about in one statement a second, and begin a second time only where there is something to do', async () => {
    add('mails', 1_000, 'mails_due');
    add('hooks', 1_000, 'hooks_due');
    sweeps.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(500);
    expect(turns).toMatchObject({ mails: 1, hooks: 1 });
    fake.holding.add('mails_due');
    await jest.advanceTimersByTimeAsync(2_000);
    expect(turns).toMatchObject({ mails: 3, hooks: 1 });
    expect(fake.statements).toEqual(Array(2).fill(['mails_due', 'hooks_due']));
  });

  it('are not asked about before their time, nor while they run', async () => {
    const ended = Promise.withResolvers<void>();
    add('slow', 1_000, 'slow_due', () => ended.promise);
    add('rare', 4_000, 'rare_due');
    fake.holding.add('slow_due').add('rare_due');
    sweeps.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(4_500);
    expect(turns).toMatchObject({ slow: 1, rare: 2 });
    expect(fake.statements).toEqual([['rare_due']]);
    ended.resolve();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(turns).toMatchObject({ slow: 2, rare: 2 });
    expect(fake.statements).toEqual([['rare_due'], ['slow_due']]);
  });

  it('begin at their times where they have no condition, and now and then though nothing is due', async () => {
    add('hourly', 3_600_000);
    add('mails', 1_000, 'mails_due');
    sweeps.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(301_000);
    expect(turns).toMatchObject({ hourly: 1, mails: 2 });
    await jest.advanceTimersByTimeAsync(3_301_000);
    expect(turns).toMatchObject({ hourly: 2 });
  });

  it('go on where PostgreSQL was away, or a turn failed, and tell how each went', async () => {
    const told: [string, boolean][] = [];
    sweeps.onTurn((name, _seconds, succeeded) => told.push([name, succeeded]));
    let failing = true;
    add('mails', 1_000, 'mails_due', () => (failing ? Promise.reject(new Error('no')) : Promise.resolve()));
    fake.holding.add('mails_due');
    fake.away = true;
    sweeps.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(1_500);
    expect(fake.statements).toEqual([['mails_due']]);
    expect(turns).toMatchObject({ mails: 1 });
    fake.away = false;
    await jest.advanceTimersByTimeAsync(1_000);
    failing = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([
      ['mails', false],
      ['mails', false],
      ['mails', true],
    ]);
  });

  it('end in order: no turn begins any more, and the last one is waited for', async () => {
    const ended = Promise.withResolvers<void>();
    add('slow', 1_000, undefined, () => ended.promise);
    sweeps.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(100);
    let closed = false;
    const closing = sweeps.onApplicationShutdown().then(() => (closed = true));
    await jest.advanceTimersByTimeAsync(5_000);
    expect(closed).toBe(false);
    ended.resolve();
    await closing;
    expect(turns).toMatchObject({ slow: 1 });
  });

  it('do not begin in a process that only answers requests', async () => {
    sweeps = new Sweeps(fake.database, false);
    add('mails', 1_000);
    sweeps.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(10_000);
    expect([turns.mails, fake.statements]).toEqual([0, []]);
  });
});
