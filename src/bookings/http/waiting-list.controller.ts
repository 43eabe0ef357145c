import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { CompletedBy } from '../../platform/http/answer-maker.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { id, IdParams, instant, instantOut, someOf } from '../../platform/http/schemas.js';
import {
  AgreementNotAccepted,
  BookerNotAllowed,
  PolicyViolated,
  ReasonDisabled,
  StartInPast,
  TooLateForApproval,
  TooManyPassengers,
  VehicleNotFree,
  VehicleNotOpen,
  VehicleOutOfService,
} from '../domain/errors.js';
import { AlreadyWaiting, NoOffer, waitingStates } from '../domain/waiting-entry.js';
import { BookingNameQueries } from '../use-cases/lists/booking-names.queries.js';
import { WaitForVehicle } from '../use-cases/waiting-list/wait-for-vehicle.js';
import { WaitingQueries } from '../use-cases/waiting-list/waiting.queries.js';
import { BookingAnswer } from './booking.schemas.js';
import { NewBooking } from './booking-writes.schemas.js';
import { waitingListDocs } from './series/series.docs.js';

const NewEntry = z
  .strictObject({
    vehicleId: id.optional(),
    branchId: id.optional(),
    start: instant,
    end: instant,
    seats: z.int().min(1).max(500).default(1),
  })
  .meta({ id: 'NewWaitingEntry' });
type NewEntry = z.output<typeof NewEntry>;

const Acceptance = NewBooking.omit({
  vehicleId: true,
  start: true,
  end: true,
  bookerId: true,
  overridePolicy: true,
}).meta({ id: 'OfferAcceptance' });
type Acceptance = z.output<typeof Acceptance>;

const EntryAnswer = z
  .object({
    id,
    userId: id,
    branchId: id,
    vehicleId: id.nullable(),
    start: instantOut,
    end: instantOut,
    seats: z.int(),
    state: z.enum(waitingStates),
    /** Can be accepted until `offerEndsAt`. It is not reserved: anyone else can book the vehicle first. */
    offeredVehicleId: id.nullable(),
    offerEndsAt: instantOut.nullable(),
    bookingId: id.nullable(),
    createdAt: instantOut,
    version: z.int(),
  })
  .meta({ id: 'WaitingEntry' });

/** An entry as its owner sees it in the list, with the names behind the ids. */
const NamedEntryAnswer = EntryAnswer.extend({
  branchName: z.string(),
  timeZone: z.string(),
  vehicleName: z.string().nullable(),
  offeredVehicleName: z.string().nullable(),
}).meta({ id: 'NamedWaitingEntry' });

const EntryList = z.strictObject({ ...pageQuery, state: someOf(waitingStates).optional() });
type EntryList = z.output<typeof EntryList>;

/** BK-14: the waiting list. */
@Controller('api/v1/waiting-list')
@Documented(waitingListDocs)
export class WaitingListController {
  constructor(
    private readonly wait: WaitForVehicle,
    private readonly queries: WaitingQueries,
  ) {}

  @Get()
  @Can('read', 'Booking')
  @Answers(200, pageOf(NamedEntryAnswer), 'Your current and past entries, newest first.')
  list(@CurrentActor() actor: Actor, @Query({ schema: EntryList }) page: EntryList) {
    return this.queries.mine(actor, page);
  }

  @Post()
  @Can('book', 'Vehicle')
  @Answers(201, EntryAnswer, 'Added to the waiting list.')
  @Problems(UnknownReference, StartInPast, AlreadyWaiting)
  join(@CurrentActor() actor: Actor, @Body({ schema: NewEntry }) body: NewEntry) {
    return this.wait.join(actor, body);
  }

  @Delete(':id')
  @Can('cancel', 'Booking')
  @AnswersNothing(204, 'Removed from the waiting list.')
  withdraw(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.wait.withdraw(actor, id);
  }

  @Post(':id/acceptance')
  @Can('book', 'Vehicle')
  @CompletedBy(BookingNameQueries)
  @Answers(201, BookingAnswer, 'The offered vehicle is booked.')
  @Problems(NoOffer, VehicleNotFree, VehicleNotOpen, VehicleOutOfService, BookerNotAllowed, AgreementNotAccepted)
  @Problems(ReasonDisabled, UnknownReference, StartInPast, TooManyPassengers, PolicyViolated, TooLateForApproval)
  accept(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: Acceptance }) body: Acceptance,
  ) {
    return this.wait.accept(actor, id, body);
  }
}
