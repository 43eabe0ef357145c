/** The state of a user as it is shown (ID-2). */
export const userStates = [
  'unconfirmed',
  'pending',
  'verified',
  'rejected',
  'suspended',
  'contact',
  'deleted',
] as const;
export type UserState = (typeof userStates)[number];

/** What stands in the way of an act, in a sentence. */
export const userIs: Readonly<Record<UserState, string>> = {
  unconfirmed: 'This person has not confirmed their email address yet.',
  pending: 'This person’s registration has not been reviewed yet.',
  verified: 'This person is already verified.',
  rejected: 'This person’s registration was rejected.',
  suspended: 'This person is suspended.',
  contact: 'This person is a contact, without access.',
  deleted: 'This person has been deleted.',
};

/** What is known of a user. "The address is confirmed" and "an admin said yes" are two facts, kept apart (ID-2). */
export interface UserFacts {
  readonly canSignIn: boolean;
  readonly emailConfirmedAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly rejectedAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly deletedAt: Date | null;
}

/** The one place where the state is made of the facts; the stored column is this function's result. */
export function stateOf(facts: UserFacts): UserState {
  if (facts.deletedAt) return 'deleted';
  if (!facts.canSignIn) return 'contact';
  if (facts.suspendedAt) return 'suspended';
  if (facts.rejectedAt) return 'rejected';
  if (!facts.emailConfirmedAt) return 'unconfirmed';
  return facts.verifiedAt ? 'verified' : 'pending';
}
