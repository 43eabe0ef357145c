import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BranchesModule } from '../branches/index.js';
import { Unavailability } from './domain/unavailability.js';
import { Vehicle } from './domain/vehicle.js';
import { UnavailabilityController } from './http/unavailability.controller.js';
import { VehicleKindsController } from './http/vehicle-kinds.controller.js';
import { VehiclePhotosController } from './http/vehicle-photos.controller.js';
import { VehiclesController } from './http/vehicles.controller.js';
import { ReadOdometerWhenBookingReturned } from './listeners/read-odometer-when-booking-returned.js';
import { RedactVehiclesWhenUserDeleted } from './listeners/redact-vehicles-when-user-deleted.js';
import { RefuseWhenBelongingWithdrawn } from './listeners/refuse-when-belonging-withdrawn.js';
import { AddVehicle } from './use-cases/add-vehicle.js';
import { AmendVehicle } from './use-cases/amend-vehicle.js';
import { ArchiveVehicle } from './use-cases/archive-vehicle.js';
import { EnsureEquipment } from './use-cases/ensure-equipment.js';
import { FleetApi } from './use-cases/fleet-api.js';
import { FleetQueries } from './use-cases/fleet.queries.js';
import { KeepPhoto } from './use-cases/keep-photo.js';
import { ScheduleUnavailability } from './use-cases/schedule-unavailability.js';

@Module({
  imports: [TypeOrmModule.forFeature([Vehicle, Unavailability]), BranchesModule],
  controllers: [VehiclesController, VehicleKindsController, VehiclePhotosController, UnavailabilityController],
  providers: [
    AddVehicle,
    AmendVehicle,
    ArchiveVehicle,
    EnsureEquipment,
    ScheduleUnavailability,
    KeepPhoto,
    FleetQueries,
    FleetApi,
    RefuseWhenBelongingWithdrawn,
    ReadOdometerWhenBookingReturned,
    RedactVehiclesWhenUserDeleted,
  ],
  exports: [FleetApi],
})
export class FleetModule {}
