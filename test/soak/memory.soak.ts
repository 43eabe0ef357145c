import { setTimeout as pause } from 'node:timers/promises';
import { Deployment } from '../support/deployment.js';
import { Given, type GivenUser } from '../support/given.js';
import { HeapProbe, INSPECTED, type Memory } from '../support/heap.js';
import { inParallel } from '../support/in-parallel.js';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 30);
const AT_ONCE = 8;
const VEHICLES = 40;
const HOURS = 9_000;
/** How often the heap is looked at in that time. */
const LOOKS = 60;
/** Most that the heap of a process may grow from the second third of the time to the last. */
const MOST_GROWTH_MB = 2;

const any = <T>(things: readonly T[]): T => things[Math.floor(Math.random() * things.length)]!;

describe('an API and a worker, eight people at once for half an hour, every email sent', () => {
  let motorpool: Deployment;
  let given: Given<Deployment>;
  let branchId: string;
  let vehicles: string[];
  let people: GivenUser[];
  let until: number;
  let mails = 0;
  const answers: Record<string, number> = {};

  beforeAll(async () => {
    const settings = { ...INSPECTED, REDIS_URL: process.env.TEST_REDIS_URL! };
    motorpool = await Deployment.start({ settings });
    given = new Given(motorpool);
    branchId = await given.branch();
    vehicles = await inParallel(Array.from({ length: VEHICLES }), 2, () => given.vehicle(branchId));
    people = await inParallel(Array.from({ length: AT_ONCE }), 2, () => given.user(branchId, ['booker']));
  }, 120_000);
  afterAll(() => motorpool?.stop());

  const counted = <A extends { status: number }>(what: string, answer: A): A => {
    answers[`${what} ${answer.status}`] = (answers[`${what} ${answer.status}`] ?? 0) + 1;
    return answer;
  };

  /** Looks at the day, books, looks at what is one's own, and cancels again half of the time. */
  async function visit({ client }: GivenUser): Promise<void> {
    const wish = await given.wish(any(vehicles), 3 + Math.floor(Math.random() * HOURS) / 24);
    const day = wish.start.slice(0, 10);
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    counted('session', await client.get('/session'));
    counted('day', await client.get(`/bookings?view=branch&from=${day}T00:00:00Z&to=${next}T00:00:00Z&limit=200`));
    const { status, body } = counted('book', await client.post('/bookings', wish));
    counted('mine', await client.get('/bookings?view=mine&state=upcoming'));
    if (status === 201 && Math.random() < 0.5) {
      counted('cancel', await client.post(`/bookings/${body.id}/cancellation`, {}));
    }
  }

  async function stay(person: GivenUser): Promise<void> {
    while (Date.now() < until) await visit(person);
  }

  /** The sink keeps every mail, which is not what is measured here. */
  function forgetMails(): void {
    mails += motorpool.mail.mails.length;
    motorpool.mail.mails.length = 0;
  }

  async function watch(probe: HeapProbe): Promise<Memory[]> {
    const seen: Memory[] = [];
    while (Date.now() < until) {
      await pause((MINUTES * 60_000) / LOOKS);
      forgetMails();
      seen.push(await probe.memory());
    }
    return seen;
  }

  it(
    'the heap after a collection does not grow',
    async () => {
      const [api, worker] = await Promise.all([motorpool.apis[0]!, motorpool.workers[0]!].map(HeapProbe.of));
      until = Date.now() + MINUTES * 60_000;
      const [ofApi, ofWorker] = await Promise.all([watch(api!), watch(worker!), ...people.map(stay)]);
      api!.close();
      worker!.close();
      await motorpool.settled(60_000);
      forgetMails();
      console.log(JSON.stringify({ answers, mails, api: thirds(ofApi), worker: thirds(ofWorker) }));
      expect(Object.keys(answers).filter((answer) => !/ (200|201|409)$/.test(answer))).toEqual([]);
      expect(mails).toBeGreaterThanOrEqual(answers['book 201']! + answers['cancel 200']!);
      expect(growth(ofApi)).toBeLessThan(MOST_GROWTH_MB);
      expect(growth(ofWorker)).toBeLessThan(MOST_GROWTH_MB);
    },
    (MINUTES + 5) * 60_000,
  );
});

const median = (numbers: number[]) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;

/** The median of each third of the time, in MB. */
function thirds(seen: Memory[]): Memory[] {
  return [0, 1, 2].map((third) => {
    const part = seen.slice((third * seen.length) / 3, ((third + 1) * seen.length) / 3);
    const of = (kind: keyof Memory) => Math.round(median(part.map((memory) => memory[kind])) * 10) / 10;
    return { heap: of('heap'), rss: of('rss') };
  });
}

function growth(seen: Memory[]): number {
  const [, second, last] = thirds(seen);
  return last!.heap - second!.heap;
}
