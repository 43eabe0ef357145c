import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { line } from '../../platform/http/schemas.js';
import { choicePurposes, PeopleChoiceQueries } from '../use-cases/lists/people-choices.queries.js';
import { PersonName } from './booking.schemas.js';
import { peopleChoicesDocs } from './bookings.docs.js';

const PeopleChoicesQuery = z.strictObject({
  ...pageQuery,
  q: line(100).optional().describe('Part of the name. Case, accents and punctuation are ignored.'),
  for: z.enum(choicePurposes).describe('`booker`: people you may book for. `passenger`: people you may take along.'),
});
type PeopleChoicesQuery = z.output<typeof PeopleChoicesQuery>;

@Controller('api/v1/people-choices')
@Documented(peopleChoicesDocs)
export class PeopleChoicesController {
  constructor(private readonly choices: PeopleChoiceQueries) {}

  @Get()
  @Can('read', 'Booking')
  @Answers(200, pageOf(PersonName), 'The people that you may book for or take along, by name.')
  list(@CurrentActor() actor: Actor, @Query({ schema: PeopleChoicesQuery }) query: PeopleChoicesQuery) {
    return this.choices.page(actor, query);
  }
}
