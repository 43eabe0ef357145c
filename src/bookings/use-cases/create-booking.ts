import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/index.js';
import { ApprovalsApi } from '../../approvals/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { Period } from '../../platform/domain/period.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { Booking, type BookingDetails } from '../domain/booking.js';
import {
  ReasonDisabled,
  StartInPast,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../domain/errors.js';
import { AvailabilityQueries } from './availability.queries.js';
import { type Ground, GroundQueries } from './ground.queries.js';
import { type Party, PeopleOfBooking } from './people-of-booking.js';

/** What the request says; everything else is found out. */
export type Wish = Omit<BookingDetails, 'branchId' | 'originatorId' | 'period' | 'bookerId'> & {
  bookerId?: string | undefined;
  start: Date;
  end: Date;
};

/** A click on "now" arrives a moment later. */
const GRACE_MS = 60_000;
const ALTERNATIVES = 5;

/** BK-4: the checks in their order; the first that fails is the answer. */
@Injectable()
export class CreateBooking {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ground: GroundQueries,
    private readonly people: PeopleOfBooking,
    private readonly approvals: ApprovalsApi,
    private readonly availability: AvailabilityQueries,
  ) {}

  run(actor: Actor, { start, end, bookerId, ...wish }: Wish): Promise<Booking> {
    const period = Period.of(start, end);
    if (start.getTime() < Date.now() - GRACE_MS) throw new StartInPast();
    return this.work.run(actor, async (tx) => {
      const ground = await this.ground.of(wish.vehicleId, wish.reasonId);
      const party = await this.people.of(actor, bookerId, wish.passengerIds);
      ensureMayBook(actor, ground);
      await this.people.hold(party.booker.id, wish.passengerIds);
      ensureOpen(ground, party);
      const booking = Booking.make(
        { ...wish, period, branchId: ground.branchId, bookerId: party.booker.id, originatorId: actor.userId },
        await this.approvals.requirement(ground.approvalFlowId, ground.branchId, party.booker.id, {
          period,
          timeZone: ground.timeZone,
          reasonCategory: ground.reasonCategory,
          interBranch: party.booker.branchId !== ground.branchId,
          recurring: false,
        }),
      );
      // The exclusion constraint is the arbiter of who was first; a loser goes on to what else is free (BK-3, BK-4).
      if (await tx.insertUnlessTaken(booking)) return booking;
      const others = { from: start, to: end, branchIds: [booking.branchId], seats: wish.passengerIds.length + 1 };
      const alternatives = await this.availability.freeVehicles(actor, party.booker.groupIds, others, ALTERNATIVES);
      throw new VehicleNotFree(undefined, { alternatives: alternatives.map(({ id, name }) => ({ id, name })) });
    });
  }
}

function ensureMayBook(actor: Actor, ground: Ground | undefined): asserts ground is Ground {
  if (!ground || !actor.can('book', 'Vehicle', ground)) {
    if (ground && actor.can('read', 'Vehicle', ground)) throw new VehicleNotOpen();
    throw new UnknownReference('vehicleId');
  }
}

function ensureOpen(ground: Ground, { booker, passengers }: Party): void {
  if (ground.vehicleState !== 'active' || ground.branchState !== 'open') throw new VehicleOutOfService();
  const shares = ground.groupIds.length === 0 || ground.groupIds.some((id) => booker.groupIds.includes(id));
  if (!shares) throw new VehicleNotOpen();
  if (!ground.reasonState) throw new UnknownReference('reasonId');
  if (ground.reasonState === 'disabled') throw new ReasonDisabled();
  if (passengers + 1 > ground.seats) throw new TooManyPassengers(`It has ${ground.seats} seats.`);
}
