import { containing } from '../database/containing.js';

/** Replaces personal data with a pseudonym, in every text of a value. */
export interface Redaction {
  /** LIKE patterns that find JSON or text which may contain a trace; the rows found are then checked exactly. */
  readonly patterns: readonly string[];
  of<Value>(value: Value): Value;
}

const SHORTEST = 2;
/** Ids and times are never names and must stay readable, so they are left alone. */
const FIXED = /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d))$/i;

/** Traces match whole words in any case: `Li` does not change `Linz`. A single character is never a trace. */
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

/** The traces that can only be a person's: a name of one word may also be the name of a place or a thing. */
export const unmistakable = (traces: readonly string[]): string[] =>
  traces.filter((trace) => /[\s@\d]/.test(trace.trim()));
