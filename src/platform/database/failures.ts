import { DatabaseError } from 'pg';
import { constraintError } from '../domain/constraint-errors.js';
import { AlreadyExists, DomainError, InvalidInput, Unavailable, UnknownReference } from '../domain/domain-error.js';

const bad = (code: string, message: string) => () => new InvalidInput([{ field: '', code, message }]);

/** SQLSTATE → refusal, for what no context has named (PostgreSQL manual, appendix A). */
const byState = new Map<string, () => DomainError>([
  ['23505', () => new AlreadyExists()],
  ['23P01', () => new AlreadyExists()],
  ['23503', () => new UnknownReference()],
  ['22021', bad('unreadable_text', 'contains a character that cannot be stored')],
  ['22P05', bad('unreadable_text', 'contains a character that cannot be stored')],
  ['22003', bad('out_of_range', 'contains a number that is out of range')],
  ['22008', bad('out_of_range', 'contains a time that is out of range')],
]);

/** SQLSTATE classes that mean "PostgreSQL is not there or not able right now". */
const awayStates = /^(08|53|57P|57014|55P03|25P03|25006)/;
const awayErrors = /timeout|terminated|ECONN|EPIPE|ENOTFOUND|EHOSTUNREACH|not queryable|Connection ended/i;

/** Serialisation failure and deadlock: the same work may well succeed when it is tried again. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof DatabaseError && (error.code === '40001' || error.code === '40P01');

/** PostgreSQL is on its way down or up, or ended the connection. A full disk (class 53) is handled separately. */
export const isAway = ({ code }: DatabaseError): boolean => /^(08|57P|57014)/.test(code ?? '');

/** A table, a schema, a column or a function is not there. */
export const isUnmigrated = (error: unknown): boolean =>
  error instanceof DatabaseError && ['42P01', '3F000', '42703', '42883'].includes(error.code ?? '');

/** No answer came: what the connection is in the middle of is unknown, and a further word would wait as long again. */
export const isUnanswered = (error: unknown): boolean =>
  error instanceof Unavailable ||
  (error instanceof Error && !(error instanceof DatabaseError) && awayErrors.test(wordsOf(error)));

/** The domain error for a failure of the driver; any other error is returned unchanged. */
export function translated(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error;
  if (error instanceof DatabaseError) {
    const named = error.constraint ? constraintError(error.constraint) : undefined;
    const made = (named ?? byState.get(error.code ?? ''))?.();
    if (made) return Object.assign(made, { cause: error });
    if (!awayStates.test(error.code ?? '') && !isRetryable(error)) return error;
  } else if (!awayErrors.test(wordsOf(error))) {
    return error;
  }
  return Object.assign(new Unavailable('The database did not answer in time.'), { cause: error });
}

const wordsOf = (error: Error): string => `${error.message} ${(error as NodeJS.ErrnoException).code ?? ''}`;
