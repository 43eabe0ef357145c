import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { Answers, AnswersNothing } from '../../platform/http/answers.js';
import { pageOf } from '../../platform/http/paging.js';
import { IdParams } from '../../platform/http/schemas.js';
import { Redeliver } from '../use-cases/redeliver.js';
import { RegisterWebhook } from '../use-cases/register-webhook.js';
import { RemoveWebhook } from '../use-cases/remove-webhook.js';
import { WebhookQueries } from '../use-cases/webhooks.queries.js';
import {
  DeliveryAnswer,
  DeliveryList,
  DeliveryParams,
  NewWebhook,
  NewWebhookAnswer,
  WebhookAnswer,
  WebhookList,
} from './webhook.schemas.js';

@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly queries: WebhookQueries,
    private readonly registerWebhook: RegisterWebhook,
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
  @Answers(201, NewWebhookAnswer, 'Registered; its secret is shown this once.')
  register(@CurrentActor() actor: Actor, @Body({ schema: NewWebhook }) { url, events }: NewWebhook) {
    return this.registerWebhook.run(actor, url, events);
  }

  @Delete(':id')
  @Can('delete', 'Webhook')
  @AnswersNothing(204, 'Removed, with what waited for it and its log.')
  remove(@CurrentActor() actor: Actor, @Param({ schema: IdParams }) { id }: IdParams) {
    return this.removeWebhook.run(actor, id);
  }

  @Get(':id/deliveries')
  @Can('read', 'Webhook')
  @Answers(200, pageOf(DeliveryAnswer), 'What was sent to it in the last 30 days, newest first.')
  deliveries(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Query({ schema: DeliveryList }) query: DeliveryList,
  ) {
    return this.queries.deliveries(actor, id, query);
  }

  @Post(':id/deliveries/:deliveryId/redelivery')
  @Can('change', 'Webhook')
  @Answers(200, DeliveryAnswer, 'It will be sent again, with the id of its event.')
  again(@CurrentActor() actor: Actor, @Param({ schema: DeliveryParams }) { id, deliveryId }: DeliveryParams) {
    return this.redeliver.run(actor, id, deliveryId);
  }
}
