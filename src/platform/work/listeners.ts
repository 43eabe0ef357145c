import { OnEvent } from '@nestjs/event-emitter';
import type { DomainEvent, EventClass } from '../domain/domain-event.js';
import type { Tx } from './tx.js';

const COMMITTING = Symbol('heard inside the transaction');

type Handler<E extends DomainEvent> = (event: E, tx: Tx) => Promise<void>;
type HandlerDecorator<E extends DomainEvent> = (
  target: object,
  key: string,
  descriptor: TypedPropertyDescriptor<Handler<E>>,
) => void;

/** What an `@On` listener gets from the relay: the stored event, and a way to run a transaction once for each listener. */
export interface Delivery {
  readonly stored: { id: string; type: string; payload: object; occurredAt: Date };
  /** Runs the work unless this listener has done it for this event before; the mark commits with the work. */
  once(listener: string, work: (tx: Tx) => Promise<void>): Promise<void>;
}

/**
 * Handled inside the transaction that raised the event: database work only. It may throw, which rolls everything back. For
 * states of two contexts that must agree (architecture rule 3a).
 */
export function OnCommitting<E extends DomainEvent>(event: EventClass<E>): HandlerDecorator<E> {
  return (_target, _key, descriptor) => {
    Object.defineProperty(descriptor.value!, COMMITTING, { value: event });
  };
}

export const committingEvent = (method: unknown): EventClass | undefined =>
  typeof method === 'function' ? (method as { [COMMITTING]?: EventClass })[COMMITTING] : undefined;

/**
 * Handled after the commit, through the outbox, at least once. The listener's transaction also marks the event as handled, so
 * that a second delivery does nothing. I/O beyond the database belongs in a queue job.
 *
 * @param events one event, or several that the listener handles in the same way
 */
export function On<E extends DomainEvent>(...events: EventClass<E>[]): HandlerDecorator<E> {
  return (target, key, descriptor) => {
    const handle = descriptor.value!;
    const listener = `${target.constructor.name}.${key}`;
    const deliver = async function (this: unknown, { stored, once }: Delivery): Promise<void> {
      const event = events.find(({ type }) => type === stored.type)!;
      const told = Object.assign(new event(stored.payload), { id: stored.id, occurredAt: stored.occurredAt });
      await once(listener, (tx) => handle.call(this, told, tx));
    };
    descriptor.value = deliver as unknown as Handler<E>;
    for (const { type } of events) OnEvent(type, { suppressErrors: false })(target, key, descriptor as never);
  };
}
