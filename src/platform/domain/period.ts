import { InvalidInput } from './domain-error.js';

/** ISO 8601 writes later years in a form that PostgreSQL does not read. */
export const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/** A half-open span of time `[start, end)`: back to back is not an overlap. */
export class Period {
  private constructor(
    readonly start: Date,
    readonly end: Date,
  ) {}

  /** @throws InvalidInput if the end is not after the start, or is after the year 9999 */
  static of(start: Date, end: Date): Period {
    if (!(end.getTime() > start.getTime())) {
      throw new InvalidInput([{ field: 'end', code: 'not_after_start', message: 'must be later than the start' }]);
    }
    if (end.getTime() > LAST_INSTANT) {
      throw new InvalidInput([{ field: 'end', code: 'too_late', message: 'must not be after the year 9999' }]);
    }
    return new Period(start, end);
  }

  get minutes(): number {
    return (this.end.getTime() - this.start.getTime()) / 60_000;
  }

  overlaps(other: Period): boolean {
    return this.start < other.end && other.start < this.end;
  }

  /** As PostgreSQL writes a `tstzrange`. */
  toString(): string {
    return `[${this.start.toISOString()},${this.end.toISOString()})`;
  }

  /** Reads what PostgreSQL answers for a bounded `tstzrange`, such as `["2026-01-01 00:00:00+00","2026-01-02 …")`. */
  static parse(range: string): Period {
    const [start, end] = range.slice(1, -1).replaceAll('"', '').split(',') as [string, string];
    return Period.of(new Date(isoOf(start)), new Date(isoOf(end)));
  }
}

/** `2026-01-01 00:00:00+00` is not ISO 8601 for every engine; `2026-01-01T00:00:00+00:00` is. */
function isoOf(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
}

/** TypeORM column transformer between a `tstzrange` and a Period. */
export const periodColumn = {
  to: (period: Period): string => period.toString(),
  from: (range: string): Period => Period.parse(range),
};
