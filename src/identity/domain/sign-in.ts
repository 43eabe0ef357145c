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

/**
 * Whether a user of this state may sign in. Ask it only after the right password: the answer tells the state (ID-11).
 *
 * @throws EmailUnconfirmed, AwaitingApproval, RegistrationRejected, Suspended, InvalidCredentials
 */
export function ensureMaySignIn(state: UserState): void {
  if (state !== 'verified') throw refusals[state]();
}
