import { fieldDocOf } from './api-docs.js';

export type Json = Record<string, unknown>;
type Schemas = Readonly<Record<string, Json>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schemas directly inside another one, apart from its properties. */
const innerOf = (schema: Json): Json[] =>
  [
    schema.items,
    schema.additionalProperties,
    ...['anyOf', 'oneOf', 'allOf'].flatMap((key) => schema[key] ?? []),
  ].filter(isObject);

/** Every property of a schema and of its inner schemas, without following references. */
export function* propertiesOf(schema: Json): Generator<[name: string, property: Json]> {
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
    yield [name, property];
    yield* propertiesOf(property);
  }
  for (const inner of innerOf(schema)) yield* propertiesOf(inner);
}

/** Adds a description to each field whose schema has none. */
export function describeProperties(schemas: Schemas): void {
  for (const [name, schema] of Object.entries(schemas)) {
    for (const [field, property] of propertiesOf(schema)) {
      const doc = fieldDocOf(name, field);
      if (doc) property.description ??= doc[0];
    }
  }
}

/** Builds an example of a schema from the examples of its fields; every body and answer gets one. */
export class Examples {
  private readonly used = new Map<string, Json>();

  constructor(private readonly schemas: { get(name: string): Json | undefined }) {}

  /** As a reference if the schema has a name, so that one example serves all of its uses. */
  for(schema: Json): Json {
    const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1)! : undefined;
    if (!name) return { example: { value: this.of(schema) } };
    this.used.set(name, schema);
    return { [name]: { $ref: `#/components/examples/${name}` } };
  }

  /** The examples that are referenced. */
  components(): Json {
    const found = [...this.used].map(([name, schema]) => [name, { value: this.of(schema) }] as const);
    return Object.fromEntries(found.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  of(schema: Json, owner = '', field = ''): unknown {
    const own = fieldDocOf(owner, field)?.[1];
    // The schema's own enum wins: `state` in a booking's approval is not the booking's state.
    if (own !== undefined && (!Array.isArray(schema.enum) || schema.enum.includes(own))) return own;
    if (typeof schema.$ref === 'string') return this.#referred(schema.$ref.split('/').at(-1)!);
    if ('const' in schema) return schema.const;
    if (Array.isArray(schema.enum)) return schema.enum[0];
    const variants = (schema.anyOf ?? schema.oneOf) as Json[] | undefined;
    if (variants) return this.of(variants.find(({ type }) => type !== 'null') ?? variants[0]!, owner, field);
    if (Array.isArray(schema.allOf)) return this.#merged(schema.allOf as Json[], owner, field);
    return this.#ofType(schema, owner);
  }

  #referred(name: string): unknown {
    return this.of(this.schemas.get(name)!, name);
  }

  #merged(parts: Json[], owner: string, field: string): unknown {
    return Object.assign({}, ...parts.map((part) => this.of(part, owner, field) as object)) as unknown;
  }

  #ofType(schema: Json, owner: string): unknown {
    const type = [schema.type].flat().find((one) => one !== 'null');
    if (schema.properties) {
      const entries = Object.entries(schema.properties as Record<string, Json>);
      return Object.fromEntries(entries.map(([name, property]) => [name, this.of(property, owner, name)]));
    }
    if (type === 'array') return [this.of((schema.items ?? {}) as Json, owner)];
    if (type === 'object') return {};
    if (schema.default !== undefined) return schema.default;
    if (type === 'boolean') return false;
    if (type === 'integer' || type === 'number') return Math.max(Number(schema.minimum ?? 1), 1);
    if (schema.format === 'uuid') return '019ad3a5-8a4b-7000-8000-000000000001';
    if (schema.format === 'date-time') return '2026-12-01T08:00:00.000Z';
    return type === 'string' ? undefined : null;
  }
}
