type Json = Record<string, unknown>;
interface SharedParameter {
  parameter: Json;
  /** The operations that use it. */
  takenBy: Set<string>;
}

/** Parameters that several operations share, each with its own name and only once in the document. */
export class NamedParameters {
  readonly #known = new Map<string, SharedParameter>();
  readonly #names = new Map<string, string>();

  /** Add all before using `referenceTo`: the short name goes to the parameter that most operations use. */
  add(operationId: string, parameter: Json): void {
    const key = JSON.stringify(parameter);
    const known = this.#known.get(key) ?? { parameter, takenBy: new Set() };
    this.#known.set(key, known);
    known.takenBy.add(operationId);
  }

  /** Returns the parameter itself if no other operation uses it. */
  referenceTo(parameter: Json): Json {
    const name = this.#named().get(JSON.stringify(parameter));
    return name ? { $ref: `#/components/parameters/${name}` } : parameter;
  }

  components(): Json {
    const named = [...this.#named()].map(([key, name]) => [name, this.#known.get(key)!.parameter] as const);
    return Object.fromEntries(named.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  #named(): ReadonlyMap<string, string> {
    if (this.#names.size > 0) return this.#names;
    const taken = new Set<string>();
    const byUse = [...this.#known].sort(([, one], [, other]) => other.takenBy.size - one.takenBy.size);
    for (const [key, { parameter, takenBy }] of byUse) {
      if (takenBy.size === 1) break;
      const name = nameOf(String(parameter.name));
      const [first = ''] = takenBy;
      const free = [name, `${parameter.required ? 'Required' : 'Optional'}${name}`, `${name}Of${nameOf(first)}`];
      const chosen = free.find((one) => !taken.has(one))!;
      taken.add(chosen);
      this.#names.set(key, chosen);
    }
    return this.#names;
  }
}

/** `If-Match`: IfMatch. */
const nameOf = (text: string): string =>
  text
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
