import { newId } from './ids.js';

/**
 * Something that happened, for listeners to react to. The payload is stored as JSON in the outbox: ids, strings and
 * numbers only, instants as RFC 3339 strings, and no secret unless sealed.
 */
export abstract class DomainEvent<Payload extends object = object> {
  /** Stable name, `<context>.<what-happened>`: it is stored, so it never changes. */
  static readonly type: string;

  readonly id: string = newId();
  readonly occurredAt: Date = new Date();

  constructor(readonly payload: Payload) {}

  get type(): string {
    return (this.constructor as typeof DomainEvent).type;
  }
}

export interface EventClass<E extends DomainEvent = DomainEvent> {
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the payload's type is the event's own affair
  new (payload: any): E;
}
