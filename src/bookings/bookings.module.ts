import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/index.js';
import { BranchesModule } from '../branches/index.js';
import { FleetModule } from '../fleet/index.js';
import { IdentityModule } from '../identity/index.js';
import { BookingPolicy } from './domain/booking-policy.js';
import { BookingReason } from './domain/booking-reason.js';
import { Booking } from './domain/booking.js';
import { CalendarFeed } from './domain/calendar/calendar-feed.js';
import { AvailabilityController } from './http/availability.controller.js';
import { BoardController } from './http/board.controller.js';
import { BookingListsController } from './http/booking-lists.controller.js';
import { CalendarController } from './http/calendar.controller.js';
import { VehicleChoicesController } from './http/vehicle-choices.controller.js';
import { PeopleChoicesController } from './http/people-choices.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { BookingChangesController } from './http/booking-changes.controller.js';
import { BookingsController } from './http/bookings.controller.js';
import { PoliciesController } from './http/settings/policies.controller.js';
import { ReasonsController } from './http/settings/reasons.controller.js';
import { SeatsController } from './http/seats.controller.js';
import { LapseWhenRequestLapsed } from './listeners/lapse-when-request-lapsed.js';
import { RefuseWhenSeatsReduced } from './listeners/refuse-when-seats-reduced.js';
import { RefuseWhenVehicleArchived } from './listeners/refuse-when-vehicle-archived.js';
import { RefuseWhenVehicleMadeUnavailable } from './listeners/refuse-when-vehicle-made-unavailable.js';
import { RefuseWhenVehicleMoved } from './listeners/refuse-when-vehicle-moved.js';
import { ReleaseWhenUserDeleted } from './listeners/release-when-user-deleted.js';
import { RenameWhenUserDeleted } from './listeners/rename-when-user-deleted.js';
import { RevokeCalendarWhenAccessTaken } from './listeners/revoke-calendar-when-access-taken.js';
import { RevokeCalendarWhenCredentialChanged } from './listeners/revoke-calendar-when-credential-changed.js';
import { RevokeCalendarWhenUserDeleted } from './listeners/revoke-calendar-when-user-deleted.js';
import { SettleWhenRequestDecided } from './listeners/settle-when-request-decided.js';
import { Alternatives } from './use-cases/alternatives.js';
import { AvailabilityQueries } from './use-cases/availability.queries.js';
import { BoardQueries } from './use-cases/lists/board.queries.js';
import { BookingHistoryQueries } from './use-cases/lists/booking-history.queries.js';
import { BookingContextLoader } from './use-cases/booking-context-loader.js';
import { BookingContextQueries } from './use-cases/booking-context.queries.js';
import { BookingWork } from './use-cases/booking-work.js';
import { BookingsOfPersonQueries } from './use-cases/lists/bookings-of-person.queries.js';
import { BookingNameQueries } from './use-cases/lists/booking-names.queries.js';
import { BookingRecordQueries } from './use-cases/lists/booking-records.queries.js';
import { BookingsApi } from './use-cases/bookings-api.js';
import { BookingQueries } from './use-cases/lists/bookings.queries.js';
import { CalendarQueries } from './use-cases/calendar/calendar.queries.js';
import { CancelBooking } from './use-cases/cancel-booking.js';
import { ChangeBooking } from './use-cases/change-booking.js';
import { CreateBooking } from './use-cases/create-booking.js';
import { FindAvailability } from './use-cases/find-availability.js';
import { ManagePolicies } from './use-cases/settings/manage-policies.js';
import { ManageReasons } from './use-cases/settings/manage-reasons.js';
import { VehicleChoiceQueries } from './use-cases/lists/vehicle-choices.queries.js';
import { PeopleChoiceQueries } from './use-cases/lists/people-choices.queries.js';
import { PlaceBooking } from './use-cases/place-booking.js';
import { PolicyForecast } from './use-cases/policy-forecast.js';
import { PolicyQueries } from './use-cases/settings/policies.queries.js';
import { ReadBoard } from './use-cases/lists/read-board.js';
import { ReadCalendar } from './use-cases/calendar/read-calendar.js';
import { ReasonQueries } from './use-cases/settings/reasons.queries.js';
import { ReportQueries } from './use-cases/lists/reports.queries.js';
import { ReviewCalendar } from './use-cases/calendar/renew-calendar.js';
import { ShareCalendar } from './use-cases/calendar/share-calendar.js';
import { ShareSeats } from './use-cases/share-seats.js';
import { UseBooking } from './use-cases/use-booking.js';
import { BookingSeries } from './domain/series/booking-series.js';
import { LateNotice } from './domain/late-notice.js';
import { EndNoShows } from './use-cases/end-no-shows.js';
import { OverdueQueries } from './use-cases/overdue.queries.js';
import { WarnOfLateVehicles } from './use-cases/warn-of-late-vehicles.js';
import { WaitingEntry } from './domain/waiting-entry.js';
import { WaitingListController } from './http/waiting-list.controller.js';
import { ForgetWaitingWhenUserDeleted } from './listeners/forget-waiting-when-user-deleted.js';
import { OfferableVehicles } from './use-cases/waiting-list/offerable-vehicles.js';
import { OfferVehicles } from './use-cases/waiting-list/offer-vehicles.js';
import { WaitForVehicle } from './use-cases/waiting-list/wait-for-vehicle.js';
import { WaitingQueries } from './use-cases/waiting-list/waiting.queries.js';
import { SeriesController } from './http/series/series.controller.js';
import { ChangeSeries } from './use-cases/series/change-series.js';
import { CheckSeriesEdit } from './use-cases/series/check-series-edit.js';
import { EditBooking } from './use-cases/edit-booking.js';
import { MakeSeries } from './use-cases/series/make-series.js';
import { PlanSeries } from './use-cases/series/plan-series.js';
import { PreviewSeries } from './use-cases/series/preview-series.js';
import { PreviewSeriesEdit } from './use-cases/series/preview-series-edit.js';
import { SeriesQueries } from './use-cases/series/series.queries.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Booking,
      BookingSeries,
      LateNotice,
      WaitingEntry,
      BookingPolicy,
      BookingReason,
      CalendarFeed,
    ]),
    ApprovalsModule,
    BranchesModule,
    FleetModule,
    IdentityModule,
  ],
  controllers: [
    BookingListsController,
    BookingsController,
    BookingChangesController,
    SeatsController,
    SeriesController,
    WaitingListController,
    AvailabilityController,
    BoardController,
    PeopleChoicesController,
    VehicleChoicesController,
    ReasonsController,
    PoliciesController,
    CalendarController,
    ReportsController,
  ],
  providers: [
    AvailabilityQueries,
    BoardQueries,
    ReadBoard,
    BookingQueries,
    BookingNameQueries,
    PeopleChoiceQueries,
    VehicleChoiceQueries,
    BookingRecordQueries,
    BookingContextQueries,
    BookingContextLoader,
    Alternatives,
    PlaceBooking,
    BookingWork,
    EditBooking,
    WaitingQueries,
    WaitForVehicle,
    OfferableVehicles,
    OfferVehicles,
    ForgetWaitingWhenUserDeleted,
    OverdueQueries,
    EndNoShows,
    WarnOfLateVehicles,
    ChangeBooking,
    PlanSeries,
    MakeSeries,
    PreviewSeries,
    PreviewSeriesEdit,
    CheckSeriesEdit,
    ChangeSeries,
    SeriesQueries,
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
    PolicyForecast,
    FindAvailability,
    SettleWhenRequestDecided,
    LapseWhenRequestLapsed,
    ReleaseWhenUserDeleted,
    RenameWhenUserDeleted,
    RefuseWhenVehicleArchived,
    RefuseWhenVehicleMadeUnavailable,
    RefuseWhenVehicleMoved,
    RefuseWhenSeatsReduced,
    BookingsOfPersonQueries,
    CalendarQueries,
    ReadCalendar,
    ReportQueries,
    ShareCalendar,
    RevokeCalendarWhenAccessTaken,
    RevokeCalendarWhenCredentialChanged,
    RevokeCalendarWhenUserDeleted,
    ReviewCalendar,
  ],
  exports: [BookingsApi],
})
export class BookingsModule {}
