import type { DomainEvent } from './domain-event.js';

/**
 * A row that is changed as a whole. Its fields are readonly from outside: only its own methods change them and raise events.
 */
export abstract class Aggregate<Self> {
  /** Fields whose values never reach the audit trail; it only records that they changed. */
  static readonly secretFields: readonly string[] = [];

  abstract readonly id: string;
  #raised: DomainEvent[] = [];

  protected change(patch: Partial<Self>): void {
    Object.assign(this, patch);
  }

  protected raise(event: DomainEvent): void {
    this.#raised.push(event);
  }

  /** The events that were raised and not yet released. */
  protected get raised(): readonly DomainEvent[] {
    return this.#raised;
  }

  releaseEvents(): DomainEvent[] {
    return this.#raised.splice(0);
  }
}
