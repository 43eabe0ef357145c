import type { DomainError } from './domain-error.js';

const byConstraint = new Map<string, () => DomainError>();

/** Maps a broken database constraint to an error for people. Each context maps its own constraints, in `domain/errors.ts`. */
export function mapConstraint(constraint: string, error: () => DomainError): void {
  byConstraint.set(constraint, error);
}

export const constraintError = (constraint: string): (() => DomainError) | undefined => byConstraint.get(constraint);
