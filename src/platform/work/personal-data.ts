import { Injectable } from '@nestjs/common';

/** Reads everything that one context stores about a person. */
type ReadPersonalData = (userId: string) => Promise<unknown>;

/**
 * Every context registers how to read what it stores about a person, so that the export need not depend on them. Registered
 * once, at start.
 */
@Injectable()
export class PersonalData {
  readonly #parts = new Map<string, ReadPersonalData>();

  /** @param name of the part in the export, in words for people */
  add(name: string, part: ReadPersonalData): void {
    if (this.#parts.has(name)) throw new Error(`Two parts of an export are called ${name}.`);
    this.#parts.set(name, part);
  }

  /** One part after the other: in parallel, one person's export would take the whole pool. */
  async of(userId: string): Promise<Record<string, unknown>> {
    const told: Record<string, unknown> = {};
    for (const [name, part] of this.#parts) told[name] = await part(userId);
    return told;
  }
}
