import { Controller, Get, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { NotFound } from '../../platform/domain/domain-error.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Tagged } from '../../platform/http/requests/entity-tags.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { ReadBoard } from '../use-cases/lists/read-board.js';
import { BoardAnswer, BoardQuery } from './board.schemas.js';
import { boardDocs } from './bookings.docs.js';

@Controller('api/v1/board')
@Documented(boardDocs)
export class BoardController {
  constructor(private readonly board: ReadBoard) {}

  @Get()
  @Can('read', 'Vehicle')
  @Tagged()
  @Answers(200, BoardAnswer, 'The vehicles of the branch, with their bookings and other blocks in the period.')
  @Problems(NotFound)
  read(@CurrentActor() actor: Actor, @Query({ schema: BoardQuery }) query: BoardQuery) {
    return this.board.run(actor, query);
  }
}
