import type { FastifyInstance } from 'fastify';
import { type FieldProblem, InvalidInput, MOST_PROBLEMS } from '../../domain/domain-error.js';

/** More than any route needs: the largest body has twenty roles with two hundred branches each. */
const MOST_VALUES = 5_000;
const MOST_KEYS = 100;
const DEEPEST = 20;
/** Names that every object inherits. They are never valid field names. */
const INHERITED = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

const refuse = (field: string, code: string, message: string): never => {
  throw new InvalidInput([{ field, code, message }]);
};

/**
 * Refuses input that no route could accept before anything is spent on validating it: too many fields or values, too deep
 * nesting, and names such as `constructor`.
 *
 * @throws InvalidInput
 */
export function ensureBounded(input: unknown): void {
  const problems: FieldProblem[] = [];
  const open: { value: unknown; path: string[] }[] = [{ value: input, path: [] }];
  let values = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue;
    const keys = Object.keys(value);
    values += keys.length;
    if (!Array.isArray(value) && keys.length > MOST_KEYS) {
      refuse(path.join('.'), 'too_many_fields', `must have at most ${MOST_KEYS} fields`);
    }
    if (values > MOST_VALUES) refuse(path.join('.'), 'too_many_values', `must contain at most ${MOST_VALUES} values`);
    if (path.length >= DEEPEST) refuse(path.join('.'), 'too_deep', `must be nested at most ${DEEPEST} deep`);
    for (const key of keys) {
      const at = [...path, key];
      if (INHERITED.has(key) && !Array.isArray(value)) problems.push(unknownField(at.join('.')));
      if (problems.length > MOST_PROBLEMS) break;
      open.push({ value: (value as Record<string, unknown>)[key], path: at });
    }
  }
  if (problems.length > 0) throw new InvalidInput(problems);
}

export const unknownField = (field: string): FieldProblem => ({
  field,
  code: 'unknown_field',
  message: 'is not a field of this request',
});

/** Applies these bounds to the query and the body of every route. */
export function boundInputs(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', (request, _reply, done) => {
    // OpenID's own endpoints read their input themselves, and must ignore parameters that they do not know.
    if ((request.routeOptions.config as { crossOrigin?: boolean } | undefined)?.crossOrigin) return done();
    try {
      ensureBounded(request.query);
      ensureBounded(request.body);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}
