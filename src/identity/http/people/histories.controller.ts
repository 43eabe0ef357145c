import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../../access/index.js';
import { Answers } from '../../../platform/http/answers.js';
import { ChangeAnswer } from '../../../platform/http/change.schemas.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { pageOf, pageQuery } from '../../../platform/http/paging.js';
import { id, IdParams } from '../../../platform/http/schemas.js';
import { HistoryQueries } from '../../use-cases/people/histories.queries.js';
import { historiesDocs } from './users.docs.js';

/** With the names of everything that the changes mention by id. */
const PersonChange = ChangeAnswer.extend({
  names: z
    .array(z.object({ id, name: z.string() }).meta({ id: 'MentionedName' }))
    .describe('Names of the objects that the changes refer to by id, if you may see them.'),
}).meta({ id: 'PersonChange' });

const HistoryList = z.strictObject(pageQuery);
type HistoryList = z.output<typeof HistoryList>;

@Controller('api/v1/users/:id')
@Documented(historiesDocs)
export class HistoriesController {
  constructor(private readonly histories: HistoryQueries) {}

  @Get('changes-by')
  @Can('read', 'History')
  @Answers(200, pageOf(PersonChange), 'What this person changed, newest first.')
  by(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: HistoryList }) query: HistoryList,
  ) {
    return this.histories.changesBy(actor, id, query);
  }

  @Get('changes-to')
  @Can('read', 'History')
  @Answers(200, pageOf(PersonChange), 'What was changed about this person, newest first.')
  to(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: HistoryList }) query: HistoryList,
  ) {
    return this.histories.changesTo(actor, id, query);
  }
}
