import { KeptAnswer } from './kept-answer.js';

const MINUTE = 60_000;

describe('an answer that is kept', () => {
  it('is asked for once, however many want it at a time and afterwards, good or bad', async () => {
    for (const outcome of [undefined, new Error('full')]) {
      let asked = 0;
      const answer = new KeptAnswer(async () => {
        asked += 1;
        if (outcome) throw outcome;
      }, MINUTE);
      const told = await Promise.allSettled([answer.ensure(), answer.ensure()]);
      told.push(...(await Promise.allSettled([answer.ensure()])));
      expect(told.map(({ status }) => status)).toEqual(Array(3).fill(outcome ? 'rejected' : 'fulfilled'));
      expect(asked).toBe(1);
    }
  });

  it('is asked for again when its time is over', async () => {
    let asked = 0;
    const answer = new KeptAnswer(async () => void (asked += 1), 0);
    await answer.ensure();
    await answer.ensure();
    expect(asked).toBe(2);
  });

  it('is bad while it does not come, and is not asked for a second time behind that', async () => {
    let asked = 0;
    const late = Promise.withResolvers<void>();
    const answer = new KeptAnswer(
      () => {
        asked += 1;
        return late.promise;
      },
      0,
      1,
    );
    for (let turn = 0; turn < 3; turn += 1) await expect(answer.ensure()).rejects.toThrow('no answer in 1 ms');
    expect(asked).toBe(1);
    late.resolve();
    await new Promise(setImmediate);
    void answer.ensure().catch(() => undefined);
    expect(asked).toBe(2);
  });
});
