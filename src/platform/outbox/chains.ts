import type { StoredEvent } from './outbox-store.js';

/** What events are about that must be told in their order. */
const SUBJECTS = ['bookingId', 'seriesId', 'requestId', 'userId'];
/** For those that are about none of these. */
const REST = '';

/**
 * The events in chains, each in the order in which they came. Two events that are about the same thing are in one chain, so that
 * chains can be delivered side by side.
 */
export function chainsOf(events: readonly StoredEvent[]): StoredEvent[][] {
  const chainBySubject = new Map<string, Set<StoredEvent>>();
  for (const event of events) {
    const subjects = subjectsOf(event);
    const chain = new Set(subjects.flatMap((subject) => [...(chainBySubject.get(subject) ?? [])]).concat(event));
    // Who was in a chain that is joined now is in this one too.
    for (const member of chain) for (const subject of subjectsOf(member)) chainBySubject.set(subject, chain);
  }
  const position = new Map(events.map((event, index) => [event, index]));
  return [...new Set(chainBySubject.values())].map((chain) =>
    [...chain].sort((one, other) => position.get(one)! - position.get(other)!),
  );
}

function subjectsOf({ payload }: StoredEvent): string[] {
  const facts = payload as Record<string, unknown>;
  const subjects = SUBJECTS.flatMap((name) => (typeof facts[name] === 'string' ? facts[name] : []));
  return subjects.length > 0 ? subjects : [REST];
}
