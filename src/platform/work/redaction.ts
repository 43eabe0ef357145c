import { containing } from '../database/containing.js';

/** Puts a pseudonym where something personal stood, in every text of a value. */
export interface Redaction {
  /** LIKE patterns that find JSON or text which may hold a trace; everything found is looked at closely. */
  readonly patterns: readonly string[];
  of<Value>(value: Value): Value;
}

const SHORTEST = 2;
/** Ids and times. They are never names, and they must stay readable, so nothing in them is replaced. */
const FIXED = /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))$/i;

/**
 * Traces are found as whole words in upper or lower case: `Li` does not break `Linz`. One that is a single character is no
 * trace of anybody.
 */
export function redaction(traces: readonly string[], pseudonym: string): Redaction {
  const wanted = [...new Set(traces.map((trace) => trace.trim()))]
    .filter((trace) => [...trace].length >= SHORTEST)
    .sort((one, other) => other.length - one.length);
  const any = wanted.map((trace) => trace.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join('|');
  const words = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'giu');
  const redact = (value: unknown): unknown => {
    if (typeof value === 'string') return FIXED.test(value) ? value : value.replace(words, () => pseudonym);
    if (Array.isArray(value)) return value.map(redact);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redact(inner)]));
  };
  return {
    patterns: wanted.flatMap((trace) => [containing(trace), containing(JSON.stringify(trace).slice(1, -1))]),
    of: <Value>(value: Value) => (wanted.length === 0 ? value : (redact(value) as Value)),
  };
}

/** Of traces those that are nobody's but a person's: a name of one word may be that of a place, and so of a thing. */
export const unmistakable = (traces: readonly string[]): string[] =>
  traces.filter((trace) => /[\s@\d]/.test(trace.trim()));
