import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { IdentityApi, type UserView } from '../../identity/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { AgreementNotAccepted, BookerNotAllowed } from '../domain/errors.js';
import { GroundQueries } from './ground.queries.js';

/** The people of a booking. */
export interface Party {
  booker: { id: string; branchId: string | null; groupIds: readonly string[] };
  passengers: number;
}

/** Finds the booker and the passengers, and refuses whom the actor may not name. */
@Injectable()
export class PeopleOfBooking {
  constructor(
    private readonly identity: IdentityApi,
    private readonly ground: GroundQueries,
  ) {}

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

  /**
   * The last look at them, in BK-4's place for the agreement; it holds them until the transaction ends.
   *
   * @throws BookerNotAllowed, UnknownReference where somebody was deleted or suspended meanwhile; AgreementNotAccepted
   */
  async hold(bookerId: string, passengerIds: readonly string[]): Promise<void> {
    const people = await this.ground.standing([bookerId, ...passengerIds]);
    const booker = people.find(({ id }) => id === bookerId);
    if (!booker || !canTravel(booker)) throw new BookerNotAllowed();
    // For a contact the originator vouches (ID-18).
    if (booker.state !== 'contact' && booker.agreementToAccept !== null) {
      throw new AgreementNotAccepted(undefined, { version: booker.agreementToAccept });
    }
    const gone = passengerIds.findIndex((each) => !people.some(({ id, state }) => id === each && canTravel({ state })));
    if (gone >= 0) throw new UnknownReference(`passengerIds.${gone}`);
  }

  #bookerFor(actor: Actor, bookerId: string, people: UserView[]): UserView {
    const booker = people.find(({ id }) => id === bookerId);
    if (!booker || !actor.can('book_for', 'User', booker)) throw new UnknownReference('bookerId');
    if (!canTravel(booker)) throw new BookerNotAllowed();
    return booker;
  }
}

const canTravel = ({ state }: { state: string }): boolean => state === 'verified' || state === 'contact';
