import { HashQueue } from './hash-queue.js';

describe('HashQueue', () => {
  it('ID-10: runs two at once, in order, and turns away what would wait too long', async () => {
    const queue = new HashQueue();
    const ends: (() => void)[] = [];
    const started: number[] = [];
    const work = (index: number) =>
      queue.run(() => {
        started.push(index);
        return new Promise<number>((resolve) => {
          ends.push(() => resolve(index));
        });
      });
    const all = Array.from({ length: 202 }, (_, index) => work(index));
    await expect(work(999)).rejects.toThrow(/Too many/);
    expect(started).toEqual([0, 1]);
    for (let index = 0; index < 202; index += 1) {
      while (ends.length === 0) await Promise.resolve();
      ends.shift()!();
      expect(await all[index]).toBe(index);
      expect(started.length - index - 1).toBeLessThanOrEqual(2);
    }
    expect(started).toEqual(Array.from({ length: 202 }, (_, index) => index));
  });

  it('ID-10: a failed hash makes room for the next', async () => {
    const queue = new HashQueue();
    const fail = () => queue.run(() => Promise.reject(new Error('no memory')));
    await Promise.allSettled([fail(), fail(), fail()]);
    expect(await queue.run(() => Promise.resolve('well'))).toBe('well');
  });
});
