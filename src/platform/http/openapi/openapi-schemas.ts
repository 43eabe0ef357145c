import { z } from 'zod';

type Json = Record<string, unknown>;

/**
 * Turns zod schemas into JSON schemas. A schema with an id (`.meta({ id: 'Booking' })`) becomes a component with this name,
 * and is referenced wherever it is used.
 */
export class SchemaComponents {
  readonly #components = new Map<string, Json>();

  /** @throws Error where two schemas have one name, and where one says another thing of what is sent and what is answered */
  convert(schema: z.ZodType, io: 'input' | 'output'): Json {
    const options = { io, target: 'draft-2020-12', unrepresentable: 'any' } as const;
    // At the root, zod would inline a schema with an id; inside another one it makes a reference.
    const { $defs = {}, properties } = z.toJSONSchema(z.object({ root: schema }), options) as unknown as {
      $defs?: Record<string, Json>;
      properties: { root: Json };
    };
    for (const [name, { id: _, ...component }] of Object.entries($defs)) this.add(name, withReferences(component));
    return withReferences(properties.root);
  }

  add(name: string, component: Json): void {
    const known = this.#components.get(name);
    if (known && JSON.stringify(known) !== JSON.stringify(component)) {
      throw new Error(`Two schemas of the OpenAPI document are named ${name}, and they are not the same.`);
    }
    this.#components.set(name, component);
  }

  get(name: string): Json | undefined {
    return this.#components.get(name);
  }

  /** By name. */
  all(): Record<string, Json> {
    return Object.fromEntries([...this.#components].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}

function withReferences<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withReferences) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) =>
    key === '$ref' && typeof inner === 'string'
      ? [key, inner.replace('#/$defs/', '#/components/schemas/')]
      : [key, withReferences(inner as unknown)],
  );
  return Object.fromEntries(entries) as Value;
}
