import type { OpenApiDocument } from './open-api.js';

const made = new WeakMap<object, OpenApiDocument>();

/** The same document with what it refers to written out in place of each reference. */
export function dereferenced(document: OpenApiDocument): OpenApiDocument {
  const known = made.get(document);
  if (known) return known;
  const written = new Map<string, unknown>();
  const at = (reference: string): unknown => {
    if (!written.has(reference)) {
      const found = reference
        .slice(2)
        .split('/')
        .reduce<unknown>((inner, step) => (inner as Record<string, unknown> | undefined)?.[step], document);
      written.set(reference, write(found));
    }
    return written.get(reference);
  };
  const write = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(write);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...rest } = value as Record<string, unknown>;
    const own = Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, write(inner)]));
    return typeof $ref === 'string' ? { ...(at($ref) as object), ...own } : own;
  };
  const whole = { ...document, paths: write(document.paths) as OpenApiDocument['paths'] };
  made.set(document, whole);
  return whole;
}
