import { setTimeout as sleep } from 'node:timers/promises';
import { ShortStretches } from './short-stretches.js';

const workFor = (ms: number) => {
  for (const until = performance.now() + ms; performance.now() < until;);
};

describe('ShortStretches', () => {
  it('S-7: lets others run while long work goes on', async () => {
    let others = 0;
    let isOver = false;
    const other = (): void => {
      others += 1;
      if (!isOver) setImmediate(other);
    };
    setImmediate(other);
    const stretches = new ShortStretches();
    for (let step = 0; step < 40; step += 1) {
      workFor(2);
      await stretches.pause();
    }
    isOver = true;
    expect(others).toBeGreaterThanOrEqual(10);
  });

  it('S-7: short work is not interrupted', async () => {
    let interrupted = false;
    const stretches = new ShortStretches();
    setImmediate(() => (interrupted = true));
    for (let step = 0; step < 3; step += 1) await stretches.pause();
    expect(interrupted).toBe(false);
    await sleep(0);
  });
});
