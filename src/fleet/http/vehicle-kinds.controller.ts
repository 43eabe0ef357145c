import { Controller, Get, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { FleetQueries } from '../use-cases/fleet.queries.js';
import { vehicleKindsDocs } from './fleet.docs.js';
import { VehicleKinds, VehicleKindsQuery } from './vehicle.schemas.js';

@Controller('api/v1/vehicle-kinds')
@Documented(vehicleKindsDocs)
export class VehicleKindsController {
  constructor(private readonly queries: FleetQueries) {}

  @Get()
  @Can('read', 'Vehicle')
  @Answers(200, VehicleKinds, 'The kinds, by name.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: VehicleKindsQuery }) { branchId }: VehicleKindsQuery) {
    return { items: await this.queries.kinds(actor, branchId) };
  }
}
