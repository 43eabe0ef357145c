import { lengthInWords } from './length-in-words.js';
/** What kind of refusal an error is; `http/problems/problem-details.ts` maps each to a status. */
export type ProblemKind =
  | 'unreadable'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'gone'
  | 'stale'
  | 'invalid'
  | 'too_many'
  | 'unavailable';

/** A field of the input that is wrong: where, a stable code, and a sentence for people. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/**
 * A refusal that the caller can understand. Subclasses fix `kind`, `code` (stable, snake case, listed in
 * docs/problems.md) and `title`; the message is the detail that a person reads.
 */
export abstract class DomainError extends Error {
  static readonly kind: ProblemKind;
  static readonly code: string;
  static readonly title: string;

  /** Members added to the problem document, such as `alternatives`. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The `WWW-Authenticate` header, if the caller's credentials are the problem. */
  readonly challenge: string | undefined;

  constructor(detail?: string, members: Record<string, unknown> = {}) {
    super(detail);
    this.members = members;
  }

  get problem(): ProblemClass {
    return this.constructor as unknown as ProblemClass;
  }
}

/** The constructor of a concrete DomainError, as decorators and the filter see it. */
export interface ProblemClass {
  readonly kind: ProblemKind;
  readonly code: string;
  readonly title: string;
  readonly name: string;
}

export class NotFound extends DomainError {
  static override readonly kind = 'not_found';
  static override readonly code = 'not_found';
  static override readonly title = 'Not found, or you don’t have access.';
}

export class Forbidden extends DomainError {
  static override readonly kind = 'forbidden';
  static override readonly code = 'forbidden';
  static override readonly title = 'You are not allowed to do this.';
}

/** More errors than these do not help anyone. */
export const MOST_PROBLEMS = 20;
const LONGEST_FIELD = 200;
const LONGEST_MESSAGE = 300;

const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text);

/**
 * The errors of fields in a refusal. It stays small for any input: long names are cut, and `errorsOmitted` counts what was
 * left out.
 */
export function reported(errors: readonly FieldProblem[]): { errors: FieldProblem[]; errorsOmitted?: number } {
  const told = errors.slice(0, MOST_PROBLEMS).map(({ field, code, message }) => ({
    field: cut(field, LONGEST_FIELD),
    code,
    message: cut(message, LONGEST_MESSAGE),
  }));
  const omitted = errors.length - told.length;
  return omitted > 0 ? { errors: told, errorsOmitted: omitted } : { errors: told };
}

export class InvalidInput extends DomainError {
  static override readonly kind = 'invalid';
  static override readonly code = 'invalid_input';
  static override readonly title = 'The input is not valid.';

  constructor(errors: FieldProblem[]) {
    const members = reported(errors);
    const sentences = members.errors.map(({ field, message }) => (field ? `${field}: ${message}` : message));
    super(sentences.join('; '), members);
  }
}

/** The object is not in a state in which this can be done. */
export class IllegalTransition extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'illegal_transition';
  static override readonly title = 'Not possible in its current state.';
}

/** The row changed between reading and writing it. */
export class ChangedMeanwhile extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'changed_meanwhile';
  static override readonly title = 'Someone else changed this at the same time. Reload it and try again.';
}

/** A value must be unique and is taken; contexts map their own constraints to better errors. */
export class AlreadyExists extends DomainError {
  static override readonly kind = 'conflict';
  static override readonly code = 'already_exists';
  static override readonly title = 'This already exists.';
}

/** A request named an id that does not exist, or that the caller may not see: both answer the same (RP-13). */
export class UnknownReference extends DomainError {
  static override readonly kind = 'not_found';
  static override readonly code = 'unknown_reference';
  static override readonly title = 'The input refers to something that does not exist or that you cannot see.';

  constructor(field?: string) {
    const errors = field ? [{ field, code: 'unknown_reference', message: 'does not exist, or you cannot see it' }] : [];
    super(field ? `${field}: does not exist, or you cannot see it` : undefined, { errors });
  }
}

/** Something is done too often; `Retry-After` says when it may be done again (IF-3). */
export class TooManyRequests extends DomainError {
  static override readonly kind = 'too_many';
  static override readonly code = 'too_many_requests';
  static override readonly title = 'Too many requests.';

  constructor(
    readonly retryAfterSeconds: number,
    /** The limit that was exceeded. */
    readonly limit: { readonly name: string; readonly most: number; readonly windowSeconds: number },
  ) {
    super(`Try again in ${waitOf(retryAfterSeconds)}.`);
  }
}

/** Rounded up, so that nobody tries too early: to minutes from two minutes on, to hours from two hours on. */
function waitOf(seconds: number): string {
  const unit = seconds <= 120 ? 1 : seconds <= 7_200 ? 60 : 3_600;
  return lengthInWords(Math.ceil(seconds / unit) * unit);
}

/** An external part did not answer in its time. */
export class Unavailable extends DomainError {
  static override readonly kind = 'unavailable';
  static override readonly code = 'unavailable';
  static override readonly title = 'The service cannot answer right now. Try again in a moment.';
}
