import { Body, Controller, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, Problems } from '../../platform/http/answers.js';
import { Reads } from '../../platform/http/reads.js';
import { queryFlag } from '../../platform/http/schemas.js';
import { EmailTaken, ImportRefused } from '../domain/errors.js';
import { ImportUsers } from '../use-cases/import-users.js';
import { UsersFile } from './users-file.js';

const ImportQuery = z.strictObject({ dryRun: queryFlag.default(false) });
type ImportQuery = z.output<typeof ImportQuery>;

const ImportAnswer = z.object({
  dryRun: z.boolean(),
  rows: z.array(
    z.object({
      line: z.int(),
      email: z.string(),
      outcome: z.enum(['invited', 'contact', 'refused']),
      errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
    }),
  ),
});

@Controller('api/v1/users/import')
export class ImportController {
  constructor(private readonly importUsers: ImportUsers) {}

  @Post()
  @Can('import', 'User')
  @Reads('text/csv')
  @Answers(200, ImportAnswer, 'What became of each line; with `dryRun=true`, what would, and nothing is written.')
  @Problems(ImportRefused, EmailTaken)
  import(
    @CurrentActor() actor: Actor,
    @Query({ schema: ImportQuery }) { dryRun }: ImportQuery,
    @Body({ schema: UsersFile }) rows: UsersFile,
  ) {
    return this.importUsers.run(actor, rows, dryRun);
  }
}
