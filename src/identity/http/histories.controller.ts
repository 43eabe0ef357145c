import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { id, IdParams, instantOut } from '../../platform/http/schemas.js';
import { HistoryQueries } from '../use-cases/histories.queries.js';

const ChangeAnswer = z.object({
  id,
  at: instantOut,
  actorId: id.nullable(),
  subjectType: z.string(),
  subjectId: id,
  action: z.string(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});

const HistoryList = z.strictObject(pageQuery);
type HistoryList = z.output<typeof HistoryList>;

@Controller('api/v1/users/:id')
export class HistoriesController {
  constructor(private readonly histories: HistoryQueries) {}

  @Get('changes-by')
  @Can('read', 'History')
  @Answers(200, pageOf(ChangeAnswer), 'What this person changed, newest first.')
  by(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: HistoryList }) query: HistoryList,
  ) {
    return this.histories.changesBy(actor, id, query);
  }

  @Get('changes-to')
  @Can('read', 'History')
  @Answers(200, pageOf(ChangeAnswer), 'What was changed of this person, newest first.')
  to(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: HistoryList }) query: HistoryList,
  ) {
    return this.histories.changesTo(actor, id, query);
  }
}
