import type { DomainError } from './domain-error.js';

const byConstraint = new Map<string, () => DomainError>();

/** Tells what a broken database constraint means to a person. Each context names its own, in `domain/errors.ts`. */
export function mapConstraint(constraint: string, error: () => DomainError): void {
  byConstraint.set(constraint, error);
}

export const constraintError = (constraint: string): (() => DomainError) | undefined => byConstraint.get(constraint);
