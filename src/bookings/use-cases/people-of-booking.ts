import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { IdentityApi, type UserView } from '../../identity/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { AgreementNotAccepted, BookerNotAllowed } from '../domain/errors.js';
import { GroundQueries } from './ground.queries.js';

/** Who would have the vehicle. */
export interface Booker {
  id: string;
  branchId: string | null;
  groupIds: readonly string[];
}

/** Finds the booker and the passengers, and refuses whom the actor may not name. */
@Injectable()
export class PeopleOfBooking {
  constructor(
    private readonly identity: IdentityApi,
    private readonly ground: GroundQueries,
  ) {}

  /**
   * @param known who is in the booking already: nobody names them anew
   * @throws UnknownReference, BookerNotAllowed
   */
  async of(
    actor: Actor,
    bookerId: string,
    passengerIds: readonly string[],
    known: { bookerId?: string; passengerIds: readonly string[] } = { passengerIds: [] },
  ): Promise<Booker> {
    const named = passengerIds.filter((id) => !known.passengerIds.includes(id));
    const wanted = bookerId === actor.userId ? named : [bookerId, ...named];
    const people = wanted.length > 0 ? await this.identity.users(wanted) : [];
    const self = { id: actor.userId, branchId: actor.branchId, groupIds: actor.groupIds };
    const booker = bookerId === actor.userId ? self : bookerAmong(people, bookerId);
    if (booker !== self && bookerId !== known.bookerId) ensureMayBookFor(actor, booker as UserView);
    for (const id of named) {
      const person = people.find((candidate) => candidate.id === id);
      if (!mayRideAlong(actor, person)) throw new UnknownReference(`passengerIds.${passengerIds.indexOf(id)}`);
    }
    const driver = passengerIds.indexOf(bookerId);
    if (driver >= 0) throw new UnknownReference(`passengerIds.${driver}`);
    return booker;
  }

  /** Somebody who is given a seat. @throws UnknownReference */
  async ofSeat(actor: Actor, userId: string): Promise<void> {
    if (!mayRideAlong(actor, await this.identity.user(userId))) throw new UnknownReference('userId');
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
}

/** @throws UnknownReference */
function bookerAmong(people: UserView[], bookerId: string): UserView {
  const booker = people.find(({ id }) => id === bookerId);
  if (!booker) throw new UnknownReference('bookerId');
  return booker;
}

/** A passenger is a colleague: somebody of a branch where the actor may see people's vehicles, or their own branch. */
function mayRideAlong(actor: Actor, person: UserView | undefined): boolean {
  if (!person || person.branchId === null || !canTravel(person)) return false;
  return actor.can('read', 'Branch', { id: person.branchId });
}

/** RP-5. @throws UnknownReference, BookerNotAllowed */
function ensureMayBookFor(actor: Actor, booker: UserView): void {
  if (!actor.can('book_for', 'User', booker)) throw new UnknownReference('bookerId');
  if (!canTravel(booker)) throw new BookerNotAllowed();
}

const canTravel = ({ state }: { state: string }): boolean => state === 'verified' || state === 'contact';
