import { type StoredEvent, SUBJECTS } from './stored-event.js';

/** The key for events without any of these ids. */
const REST = '';

/**
 * Groups events into chains, each in order. Events about the same thing are in the same chain, so that chains can be
 * delivered in parallel.
 */
export function chainsOf(events: readonly StoredEvent[]): StoredEvent[][] {
  const chainBySubject = new Map<string, Set<StoredEvent>>();
  for (const event of events) {
    const subjects = subjectsOf(event);
    const chain = new Set(subjects.flatMap((subject) => [...(chainBySubject.get(subject) ?? [])]).concat(event));
    // This event joins earlier chains: all of their events are now in this one.
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
