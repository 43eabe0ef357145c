import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { IdentityApi, type UserView } from '../../identity/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { BookerNotAllowed } from '../domain/errors.js';

/** The people of a booking. */
export interface Party {
  booker: { id: string; branchId: string | null; groupIds: readonly string[] };
  passengers: number;
}

/** Finds the booker and the passengers, and refuses whom the actor may not name. */
@Injectable()
export class PeopleOfBooking {
  constructor(private readonly identity: IdentityApi) {}

  /** @throws UnknownReference, BookerNotAllowed */
  async of(actor: Actor, bookerId: string | undefined, passengerIds: readonly string[]): Promise<Party> {
    const onBehalf = bookerId !== undefined && bookerId !== actor.userId;
    const wanted = onBehalf ? [bookerId, ...passengerIds] : passengerIds;
    const people = wanted.length > 0 ? await this.identity.users(wanted) : [];
    const self = { id: actor.userId, branchId: actor.branchId, groupIds: actor.groupIds };
    const booker = onBehalf ? this.#bookerFor(actor, bookerId, people) : self;
    for (const [index, id] of passengerIds.entries()) {
      const person = people.find((candidate) => candidate.id === id);
      // A passenger is a colleague: somebody of a branch where the actor may see people's vehicles, or their own branch.
      const known = person && person.branchId !== null && actor.can('read', 'Branch', { id: person.branchId });
      if (!known || !canTravel(person) || id === booker.id) throw new UnknownReference(`passengerIds.${index}`);
    }
    return { booker, passengers: new Set(passengerIds).size };
  }

  #bookerFor(actor: Actor, bookerId: string, people: UserView[]): UserView {
    const booker = people.find(({ id }) => id === bookerId);
    if (!booker || !actor.can('book_for', 'User', booker)) throw new UnknownReference('bookerId');
    if (!canTravel(booker)) throw new BookerNotAllowed();
    return booker;
  }
}

const canTravel = ({ state }: UserView): boolean => state === 'verified' || state === 'contact';
