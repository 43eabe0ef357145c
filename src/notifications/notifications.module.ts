import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApprovalsModule } from '../approvals/index.js';
import { BookingsModule } from '../bookings/index.js';
import { BranchesModule } from '../branches/index.js';
import { FleetModule } from '../fleet/index.js';
import { IdentityModule } from '../identity/index.js';
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
import { MailsController } from './http/mails.controller.js';
import { AllMailsController } from './http/all-mails.controller.js';
import { PreferencesController } from './http/preferences.controller.js';
import { UnsubscribeController } from './http/unsubscribe.controller.js';
import { WebhooksController } from './http/webhooks.controller.js';
import { CallWebhooksWhenBookingRequested } from './listeners/call-webhooks-when-booking-requested.js';
import { CallWebhooksWhenBookingConfirmed } from './listeners/call-webhooks-when-booking-confirmed.js';
import { CallWebhooksWhenBookingDeclined } from './listeners/call-webhooks-when-booking-declined.js';
import { CallWebhooksWhenBookingLapsed } from './listeners/call-webhooks-when-booking-lapsed.js';
import { CallWebhooksWhenBookingCancelled } from './listeners/call-webhooks-when-booking-cancelled.js';
import { CallWebhooksWhenBookingChanged } from './listeners/call-webhooks-when-booking-changed.js';
import { CallWebhooksWhenBookingCheckedOut } from './listeners/call-webhooks-when-booking-checked-out.js';
import { CallWebhooksWhenBookingReturned } from './listeners/call-webhooks-when-booking-returned.js';
import { CallWebhooksWhenSeatTaken } from './listeners/call-webhooks-when-seat-taken.js';
import { CallWebhooksWhenSeatGivenUp } from './listeners/call-webhooks-when-seat-given-up.js';
import { EraseWhenUserDeleted } from './listeners/erase-when-user-deleted.js';
import { EraseWhenRegistrationLapsed } from './listeners/erase-when-registration-lapsed.js';
import { MailWhenBookingCancelled } from './listeners/mail-when-booking-cancelled.js';
import { MailWhenBookingChanged } from './listeners/mail-when-booking-changed.js';
import { MailWhenBookingConfirmed } from './listeners/mail-when-booking-confirmed.js';
import { MailWhenBookingDeclined } from './listeners/mail-when-booking-declined.js';
import { MailWhenBookingMissed } from './listeners/mail-when-booking-missed.js';
import { MailWhenVehicleOffered } from './listeners/mail-when-vehicle-offered.js';
import { MailWhenVehicleStillOut } from './listeners/mail-when-vehicle-still-out.js';
import { MailWhenBookingLapsed } from './listeners/mail-when-booking-lapsed.js';
import { MailWhenCredentialChanged } from './listeners/mail-when-credential-changed.js';
import { MailWhenEmailChangeRequested } from './listeners/mail-when-email-change-requested.js';
import { MailWhenKnownAddressRegistered } from './listeners/mail-when-known-address-registered.js';
import { MailWhenKnownAddressWanted } from './listeners/mail-when-known-address-wanted.js';
import { MailWhenPasswordResetRefused } from './listeners/mail-when-password-reset-refused.js';
import { MailWhenPasswordResetRequested } from './listeners/mail-when-password-reset-requested.js';
import { MailWhenApproverAsked } from './listeners/mail-when-approver-asked.js';
import { MailWhenBranchLostApprovers } from './listeners/mail-when-branch-lost-approvers.js';
import { MailWhenQueueDelegated } from './listeners/mail-when-queue-delegated.js';
import { MailWhenRequestEscalated } from './listeners/mail-when-request-escalated.js';
import { WarnWhenBookingConfirmed } from './listeners/warn-when-booking-confirmed.js';
import { WarnWhenSeriesChanged } from './listeners/warn-when-series-changed.js';
import { WarnWhenSeriesMade } from './listeners/warn-when-series-made.js';
import { MailWhenSeatGivenUp } from './listeners/mail-when-seat-given-up.js';
import { MailWhenSeatTaken } from './listeners/mail-when-seat-taken.js';
import { MailWhenSeriesCancelled } from './listeners/mail-when-series-cancelled.js';
import { MailWhenSeriesChanged } from './listeners/mail-when-series-changed.js';
import { MailWhenSeriesDecided } from './listeners/mail-when-series-decided.js';
import { MailWhenSeriesLapsed } from './listeners/mail-when-series-lapsed.js';
import { MailWhenSeriesMade } from './listeners/mail-when-series-made.js';
import { MailWhenSignedInFromElsewhere } from './listeners/mail-when-signed-in-from-elsewhere.js';
import { MailWhenUserApproved } from './listeners/mail-when-user-approved.js';
import { MailWhenUserBecamePending } from './listeners/mail-when-user-became-pending.js';
import { MailWhenUserInvited } from './listeners/mail-when-user-invited.js';
import { MailWhenUserRejected } from './listeners/mail-when-user-rejected.js';
import { MailWhenVehicleDisabled } from './listeners/mail-when-vehicle-disabled.js';
import { MailWhenVerificationRequested } from './listeners/mail-when-verification-requested.js';
import { CallWebhookProcessor } from './webhooks/call-webhook.processor.js';
import { DeliveryStore } from './webhooks/delivery-store.js';
import { DeliverySweeper } from './webhooks/delivery-sweeper.js';
import { HookClient } from './webhooks/hook-client.js';
import { WEBHOOK_QUEUE, WebhookQueue } from './webhooks/webhook-queue.js';
import { AskedBookings } from './use-cases/asked-bookings.js';
import { BookingStories } from './use-cases/booking-stories.js';
import { CallWebhook } from './use-cases/call-webhook.js';
import { ChooseMails } from './use-cases/choose-mails.js';
import { DisabledVehicleStories } from './use-cases/disabled-vehicle-stories.js';
import { ForgetMails } from './use-cases/forget-mails.js';
import { MailsOfPersonQueries } from './use-cases/mails-of-person.queries.js';
import { MailQueries } from './use-cases/mails.queries.js';
import { Redeliver } from './use-cases/redeliver.js';
import { RegisterWebhook } from './use-cases/register-webhook.js';
import { RemindOfBookings } from './use-cases/remind-of-bookings.js';
import { ReminderSweep } from './use-cases/reminder-sweep.js';
import { RemoveWebhook } from './use-cases/remove-webhook.js';
import { ResendMail } from './use-cases/resend-mail.js';
import { SendMail } from './use-cases/send-mail.js';
import { WarnOfSkipped } from './use-cases/warn-of-skipped.js';
import { WebhookQueries } from './use-cases/webhooks.queries.js';
import { WriteDeliveries } from './use-cases/write-deliveries.js';
import { WriteMails } from './use-cases/write-mails.js';
import { WriteSeatMails } from './use-cases/write-seat-mails.js';
import { WriteSeriesMails } from './use-cases/write-series-mails.js';

