import type { MailDefinition } from '../email/mail-definition.js';
import { addressWanted, MailWhenKnownAddressWanted } from './accounts/address-wanted.js';
import { alreadyRegistered, MailWhenKnownAddressRegistered } from './accounts/already-registered.js';
import { credentialChanged, MailWhenCredentialChanged } from './accounts/credential-changed.js';
import { emailChange, MailWhenEmailChangeRequested } from './accounts/email-change.js';
import { emailChanged, MailWhenEmailChangeUndoable } from './accounts/email-changed.js';
import { invitation, MailWhenUserInvited } from './accounts/invitation.js';
import { MailWhenSignedInFromElsewhere, newSignIn } from './accounts/new-sign-in.js';
import { MailWhenPasswordResetRefused, noPasswordReset } from './accounts/no-password-reset.js';
import { MailWhenPasswordMissing, passwordMissing } from './accounts/password-missing.js';
import { MailWhenPasswordResetRequested, passwordReset } from './accounts/password-reset.js';
import { MailWhenUserBecamePending, pendingUser } from './accounts/pending-user.js';
import { MailWhenUserApproved, userApproved } from './accounts/user-approved.js';
import { MailWhenUserRejected, userRejected } from './accounts/user-rejected.js';
import { MailWhenVerificationRequested, verification } from './accounts/verification.js';
import { approvalEscalated, MailWhenRequestEscalated } from './approvals/approval-escalated.js';
import { approvalReminder } from './approvals/approval-reminder.js';
import {
  approvalSkipped,
  WarnWhenBookingConfirmed,
  WarnWhenSeriesChanged,
  WarnWhenSeriesMade,
} from './approvals/approval-skipped.js';
import { approvalWanted, MailWhenApproverAsked } from './approvals/approval-wanted.js';
import { approversLost, MailWhenBranchLostApprovers } from './approvals/approvers-lost.js';
import { MailWhenQueueDelegated, queueDelegated } from './approvals/queue-delegated.js';
import { bookingCancelled, MailWhenBookingCancelled } from './bookings/booking-cancelled.js';
import { bookingChanged, MailWhenBookingChanged } from './bookings/booking-changed.js';
import { bookingConfirmed, MailWhenBookingConfirmed } from './bookings/booking-confirmed.js';
import { bookingDeclined, MailWhenBookingDeclined } from './bookings/booking-declined.js';
import { bookingLapsed, MailWhenBookingLapsed } from './bookings/booking-lapsed.js';
import { bookingReminder } from './bookings/booking-reminder.js';
import { lateVehicle, MailWhenVehicleStillOut } from './bookings/late-vehicle.js';
import { MailWhenBookingMissed, noShow } from './bookings/no-show.js';
import { MailWhenSeatGivenUp, seatGivenUp } from './bookings/seat-given-up.js';
import { MailWhenSeatTaken, seatTaken } from './bookings/seat-taken.js';
import { MailWhenVehicleDisabled, vehicleDisabled } from './bookings/vehicle-disabled.js';
import { MailWhenVehicleOffered, waitingListOffer } from './bookings/waiting-list-offer.js';
import { MailWhenSeriesMade, seriesBooked } from './series/series-booked.js';
import { MailWhenSeriesCancelled, seriesCancelled } from './series/series-cancelled.js';
import { MailWhenSeriesChanged, seriesChanged } from './series/series-changed.js';
import { MailWhenSeriesDecided, seriesDecided } from './series/series-decided.js';
import { MailWhenSeriesLapsed, seriesLapsed } from './series/series-lapsed.js';

/** Every email. A new one is a file beside the others, and its names here. */
export const mails: readonly MailDefinition[] = [
  verification,
  invitation,
  alreadyRegistered,
  addressWanted,
  passwordReset,
  noPasswordReset,
  emailChange,
  passwordMissing,
  emailChanged,
  credentialChanged,
  newSignIn,
  pendingUser,
  userApproved,
  userRejected,
  bookingConfirmed,
  bookingDeclined,
  bookingCancelled,
  bookingLapsed,
  bookingChanged,
  seriesBooked,
  seriesDecided,
  seriesChanged,
  seriesCancelled,
  seriesLapsed,
  noShow,
  lateVehicle,
  waitingListOffer,
  seatTaken,
  seatGivenUp,
  bookingReminder,
  vehicleDisabled,
  approvalWanted,
  approvalReminder,
  approvalEscalated,
  approvalSkipped,
  approversLost,
  queueDelegated,
];

/** The listeners that decide who gets the emails and when. */
export const mailListeners = [
  MailWhenVerificationRequested,
  MailWhenUserInvited,
  MailWhenKnownAddressRegistered,
  MailWhenPasswordResetRequested,
  MailWhenPasswordResetRefused,
  MailWhenEmailChangeRequested,
  MailWhenEmailChangeUndoable,
  MailWhenPasswordMissing,
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
];

const byName = new Map(mails.map((mail) => [mail.name, mail]));

/** undefined for an email of an earlier release that no longer exists. */
export const mailNamed = (name: string): MailDefinition | undefined => byName.get(name);
