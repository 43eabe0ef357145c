import type { DomainError } from '../../platform/domain/domain-error.js';
import { AwaitingApproval, EmailUnconfirmed, InvalidCredentials, RegistrationRejected, Suspended } from './errors.js';
import type { UserState } from './user-state.js';

const refusals: Readonly<Record<Exclude<UserState, 'verified'>, () => DomainError>> = {
  unconfirmed: () => new EmailUnconfirmed(),
  pending: () => new AwaitingApproval(),
  rejected: () => new RegistrationRejected(),
  suspended: () => new Suspended(),
  // Contacts and deleted people cannot sign in at all, so no reason is given.
  contact: () => new InvalidCredentials(),
  deleted: () => new InvalidCredentials(),
};

/** How a person signs in. */
export const signInMethods = ['password', 'passkey', 'sso'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** The result of an attempt to sign in (ID-16): `ok`, or the code of the refusal. */
export const signInOutcomes = [
  'ok',
  'wrong_password',
  'throttled',
  'email_unconfirmed',
  'awaiting_approval',
  'registration_rejected',
  'suspended',
  'wrong_passkey',
  'sso_refused',
] as const;
export type SignInOutcome = (typeof signInOutcomes)[number];

/**
 * Why a user in this state may not sign in, if there is a reason. Call it only after a correct password or passkey, because
 * the answer reveals the state (ID-11).
 */
export const refusalOf = (state: UserState): DomainError | undefined =>
  state === 'verified' ? undefined : refusals[state]();

/** The outcome under which the history records a refusal. */
export const outcomeOf = (refusal: DomainError, method: SignInMethod): SignInOutcome =>
  refusal instanceof InvalidCredentials
    ? method === 'passkey'
      ? 'wrong_passkey'
      : 'wrong_password'
    : (refusal.problem.code as SignInOutcome);
