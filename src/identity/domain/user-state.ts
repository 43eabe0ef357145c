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

/** Why an act is not possible in a user's state, in a sentence. */
export const userIs: Readonly<Record<UserState, string>> = {
  unconfirmed: 'This person has not confirmed their email address yet.',
  pending: 'This person’s registration has not been reviewed yet.',
  verified: 'This person is already verified.',
  rejected: 'This person’s registration was rejected.',
  suspended: 'This person is suspended.',
  contact: 'This person is a contact, without access.',
  deleted: 'This person has been deleted.',
};

/** The facts about a user. "The address is confirmed" and "an admin approved" are separate facts (ID-2). */
export interface UserFacts {
  readonly canSignIn: boolean;
  readonly emailConfirmedAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly rejectedAt: Date | null;
  readonly suspendedAt: Date | null;
  readonly deletedAt: Date | null;
}

/** The only place that derives the state from the facts; the stored column is its result. */
export function stateOf(facts: UserFacts): UserState {
  if (facts.deletedAt) return 'deleted';
  if (!facts.canSignIn) return 'contact';
  if (facts.suspendedAt) return 'suspended';
  if (facts.rejectedAt) return 'rejected';
  if (!facts.emailConfirmedAt) return 'unconfirmed';
  return facts.verifiedAt ? 'verified' : 'pending';
}
