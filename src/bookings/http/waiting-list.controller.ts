import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { id, IdParams, instant, instantOut } from '../../platform/http/schemas.js';
import {
  AgreementNotAccepted,
  BookerNotAllowed,
  PolicyViolated,
  ReasonDisabled,
  StartInPast,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../domain/errors.js';
import { NoOffer, waitingStates } from '../domain/waiting-entry.js';
import { WaitForVehicle } from '../use-cases/wait-for-vehicle.js';
import { WaitingQueries } from '../use-cases/waiting.queries.js';
import { BookingAnswer } from './booking.schemas.js';
import { NewBooking } from './booking-writes.schemas.js';

const NewEntry = z.strictObject({
  vehicleId: id.optional(),
  branchId: id.optional(),
  start: instant,
  end: instant,
  seats: z.int().min(1).max(500).default(1),
});
type NewEntry = z.output<typeof NewEntry>;

const Acceptance = NewBooking.omit({ vehicleId: true, start: true, end: true, bookerId: true, overridePolicy: true });
type Acceptance = z.output<typeof Acceptance>;

const EntryAnswer = z.object({
  id,
  userId: id,
  branchId: id,
  vehicleId: id.nullable(),
  start: instantOut,
  end: instantOut,
  seats: z.int(),
  state: z.enum(waitingStates),
  /** To be accepted until `offerEndsAt`, and not held: whoever books it first has it. */
  offeredVehicleId: id.nullable(),
  offerEndsAt: instantOut.nullable(),
  bookingId: id.nullable(),
  createdAt: instantOut,
  version: z.int(),
});

const EntryList = z.strictObject(pageQuery);
type EntryList = z.output<typeof EntryList>;

/** BK-14 */
@Controller('api/v1/waiting-list')
export class WaitingListController {
  constructor(
    private readonly wait: WaitForVehicle,
    private readonly queries: WaitingQueries,
  ) {}

  @Get()
  @Can('book', 'Vehicle')
  @Answers(200, pageOf(EntryAnswer), 'What the caller waits for, and has waited for; newest first.')
  list(@CurrentActor() actor: Actor, @Query({ schema: EntryList }) page: EntryList) {
    return this.queries.mine(actor, page);
  }

  @Post()
  @Can('book', 'Vehicle')
  @Answers(201, EntryAnswer, 'In line, for a vehicle or for any of a branch.')
  @Problems(UnknownReference, StartInPast)
  join(@CurrentActor() actor: Actor, @Body({ schema: NewEntry }) body: NewEntry) {
    return this.wait.join(actor, body);
  }

  @Delete(':id')
  @Can('book', 'Vehicle')
  @AnswersNothing(204, 'In line no more.')
  withdraw(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.wait.withdraw(actor, id);
  }

  @Post(':id/acceptance')
  @Can('book', 'Vehicle')
  @Answers(201, BookingAnswer, 'Booked what was offered.')
  @Problems(NoOffer, VehicleNotFree, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(ReasonDisabled, UnknownReference, StartInPast, TooManyPassengers, PolicyViolated)
  accept(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Acceptance }) body: Acceptance,
  ) {
    return this.wait.accept(actor, id, body);
  }
}
