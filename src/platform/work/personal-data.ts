import { Injectable } from '@nestjs/common';

/** Tells everything that one context holds about a person. */
type ReadPersonalData = (userId: string) => Promise<unknown>;

/**
 * Where each context says what it holds about a person, so that an export of all of it needs to know none of them. A part
 * is added once, when the service starts.
 */
@Injectable()
export class PersonalData {
  readonly #parts = new Map<string, ReadPersonalData>();

  /** @param name what the export calls it, and what people read */
  add(name: string, part: ReadPersonalData): void {
    if (this.#parts.has(name)) throw new Error(`Two parts of an export are called ${name}.`);
    this.#parts.set(name, part);
  }

  /** One part after the other: all at once would take the whole pool for one person. */
  async of(userId: string): Promise<Record<string, unknown>> {
    const told: Record<string, unknown> = {};
    for (const [name, part] of this.#parts) told[name] = await part(userId);
    return told;
  }
}
