import type { DomainEvent } from './domain-event.js';

/**
 * A row that is changed as a whole. Its fields are readonly to the world: only its own verbs change them, and only its
 * verbs tell what happened.
 */
export abstract class Aggregate<Self> {
  /** Fields whose values never reach the audit trail; that they changed does. */
  static readonly secretFields: readonly string[] = [];

  abstract readonly id: string;
  #raised: DomainEvent[] = [];

  protected change(patch: Partial<Self>): void {
    Object.assign(this, patch);
  }

  protected raise(event: DomainEvent): void {
    this.#raised.push(event);
  }

  /** What it has told so far, and nobody has heard yet. */
  protected get raised(): readonly DomainEvent[] {
    return this.#raised;
  }

  releaseEvents(): DomainEvent[] {
    return this.#raised.splice(0);
  }
}
