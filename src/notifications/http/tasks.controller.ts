import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Tagged } from '../../platform/http/requests/entity-tags.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { CountTasks } from '../use-cases/count-tasks.js';
import { firstSteps } from '../use-cases/first-steps.queries.js';
import { tasksDocs } from './notifications.docs.js';

const TasksAnswer = z
  .object({
    approvals: z.int().describe('Approval requests that you may decide now.'),
    pendingPeople: z.int().describe('People who registered and whom you may approve or reject.'),
    offers: z.int().describe('Waiting-list offers that you can still accept.'),
    lateVehicles: z.int().describe('Vehicles that are still out after the end of a booking that you may change.'),
    failedMails: z.int().describe('Emails that failed permanently and that you may send again.'),
    firstSteps: z
      .array(z.enum(firstSteps))
      .describe('What still has to be set up before anyone can book; empty if you may not set it up.'),
  })
  .meta({ id: 'Tasks' });

@Controller('api/v1/me/tasks')
@Documented(tasksDocs)
export class TasksController {
  constructor(private readonly countTasks: CountTasks) {}

  @Get()
  @Can('read', 'OwnAccount')
  @Tagged()
  @Answers(200, TasksAnswer, 'The counts. Tasks that you may not do count as 0.')
  count(@CurrentActor() actor: Actor) {
    return this.countTasks.run(actor);
  }
}
