import { ContestedSlots, departuresOf } from '../support/contested-slots.js';
import { Deployment } from '../support/deployment.js';

const [FREE, WAITING] = [800, 200];

describe('BK-3: 1,000 contested slots, eight requests for each at once, two API processes', () => {
  let motorpool: Deployment;

  beforeAll(async () => {
    motorpool = await Deployment.start({ apis: 2 });
  });
  afterAll(() => motorpool?.stop());

  it('one gets each, the others are told what else is free, and nothing overlaps', async () => {
    const slots = new ContestedSlots(motorpool, motorpool.origins[1]!);
    await slots.prepare();
    const before = performance.now();
    const contests = await slots.contest(FREE, WAITING, 4);
    console.log(`${contests.length} slots contested in ${Math.round((performance.now() - before) / 1_000)} s`);
    expect(contests.flatMap(departuresOf)).toEqual([]);
    expect(contests).toHaveLength(FREE + WAITING);
    expect(await slots.overlaps()).toBe(0);
  }, 900_000);
});
