import { type Session, useSession } from '../api/session';
import type { Person } from './people-query';

type Permission =
  | 'users.add'
  | 'users.verify'
  | 'users.suspend'
  | 'users.edit'
  | 'users.assign_roles'
  | 'users.quick_verify'
  | 'users.delete'
  | 'users.read_histories'
  | 'mails.read';

/** Whether the permission reaches this person: somebody without a branch is reached only by those who reach every one. */
export function reaches({ permissions }: Session, key: Permission, { branchId }: Pick<Person, 'branchId'>): boolean {
  const reach = permissions.find((permission) => permission.key === key)?.reach;
  if (reach === undefined) return false;
  return reach === 'every' || (branchId !== null && reach.includes(branchId));
}

/** What the signed-in person may do with somebody now, by their permissions and by the other's state. */
export function useRights(person: Person) {
  const session = useSession();
  const { state, invited } = person;
  const isOther = person.id !== session.user.id;
  const isThere = state !== 'deleted';
  const may = (key: Permission, isPossible: boolean) => isPossible && reaches(session, key, person);
  return {
    isSelf: !isOther,
    review: may('users.verify', isOther && state === 'pending'),
    quickVerify: may('users.quick_verify', state === 'unconfirmed'),
    edit: may('users.edit', isThere) || may('users.assign_roles', isThere && isOther),
    details: may('users.edit', isThere),
    branch: may('users.edit', isThere && isOther),
    roles: may('users.assign_roles', isOther && (invited || ['verified', 'suspended', 'contact'].includes(state))),
    histories: may('users.read_histories', true),
    emails: may('mails.read', true),
    suspend: may('users.suspend', isOther && state === 'verified'),
    restore: may('users.suspend', isOther && state === 'suspended'),
    giveAccess: may('users.edit', isOther && state === 'contact'),
    takeAccess: may('users.edit', isOther && (invited || state === 'verified')),
    inviteAgain: may('users.add', invited),
    delete: may('users.delete', isOther && isThere),
  };
}

export type Rights = ReturnType<typeof useRights>;
