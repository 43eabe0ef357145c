import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { id } from '../../platform/http/schemas.js';
import { VehicleChoiceQueries } from '../use-cases/lists/vehicle-choices.queries.js';
import { vehicleChoicesDocs } from './bookings.docs.js';

const VehicleChoicesQuery = z.strictObject({ branchId: id.describe('The branch of the vehicle.') });
type VehicleChoicesQuery = z.output<typeof VehicleChoicesQuery>;

const choices = z.array(z.object({ id, name: z.string() }).meta({ id: 'VehicleChoice' })).nullable();
const ChoicesAnswer = z
  .object({
    locations: choices.describe('Locations of the branch; null if you may not see locations.'),
    accessories: choices.describe('Accessories of the branch; null if you may not see accessories.'),
    groups: choices.describe('Groups of the branch; null if you may not see groups.'),
    policies: choices.describe('The organisation’s booking policies; null if you may not see these.'),
    approvalFlows: choices.describe('The organisation’s approval flows; null if you may not see these.'),
  })
  .meta({ id: 'VehicleChoices' });

@Controller('api/v1/vehicle-choices')
@Documented(vehicleChoicesDocs)
export class VehicleChoicesController {
  constructor(private readonly choices: VehicleChoiceQueries) {}

  @Get()
  @Can('create', 'Vehicle')
  @Answers(200, ChoicesAnswer, 'The choices for a vehicle of the branch, by name.')
  @Problems(NotFound)
  list(@CurrentActor() actor: Actor, @Query({ schema: VehicleChoicesQuery }) { branchId }: VehicleChoicesQuery) {
    return this.choices.of(actor, branchId);
  }
}
