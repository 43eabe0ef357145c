import { jest } from '@jest/globals';
import { Metrics } from './metrics.js';

describe('what somebody else is asked for', () => {
  let metrics: Metrics;
  let asked: number;
  let answer: () => Promise<number>;

  beforeEach(() => {
    jest.useFakeTimers();
    metrics = new Metrics();
    asked = 0;
    const rows = metrics.gauge('rows', 'Rows.');
    metrics.reading('rows', [rows], async () => {
      asked += 1;
      rows.set(await answer());
    });
  });
  afterEach(() => {
    metrics.onApplicationShutdown();
    jest.useRealTimers();
  });

  const told = async () => (await metrics.text()).match(/^(rows|motorpool_reading_up\S*) (\S+)$/gm);
  const up = 'motorpool_reading_up{reading="rows"}';

  it('is asked every five seconds at most, however often it is scraped', async () => {
    answer = () => Promise.resolve(7);
    expect(await told()).toEqual([`${up} 1`, 'rows 7']);
    answer = () => Promise.resolve(8);
    expect(await Promise.all([told(), told()])).toEqual(Array(2).fill([`${up} 1`, 'rows 7']));
    expect(asked).toBe(1);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await Promise.all([told(), told()])).toEqual(Array(2).fill([`${up} 1`, 'rows 8']));
    expect(asked).toBe(2);
  });

  it('is not told where it refuses, and the rest is', async () => {
    answer = () => Promise.resolve(7);
    await told();
    await jest.advanceTimersByTimeAsync(5_000);
    answer = () => Promise.reject(new Error('away'));
    expect(await told()).toEqual([`${up} 0`]);
    expect(await metrics.text()).toContain('motorpool_build_info{');
  });

  it('is waited for two seconds where nothing answers, and not asked a second time meanwhile', async () => {
    const late = Promise.withResolvers<number>();
    answer = () => late.promise;
    for (let scrapes = 0; scrapes < 3; scrapes += 1) {
      const text = told();
      await jest.advanceTimersByTimeAsync(2_000);
      expect(await text).toEqual([`${up} 0`]);
      await jest.advanceTimersByTimeAsync(10_000);
    }
    expect(asked).toBe(1);
    late.resolve(7);
    await jest.advanceTimersByTimeAsync(1);
    answer = () => Promise.resolve(8);
    expect(await told()).toEqual([`${up} 1`, 'rows 8']);
  });
});
