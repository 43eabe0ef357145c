import { Body, Controller, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor, MayNeedStepUp } from '../../../access/index.js';
import { Answers, Problems } from '../../../platform/http/answers.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { Reads } from '../../../platform/http/requests/reads.js';
import { queryFlag } from '../../../platform/http/schemas.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import { EmailTaken, ImportRefused } from '../../domain/errors.js';
import { ImportUsers } from '../../use-cases/import/import-users.js';
import { readUsersFile, UsersFile } from './users-file.js';
import { importDocs } from './users.docs.js';

const ImportQuery = z.strictObject({ dryRun: queryFlag.default(false) });
type ImportQuery = z.output<typeof ImportQuery>;

const RowError = z.object({ field: z.string(), code: z.string(), message: z.string() }).meta({ id: 'ImportRowError' });
const ImportRow = z
  .object({
    line: z.int(),
    email: z.string(),
    outcome: z.enum(['invited', 'contact', 'refused']),
    errors: z.array(RowError),
  })
  .meta({ id: 'ImportRow' });
const ImportAnswer = z.object({ dryRun: z.boolean(), rows: z.array(ImportRow) }).meta({ id: 'ImportResult' });

@Controller('api/v1/users/import')
@Documented(importDocs)
export class ImportController {
  constructor(private readonly importUsers: ImportUsers) {}

  @Post()
  @Can('import', 'User')
  @Expensive()
  @MayNeedStepUp()
  @Reads('text/csv')
  @Answers(200, ImportAnswer, 'The result for each line. With `dryRun=true`: what would happen. Nothing is saved.')
  @Problems(ImportRefused, EmailTaken)
  async import(
    @CurrentActor() actor: Actor,
    @Query({ schema: ImportQuery }) { dryRun }: ImportQuery,
    @Body({ schema: UsersFile }) text: UsersFile,
  ) {
    return this.importUsers.run(actor, await readUsersFile(text), dryRun);
  }
}
