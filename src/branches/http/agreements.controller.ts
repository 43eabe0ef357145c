import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers } from '../../platform/http/answers.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf, pageQuery } from '../../platform/http/paging.js';
import { id, instantOut, prose } from '../../platform/http/schemas.js';
import { AgreementQueries } from '../use-cases/agreements.queries.js';
import { PublishAgreement } from '../use-cases/publish-agreement.js';
import { agreementsDocs } from './branches.docs.js';

const AgreementAnswer = z
  .object({
    id,
    version: z.int(),
    text: z.string(),
    publishedBy: id,
    publishedAt: instantOut,
  })
  .meta({ id: 'Agreement' });
const AgreementList = z.strictObject(pageQuery);
type AgreementList = z.output<typeof AgreementList>;
const NewAgreement = z.strictObject({ text: prose(50_000).pipe(z.string().min(1)) }).meta({ id: 'NewAgreement' });
type NewAgreement = z.output<typeof NewAgreement>;

@Controller('api/v1/agreements')
@Documented(agreementsDocs)
export class AgreementsController {
  constructor(
    private readonly queries: AgreementQueries,
    private readonly publishAgreement: PublishAgreement,
  ) {}

  @Get()
  @Can('read', 'Agreement')
  @Answers(200, pageOf(AgreementAnswer), 'Every version of the user agreement, newest first.')
  list(@Query({ schema: AgreementList }) query: AgreementList) {
    return this.queries.list(query);
  }

  @Post()
  @Can('create', 'Agreement')
  @Answers(201, AgreementAnswer, 'Published. Everyone must accept it before their next booking.')
  publish(@CurrentActor() actor: Actor, @Body({ schema: NewAgreement }) { text }: NewAgreement) {
    return this.publishAgreement.run(actor, text);
  }
}
