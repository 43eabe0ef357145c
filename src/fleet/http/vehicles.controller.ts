import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { IllegalTransition, UnknownReference } from '../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { RegistrationTaken } from '../domain/errors.js';
import { AddVehicle } from '../use-cases/add-vehicle.js';
import { AmendVehicle } from '../use-cases/amend-vehicle.js';
import { ArchiveVehicle } from '../use-cases/archive-vehicle.js';
import { FleetQueries } from '../use-cases/fleet.queries.js';
import { NewVehicle, VehicleAnswer, VehicleList, VehiclePatch } from './vehicle.schemas.js';
import { vehiclesDocs } from './fleet.docs.js';

@Controller('api/v1/vehicles')
@Documented(vehiclesDocs)
export class VehiclesController {
  constructor(
    private readonly queries: FleetQueries,
    private readonly addVehicle: AddVehicle,
    private readonly amendVehicle: AmendVehicle,
    private readonly archiveVehicle: ArchiveVehicle,
  ) {}

  @Get()
  @Can('read', 'Vehicle')
  @Answers(200, pageOf(VehicleAnswer), 'The vehicles that you can see, by name.')
  list(@CurrentActor() actor: Actor, @Query({ schema: VehicleList }) query: VehicleList) {
    return this.queries.list(actor, query);
  }

  @Get(':id')
  @Can('read', 'Vehicle')
  @Answers(200, VehicleAnswer)
  get(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.vehicle(actor, id);
  }

  @Post()
  @Can('create', 'Vehicle')
  @Answers(201, VehicleAnswer)
  @Problems(RegistrationTaken, UnknownReference)
  add(@CurrentActor() actor: Actor, @Body({ schema: NewVehicle }) { branchId, ...details }: NewVehicle) {
    return this.addVehicle.run(actor, branchId, details);
  }

  @Patch(':id')
  @Can('change', 'Vehicle')
  @Answers(200, VehicleAnswer, 'Changed. A vehicle with open bookings cannot move: 409 `vehicle_has_bookings`.')
  @Problems(RegistrationTaken, UnknownReference, IllegalTransition)
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: VehiclePatch }) body: VehiclePatch,
  ) {
    return this.amendVehicle.run(actor, id, body);
  }

  @Delete(':id')
  @Can('delete', 'Vehicle')
  @AnswersNothing(204, 'Archived, with its past bookings. 409 `vehicle_has_bookings` while it has open ones.')
  @Problems(IllegalTransition)
  archive(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.archiveVehicle.run(actor, id);
  }
}
