import { setImmediate as turn } from 'node:timers/promises';
import { EventEmitter2 } from '@nestjs/event-emitter';
import type { Delivery } from '../work/listeners.js';
import { chainsOf } from './chains.js';
import { OutboxRelay } from './outbox-relay.js';
import type { StoredEvent } from './stored-event.js';

const event = (id: string, payload: object): StoredEvent => ({
  id,
  type: 'test.happened',
  payload,
  occurredAt: new Date(),
  attempts: 1,
});
const idsOf = (chains: StoredEvent[][]) => chains.map((chain) => chain.map(({ id }) => id));

describe('what is delivered side by side', () => {
  it('events of one booking, one series or one person are one chain, in their order', () => {
    const chains = chainsOf([
      event('a1', { bookingId: 'a' }),
      event('b1', { bookingId: 'b' }),
      event('x', { vehicleId: 'v' }),
      event('a2', { bookingId: 'a', seriesId: null }),
      event('y', { vehicleId: 'w' }),
    ]);
    expect(idsOf(chains)).toEqual([['a1', 'a2'], ['b1'], ['x', 'y']]);
  });

  it('an event of two of them joins their chains', () => {
    const chains = chainsOf([
      event('a1', { bookingId: 'a' }),
      event('s1', { seriesId: 's' }),
      event('b1', { bookingId: 'b' }),
      event('as', { bookingId: 'a', seriesId: 's' }),
      event('s2', { seriesId: 's' }),
      event('a2', { bookingId: 'a' }),
    ]);
    expect(idsOf(chains).sort()).toEqual([['a1', 's1', 'as', 's2', 'a2'], ['b1']]);
  });
});

describe('O-10: the relay', () => {
  it('goes on with other bookings while a listener of one takes its time, and keeps the order of each', async () => {
    const begun: string[] = [];
    const settled: string[] = [];
    const slow = Promise.withResolvers<void>();
    const emitter = new EventEmitter2();
    const hear = ({ stored }: Delivery) => {
      begun.push(stored.id);
      return (stored.id === 'a1' ? slow.promise : Promise.resolve()) as unknown;
    };
    emitter.on('test.happened', hear);
    const waiting = [
      event('a1', { bookingId: 'a' }),
      event('a2', { bookingId: 'a' }),
      ...['b', 'c', 'd', 'e', 'f'].map((id) => event(`${id}1`, { bookingId: id })),
    ];
    const store = {
      claim: async () => waiting.splice(0),
      settle: async (events: StoredEvent[]) => void settled.push(...events.map(({ id }) => id)),
    };
    const bell = { onRing: (ring: () => void) => ring(), stop: async () => undefined };
    const sweeps = { add: () => undefined };
    const work = { run: (_by: unknown, run: (tx: object) => unknown) => run({ query: async () => [] }) };
    const relay = new OutboxRelay(store as never, emitter, work as never, bell as never, sweeps as never);
    relay.onApplicationBootstrap();
    for (let turns = 0; begun.length < 6 && turns < 1_000; turns += 1) await turn();
    expect(begun).toEqual(['a1', 'b1', 'c1', 'd1', 'e1', 'f1']);
    slow.resolve();
    await relay.onApplicationShutdown();
    expect(begun.at(-1)).toBe('a2');
    expect(settled.sort()).toEqual(['a1', 'a2', 'b1', 'c1', 'd1', 'e1', 'f1']);
  });
});
