import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/index.js';
import { FleetModule } from '../fleet/index.js';
import { IdentityModule } from '../identity/index.js';
import { BookingPolicy } from './domain/booking-policy.js';
import { BookingReason } from './domain/booking-reason.js';
import { Booking } from './domain/booking.js';
import { AvailabilityController } from './http/availability.controller.js';
import { BookingChangesController } from './http/booking-changes.controller.js';
import { BookingsController } from './http/bookings.controller.js';
import { PoliciesController } from './http/policies.controller.js';
import { ReasonsController } from './http/reasons.controller.js';
import { SeatsController } from './http/seats.controller.js';
import { ConfirmWhenRequestApproved } from './listeners/confirm-when-request-approved.js';
import { DeclineWhenRequestDeclined } from './listeners/decline-when-request-declined.js';
import { LapseWhenRequestLapsed } from './listeners/lapse-when-request-lapsed.js';
import { RefuseWhenVehicleArchived } from './listeners/refuse-when-vehicle-archived.js';
import { RefuseWhenVehicleMadeUnavailable } from './listeners/refuse-when-vehicle-made-unavailable.js';
import { RefuseWhenVehicleMoved } from './listeners/refuse-when-vehicle-moved.js';
import { ReleaseWhenUserDeleted } from './listeners/release-when-user-deleted.js';
import { Alternatives } from './use-cases/alternatives.js';
import { AvailabilityQueries } from './use-cases/availability.queries.js';
import { BookingHistoryQueries } from './use-cases/booking-history.queries.js';
import { BookingWork } from './use-cases/booking-work.js';
import { BookingsOfPersonQueries } from './use-cases/bookings-of-person.queries.js';
import { BookingsApi } from './use-cases/bookings-api.js';
import { BookingQueries } from './use-cases/bookings.queries.js';
import { CancelBooking } from './use-cases/cancel-booking.js';
import { ChangeBooking } from './use-cases/change-booking.js';
import { CreateBooking } from './use-cases/create-booking.js';
import { FindAvailability } from './use-cases/find-availability.js';
import { GroundQueries } from './use-cases/ground.queries.js';
import { HoldRules } from './use-cases/hold-rules.js';
import { ManagePolicies } from './use-cases/manage-policies.js';
import { ManageReasons } from './use-cases/manage-reasons.js';
import { PeopleOfBooking } from './use-cases/people-of-booking.js';
import { PlaceBooking } from './use-cases/place-booking.js';
import { PolicyQueries } from './use-cases/policies.queries.js';
import { ReasonQueries } from './use-cases/reasons.queries.js';
import { ShareSeats } from './use-cases/share-seats.js';
import { UseBooking } from './use-cases/use-booking.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Booking, BookingPolicy, BookingReason]),
    ApprovalsModule,
    FleetModule,
    IdentityModule,
  ],
  controllers: [
    BookingsController,
    BookingChangesController,
    SeatsController,
    AvailabilityController,
    ReasonsController,
    PoliciesController,
  ],
  providers: [
    AvailabilityQueries,
    BookingQueries,
    GroundQueries,
    PeopleOfBooking,
    HoldRules,
    Alternatives,
    PlaceBooking,
    BookingWork,
    ChangeBooking,
    UseBooking,
    ShareSeats,
    ManageReasons,
    ManagePolicies,
    ReasonQueries,
    PolicyQueries,
    BookingHistoryQueries,
    BookingsApi,
    CreateBooking,
    CancelBooking,
    FindAvailability,
    ConfirmWhenRequestApproved,
    DeclineWhenRequestDeclined,
    LapseWhenRequestLapsed,
    ReleaseWhenUserDeleted,
    RefuseWhenVehicleArchived,
    RefuseWhenVehicleMadeUnavailable,
    RefuseWhenVehicleMoved,
    BookingsOfPersonQueries,
  ],
  exports: [BookingsApi],
})
export class BookingsModule {}
