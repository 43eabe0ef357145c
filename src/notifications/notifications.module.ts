import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import { ApprovalsModule } from '../approvals/index.js';
import { BookingsModule } from '../bookings/index.js';
import { BranchesModule } from '../branches/index.js';
import { FleetModule } from '../fleet/index.js';
import { IdentityModule } from '../identity/index.js';
import { QueueModule } from '../platform/queue/queue.module.js';
import { MAIL_QUEUE, MailQueue } from './email/mail-queue.js';
import { MailStore } from './email/mail-store.js';
import { MailSweeper } from './email/mail-sweeper.js';
import { Renderer } from './email/renderer.js';
import { SendEmailProcessor } from './email/send-email.processor.js';
import { Smtp } from './email/smtp.js';
import { MailsController } from './http/mails.controller.js';
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
import { MailWhenSeatGivenUp } from './listeners/mail-when-seat-given-up.js';
import { MailWhenSeatTaken } from './listeners/mail-when-seat-taken.js';
import { MailWhenUserApproved } from './listeners/mail-when-user-approved.js';
import { MailWhenUserBecamePending } from './listeners/mail-when-user-became-pending.js';
import { MailWhenUserInvited } from './listeners/mail-when-user-invited.js';
import { MailWhenUserRejected } from './listeners/mail-when-user-rejected.js';
import { MailWhenVehicleDisabled } from './listeners/mail-when-vehicle-disabled.js';
import { MailWhenVerificationRequested } from './listeners/mail-when-verification-requested.js';
import { BookingStories } from './use-cases/booking-stories.js';
import { DisabledVehicleStories } from './use-cases/disabled-vehicle-stories.js';
import { MailsOfPersonQueries } from './use-cases/mails-of-person.queries.js';
import { MailQueries } from './use-cases/mails.queries.js';
import { SendMail } from './use-cases/send-mail.js';
import { WriteMails } from './use-cases/write-mails.js';
import { WriteSeatMails } from './use-cases/write-seat-mails.js';

const listeners = [
  MailWhenVerificationRequested,
  MailWhenUserInvited,
  MailWhenKnownAddressRegistered,
  MailWhenPasswordResetRequested,
  MailWhenPasswordResetRefused,
  MailWhenEmailChangeRequested,
  MailWhenKnownAddressWanted,
  MailWhenCredentialChanged,
  MailWhenUserBecamePending,
  MailWhenUserApproved,
  MailWhenUserRejected,
  MailWhenApproverAsked,
  MailWhenRequestEscalated,
  MailWhenBranchLostApprovers,
  MailWhenQueueDelegated,
  WarnWhenBookingConfirmed,
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
];
const writing = [WriteMails, WriteSeatMails, BookingStories, DisabledVehicleStories, MailQueue, ...listeners];
const sending = [MailStore, MailSweeper, SendMail, Renderer, Smtp, SendEmailProcessor];

@Module({
  imports: [BranchesModule, IdentityModule, FleetModule, ApprovalsModule, BookingsModule],
  controllers: [MailsController],
  // Heard inside the transaction of whoever deletes, so that it is here in every process.
  providers: [MailQueries, MailsOfPersonQueries, EraseWhenUserDeleted],
})
export class NotificationsModule {
  /** @param worker whether this process writes and sends mail, or only answers for its history */
  static for(worker: boolean): DynamicModule {
    return {
      module: NotificationsModule,
      imports: worker ? [QueueModule, BullModule.registerQueue({ name: MAIL_QUEUE })] : [],
      providers: worker ? [...writing, ...sending] : [],
    };
  }
}