const listeners = [
  MailWhenVerificationRequested,
  MailWhenUserInvited,
  MailWhenKnownAddressRegistered,
  MailWhenPasswordResetRequested,
  MailWhenPasswordResetRefused,
  MailWhenEmailChangeRequested,
  MailWhenKnownAddressWanted,
  MailWhenCredentialChanged,
  MailWhenSignedInFromElsewhere,
  MailWhenUserBecamePending,
  MailWhenUserApproved,
  MailWhenUserRejected,
  MailWhenApproverAsked,
  MailWhenRequestEscalated,
  MailWhenBranchLostApprovers,
  MailWhenQueueDelegated,
  WarnWhenBookingConfirmed,
  WarnWhenSeriesMade,
  WarnWhenSeriesChanged,
  MailWhenSeriesMade,
  MailWhenSeriesDecided,
  MailWhenSeriesChanged,
  MailWhenSeriesCancelled,
  MailWhenSeriesLapsed,
  MailWhenBookingConfirmed,
  MailWhenBookingDeclined,
  MailWhenBookingCancelled,
  MailWhenBookingChanged,
  MailWhenSeatTaken,
  MailWhenSeatGivenUp,
  MailWhenBookingLapsed,
  MailWhenBookingMissed,
  MailWhenVehicleOffered,
  MailWhenVehicleStillOut,
  MailWhenVehicleDisabled,
  EraseWhenRegistrationLapsed,
  CallWebhooksWhenBookingRequested,
  CallWebhooksWhenBookingConfirmed,
  CallWebhooksWhenBookingDeclined,
  CallWebhooksWhenBookingLapsed,
  CallWebhooksWhenBookingCancelled,
  CallWebhooksWhenBookingChanged,
  CallWebhooksWhenBookingCheckedOut,
  CallWebhooksWhenBookingReturned,
  CallWebhooksWhenSeatTaken,
  CallWebhooksWhenSeatGivenUp,
];
const stories = [BookingStories, DisabledVehicleStories, AskedBookings];
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
const asking = [MailQueries, ForgetMails, MailsOfPersonQueries, WebhookQueries, ChooseMails, UnsubscribeLinks];
const acting = [ResendMail, RegisterWebhook, RemoveWebhook, Redeliver];

@Module({
  imports: [
    TypeOrmModule.forFeature([Preferences, Webhook]),
    BranchesModule,
    IdentityModule,
    FleetModule,
    ApprovalsModule,
    BookingsModule,
  ],
  controllers: [MailsController, AllMailsController, PreferencesController, WebhooksController, UnsubscribeController],
  // Heard inside the transaction of whoever deletes, so that it is here in every process.
  providers: [...asking, ...acting, EraseWhenUserDeleted],
})
export class NotificationsModule {
  /** @param worker whether this process writes and sends mail and calls webhooks, or only answers for them */
  static for(worker: boolean): DynamicModule {
    const queues = [{ name: MAIL_QUEUE }, { name: WEBHOOK_QUEUE }];
    return {
      module: NotificationsModule,
      imports: worker ? [QueueModule, BullModule.registerQueue(...queues)] : [],
      providers: worker ? [...writing, ...sending, ...calling, ...reminding] : [],
    };
  }
}
