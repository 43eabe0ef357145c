import { ContestedQuotas } from '../support/contested-quotas.js';
import { ContestedSeats } from '../support/contested-seats.js';
import { ContestedSlots, departuresOf, type Kind, winnersOf } from '../support/contested-slots.js';
import { Deployment } from '../support/deployment.js';

const SLOTS = { free: 600, waiting: 150, closed: 250 };
const LANES = 4;
const MOST_MS = 1_200_000;

describe('1,000 contests, eight requests in each at once, two API processes', () => {
  let motorpool: Deployment;
  let slots: ContestedSlots;
  let seats: ContestedSeats;
  let quotas: ContestedQuotas;

  // All before the rush: invitations would wait behind the mails of a thousand bookings.
  beforeAll(async () => {
    motorpool = await Deployment.start({ apis: 2 });
    const elsewhere = motorpool.origins[1]!;
    slots = new ContestedSlots(motorpool, elsewhere);
    seats = new ContestedSeats(motorpool, elsewhere);
    quotas = new ContestedQuotas(motorpool, elsewhere);
    await slots.prepare();
    await seats.prepare(1_000);
    await quotas.prepare(1_000);
  }, 120_000);
  afterAll(() => motorpool?.stop());

  const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    const before = performance.now();
    const done = await work();
    console.log(`1,000 ${what} contested in ${Math.round((performance.now() - before) / 1_000)} s`);
    return done;
  };

  it(
    'BK-3: one gets each slot, the others are told what else is free, and nothing overlaps',
    async () => {
      const contests = await timed('slots', () => slots.contest(SLOTS, LANES));
      expect(contests.flatMap(departuresOf).slice(0, 20)).toEqual([]);
      expect(contests).toHaveLength(1_000);
      expect(await slots.overlaps()).toBe(0);
      // What comes back goes to somebody now and then, and to nobody at other times: both ends of the race were seen.
      for (const kind of ['waiting', 'closed'] satisfies Kind[]) {
        const won = contests.filter((contest) => contest.kind === kind).map(winnersOf);
        expect(new Set(won)).toEqual(new Set([0, 1]));
      }
    },
    MOST_MS,
  );

  it(
    'BK-8: driver and passengers never exceed the seats',
    async () => {
      const wrong = await timed('seats', () => seats.contest(LANES));
      expect(wrong.slice(0, 20)).toEqual([]);
    },
    MOST_MS,
  );

  it(
    'BK-5: nobody gets more open bookings than their quota',
    async () => {
      const wrong = await timed('quotas', () => quotas.contest(LANES));
      expect(wrong.slice(0, 20)).toEqual([]);
    },
    MOST_MS,
  );
});
