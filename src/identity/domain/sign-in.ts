import type { DomainError } from '../../platform/domain/domain-error.js';
import { AwaitingApproval, EmailUnconfirmed, InvalidCredentials, RegistrationRejected, Suspended } from './errors.js';
import type { UserState } from './user-state.js';

const refusals: Readonly<Record<Exclude<UserState, 'verified'>, () => DomainError>> = {
  unconfirmed: () => new EmailUnconfirmed(),
  pending: () => new AwaitingApproval(),
  rejected: () => new RegistrationRejected(),
  suspended: () => new Suspended(),
  // Neither has a way in, so that there is nothing to explain.
  contact: () => new InvalidCredentials(),
  deleted: () => new InvalidCredentials(),
};

/** How a person signs in. */
export const signInMethods = ['password', 'passkey', 'sso'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** What became of an attempt (ID-16); the code of the refusal where there was one. */
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

/** What keeps a user of this state out, if anything. Ask it only after the right proof: the answer tells the state (ID-11). */
export const refusalOf = (state: UserState): DomainError | undefined =>
  state === 'verified' ? undefined : refusals[state]();

/** How the history names a refusal. */
export const outcomeOf = (refusal: DomainError, method: SignInMethod): SignInOutcome =>
  refusal instanceof InvalidCredentials
    ? method === 'passkey'
      ? 'wrong_passkey'
      : 'wrong_password'
    : (refusal.problem.code as SignInOutcome);
