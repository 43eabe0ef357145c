import { type TestApp, startApp } from './support/app.js';
import { ContestedSlots, departuresOf } from './support/contested-slots.js';

/** The whole number is contested in `soak/contested-slots.soak.ts`, by processes of the built program. */
const [FREE, WAITING] = [60, 15];

describe('contested slots (BK-3): eight requests for each at once, in two processes', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app?.stop());

  it(`${FREE + WAITING} slots: one gets it, the others are told what else is free, and nothing overlaps`, async () => {
    const slots = new ContestedSlots(app, await app.anotherProcess());
    await slots.prepare();
    const contests = await slots.contest(FREE, WAITING, 3);
    expect(contests.flatMap(departuresOf)).toEqual([]);
    expect(contests).toHaveLength(FREE + WAITING);
    expect(await slots.overlaps()).toBe(0);
  }, 120_000);
});
