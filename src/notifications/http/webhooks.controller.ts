import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor, MayNeedStepUp, NeedsStepUp } from '../../access/index.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { HoldsSecret } from '../../platform/http/holds-secret.js';
import { Documented } from '../../platform/http/openapi/operation-docs.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { AmendWebhook } from '../use-cases/webhooks/amend-webhook.js';
import { Redeliver } from '../use-cases/webhooks/redeliver.js';
import { RegisterWebhook } from '../use-cases/webhooks/register-webhook.js';
import { RemoveWebhook } from '../use-cases/webhooks/remove-webhook.js';
import { WebhookQueries } from '../use-cases/webhooks/webhooks.queries.js';
import {
  DeliveryAnswer,
  DeliveryList,
  DeliveryParams,
  NewWebhook,
  NewWebhookAnswer,
  WebhookAnswer,
  WebhookList,
  WebhookPatch,
} from './webhook.schemas.js';
import { webhooksDocs } from './notifications.docs.js';

@Controller('api/v1/webhooks')
@Documented(webhooksDocs)
export class WebhooksController {
  constructor(
    private readonly queries: WebhookQueries,
    private readonly registerWebhook: RegisterWebhook,
    private readonly amendWebhook: AmendWebhook,
    private readonly removeWebhook: RemoveWebhook,
    private readonly redeliver: Redeliver,
  ) {}

  @Get()
  @Can('read', 'Webhook')
  @Answers(200, pageOf(WebhookAnswer), 'The webhooks, newest first.')
  list(@CurrentActor() actor: Actor, @Query({ schema: WebhookList }) query: WebhookList) {
    return this.queries.list(actor, query);
  }

  @Post()
  @Can('create', 'Webhook')
  @HoldsSecret()
  @NeedsStepUp()
  @Answers(201, NewWebhookAnswer, 'Registered. Its secret is shown only this once.')
  register(@CurrentActor() actor: Actor, @Body({ schema: NewWebhook }) { url, events }: NewWebhook) {
    return this.registerWebhook.run(actor, url, events);
  }

  @Get(':id')
  @Can('read', 'Webhook')
  @Answers(200, WebhookAnswer)
  show(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.queries.one(actor, id);
  }

  @Patch(':id')
  @Can('change', 'Webhook')
  @MayNeedStepUp()
  @Answers(200, WebhookAnswer, 'Changed. It takes effect with the next event. The secret stays the same.')
  amend(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Body({ schema: WebhookPatch }) body: WebhookPatch,
  ) {
    return this.amendWebhook.run(actor, id, body);
  }

  @Delete(':id')
  @Can('delete', 'Webhook')
  @AnswersNothing(204, 'Deleted, with its log and its pending deliveries.')
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.removeWebhook.run(actor, id);
  }

  @Get(':id/deliveries')
  @Can('read', 'Webhook')
  @Answers(200, pageOf(DeliveryAnswer), 'The deliveries of the last 30 days, newest first.')
  deliveries(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: DeliveryList }) query: DeliveryList,
  ) {
    return this.queries.deliveries(actor, id, query);
  }

  @Post(':id/deliveries/:deliveryId/redelivery')
  @Can('change', 'Webhook')
  @Answers(200, DeliveryAnswer, 'It will be sent again with the same event id.')
  again(@CurrentActor() actor: Actor, @Param({ schema: DeliveryParams }) { id, deliveryId }: DeliveryParams) {
    return this.redeliver.run(actor, id, deliveryId);
  }
}
