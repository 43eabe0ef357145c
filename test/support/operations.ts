import { dereferenced } from './dereferenced.js';
import type { OpenApiDocument } from './open-api.js';

/** A JSON schema, as far as tests look into one. */
export interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema?: Schema;
}

interface Described {
  operationId?: string;
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>;
}

/** One operation of the served document. */
export interface Operation extends Described {
  /** `METHOD /path/{id}`, by which tables of tests name it. */
  key: string;
  method: string;
  path: string;
  hasId: boolean;
  query: Parameter[];
  body: Schema | undefined;
}

/** Every operation that the service serves a description of: what tests go over, so that a new route is not forgotten. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(dereferenced(document).paths).flatMap(([path, item]) =>
    Object.entries(item as unknown as Record<string, Described>).map(([verb, operation]) => ({
      ...operation,
      key: `${verb.toUpperCase()} ${path}`,
      method: verb.toUpperCase(),
      path,
      hasId: path.includes('{'),
      query: (operation.parameters ?? []).filter((parameter) => parameter.in === 'query'),
      body: operation.requestBody?.content['application/json']?.schema,
    })),
  );
}

/** A place in a body: `['roles', 0, 'roleId']`. */
export type Place = (string | number)[];

/** Every place of a body that the schema tells of, and what may stand there. */
export function placesOf(schema: Schema, at: Place = []): { place: Place; schema: Schema }[] {
  const variants = schema.anyOf ?? [schema];
  const inner = variants.flatMap((variant) => [
    ...Object.entries(variant.properties ?? {}).flatMap(([name, field]) => placesOf(field, [...at, name])),
    ...(variant.items ? placesOf(variant.items, [...at, 0]) : []),
  ]);
  return [...(at.length > 0 ? [{ place: at, schema }] : []), ...inner];
}

export const isId = ({ format, anyOf }: Schema): boolean => format === 'uuid' || (anyOf?.some(isId) ?? false);

/** The same body with another value at one place. What leads there is made where it is missing. */
export function withValue<Body>(body: Body, [step, ...rest]: Place, value: unknown): Body {
  if (step === undefined) return value as Body;
  const copy = (Array.isArray(body) ? [...body] : { ...(body as object) }) as Record<string | number, unknown>;
  const made = typeof rest[0] === 'number' ? [] : {};
  copy[step] = withValue(copy[step] ?? made, rest, value);
  return copy as Body;
}

/** The path with its id, if it has one, the other ids that it names, and a query. */
export function urlOf(
  { path }: { path: string },
  id = '',
  query: Record<string, string> = {},
  ids: Record<string, string> = {},
): string {
  const search = new URLSearchParams(query).toString();
  const filled = path.replace('{id}', id).replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? id);
  return filled + (search && `?${search}`);
}

/** An answer without what tells one request from the next. */
export function plain({ status, body }: { status: number; body: unknown }): { status: number; body: unknown } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return { status, body };
  const { instance: _, ...rest } = body as Record<string, unknown>;
  return { status, body: rest };
}
