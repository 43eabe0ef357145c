import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BranchesModule } from '../branches/index.js';
import { Vehicle } from './domain/vehicle.js';
import { VehiclesController } from './http/vehicles.controller.js';
import { ReadOdometerWhenBookingReturned } from './listeners/read-odometer-when-booking-returned.js';
import { AddVehicle } from './use-cases/add-vehicle.js';
import { AmendVehicle } from './use-cases/amend-vehicle.js';
import { FleetApi } from './use-cases/fleet-api.js';
import { FleetQueries } from './use-cases/fleet.queries.js';

@Module({
  imports: [TypeOrmModule.forFeature([Vehicle]), BranchesModule],
  controllers: [VehiclesController],
  providers: [AddVehicle, AmendVehicle, FleetQueries, FleetApi, ReadOdometerWhenBookingReturned],
  exports: [FleetApi],
})
export class FleetModule {}
