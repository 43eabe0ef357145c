import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/index.js';
import { IdentityModule } from '../identity/index.js';
import { Booking } from './domain/booking.js';
import { AvailabilityController } from './http/availability.controller.js';
import { BookingsController } from './http/bookings.controller.js';
import { ReasonsController } from './http/reasons.controller.js';
import { ConfirmWhenRequestApproved } from './listeners/confirm-when-request-approved.js';
import { DeclineWhenRequestDeclined } from './listeners/decline-when-request-declined.js';
import { LapseWhenRequestLapsed } from './listeners/lapse-when-request-lapsed.js';
import { RefuseWhenVehicleArchived } from './listeners/refuse-when-vehicle-archived.js';
import { RefuseWhenVehicleMadeUnavailable } from './listeners/refuse-when-vehicle-made-unavailable.js';
import { RefuseWhenVehicleMoved } from './listeners/refuse-when-vehicle-moved.js';
import { ReleaseWhenUserDeleted } from './listeners/release-when-user-deleted.js';
import { AvailabilityQueries } from './use-cases/availability.queries.js';
import { BookingsOfPersonQueries } from './use-cases/bookings-of-person.queries.js';
import { BookingsApi } from './use-cases/bookings-api.js';
import { BookingQueries } from './use-cases/bookings.queries.js';
import { CancelBooking } from './use-cases/cancel-booking.js';
import { CreateBooking } from './use-cases/create-booking.js';
import { FindAvailability } from './use-cases/find-availability.js';
import { GroundQueries } from './use-cases/ground.queries.js';
import { PeopleOfBooking } from './use-cases/people-of-booking.js';

@Module({
  imports: [TypeOrmModule.forFeature([Booking]), ApprovalsModule, IdentityModule],
  controllers: [BookingsController, AvailabilityController, ReasonsController],
  providers: [
    AvailabilityQueries,
    BookingQueries,
    GroundQueries,
    PeopleOfBooking,
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
