import type { z } from 'zod';
import { instantOut } from './schemas.js';

type Shape = (value: unknown) => unknown;

/** Thrown by a shape for what it does not take; the schema itself then says what is wrong. */
const MISFIT = new Error('The answer does not fit.');

/**
 * What a schema makes of an answer: the members that it names, and no others. Each schema is compiled once.
 *
 * A list has thousands of values, and most of them are ids, texts and times that PostgreSQL answered. Of a text only that it
 * is one is asked, not its format; where anything else does not fit, or a schema has a part that is not known here, the
 * schema judges.
 *
 * @throws ZodError where the answer is not what the schema says
 */
export function shaped<Schema extends z.ZodType>(schema: Schema, answer: unknown): z.output<Schema> {
  try {
    return compiled(schema)(answer) as z.output<Schema>;
  } catch (error) {
    if (error !== MISFIT) throw error;
    return schema.parse(answer);
  }
}

const known = new WeakMap<z.core.$ZodType, Shape>();

function compiled(schema: z.core.$ZodType): Shape {
  let shape = known.get(schema);
  if (!shape) known.set(schema, (shape = compile(schema as z.core.$ZodTypes)));
  return shape;
}

function compile(schema: z.core.$ZodTypes): Shape {
  if (schema === (instantOut as z.core.$ZodType)) return instant;
  const { def } = schema._zod;
  switch (def.type) {
    case 'object':
      return def.catchall || def.checks?.length ? judgedBy(schema) : object(def.shape);
    case 'array':
      return def.checks?.length ? judgedBy(schema) : array(compiled(def.element));
    case 'nullable':
      return nullable(compiled(def.innerType));
    case 'optional':
      return optional(compiled(def.innerType));
    case 'enum':
      return oneOf(new Set<unknown>(Object.values(def.entries)));
    case 'literal':
      return oneOf(new Set<unknown>(def.values));
    case 'string':
      return text;
    case 'record':
      return def.checks?.length || def.keyType._zod.def.type !== 'string'
        ? judgedBy(schema)
        : record(compiled(def.valueType));
    case 'boolean':
      return flag;
    case 'number':
      return 'format' in def ? integer : number;
    default:
      return judgedBy(schema);
  }
}

const accepted =
  (fits: (value: unknown) => boolean): Shape =>
  (value) => {
    if (!fits(value)) throw MISFIT;
    return value;
  };

const text = accepted((value) => typeof value === 'string');
const flag = accepted((value) => typeof value === 'boolean');
const number = accepted(Number.isFinite);
const integer = accepted(Number.isSafeInteger);
const oneOf = (values: ReadonlySet<unknown>): Shape => accepted((value) => values.has(value));

const instant: Shape = (value) => (value instanceof Date ? value.toISOString() : text(value));

const nullable =
  (inner: Shape): Shape =>
  (value) =>
    value === null ? null : inner(value);

const optional =
  (inner: Shape): Shape =>
  (value) =>
    value === undefined ? undefined : inner(value);

const array =
  (element: Shape): Shape =>
  (value) => {
    if (!Array.isArray(value)) throw MISFIT;
    return value.map((item) => element(item));
  };

const record =
  (inner: Shape): Shape =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw MISFIT;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inner(member)]));
  };

/**
 * Written out as one literal, `{"id": id(value["id"]), …}`, as zod writes its parsers: a loop over the names takes three times
 * as long. The names are those of our own schemas. A member that is absent is undefined, which no JSON has.
 */
function object(members: Readonly<Record<string, z.core.$ZodType>>): Shape {
  const names = Object.keys(members);
  const shapes = names.map((name) => compiled(members[name]!));
  const literal = names.map((name, at) => `${JSON.stringify(name)}: shape${at}(value[${JSON.stringify(name)}])`);
  const parameters = names.map((_, at) => `shape${at}`);
  const made = new Function(...parameters, `return (value) => ({ ${literal.join(', ')} })`)(...shapes) as Shape;
  return (value) => {
    if (typeof value !== 'object' || value === null) throw MISFIT;
    return made(value);
  };
}

/** @throws MISFIT also here: only the whole schema can say where in the answer it is */
function judgedBy(schema: z.core.$ZodType): Shape {
  return (value) => {
    const { success, data } = (schema as z.ZodType).safeParse(value);
    if (!success) throw MISFIT;
    return data;
  };
}
