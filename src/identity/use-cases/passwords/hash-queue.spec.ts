import { TooManyRequests } from '../../../platform/domain/domain-error.js';
import { HashQueue, PLACES_PER_ADDRESS } from './hash-queue.js';

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

  describe('S-7: client addresses', () => {
    /** A queue whose hashes end when told to, and the addresses in the order in which theirs began. */
    const held = () => {
      const queue = new HashQueue();
      const began: string[] = [];
      const ends: (() => void)[] = [];
      const ask = (from: string) =>
        queue.run(() => {
          began.push(from);
          return new Promise<void>((resolve) => {
            ends.push(resolve);
          });
        }, from);
      const endAll = async (asked: readonly Promise<void>[]) => {
        let isOver = false;
        const all = Promise.all(asked).finally(() => (isOver = true));
        while (!isOver) {
          ends.shift()?.();
          await Promise.resolve();
        }
        await all;
      };
      return { ask, began, endAll };
    };

    it('one has a few places, and gets them back as its hashes end', async () => {
      const { ask, endAll } = held();
      const asked = Array.from({ length: PLACES_PER_ADDRESS }, () => ask('198.51.100.1'));
      await expect(ask('198.51.100.1')).rejects.toThrow(TooManyRequests);
      // Another address is not refused.
      asked.push(ask('198.51.100.2'));
      await endAll(asked);
      const again = Array.from({ length: PLACES_PER_ADDRESS }, () => ask('198.51.100.1'));
      await endAll(again);
    });

    it('one IPv6 network counts as one, however many addresses it has', async () => {
      const { ask, endAll } = held();
      const asked = Array.from({ length: PLACES_PER_ADDRESS }, (_, index) => ask(`2001:db8::${index.toString(16)}`));
      await expect(ask('2001:db8::ffff:1')).rejects.toThrow(TooManyRequests);
      await endAll(asked);
    });

    it('take turns: who comes last from a quiet address does not wait for all of a busy one', async () => {
      const { ask, began, endAll } = held();
      const asked = Array.from({ length: 30 }, () => ask('198.51.100.1'));
      asked.push(ask('198.51.100.2'), ask('198.51.100.3'), ask('198.51.100.2'));
      await endAll(asked);
      expect(began.slice(0, 7).map((from) => from.at(-1))).toEqual(['1', '1', '1', '2', '3', '1', '2']);
      expect(began).toHaveLength(33);
    });
  });
});
