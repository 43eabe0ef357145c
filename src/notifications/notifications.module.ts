import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/index.js';
import { BookingsModule } from '../bookings/index.js';
import { BranchesModule } from '../branches/index.js';
import { FleetModule } from '../fleet/index.js';
import { IdentityModule } from '../identity/index.js';
import { Metrics } from '../platform/health/metrics.js';
import type { Bell } from '../platform/queue/bell.js';
import { Config } from '../platform/config/config.js';
import { UnitOfWork } from '../platform/work/unit-of-work.js';
import { QueueDepths } from '../platform/queue/queue-depths.js';
import { QueueModule } from '../platform/queue/queue.module.js';
import { MAIL_QUEUE, MailQueue } from './email/mail-queue.js';
import { Preferences } from './domain/preferences.js';
import { Webhook } from './domain/webhook.js';
import { Composer } from './email/composer.js';
import { MailPreviews } from './email/mail-previews.js';
import { UnsubscribeLinks } from './email/unsubscribe-links.js';
import { MailStore } from './email/mail-store.js';
import { MailSweeper } from './email/mail-sweeper.js';
import { Renderer } from './email/renderer.js';
import { SendEmailProcessor } from './email/send-email.processor.js';
import { Smtp } from './email/smtp.js';
import { TasksController } from './http/tasks.controller.js';
import { MailsController } from './http/mails.controller.js';
import { AllMailsController } from './http/all-mails.controller.js';
import { PreferencesController } from './http/preferences.controller.js';
import { UnsubscribeController } from './http/unsubscribe.controller.js';
import { WebhooksController } from './http/webhooks.controller.js';
import { CallWebhooksWhenBookingTold } from './listeners/call-webhooks-when-booking-told.js';
import { EraseMailsWhenUserDeleted } from './listeners/erase-mails-when-user-deleted.js';
import { EraseWhenRegistrationLapsed } from './listeners/erase-when-registration-lapsed.js';
import { CallWebhookProcessor } from './webhooks/call-webhook.processor.js';
import { DeliveryStore } from './webhooks/delivery-store.js';
import { DeliverySweeper } from './webhooks/delivery-sweeper.js';
import { HookClient } from './webhooks/hook-client.js';
import { WEBHOOK_QUEUE, WebhookQueue } from './webhooks/webhook-queue.js';
import { WaitingOccurrences } from './use-cases/waiting-occurrences.js';
import { BookingStories } from './use-cases/booking-stories.js';
import { CallWebhook } from './use-cases/webhooks/call-webhook.js';
import { ChooseMails } from './use-cases/choose-mails.js';
import { DisabledVehicleStories } from './use-cases/disabled-vehicle-stories.js';
import { ForgetMails } from './use-cases/forget-mails.js';
import { HoldAfterRestore } from './use-cases/hold-after-restore.js';
import { MailsOfPersonQueries } from './use-cases/mails-of-person.queries.js';
import { AmendWebhook } from './use-cases/webhooks/amend-webhook.js';
import { EnsureTarget } from './use-cases/webhooks/ensure-target.js';
import { CountTasks } from './use-cases/count-tasks.js';
import { FirstStepQueries } from './use-cases/first-steps.queries.js';
import { MailQueries } from './use-cases/mails.queries.js';
import { Redeliver } from './use-cases/webhooks/redeliver.js';
import { RegisterWebhook } from './use-cases/webhooks/register-webhook.js';
import { RemindOfBookings } from './use-cases/remind-of-bookings.js';
import { ReminderSweep } from './use-cases/reminder-sweep.js';
import { RemoveWebhook } from './use-cases/webhooks/remove-webhook.js';
import { ResendMail } from './use-cases/resend-mail.js';
import { SendMail } from './use-cases/send-mail.js';
import { WarnOfSkipped } from './mails/approvals/approval-skipped.js';
import { mailListeners } from './mails/registry.js';
import { WebhookQueries } from './use-cases/webhooks/webhooks.queries.js';
import { WriteDeliveries } from './use-cases/webhooks/write-deliveries.js';
import { WriteMails } from './use-cases/write-mails.js';
import { WriteSeatMails } from './use-cases/write-seat-mails.js';
import { WriteSeriesMails } from './use-cases/write-series-mails.js';

const listeners = [...mailListeners, EraseWhenRegistrationLapsed, CallWebhooksWhenBookingTold];
const stories = [BookingStories, DisabledVehicleStories, WaitingOccurrences];
const writing = [
  WriteMails,
  WriteSeatMails,
  WriteSeriesMails,
  WarnOfSkipped,
  ...stories,
  MailQueue,
  WriteDeliveries,
  WebhookQueue,
  ...listeners,
];
const sending = [MailStore, MailSweeper, SendMail, Composer, Renderer, Smtp, SendEmailProcessor, MailPreviews];
const calling = [DeliveryStore, DeliverySweeper, CallWebhook, HookClient, CallWebhookProcessor];
const reminding = [RemindOfBookings, ReminderSweep];
const asking = [
  CountTasks,
  FirstStepQueries,
  MailQueries,
  ForgetMails,
  MailsOfPersonQueries,
  WebhookQueries,
  ChooseMails,
  UnsubscribeLinks,
];
/** Listeners that email people or call webhooks. The others only keep data consistent. */
const tellers = [...mailListeners, CallWebhooksWhenBookingTold];
const holding = {
  provide: HoldAfterRestore,
  inject: [UnitOfWork, Config],
  useFactory: (work: UnitOfWork, config: Config) =>
    new HoldAfterRestore(
      work,
      config,
      tellers.map(({ name }) => `${name}.handle`),
    ),
};
/** The metrics about the queues. */
const depths = {
  provide: QueueDepths,
  inject: [Metrics, MailQueue, WebhookQueue],
  useFactory: (metrics: Metrics, ...bells: Bell[]) => new QueueDepths(metrics, bells),
};
const acting = [ResendMail, EnsureTarget, RegisterWebhook, AmendWebhook, RemoveWebhook, Redeliver];

@Module({
  imports: [
    TypeOrmModule.forFeature([Preferences, Webhook]),
    BranchesModule,
    IdentityModule,
    FleetModule,
    ApprovalsModule,
    BookingsModule,
  ],
  controllers: [
    TasksController,
    MailsController,
    AllMailsController,
    PreferencesController,
    WebhooksController,
    UnsubscribeController,
  ],
  // Runs inside the transaction that deletes, so every process needs it.
  providers: [...asking, ...acting, holding, EraseMailsWhenUserDeleted],
})
export class NotificationsModule {
  /** @param worker whether this process also writes and sends mail and calls webhooks */
  static for(worker: boolean): DynamicModule {
    const queues = [{ name: MAIL_QUEUE }, { name: WEBHOOK_QUEUE }];
    return {
      module: NotificationsModule,
      imports: worker ? [QueueModule, BullModule.registerQueue(...queues)] : [],
      providers: worker ? [...writing, ...sending, ...calling, ...reminding, depths] : [],
    };
  }
}
