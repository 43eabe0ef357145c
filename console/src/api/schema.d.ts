// Made by `npm run client:types` from the OpenAPI document of the service. Not to be edited.

export interface paths {
  '/health/live': { get: operations['checkAlive'] };
  '/health/ready': { get: operations['checkReady'] };
  '/metrics': { get: operations['getMetrics'] };
  '/api/v1/permissions': { get: operations['listPermissions'] };
  '/api/v1/permission-matrix': { get: operations['getPermissionMatrix'] };
  '/api/v1/roles/{id}/permissions': { put: operations['setRolePermissions'] };
  '/api/v1/roles/{id}/reset': { post: operations['resetRole'] };
  '/api/v1/roles/reset': { post: operations['resetAllRoles'] };
  '/api/v1/roles': { get: operations['listRoles']; post: operations['createRole'] };
  '/api/v1/roles/{id}': {
    get: operations['getRole'];
    delete: operations['deleteRole'];
    patch: operations['updateRole'];
  };
  '/api/v1/organisation': { get: operations['getOrganisation']; patch: operations['updateOrganisation'] };
  '/api/v1/branches': { get: operations['listBranches']; post: operations['createBranch'] };
  '/api/v1/branches/{id}': { get: operations['getBranch']; patch: operations['updateBranch'] };
  '/api/v1/branches/{id}/welcome-message': {
    get: operations['getWelcomeMessage'];
    put: operations['setWelcomeMessage'];
  };
  '/api/v1/branches/{id}/welcome-message/preview': { post: operations['previewWelcomeMessage'] };
  '/api/v1/groups': { get: operations['listGroups']; post: operations['createGroup'] };
  '/api/v1/groups/{id}': {
    get: operations['getGroup'];
    delete: operations['deleteGroup'];
    patch: operations['updateGroup'];
  };
  '/api/v1/locations': { get: operations['listLocations']; post: operations['createLocation'] };
  '/api/v1/locations/{id}': {
    get: operations['getLocation'];
    delete: operations['deleteLocation'];
    patch: operations['updateLocation'];
  };
  '/api/v1/accessories': { get: operations['listAccessories']; post: operations['createAccessory'] };
  '/api/v1/accessories/{id}': {
    get: operations['getAccessory'];
    delete: operations['deleteAccessory'];
    patch: operations['updateAccessory'];
  };
  '/api/v1/agreements': { get: operations['listAgreements']; post: operations['publishAgreement'] };
  '/api/v1/sign-up-options': { get: operations['getSignUpOptions'] };
  '/api/v1/registrations': { post: operations['register'] };
  '/api/v1/email-verifications': { post: operations['verifyEmail'] };
  '/api/v1/email-verifications/passkey-options': { post: operations['getVerificationPasskeyOptions'] };
  '/api/v1/email-verifications/resend': { post: operations['resendVerification'] };
  '/api/v1/users': { get: operations['listUsers']; post: operations['createUser'] };
  '/api/v1/users/{id}': {
    get: operations['getUser'];
    delete: operations['deleteUser'];
    patch: operations['updateUser'];
  };
  '/api/v1/users/{id}/invitation': { post: operations['inviteUser'] };
  '/api/v1/users/{id}/approval': { post: operations['approveUser'] };
  '/api/v1/users/{id}/rejection': { post: operations['rejectUser'] };
  '/api/v1/users/{id}/suspension': { post: operations['suspendUser']; delete: operations['restoreUser'] };
  '/api/v1/users/{id}/access': { put: operations['setUserAccess'] };
  '/api/v1/users/{id}/roles': { put: operations['setUserRoles'] };
  '/api/v1/users/{id}/quick-verification': { post: operations['quickVerifyUser'] };
  '/api/v1/users/{id}/changes-by': { get: operations['listChangesByUser'] };
  '/api/v1/users/{id}/changes-to': { get: operations['listChangesToUser'] };
  '/api/v1/users/import': { post: operations['importUsers'] };
  '/api/v1/session': { get: operations['getSession']; post: operations['signIn']; delete: operations['signOut'] };
  '/api/v1/session/passkey-options': { post: operations['getPasskeySignInOptions'] };
  '/api/v1/session/passkey': { post: operations['signInWithPasskey'] };
  '/api/v1/session/step-up': { post: operations['stepUp'] };
  '/api/v1/me': { get: operations['getMe']; delete: operations['deleteMe']; patch: operations['updateMe'] };
  '/api/v1/me/password': { put: operations['setMyPassword'] };
  '/api/v1/me/agreement-acceptances': { post: operations['acceptAgreement'] };
  '/api/v1/me/export': { get: operations['exportMyData'] };
  '/api/v1/me/sessions': { get: operations['listMySessions']; delete: operations['endMyOtherSessions'] };
  '/api/v1/me/sessions/{id}': { delete: operations['endMySession'] };
  '/api/v1/password-resets': { post: operations['requestPasswordReset'] };
  '/api/v1/password-resets/complete': { post: operations['completePasswordReset'] };
  '/api/v1/me/passkeys': { get: operations['listMyPasskeys']; post: operations['addMyPasskey'] };
  '/api/v1/me/passkeys/options': { post: operations['getNewPasskeyOptions'] };
  '/api/v1/me/passkeys/{id}': { delete: operations['deleteMyPasskey']; patch: operations['renameMyPasskey'] };
  '/api/v1/users/{id}/sign-ins': { get: operations['listUserSignIns'] };
  '/api/v1/oidc-clients': { get: operations['listOidcClients']; post: operations['createOidcClient'] };
  '/api/v1/oidc-clients/{id}': {
    get: operations['getOidcClient'];
    delete: operations['deleteOidcClient'];
    patch: operations['updateOidcClient'];
  };
  '/api/v1/oidc-clients/{id}/secret': { post: operations['rotateOidcClientSecret'] };
  '/api/v1/me/grants': { get: operations['listMyGrants'] };
  '/api/v1/me/grants/{id}': { delete: operations['withdrawMyGrant'] };
  '/api/v1/vehicles': { get: operations['listVehicles']; post: operations['createVehicle'] };
  '/api/v1/vehicles/{id}': {
    get: operations['getVehicle'];
    delete: operations['archiveVehicle'];
    patch: operations['updateVehicle'];
  };
  '/api/v1/vehicle-kinds': { get: operations['listVehicleKinds'] };
  '/api/v1/vehicles/{id}/photo': {
    get: operations['getVehiclePhoto'];
    put: operations['setVehiclePhoto'];
    delete: operations['deleteVehiclePhoto'];
  };
  '/api/v1/vehicles/{id}/unavailability': {
    get: operations['listUnavailability'];
    post: operations['createUnavailability'];
  };
  '/api/v1/vehicles/{id}/unavailability/{unavailabilityId}': { delete: operations['deleteUnavailability'] };
  '/api/v1/approvals': { get: operations['listApprovalRequests'] };
  '/api/v1/approvals/{id}': { get: operations['getApprovalRequest'] };
  '/api/v1/approvals/{id}/decision': { post: operations['decideApprovalRequest'] };
  '/api/v1/approvals/decisions': { post: operations['decideApprovalRequests'] };
  '/api/v1/approval-flows': { get: operations['listApprovalFlows']; post: operations['createApprovalFlow'] };
  '/api/v1/approval-flows/{id}': { delete: operations['deleteApprovalFlow']; patch: operations['updateApprovalFlow'] };
  '/api/v1/approval-delegations': { get: operations['listDelegations']; post: operations['createDelegation'] };
  '/api/v1/approval-delegations/candidates': { get: operations['listDelegationCandidates'] };
  '/api/v1/approval-delegations/{id}': { delete: operations['endDelegation'] };
  '/api/v1/bookings': { get: operations['listBookings']; post: operations['createBooking'] };
  '/api/v1/bookings.csv': { get: operations['exportBookings'] };
  '/api/v1/bookings/{id}': { get: operations['getBooking']; patch: operations['updateBooking'] };
  '/api/v1/bookings/{id}/extension': { post: operations['extendBooking'] };
  '/api/v1/bookings/{id}/check-out': { post: operations['checkOutBooking'] };
  '/api/v1/bookings/{id}/return': { post: operations['returnBooking'] };
  '/api/v1/bookings/{id}/cancellation': { post: operations['cancelBooking'] };
  '/api/v1/bookings/{id}/history': { get: operations['listBookingHistory'] };
  '/api/v1/bookings/{id}/seats': { post: operations['takeSeat']; delete: operations['giveUpSeat'] };
  '/api/v1/booking-series': { post: operations['createBookingSeries'] };
  '/api/v1/booking-series/preview': { post: operations['previewBookingSeries'] };
  '/api/v1/booking-series/{id}': { get: operations['getBookingSeries']; patch: operations['updateBookingSeries'] };
  '/api/v1/booking-series/{id}/preview': { post: operations['previewBookingSeriesChange'] };
  '/api/v1/booking-series/{id}/cancellation': { post: operations['cancelBookingSeries'] };
  '/api/v1/waiting-list': { get: operations['listWaitingEntries']; post: operations['joinWaitingList'] };
  '/api/v1/waiting-list/{id}': { delete: operations['leaveWaitingList'] };
  '/api/v1/waiting-list/{id}/acceptance': { post: operations['acceptWaitingOffer'] };
  '/api/v1/availability': { get: operations['findAvailability'] };
  '/api/v1/board': { get: operations['getBoard'] };
  '/api/v1/people-choices': { get: operations['listPeopleChoices'] };
  '/api/v1/vehicle-choices': { get: operations['listVehicleChoices'] };
  '/api/v1/booking-reasons': { get: operations['listBookingReasons']; post: operations['createBookingReason'] };
  '/api/v1/booking-reasons/{id}': {
    delete: operations['deleteBookingReason'];
    patch: operations['updateBookingReason'];
  };
  '/api/v1/booking-policies': { get: operations['listBookingPolicies']; post: operations['createBookingPolicy'] };
  '/api/v1/booking-policies/{id}': {
    delete: operations['deleteBookingPolicy'];
    patch: operations['updateBookingPolicy'];
  };
  '/api/v1/me/calendar-feed': { post: operations['createCalendarFeed']; delete: operations['deleteCalendarFeed'] };
  '/calendar/{secret}.ics': { get: operations['readCalendarFeed'] };
  '/api/v1/reports/bookings': { get: operations['reportBookings'] };
  '/api/v1/reports/utilisation': { get: operations['reportUtilisation'] };
  '/api/v1/reports/vehicles': { get: operations['reportVehicleUse'] };
  '/api/v1/reports/reason-split': { get: operations['reportReasonSplit'] };
  '/api/v1/me/tasks': { get: operations['getMyTasks'] };
  '/api/v1/users/{id}/emails': { get: operations['listUserEmails'] };
  '/api/v1/mails': { get: operations['listEmails'] };
  '/api/v1/mails/{id}/resending': { post: operations['resendEmail'] };
  '/api/v1/me/notification-preferences': {
    get: operations['getNotificationPreferences'];
    patch: operations['updateNotificationPreferences'];
  };
  '/api/v1/webhooks': { get: operations['listWebhooks']; post: operations['createWebhook'] };
  '/api/v1/webhooks/{id}': {
    get: operations['getWebhook'];
    delete: operations['deleteWebhook'];
    patch: operations['updateWebhook'];
  };
  '/api/v1/webhooks/{id}/deliveries': { get: operations['listWebhookDeliveries'] };
  '/api/v1/webhooks/{id}/deliveries/{deliveryId}/redelivery': { post: operations['redeliverWebhook'] };
}
export interface webhooks {
  'bookings.booking-requested': { post: operations['onBookingRequested'] };
  'bookings.booking-confirmed': { post: operations['onBookingConfirmed'] };
  'bookings.booking-declined': { post: operations['onBookingDeclined'] };
  'bookings.booking-lapsed': { post: operations['onBookingLapsed'] };
  'bookings.booking-cancelled': { post: operations['onBookingCancelled'] };
  'bookings.booking-changed': { post: operations['onBookingChanged'] };
  'bookings.booking-checked-out': { post: operations['onBookingCheckedOut'] };
  'bookings.booking-returned': { post: operations['onBookingReturned'] };
  'bookings.booking-missed': { post: operations['onBookingMissed'] };
  'bookings.seat-taken': { post: operations['onSeatTaken'] };
  'bookings.seat-given-up': { post: operations['onSeatGivenUp'] };
}
export interface components {
  schemas: {
    Accessory: {
      id: components['schemas']['Id'];
      name: string;
      branchIds: components['schemas']['Id'][];
      version: number;
    };
    AccessoryPage: { items: components['schemas']['Accessory'][]; nextCursor: string | null };
    AccessoryPatch: { name?: string; branchIds?: components['schemas']['Id'][] };
    Agreement: {
      id: components['schemas']['Id'];
      version: number;
      text: string;
      publishedBy: components['schemas']['Id'];
      publishedAt: components['schemas']['Instant'];
    };
    AgreementAcceptance: { version: number; acceptedAt: components['schemas']['Instant'] };
    AgreementAcceptanceRequest: { version: number };
    AgreementNotAcceptedProblem: components['schemas']['Problem'] & { code: 'agreement_not_accepted'; version: number };
    AgreementPage: { items: components['schemas']['Agreement'][]; nextCursor: string | null };
    AgreementSupersededProblem: components['schemas']['Problem'] & {
      code: 'agreement_superseded';
      version: number | null;
    };
    AlreadyDecidedProblem: components['schemas']['Problem'] & {
      code: 'already_decided';
      state: string;
      decidedBy: components['schemas']['Id'] | null;
      decidedAt: components['schemas']['Instant'] | null;
      step?: number;
      bookingId?: components['schemas']['Id'];
    };
    Alternative: { id: components['schemas']['Id']; name: string; registration: string; kind: string };
    ApprovalFlow: {
      id: components['schemas']['Id'];
      name: string;
      conditions: {
        always?: boolean;
        personalUse?: boolean;
        interBranch?: boolean;
        recurring?: boolean;
        longerThanMinutes?: number;
        weekdays?: number[];
        outsideHours?: { from: string; to: string | '24:00' };
      };
      requireSecondPerson: boolean;
      steps: { name: string; approverRoleId: components['schemas']['Id'] | null }[];
      noAnswer: { afterHours: number; then: 'lapse' | 'escalate' } | null;
      version: number;
    };
    ApprovalFlowPage: { items: components['schemas']['ApprovalFlow'][]; nextCursor: string | null };
    ApprovalFlowPatch: {
      name?: string;
      conditions?: {
        always?: boolean;
        personalUse?: boolean;
        interBranch?: boolean;
        recurring?: boolean;
        longerThanMinutes?: number;
        weekdays?: number[];
        outsideHours?: { from: string; to: string | '24:00' };
      };
      requireSecondPerson?: boolean;
      steps?: { name: string; approverRoleId?: components['schemas']['Id'] | null }[];
      noAnswer?: { afterHours: number; then: 'lapse' | 'escalate' } | null;
    };
    ApprovalOccurrence: {
      bookingId: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed';
      reasons: string[];
      lapsesAt: components['schemas']['Instant'];
      decidedBy: components['schemas']['Id'] | null;
      decidedFor: components['schemas']['Id'] | null;
      decidedAt: components['schemas']['Instant'] | null;
      note: string | null;
    };
    ApprovalQueuePage: {
      items: components['schemas']['QueuedApprovalRequest'][];
      nextCursor: string | null;
      pendingCount: number;
      pendingByBranch: { branchId: components['schemas']['Id']; count: number }[];
    };
    ApprovalRequest: {
      id: components['schemas']['Id'];
      bookingId: components['schemas']['Id'];
      seriesId: components['schemas']['Id'] | null;
      occurrenceCount: number;
      waitingCount: number;
      vehicleId: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      bookerId: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed';
      reasons: string[];
      steps: components['schemas']['ApprovalStep'][];
      step: number;
      lapsesAt: components['schemas']['Instant'];
      decidedBy: components['schemas']['Id'] | null;
      decidedFor: components['schemas']['Id'] | null;
      decidedAt: components['schemas']['Instant'] | null;
      note: string | null;
      timeZone: string;
      branchName: string;
      vehicleName: string;
      registration: string;
      bookerName: string;
      version: number;
    };
    ApprovalRequestDetails: {
      id: components['schemas']['Id'];
      bookingId: components['schemas']['Id'];
      seriesId: components['schemas']['Id'] | null;
      occurrenceCount: number;
      waitingCount: number;
      vehicleId: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      bookerId: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed';
      reasons: string[];
      steps: components['schemas']['ApprovalStep'][];
      step: number;
      lapsesAt: components['schemas']['Instant'];
      decidedBy: components['schemas']['Id'] | null;
      decidedFor: components['schemas']['Id'] | null;
      decidedAt: components['schemas']['Instant'] | null;
      note: string | null;
      timeZone: string;
      branchName: string;
      vehicleName: string;
      registration: string;
      bookerName: string;
      version: number;
      vehicleRegistration: string;
      originatorName: string;
      reasonName: string;
      decidedByName: string | null;
      destination: string | null;
      notes: string | null;
      decidable: boolean;
      createdAt: components['schemas']['Instant'];
      occurrences: components['schemas']['ApprovalOccurrence'][];
      otherBookings: {
        bookingId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
        state: string;
        bookerName: string;
      }[];
      record: { bookings: number; cancelled: number; declined: number; noShows: number };
    };
    ApprovalStep: {
      name: string;
      approverRoleId: components['schemas']['Id'] | null;
      state: 'waiting' | 'approved' | 'declined' | 'skipped' | 'automatic';
      decidedBy: components['schemas']['Id'] | null;
      decidedFor: components['schemas']['Id'] | null;
      decidedAt: components['schemas']['Instant'] | null;
      note: string | null;
    };
    Availability: {
      trips: components['schemas']['SharedTrip'][];
      moreTrips: boolean;
      vehicles: components['schemas']['AvailableVehicle'][];
      nextCursor: string | null;
    };
    AvailableVehicle: {
      id: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      name: string;
      registration: string;
      kind: string;
      make: string | null;
      model: string | null;
      seats: number;
      transmission: string | null;
      fuel: string | null;
      odometer: number | null;
      locationId: components['schemas']['Id'] | null;
      accessoryIds: components['schemas']['Id'][];
      groupIds: components['schemas']['Id'][];
      photoUrl: string | null;
      needsApproval: boolean;
      approvalReasons: string[];
      policyViolations: {
        code:
          | 'too_far_ahead'
          | 'too_little_notice'
          | 'too_short'
          | 'too_long'
          | 'outside_hours'
          | 'weekday_not_allowed'
          | 'buffer_broken'
          | 'too_many_open';
        message: string;
      }[];
    };
    Board: {
      branchName: string;
      timeZone: string;
      vehicles: components['schemas']['BoardVehicle'][];
      blocks: components['schemas']['BoardBlock'][];
      moreVehicles: boolean;
    };
    BoardBlock: {
      vehicleId: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      kind: 'booking' | 'unavailable' | 'buffer';
      state:
        ('pending' | 'confirmed' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show') | null;
      mine: boolean;
      late?: true;
      bookingId?: components['schemas']['Id'];
      title?: string;
      destination?: string;
    };
    BoardVehicle: {
      id: components['schemas']['Id'];
      name: string;
      registration: string;
      kind: string;
      make: string | null;
      model: string | null;
      seats: number;
      locationId: components['schemas']['Id'] | null;
      groupIds: components['schemas']['Id'][];
      state: 'active' | 'disabled';
      bookable: boolean;
      bufferMinutes: number;
    };
    Booking: {
      id: components['schemas']['Id'];
      vehicleId: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      bookerId: components['schemas']['Id'];
      originatorId: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      state: 'pending' | 'confirmed' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
      reasonId: components['schemas']['Id'];
      destination: string | null;
      passengerIds: components['schemas']['Id'][];
      wholeVehicle: boolean;
      costCentre: string | null;
      notes: string | null;
      customFields: { [key: string]: string };
      policyOverridden: boolean;
      checkedOutAt: components['schemas']['Instant'] | null;
      returnedAt: components['schemas']['Instant'] | null;
      bookedEnd: components['schemas']['Instant'] | null;
      odometer: number | null;
      returnNotes: string | null;
      cancelledBy: components['schemas']['Id'] | null;
      cancelledAt: components['schemas']['Instant'] | null;
      cancellationReason: string | null;
      approval: {
        state: 'pending' | 'approved' | 'declined' | 'lapsed' | 'withdrawn' | 'not_needed';
        skipped: boolean;
        automatic: boolean;
      } | null;
      seriesId: components['schemas']['Id'] | null;
      bookerName: string;
      originatorName: string;
      passengers: components['schemas']['PersonName'][];
      vehicleName: string;
      registration: string;
      reasonName: string;
      branchName: string;
      timeZone: string;
      actions: (
        | 'change'
        | 'move'
        | 'extend'
        | 'cancel'
        | 'check_out'
        | 'return'
        | 'take_seat'
        | 'give_up_seat'
        | 'change_series'
        | 'cancel_series'
      )[];
      version: number;
    };
    BookingCancellation: { reason?: string };
    BookingCancelledEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-cancelled';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
        cancelledBy: components['schemas']['Id'] | null;
      };
    };
    BookingChangedEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-changed';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
        passengerIds: components['schemas']['Id'][];
        changedBy: components['schemas']['Id'] | null;
        fields: ('period' | 'vehicleId' | 'bookerId')[];
        awaitsApproval: boolean;
      };
    };
    BookingCheckedOutEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-checked-out';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
        checkedOutBy: components['schemas']['Id'];
      };
    };
    BookingConfirmedEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-confirmed';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
        approval: 'none' | 'skipped' | 'automatic' | 'decided';
      };
    };
    BookingDeclinedEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-declined';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
      };
    };
    BookingExtension: { end: components['schemas']['InstantWithOffset'] };
    BookingInTheWay: {
      id: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
    };
    BookingLapsedEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-lapsed';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
      };
    };
    BookingMissedEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-missed';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
      };
    };
    BookingNotEditableProblem: components['schemas']['Problem'] & { code: 'booking_not_editable'; fields?: string[] };
    BookingNotPendingProblem: components['schemas']['Problem'] & {
      code: 'booking_not_pending';
      state: 'pending' | 'confirmed' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
    };
    BookingPage: { items: components['schemas']['Booking'][]; nextCursor: string | null };
    BookingPatch: {
      vehicleId?: components['schemas']['Id'];
      start?: components['schemas']['InstantWithOffset'];
      end?: components['schemas']['InstantWithOffset'];
      reasonId?: components['schemas']['Id'];
      bookerId?: components['schemas']['Id'];
      passengerIds?: components['schemas']['Id'][];
      wholeVehicle?: boolean;
      destination?: string | null;
      costCentre?: string | null;
      notes?: string | null;
      customFields?: { [key: string]: string | '' | null };
      overridePolicy?: boolean;
    };
    BookingPolicy: {
      id: components['schemas']['Id'];
      name: string;
      maxDaysAhead?: number;
      minNoticeMinutes?: number;
      minMinutes?: number;
      maxMinutes?: number;
      hours?: { from: string; to: string };
      weekdays?: number[];
      bufferMinutes?: number;
      maxOpenPerPerson?: number;
      version: number;
    };
    BookingPolicyPage: { items: components['schemas']['BookingPolicy'][]; nextCursor: string | null };
    BookingPolicyPatch: {
      name?: string;
      maxDaysAhead?: number | null;
      minNoticeMinutes?: number | null;
      minMinutes?: number | null;
      maxMinutes?: number | null;
      hours?: { from: string; to: string } | null;
      weekdays?: number[] | null;
      bufferMinutes?: number | null;
      maxOpenPerPerson?: number | null;
    };
    BookingReason: {
      id: components['schemas']['Id'];
      key: string | null;
      name: string;
      category: 'business' | 'personal' | 'maintenance';
      state: 'active' | 'disabled';
      version: number;
    };
    BookingReasonPage: { items: components['schemas']['BookingReason'][]; nextCursor: null };
    BookingReasonPatch: {
      name?: string;
      category?: 'business' | 'personal' | 'maintenance';
      state?: 'active' | 'disabled';
    };
    BookingRecord: {
      id: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      state: 'pending' | 'confirmed' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
      vehicleId: components['schemas']['Id'];
      vehicleName: string;
      registration: string;
      branchId: components['schemas']['Id'];
      branchName: string;
      bookerId: components['schemas']['Id'];
      bookerName: string | null;
      originatorName: string | null;
      reasonName: string;
      reasonCategory: 'business' | 'personal' | 'maintenance';
      destination: string | null;
      passengers: number;
      wholeVehicle: boolean;
      costCentre: string | null;
      notes: string | null;
    };
    BookingRecordPage: { items: components['schemas']['BookingRecord'][]; nextCursor: string | null };
    BookingRequestedEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-requested';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
      };
    };
    BookingReturn: { odometer?: number; notes?: string };
    BookingReturnedEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.booking-returned';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
        returnedBy: components['schemas']['Id'];
        odometer: number | null;
        early: boolean;
      };
    };
    BookingSeries: {
      id: components['schemas']['Id'];
      vehicleId: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      bookerId: components['schemas']['Id'];
      originatorId: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      rrule: string;
      timeZone: string;
      occurrences: components['schemas']['SeriesOccurrence'][];
      createdAt: components['schemas']['Instant'];
      version: number;
    };
    BookingSeriesCancellation: { from?: components['schemas']['InstantWithOffset']; reason?: string };
    BookingSeriesPatch: {
      vehicleId?: components['schemas']['Id'];
      start?: components['schemas']['InstantWithOffset'];
      end?: components['schemas']['InstantWithOffset'];
      reasonId?: components['schemas']['Id'];
      bookerId?: components['schemas']['Id'];
      passengerIds?: components['schemas']['Id'][];
      wholeVehicle?: boolean;
      destination?: string | null;
      costCentre?: string | null;
      notes?: string | null;
      customFields?: { [key: string]: string | '' | null };
      overridePolicy?: boolean;
      from?: components['schemas']['InstantWithOffset'];
      exceptions?: components['schemas']['SeriesException'][];
      onConflict?: 'fail' | 'skip';
    };
    BookingSeriesPreview: {
      branchId: components['schemas']['Id'];
      timeZone: string;
      occurrences: components['schemas']['PreviewedOccurrence'][];
      alternatives: { id: components['schemas']['Id']; name: string; registration: string; kind: string }[];
    };
    Branch: {
      id: components['schemas']['Id'];
      name: string;
      code: string;
      timeZone: string;
      openToSignUp: boolean;
      state: 'open' | 'closed';
      version: number;
    };
    BranchPage: { items: components['schemas']['Branch'][]; nextCursor: string | null };
    BranchPatch: { name?: string; code?: string; timeZone?: string; openToSignUp?: boolean; state?: 'open' | 'closed' };
    CalendarFeed: { url: string; renewedAt: components['schemas']['Instant'] };
    Change: {
      id: components['schemas']['Id'];
      at: components['schemas']['Instant'];
      actorId: components['schemas']['Id'] | null;
      actorName: string | null;
      subjectType: string;
      subjectId: components['schemas']['Id'];
      subjectName: string | null;
      action: string;
      changes: components['schemas']['FieldChange'][];
    };
    ChangePage: { items: components['schemas']['Change'][]; nextCursor: string | null };
    Decision: {
      decision: 'approve' | 'decline';
      note?: string;
      declinedBookingIds?: components['schemas']['Id'][];
      step?: number;
    };
    DecisionOutcome: {
      id: components['schemas']['Id'];
      request: components['schemas']['ApprovalRequest'] | null;
      problem: ({ code: string; title: string; detail: string | null } & { [key: string]: unknown }) | null;
    };
    DecisionOutcomes: { items: components['schemas']['DecisionOutcome'][] };
    Decisions: {
      items: {
        decision: 'approve' | 'decline';
        note?: string;
        declinedBookingIds?: components['schemas']['Id'][];
        step?: number;
        id: components['schemas']['Id'];
      }[];
    };
    Delegation: {
      id: components['schemas']['Id'];
      delegatorId: components['schemas']['Id'];
      delegatorName: string;
      delegateId: components['schemas']['Id'];
      delegateName: string;
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      endedAt: components['schemas']['Instant'] | null;
      version: number;
    };
    DelegationCandidate: { id: components['schemas']['Id']; name: string };
    DelegationCandidatePage: { items: components['schemas']['DelegationCandidate'][]; nextCursor: null };
    DelegationPage: { items: components['schemas']['Delegation'][]; nextCursor: string | null };
    Email: {
      id: components['schemas']['Id'];
      template: string;
      subject: string;
      to: string;
      state: 'queued' | 'sent' | 'failed';
      attempts: number;
      createdAt: components['schemas']['Instant'];
      sentAt: components['schemas']['Instant'] | null;
    };
    EmailOfUser: {
      id: components['schemas']['Id'];
      template: string;
      subject: string;
      to: string;
      state: 'queued' | 'sent' | 'failed';
      attempts: number;
      createdAt: components['schemas']['Instant'];
      sentAt: components['schemas']['Instant'] | null;
      userId: components['schemas']['Id'];
      lastError: string | null;
    };
    EmailOfUserPage: { items: components['schemas']['EmailOfUser'][]; nextCursor: string | null };
    EmailPage: { items: components['schemas']['Email'][]; nextCursor: string | null };
    EmailVerification: {
      token: string;
      password?: string;
      response?: components['schemas']['PasskeyRegistration'];
      name?: string;
    };
    FieldChange: { field: string; before: unknown; after: unknown };
    FieldError: { field: string; code: string; message: string };
    FlowInUseProblem: components['schemas']['Problem'] & { code: 'flow_in_use'; vehicles?: number };
    Grant: {
      id: components['schemas']['Id'];
      clientId: string;
      clientName: string;
      scopes: (
        | 'openid'
        | 'profile'
        | 'email'
        | 'phone'
        | 'roles'
        | 'groups'
        | 'branches'
        | 'offline_access'
        | 'api:read'
        | 'api:write'
      )[];
      givenAt: components['schemas']['Instant'];
    };
    GrantPage: { items: components['schemas']['Grant'][]; nextCursor: string | null };
    Group: { id: components['schemas']['Id']; name: string; branchIds: components['schemas']['Id'][]; version: number };
    GroupName: { id: components['schemas']['Id']; name: string };
    GroupPage: { items: components['schemas']['Group'][]; nextCursor: string | null };
    GroupPatch: { name?: string; branchIds?: components['schemas']['Id'][] };
    Health: { status: 'ok' };
    Id: string;
    ImportResult: { dryRun: boolean; rows: components['schemas']['ImportRow'][] };
    ImportRow: {
      line: number;
      email: string;
      outcome: 'invited' | 'contact' | 'refused';
      errors: components['schemas']['ImportRowError'][];
    };
    ImportRowError: { field: string; code: string; message: string };
    InUseProblem: components['schemas']['Problem'] & { code: 'in_use'; vehicles?: number; users?: number };
    Instant: string;
    InstantWithOffset: string;
    ListedPasskey: {
      id: components['schemas']['Id'];
      name: string;
      createdAt: components['schemas']['Instant'];
      lastUsedAt: components['schemas']['Instant'] | null;
      backedUp: boolean;
      current: boolean;
    };
    ListedPasskeyPage: { items: components['schemas']['ListedPasskey'][]; nextCursor: string | null };
    Location: {
      id: components['schemas']['Id'];
      name: string;
      branchIds: components['schemas']['Id'][];
      version: number;
    };
    LocationPage: { items: components['schemas']['Location'][]; nextCursor: string | null };
    LocationPatch: { name?: string; branchIds?: components['schemas']['Id'][] };
    MailedLink: { token: string };
    MatrixRole: {
      id: components['schemas']['Id'];
      key: string;
      name: string;
      description: string;
      builtIn: boolean;
      set: ('fleet' | 'flight_school') | null;
      active: boolean;
      reach: 'home' | 'every' | 'listed';
      needs: string | null;
      permissions: string[];
      version: number;
      fixed: boolean;
    };
    MentionedName: { id: components['schemas']['Id']; name: string };
    NamedWaitingEntry: {
      id: components['schemas']['Id'];
      userId: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      vehicleId: components['schemas']['Id'] | null;
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      seats: number;
      state: 'waiting' | 'offered' | 'accepted' | 'lapsed' | 'withdrawn';
      offeredVehicleId: components['schemas']['Id'] | null;
      offerEndsAt: components['schemas']['Instant'] | null;
      bookingId: components['schemas']['Id'] | null;
      createdAt: components['schemas']['Instant'];
      version: number;
      branchName: string;
      timeZone: string;
      vehicleName: string | null;
      offeredVehicleName: string | null;
    };
    NamedWaitingEntryPage: { items: components['schemas']['NamedWaitingEntry'][]; nextCursor: string | null };
    NewAccessory: { name: string; branchIds: components['schemas']['Id'][] };
    NewAgreement: { text: string };
    NewApprovalFlow: {
      name: string;
      conditions: {
        always?: boolean;
        personalUse?: boolean;
        interBranch?: boolean;
        recurring?: boolean;
        longerThanMinutes?: number;
        weekdays?: number[];
        outsideHours?: { from: string; to: string | '24:00' };
      };
      requireSecondPerson?: boolean;
      steps?: { name: string; approverRoleId?: components['schemas']['Id'] | null }[];
      noAnswer?: { afterHours: number; then: 'lapse' | 'escalate' } | null;
    };
    NewBooking: {
      vehicleId: components['schemas']['Id'];
      start: components['schemas']['InstantWithOffset'];
      end: components['schemas']['InstantWithOffset'];
      reasonId: components['schemas']['Id'];
      destination?: string | null;
      bookerId?: components['schemas']['Id'];
      passengerIds?: components['schemas']['Id'][];
      wholeVehicle?: boolean;
      costCentre?: string | null;
      notes?: string | null;
      customFields?: { [key: string]: string | '' | null };
      overridePolicy?: boolean;
    };
    NewBookingPolicy: {
      name: string;
      maxDaysAhead?: number | null;
      minNoticeMinutes?: number | null;
      minMinutes?: number | null;
      maxMinutes?: number | null;
      hours?: { from: string; to: string } | null;
      weekdays?: number[] | null;
      bufferMinutes?: number | null;
      maxOpenPerPerson?: number | null;
    };
    NewBookingReason: { name: string; category: 'business' | 'personal' | 'maintenance' };
    NewBookingSeries: {
      vehicleId: components['schemas']['Id'];
      start: components['schemas']['InstantWithOffset'];
      end: components['schemas']['InstantWithOffset'];
      reasonId: components['schemas']['Id'];
      destination?: string | null;
      bookerId?: components['schemas']['Id'];
      passengerIds?: components['schemas']['Id'][];
      wholeVehicle?: boolean;
      costCentre?: string | null;
      notes?: string | null;
      customFields?: { [key: string]: string | '' | null };
      overridePolicy?: boolean;
      rrule: string;
      exceptions?: components['schemas']['SeriesException'][];
      onConflict: 'fail' | 'skip';
    };
    NewBranch: { name: string; code: string; timeZone: string; openToSignUp?: boolean };
    NewDelegation: {
      delegateId: components['schemas']['Id'];
      start: components['schemas']['InstantWithOffset'];
      end: components['schemas']['InstantWithOffset'];
    };
    NewGroup: { name: string; branchIds: components['schemas']['Id'][] };
    NewLocation: { name: string; branchIds: components['schemas']['Id'][] };
    NewOidcClient: {
      name: string;
      type: 'public' | 'confidential';
      redirectUris?: string[];
      postLogoutRedirectUris?: string[];
      backchannelLogoutUri?: string | null;
      roleKeys?: string[];
      groupIds?: components['schemas']['Id'][];
      firstParty?: boolean;
      pkceRequired?: boolean;
      serviceAccountId?: components['schemas']['Id'] | null;
    };
    NewPasskey: { response: components['schemas']['PasskeyRegistration']; name?: string };
    NewPassword: { password: string };
    NewRole: {
      name: string;
      description?: string;
      reach?: 'home' | 'every' | 'listed';
      permissions?: (
        | 'organisation.manage'
        | 'permissions.administer'
        | 'agreements.publish'
        | 'oidc_clients.manage'
        | 'branches.create'
        | 'branches.manage'
        | 'branches.read'
        | 'groups.read'
        | 'groups.manage'
        | 'webhooks.manage'
        | 'branches.welcome'
        | 'equipment.read'
        | 'locations.manage'
        | 'accessories.manage'
        | 'roles.read'
        | 'users.read'
        | 'users.add'
        | 'users.verify'
        | 'users.suspend'
        | 'users.edit'
        | 'users.assign_roles'
        | 'users.quick_verify'
        | 'users.delete'
        | 'users.import'
        | 'users.read_histories'
        | 'mails.read'
        | 'mails.manage'
        | 'vehicles.read'
        | 'vehicles.manage'
        | 'vehicles.maintain'
        | 'bookings.book'
        | 'bookings.own'
        | 'bookings.ride'
        | 'bookings.take_seats'
        | 'bookings.book_on_behalf'
        | 'bookings.read'
        | 'bookings.manage'
        | 'reports.read'
        | 'booking_reasons.manage'
        | 'booking_policies.manage'
        | 'booking_policies.override'
        | 'approval_flows.manage'
        | 'approvals.decide'
      )[];
    };
    NewRoleAssignment: { roleId: components['schemas']['Id']; branchIds?: components['schemas']['Id'][] | null };
    NewUnavailability: {
      start: components['schemas']['InstantWithOffset'];
      end: components['schemas']['InstantWithOffset'];
      note: string;
    };
    NewUser: {
      branchId: components['schemas']['Id'];
      roles?: components['schemas']['NewRoleAssignment'][];
      groupIds?: components['schemas']['Id'][];
      email: string;
      name: string;
      phone?: string | null;
      reference?: string | null;
      canSignIn?: boolean;
    };
    NewVehicle: {
      branchId: components['schemas']['Id'];
      name: string;
      registration: string;
      kind?: string;
      make?: string | null;
      model?: string | null;
      seats: number;
      transmission?: ('manual' | 'automatic') | null;
      fuel?: ('petrol' | 'diesel' | 'hybrid' | 'electric' | 'lpg' | 'hydrogen' | 'avgas' | 'jet' | 'other') | null;
      odometer?: number | null;
      locationId?: components['schemas']['Id'] | null;
      accessoryIds?: components['schemas']['Id'][];
      groupIds?: components['schemas']['Id'][];
      policyId?: components['schemas']['Id'] | null;
      approvalFlowId?: components['schemas']['Id'] | null;
      notes?: string | null;
    };
    NewWaitingEntry: {
      vehicleId?: components['schemas']['Id'];
      branchId?: components['schemas']['Id'];
      start: components['schemas']['InstantWithOffset'];
      end: components['schemas']['InstantWithOffset'];
      seats?: number;
    };
    NewWebhook: {
      url: string;
      events: (
        | 'bookings.booking-requested'
        | 'bookings.booking-confirmed'
        | 'bookings.booking-declined'
        | 'bookings.booking-lapsed'
        | 'bookings.booking-cancelled'
        | 'bookings.booking-changed'
        | 'bookings.booking-checked-out'
        | 'bookings.booking-returned'
        | 'bookings.booking-missed'
        | 'bookings.seat-taken'
        | 'bookings.seat-given-up'
      )[];
    };
    NewWelcomeMessage: { markdown: string };
    NotificationPreferences: {
      bookingConfirmations: boolean;
      bookingChanges: boolean;
      bookingReminders: boolean;
      seats: boolean;
      vehicleNotices: boolean;
      newPeople: boolean;
      security: boolean;
      decisions: boolean;
    };
    NotificationPreferencesPatch: {
      bookingConfirmations?: boolean;
      bookingChanges?: boolean;
      bookingReminders?: boolean;
      seats?: boolean;
      vehicleNotices?: boolean;
      newPeople?: boolean;
      security?: boolean;
      decisions?: boolean;
    };
    OdometerImplausibleProblem: components['schemas']['Problem'] & { code: 'odometer_implausible'; last: number };
    OfferAcceptance: {
      reasonId: components['schemas']['Id'];
      destination?: string | null;
      passengerIds?: components['schemas']['Id'][];
      wholeVehicle?: boolean;
      costCentre?: string | null;
      notes?: string | null;
      customFields?: { [key: string]: string | '' | null };
    };
    OidcClient: {
      id: components['schemas']['Id'];
      clientId: string;
      type: 'public' | 'confidential';
      name: string;
      redirectUris: string[];
      postLogoutRedirectUris: string[];
      backchannelLogoutUri: string | null;
      roleKeys: string[];
      groupIds: components['schemas']['Id'][];
      firstParty: boolean;
      pkceRequired: boolean;
      serviceAccountId: components['schemas']['Id'] | null;
      state: 'active' | 'disabled';
      version: number;
      createdAt: components['schemas']['Instant'];
    };
    OidcClientPage: { items: components['schemas']['OidcClient'][]; nextCursor: string | null };
    OidcClientPatch: {
      name?: string;
      redirectUris?: string[];
      postLogoutRedirectUris?: string[];
      backchannelLogoutUri?: string | null;
      roleKeys?: string[];
      groupIds?: components['schemas']['Id'][];
      firstParty?: boolean;
      pkceRequired?: boolean;
      serviceAccountId?: components['schemas']['Id'] | null;
      state?: 'active' | 'disabled';
    };
    OidcClientWithSecret: {
      id: components['schemas']['Id'];
      clientId: string;
      type: 'public' | 'confidential';
      name: string;
      redirectUris: string[];
      postLogoutRedirectUris: string[];
      backchannelLogoutUri: string | null;
      roleKeys: string[];
      groupIds: components['schemas']['Id'][];
      firstParty: boolean;
      pkceRequired: boolean;
      serviceAccountId: components['schemas']['Id'] | null;
      state: 'active' | 'disabled';
      version: number;
      createdAt: components['schemas']['Instant'];
      clientSecret: string | null;
    };
    Organisation: {
      id: components['schemas']['Id'];
      name: string;
      timeZone: string;
      locale: string;
      selfRegistration: boolean;
      roleSets: ('fleet' | 'flight_school')[];
      customFields: { key: string; label: string; required: boolean }[];
      availabilityOrder: {
        primary: 'name' | 'registration' | 'least_used' | 'oldest' | 'newest' | 'electric_first' | 'lowest_odometer';
        thenBy:
          ('name' | 'registration' | 'least_used' | 'oldest' | 'newest' | 'electric_first' | 'lowest_odometer') | null;
      };
      noShowMinutes: number | null;
      maxBookingDays: number;
      version: number;
    };
    OrganisationPatch: {
      name?: string;
      timeZone?: string;
      locale?: string;
      selfRegistration?: boolean;
      roleSets?: ('fleet' | 'flight_school')[];
      customFields?: { key: string; label: string; required?: boolean }[];
      availabilityOrder?: {
        primary: 'name' | 'registration' | 'least_used' | 'oldest' | 'newest' | 'electric_first' | 'lowest_odometer';
        thenBy?:
          ('name' | 'registration' | 'least_used' | 'oldest' | 'newest' | 'electric_first' | 'lowest_odometer') | null;
      };
      noShowMinutes?: number | null;
      maxBookingDays?: number;
    };
    OwnDetailsPatch: { name?: string; phone?: string | null; locale?: string | null; email?: string };
    OwnSession: {
      id: components['schemas']['Id'];
      device: string | null;
      address: string | null;
      signedInAt: components['schemas']['Instant'];
      lastSeenAt: components['schemas']['Instant'];
      remembered: boolean;
      current: boolean;
    };
    OwnSessionPage: { items: components['schemas']['OwnSession'][]; nextCursor: string | null };
    Passkey: {
      id: components['schemas']['Id'];
      name: string;
      createdAt: components['schemas']['Instant'];
      lastUsedAt: components['schemas']['Instant'] | null;
      backedUp: boolean;
    };
    PasskeyAssertion: {
      id: string;
      rawId: string;
      type: 'public-key';
      authenticatorAttachment?: string | null;
      clientExtensionResults?: { [key: string]: unknown };
      response: { clientDataJSON: string; authenticatorData: string; signature: string; userHandle?: string | null };
    };
    PasskeyCreationOptions: {
      rp: { id: string; name: string };
      user: { id: string; name: string; displayName: string };
      challenge: string;
      pubKeyCredParams: { type: 'public-key'; alg: number }[];
      timeout: number;
      excludeCredentials: { type: 'public-key'; id: string; transports: string[] }[];
      authenticatorSelection: { residentKey: 'required'; requireResidentKey: true; userVerification: 'required' };
      attestation: 'none';
    };
    PasskeyPatch: { name: string };
    PasskeyRegistration: {
      id: string;
      rawId: string;
      type: 'public-key';
      authenticatorAttachment?: string | null;
      clientExtensionResults?: { [key: string]: unknown };
      response: {
        clientDataJSON: string;
        attestationObject: string;
        transports?: string[];
        authenticatorData?: string | null;
        publicKey?: string | null;
        publicKeyAlgorithm?: number | null;
      };
    };
    PasskeyRequestOptions: { challenge: string; timeout: number; rpId: string; userVerification: 'required' };
    PasskeySignIn: { response: components['schemas']['PasskeyAssertion']; remember?: boolean };
    PasswordReset: { token: string; password: string };
    PasswordResetRequest: { email: string };
    Permission: { key: string; area: string; description: string };
    PermissionCell: {
      roleId: components['schemas']['Id'];
      granted: boolean;
      default: boolean;
      changed: boolean;
      possible: boolean;
    };
    PermissionMatrix: {
      roles: components['schemas']['MatrixRole'][];
      areas: {
        area: string;
        permissions: { key: string; description: string; cells: components['schemas']['PermissionCell'][] }[];
      }[];
    };
    PermissionPage: { items: components['schemas']['Permission'][]; nextCursor: null };
    PersonChange: {
      id: components['schemas']['Id'];
      at: components['schemas']['Instant'];
      actorId: components['schemas']['Id'] | null;
      actorName: string | null;
      subjectType: string;
      subjectId: components['schemas']['Id'];
      subjectName: string | null;
      action: string;
      changes: components['schemas']['FieldChange'][];
      names: components['schemas']['MentionedName'][];
    };
    PersonChangePage: { items: components['schemas']['PersonChange'][]; nextCursor: string | null };
    PersonName: { id: components['schemas']['Id']; name: string };
    PersonNamePage: { items: components['schemas']['PersonName'][]; nextCursor: string | null };
    PersonalData: { exportedAt: components['schemas']['Instant']; parts: { [key: string]: unknown } };
    PlannedBookingSeries: {
      vehicleId: components['schemas']['Id'];
      start: components['schemas']['InstantWithOffset'];
      end: components['schemas']['InstantWithOffset'];
      reasonId: components['schemas']['Id'];
      destination?: string | null;
      bookerId?: components['schemas']['Id'];
      passengerIds?: components['schemas']['Id'][];
      wholeVehicle?: boolean;
      costCentre?: string | null;
      notes?: string | null;
      customFields?: { [key: string]: string | '' | null };
      overridePolicy?: boolean;
      rrule: string;
      exceptions?: components['schemas']['SeriesException'][];
    };
    PlannedBookingSeriesPatch: {
      vehicleId?: components['schemas']['Id'];
      start?: components['schemas']['InstantWithOffset'];
      end?: components['schemas']['InstantWithOffset'];
      reasonId?: components['schemas']['Id'];
      bookerId?: components['schemas']['Id'];
      passengerIds?: components['schemas']['Id'][];
      wholeVehicle?: boolean;
      destination?: string | null;
      costCentre?: string | null;
      notes?: string | null;
      customFields?: { [key: string]: string | '' | null };
      overridePolicy?: boolean;
      from?: components['schemas']['InstantWithOffset'];
      exceptions?: components['schemas']['SeriesException'][];
    };
    PolicyViolatedProblem: components['schemas']['Problem'] & {
      code: 'policy_violated';
      violations: components['schemas']['PolicyViolation'][];
    };
    PolicyViolation: {
      code:
        | 'too_far_ahead'
        | 'too_little_notice'
        | 'too_short'
        | 'too_long'
        | 'outside_hours'
        | 'weekday_not_allowed'
        | 'buffer_broken'
        | 'too_many_open';
      message: string;
      limit: unknown;
    };
    PreviewedOccurrence: {
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      state:
        ('pending' | 'confirmed' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show') | null;
      code: string | null;
      detail: string | null;
      violations: components['schemas']['PolicyViolation'][];
      occurrence: components['schemas']['Instant'];
      vehicleId: components['schemas']['Id'];
      skipped: boolean;
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      code: string;
      detail?: string;
      instance: string;
      errors?: components['schemas']['FieldError'][];
      errorsOmitted?: number;
    } & { [key: string]: unknown };
    QueuedApprovalRequest: {
      id: components['schemas']['Id'];
      bookingId: components['schemas']['Id'];
      seriesId: components['schemas']['Id'] | null;
      occurrenceCount: number;
      waitingCount: number;
      vehicleId: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      bookerId: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      state: 'pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed';
      reasons: string[];
      steps: components['schemas']['ApprovalStep'][];
      step: number;
      lapsesAt: components['schemas']['Instant'];
      decidedBy: components['schemas']['Id'] | null;
      decidedFor: components['schemas']['Id'] | null;
      decidedAt: components['schemas']['Instant'] | null;
      note: string | null;
      timeZone: string;
      branchName: string;
      vehicleName: string;
      registration: string;
      bookerName: string;
      version: number;
      vehicleRegistration: string;
      originatorName: string;
      reasonName: string;
      decidedByName: string | null;
      destination: string | null;
      notes: string | null;
      decidable: boolean;
      createdAt: components['schemas']['Instant'];
    };
    ReasonCategoryUse: {
      category: 'business' | 'personal' | 'maintenance';
      bookings: number;
      hours: number;
      percent: number;
      reasons: components['schemas']['ReasonUse'][];
    };
    ReasonSplitReport: { items: components['schemas']['ReasonCategoryUse'][]; nextCursor: null };
    ReasonUse: {
      reasonId: components['schemas']['Id'];
      reasonName: string;
      bookings: number;
      hours: number;
      percent: number;
    };
    Registration: {
      email: string;
      name: string;
      password?: string;
      branchId?: components['schemas']['Id'];
      phone?: string;
    };
    Role: {
      id: components['schemas']['Id'];
      key: string;
      name: string;
      description: string;
      builtIn: boolean;
      set: ('fleet' | 'flight_school') | null;
      active: boolean;
      reach: 'home' | 'every' | 'listed';
      needs: string | null;
      permissions: string[];
      version: number;
      grantable: boolean;
      grantableIn: 'every' | components['schemas']['Id'][];
    };
    RoleAssignment: {
      roleId: components['schemas']['Id'];
      key: string;
      name: string;
      branchIds: components['schemas']['Id'][] | null;
    };
    RoleHeldProblem: components['schemas']['Problem'] & { code: 'role_held'; holders?: number; clients?: number };
    RolePage: { items: components['schemas']['Role'][]; nextCursor: null };
    RolePatch: { name?: string; description?: string };
    RolePermissions: {
      keys: (
        | 'organisation.manage'
        | 'permissions.administer'
        | 'agreements.publish'
        | 'oidc_clients.manage'
        | 'branches.create'
        | 'branches.manage'
        | 'branches.read'
        | 'groups.read'
        | 'groups.manage'
        | 'webhooks.manage'
        | 'branches.welcome'
        | 'equipment.read'
        | 'locations.manage'
        | 'accessories.manage'
        | 'roles.read'
        | 'users.read'
        | 'users.add'
        | 'users.verify'
        | 'users.suspend'
        | 'users.edit'
        | 'users.assign_roles'
        | 'users.quick_verify'
        | 'users.delete'
        | 'users.import'
        | 'users.read_histories'
        | 'mails.read'
        | 'mails.manage'
        | 'vehicles.read'
        | 'vehicles.manage'
        | 'vehicles.maintain'
        | 'bookings.book'
        | 'bookings.own'
        | 'bookings.ride'
        | 'bookings.take_seats'
        | 'bookings.book_on_behalf'
        | 'bookings.read'
        | 'bookings.manage'
        | 'reports.read'
        | 'booking_reasons.manage'
        | 'booking_policies.manage'
        | 'booking_policies.override'
        | 'approval_flows.manage'
        | 'approvals.decide'
      )[];
    };
    SeatGivenUpEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.seat-given-up';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
        passengerId: components['schemas']['Id'];
        by: components['schemas']['Id'] | null;
      };
    };
    SeatOf: { userId?: components['schemas']['Id'] };
    SeatTakenEvent: {
      id: components['schemas']['Id'];
      type: 'bookings.seat-taken';
      timestamp: components['schemas']['Instant'];
      data: {
        bookingId: components['schemas']['Id'];
        version: number;
        state: 'confirmed' | 'pending' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show';
        vehicleId: components['schemas']['Id'];
        branchId: components['schemas']['Id'];
        bookerId: components['schemas']['Id'];
        originatorId: components['schemas']['Id'];
        start: components['schemas']['Instant'];
        end: components['schemas']['Instant'];
        passengerId: components['schemas']['Id'];
        by: components['schemas']['Id'] | null;
      };
    };
    SeriesConflictProblem: components['schemas']['Problem'] & {
      code: 'series_conflict';
      alternatives?: components['schemas']['Alternative'][];
      occurrences: components['schemas']['SeriesOccurrence'][];
    };
    SeriesException: {
      occurrence: components['schemas']['InstantWithOffset'];
      skip?: boolean;
      start?: components['schemas']['InstantWithOffset'];
      end?: components['schemas']['InstantWithOffset'];
      vehicleId?: components['schemas']['Id'];
    };
    SeriesOccurrence: {
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      bookingId: components['schemas']['Id'] | null;
      state:
        ('pending' | 'confirmed' | 'in_use' | 'completed' | 'declined' | 'lapsed' | 'cancelled' | 'no_show') | null;
      code: string | null;
      detail: string | null;
      violations: components['schemas']['PolicyViolation'][];
    };
    Session: {
      user: components['schemas']['User'];
      permissions: { key: string; reach: 'every' | components['schemas']['Id'][] }[];
      signedInAt: components['schemas']['Instant'];
      expiresAt: components['schemas']['Instant'];
      remembered: boolean;
      locale: string;
      agreementDue: number | null;
      stepUpWays: ('password' | 'passkey' | 'sso')[];
      organisationName: string;
      branches: components['schemas']['SessionBranch'][];
    };
    SessionBranch: {
      id: components['schemas']['Id'];
      name: string;
      code: string;
      timeZone: string;
      state: 'open' | 'closed';
    };
    SharedTrip: {
      bookingId: components['schemas']['Id'];
      vehicleId: components['schemas']['Id'];
      vehicleName: string;
      branchId: components['schemas']['Id'];
      destination: string;
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      seatsLeft: number;
    };
    SignIn: { email: string; password: string; remember?: boolean };
    SignInAttempt: {
      id: components['schemas']['Id'];
      at: components['schemas']['Instant'];
      method: 'password' | 'passkey' | 'sso';
      outcome:
        | 'ok'
        | 'wrong_password'
        | 'throttled'
        | 'email_unconfirmed'
        | 'awaiting_approval'
        | 'registration_rejected'
        | 'suspended'
        | 'wrong_passkey'
        | 'sso_refused';
      address: string | null;
      device: string | null;
      count: number;
      lastAt: components['schemas']['Instant'];
    };
    SignInAttemptPage: { items: components['schemas']['SignInAttempt'][]; nextCursor: string | null };
    SignUpOptions: {
      organisationName: string;
      selfRegistration: boolean;
      passwordMinLength: number;
      agreement: { version: number; text: string } | null;
      sso: boolean;
      ssoOnly: boolean;
      branches: { id: components['schemas']['Id']; name: string }[];
    };
    StepUp: { password?: string; response?: components['schemas']['PasskeyAssertion'] };
    Tasks: {
      approvals: number;
      pendingPeople: number;
      offers: number;
      lateVehicles: number;
      failedMails: number;
      firstSteps: ('branch' | 'vehicle' | 'people')[];
    };
    Unavailability: {
      id: components['schemas']['Id'];
      vehicleId: components['schemas']['Id'];
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      note: string;
    };
    UnavailabilityPage: { items: components['schemas']['Unavailability'][]; nextCursor: string | null };
    UnavailableProblem: components['schemas']['Problem'] & { code: 'unavailable'; part?: string };
    User: {
      id: components['schemas']['Id'];
      email: string;
      name: string;
      phone: string | null;
      reference: string | null;
      locale: string | null;
      state: 'unconfirmed' | 'pending' | 'verified' | 'rejected' | 'suspended' | 'contact' | 'deleted';
      canSignIn: boolean;
      invited: boolean;
      branchId: components['schemas']['Id'] | null;
      groupIds: components['schemas']['Id'][];
      roles: components['schemas']['RoleAssignment'][];
      createdAt: components['schemas']['Instant'];
      version: number;
    };
    UserAccess: { canSignIn: boolean };
    UserDetails: {
      id: components['schemas']['Id'];
      email: string;
      name: string;
      phone: string | null;
      reference: string | null;
      locale: string | null;
      state: 'unconfirmed' | 'pending' | 'verified' | 'rejected' | 'suspended' | 'contact' | 'deleted';
      canSignIn: boolean;
      invited: boolean;
      branchId: components['schemas']['Id'] | null;
      groupIds: components['schemas']['Id'][];
      roles: components['schemas']['RoleAssignment'][];
      createdAt: components['schemas']['Instant'];
      version: number;
      branchName: string | null;
      groups: components['schemas']['GroupName'][];
    };
    UserDetailsPage: { items: components['schemas']['UserDetails'][]; nextCursor: string | null };
    UserPatch: {
      email?: string;
      name?: string;
      phone?: string | null;
      reference?: string | null;
      branchId?: components['schemas']['Id'];
      groupIds?: components['schemas']['Id'][];
    };
    UserPlacement: {
      branchId: components['schemas']['Id'];
      roles: components['schemas']['NewRoleAssignment'][];
      groupIds?: components['schemas']['Id'][];
    };
    UserRejection: { reason: string };
    UserRoles: { roles: components['schemas']['NewRoleAssignment'][] };
    UtilisationReport: {
      total: { bookings: number; bookedHours: number; availableHours: number; percent: number };
      items: components['schemas']['VehicleUtilisation'][];
      nextCursor: string | null;
    };
    Vehicle: {
      id: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      name: string;
      registration: string;
      kind: string;
      make: string | null;
      model: string | null;
      seats: number;
      transmission: ('manual' | 'automatic') | null;
      fuel: ('petrol' | 'diesel' | 'hybrid' | 'electric' | 'lpg' | 'hydrogen' | 'avgas' | 'jet' | 'other') | null;
      odometer: number | null;
      locationId: components['schemas']['Id'] | null;
      accessoryIds: components['schemas']['Id'][];
      groupIds: components['schemas']['Id'][];
      policyId: components['schemas']['Id'] | null;
      approvalFlowId: components['schemas']['Id'] | null;
      photoUrl: string | null;
      notes: string | null;
      state: 'active' | 'disabled' | 'archived';
      version: number;
      createdAt: components['schemas']['Instant'];
    };
    VehicleChoice: { id: components['schemas']['Id']; name: string };
    VehicleChoices: {
      locations: components['schemas']['VehicleChoice'][] | null;
      accessories: components['schemas']['VehicleChoice'][] | null;
      groups: components['schemas']['VehicleChoice'][] | null;
      policies: components['schemas']['VehicleChoice'][] | null;
      approvalFlows: components['schemas']['VehicleChoice'][] | null;
    };
    VehicleHasBookingsProblem: components['schemas']['Problem'] & {
      code: 'vehicle_has_bookings';
      bookings?: components['schemas']['BookingInTheWay'][];
    };
    VehicleKinds: { items: string[] };
    VehicleNotFreeProblem: components['schemas']['Problem'] & {
      code: 'vehicle_not_free';
      alternatives?: components['schemas']['Alternative'][];
      freeFrom?: components['schemas']['Instant'] | null;
      bookings?: components['schemas']['BookingInTheWay'][];
    };
    VehiclePage: { items: components['schemas']['Vehicle'][]; nextCursor: string | null };
    VehiclePatch: {
      name?: string;
      registration?: string;
      kind?: string;
      make?: string | null;
      model?: string | null;
      seats?: number;
      transmission?: ('manual' | 'automatic') | null;
      fuel?: ('petrol' | 'diesel' | 'hybrid' | 'electric' | 'lpg' | 'hydrogen' | 'avgas' | 'jet' | 'other') | null;
      odometer?: number | null;
      locationId?: components['schemas']['Id'] | null;
      accessoryIds?: components['schemas']['Id'][];
      groupIds?: components['schemas']['Id'][];
      policyId?: components['schemas']['Id'] | null;
      approvalFlowId?: components['schemas']['Id'] | null;
      notes?: string | null;
      branchId?: components['schemas']['Id'];
      state?: 'active' | 'disabled';
    };
    VehicleUse: {
      vehicleId: components['schemas']['Id'];
      vehicleName: string;
      registration: string;
      branchId: components['schemas']['Id'];
      branchName: string;
      bookings: number;
      distance: number | null;
      odometer: number | null;
    };
    VehicleUsePage: { items: components['schemas']['VehicleUse'][]; nextCursor: string | null };
    VehicleUtilisation: {
      vehicleId: components['schemas']['Id'];
      vehicleName: string;
      registration: string;
      branchId: components['schemas']['Id'];
      branchName: string;
      bookings: number;
      bookedHours: number;
      availableHours: number;
      percent: number;
    };
    VerificationResend: { email: string };
    VerificationResult: {
      state: 'unconfirmed' | 'pending' | 'verified' | 'rejected' | 'suspended' | 'contact' | 'deleted';
    };
    WaitingEntry: {
      id: components['schemas']['Id'];
      userId: components['schemas']['Id'];
      branchId: components['schemas']['Id'];
      vehicleId: components['schemas']['Id'] | null;
      start: components['schemas']['Instant'];
      end: components['schemas']['Instant'];
      seats: number;
      state: 'waiting' | 'offered' | 'accepted' | 'lapsed' | 'withdrawn';
      offeredVehicleId: components['schemas']['Id'] | null;
      offerEndsAt: components['schemas']['Instant'] | null;
      bookingId: components['schemas']['Id'] | null;
      createdAt: components['schemas']['Instant'];
      version: number;
    };
    Webhook: {
      id: components['schemas']['Id'];
      url: string;
      events: (
        | 'bookings.booking-requested'
        | 'bookings.booking-confirmed'
        | 'bookings.booking-declined'
        | 'bookings.booking-lapsed'
        | 'bookings.booking-cancelled'
        | 'bookings.booking-changed'
        | 'bookings.booking-checked-out'
        | 'bookings.booking-returned'
        | 'bookings.booking-missed'
        | 'bookings.seat-taken'
        | 'bookings.seat-given-up'
      )[];
      state: 'active' | 'disabled';
      version: number;
      createdBy: components['schemas']['Id'];
      createdAt: components['schemas']['Instant'];
    };
    WebhookDelivery: {
      id: components['schemas']['Id'];
      eventId: components['schemas']['Id'];
      eventType: string;
      state: 'pending' | 'delivered' | 'dead';
      attempts: number;
      status: number | null;
      durationMs: number | null;
      error: string | null;
      createdAt: components['schemas']['Instant'];
      attemptedAt: components['schemas']['Instant'] | null;
    };
    WebhookDeliveryPage: { items: components['schemas']['WebhookDelivery'][]; nextCursor: string | null };
    WebhookPage: { items: components['schemas']['Webhook'][]; nextCursor: string | null };
    WebhookPatch: {
      url?: string;
      events?: (
        | 'bookings.booking-requested'
        | 'bookings.booking-confirmed'
        | 'bookings.booking-declined'
        | 'bookings.booking-lapsed'
        | 'bookings.booking-cancelled'
        | 'bookings.booking-changed'
        | 'bookings.booking-checked-out'
        | 'bookings.booking-returned'
        | 'bookings.booking-missed'
        | 'bookings.seat-taken'
        | 'bookings.seat-given-up'
      )[];
      state?: 'active' | 'disabled';
    };
    WebhookWithSecret: {
      id: components['schemas']['Id'];
      url: string;
      events: (
        | 'bookings.booking-requested'
        | 'bookings.booking-confirmed'
        | 'bookings.booking-declined'
        | 'bookings.booking-lapsed'
        | 'bookings.booking-cancelled'
        | 'bookings.booking-changed'
        | 'bookings.booking-checked-out'
        | 'bookings.booking-returned'
        | 'bookings.booking-missed'
        | 'bookings.seat-taken'
        | 'bookings.seat-given-up'
      )[];
      state: 'active' | 'disabled';
      version: number;
      createdBy: components['schemas']['Id'];
      createdAt: components['schemas']['Instant'];
      secret: string;
    };
    WelcomeMessage: { id: components['schemas']['Id']; markdown: string; html: string; version: number };
    WelcomePreview: { html: string };
  };
  responses: {
    AcceptAgreementConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          components['schemas']['AgreementSupersededProblem'] | components['schemas']['Problem'];
      };
    };
    AcceptWaitingOfferConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          | components['schemas']['VehicleNotFreeProblem']
          | components['schemas']['AgreementNotAcceptedProblem']
          | components['schemas']['Problem'];
      };
    };
    Accepted: { headers: { [name: string]: unknown }; content?: never };
    Accessory: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Accessory'] };
    };
    AccessoryPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['AccessoryPage'] };
    };
    AddressTooLarge: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Agreement: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Agreement'] };
    };
    AgreementAcceptance: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['AgreementAcceptance'] };
    };
    AgreementPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['AgreementPage'] };
    };
    ApprovalFlow: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ApprovalFlow'] };
    };
    ApprovalFlowPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ApprovalFlowPage'] };
    };
    ApprovalQueuePage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ApprovalQueuePage'] };
    };
    ApprovalRequest: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ApprovalRequest'] };
    };
    ApprovalRequestDetails: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ApprovalRequestDetails'] };
    };
    ArchiveVehicleConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          components['schemas']['VehicleHasBookingsProblem'] | components['schemas']['Problem'];
      };
    };
    Availability: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Availability'] };
    };
    BeyondOwnAccessOrStepUpRequired: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Board: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Board'] } };
    BodyTooLarge: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Booking: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Booking'] };
    };
    BookingPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BookingPage'] };
    };
    BookingPolicy: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BookingPolicy'] };
    };
    BookingPolicyPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BookingPolicyPage'] };
    };
    BookingReason: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BookingReason'] };
    };
    BookingReasonPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BookingReasonPage'] };
    };
    BookingRecordPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BookingRecordPage']; 'text/csv': string };
    };
    BookingSeries: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BookingSeries'] };
    };
    BookingSeriesPreview: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BookingSeriesPreview'] };
    };
    Branch: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Branch'] } };
    BranchPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['BranchPage'] };
    };
    Calendar: { headers: { [name: string]: unknown }; content: { 'text/calendar': string } };
    CalendarFeed: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['CalendarFeed'] };
    };
    ChangePage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ChangePage'] };
    };
    CheckOutBookingConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CheckReadyUnavailable: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['UnavailableProblem'] };
    };
    CreateAccessoryConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateApprovalFlowConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateBookingConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          | components['schemas']['VehicleNotFreeProblem']
          | components['schemas']['AgreementNotAcceptedProblem']
          | components['schemas']['Problem'];
      };
    };
    CreateBookingInvalid: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json': components['schemas']['PolicyViolatedProblem'] | components['schemas']['Problem'];
      };
    };
    CreateBookingPolicyConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateBookingReasonConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateBookingSeriesConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          | components['schemas']['VehicleNotFreeProblem']
          | components['schemas']['SeriesConflictProblem']
          | components['schemas']['AgreementNotAcceptedProblem']
          | components['schemas']['Problem'];
      };
    };
    CreateBookingSeriesInvalid: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateBranchConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateGroupConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateLocationConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateRoleConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CreateUnavailabilityConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json': components['schemas']['VehicleNotFreeProblem'] | components['schemas']['Problem'];
      };
    };
    CreateVehicleConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    CrossOrigin: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Csv: { headers: { [name: string]: unknown }; content: { 'text/csv': string } };
    DecideApprovalRequestConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          | components['schemas']['AlreadyDecidedProblem']
          | components['schemas']['BookingNotPendingProblem']
          | components['schemas']['Problem'];
      };
    };
    DecideApprovalRequestForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    DecisionOutcomes: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['DecisionOutcomes'] };
    };
    Delegation: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Delegation'] };
    };
    DelegationCandidatePage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['DelegationCandidatePage'] };
    };
    DelegationPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['DelegationPage'] };
    };
    DeleteApprovalFlowConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['FlowInUseProblem'] };
    };
    DeleteBookingPolicyConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    DeleteBookingReasonConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    DeleteMeConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    DeleteMyPasskeyConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    DeleteRoleConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json': components['schemas']['RoleHeldProblem'] | components['schemas']['Problem'];
      };
    };
    EmailOfUser: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['EmailOfUser'] };
    };
    EmailOfUserPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['EmailOfUserPage'] };
    };
    EmailPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['EmailPage'] };
    };
    EmailTakenOrIdempotencyKeyInUse: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ExportMyDataForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ExtendBookingConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          | components['schemas']['BookingNotEditableProblem']
          | components['schemas']['VehicleNotFreeProblem']
          | components['schemas']['AgreementNotAcceptedProblem']
          | components['schemas']['Problem'];
      };
    };
    ExtendBookingInvalid: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json': components['schemas']['PolicyViolatedProblem'] | components['schemas']['Problem'];
      };
    };
    Forbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ForbiddenForChanges: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    GetSessionForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    GiveUpSeatConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    GrantPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['GrantPage'] };
    };
    Group: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Group'] } };
    GroupPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['GroupPage'] };
    };
    HeadersTooLarge: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Health: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Health'] } };
    IdempotencyKeyInUse: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    IdempotencyKeyReused: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    IllegalTransition: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    IllegalTransitionOrIdempotencyKeyInUse: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    IllegalTransitionOrLastAdministrator: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ImportResult: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ImportResult'] };
    };
    ImportUsersInvalid: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    InUse: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['InUseProblem'] };
    };
    InvalidInput: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    JoinWaitingListConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    JoinWaitingListInvalid: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    LinkExpired: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ListedPasskeyPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ListedPasskeyPage'] };
    };
    Location: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Location'] };
    };
    LocationPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['LocationPage'] };
    };
    MethodNotAllowed: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    NamedWaitingEntryPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['NamedWaitingEntryPage'] };
    };
    NoContent: { headers: { [name: string]: unknown }; content?: never };
    NotFound: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    NotFoundOrUnknownReference: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    NotModified: { headers: { [name: string]: unknown }; content?: never };
    NotificationPreferences: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['NotificationPreferences'] };
    };
    OidcClient: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['OidcClient'] };
    };
    OidcClientPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['OidcClientPage'] };
    };
    OidcClientWithSecret: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['OidcClientWithSecret'] };
    };
    Organisation: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Organisation'] };
    };
    OwnSessionPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['OwnSessionPage'] };
    };
    Passkey: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Passkey'] };
    };
    PasskeyCreationOptions: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['PasskeyCreationOptions'] };
    };
    PasskeyNotAdded: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    PasskeyRequestOptions: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['PasskeyRequestOptions'] };
    };
    PermissionMatrix: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['PermissionMatrix'] };
    };
    PermissionPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['PermissionPage'] };
    };
    PersonChangePage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['PersonChangePage'] };
    };
    PersonNamePage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['PersonNamePage'] };
    };
    PersonalData: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['PersonalData'] };
    };
    Photo: { headers: { [name: string]: unknown }; content: { 'image/webp': string } };
    PreviewBookingSeriesChangeConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          components['schemas']['AgreementNotAcceptedProblem'] | components['schemas']['Problem'];
      };
    };
    PreviewBookingSeriesConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          components['schemas']['AgreementNotAcceptedProblem'] | components['schemas']['Problem'];
      };
    };
    ReasonSplitReport: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['ReasonSplitReport']; 'text/csv': string };
    };
    RegisterForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    RejectUserForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ResendEmailConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ResetRoleConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ReturnBookingConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    ReturnBookingInvalid: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          components['schemas']['OdometerImplausibleProblem'] | components['schemas']['Problem'];
      };
    };
    Role: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Role'] } };
    RolePage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['RolePage'] };
    };
    RotateOidcClientSecretConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Session: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Session'] };
    };
    SetRolePermissionsConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    SignInAttemptPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['SignInAttemptPage'] };
    };
    SignInForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    SignInUnauthenticated: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    SignInWithPasskeyUnauthenticated: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    SignOutForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    SignUpOptions: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['SignUpOptions'] };
    };
    SsoOnly: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Stale: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    StepUpForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    StepUpRequired: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    StepUpRequiredForChanges: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    StepUpRequiredOrSsoOnly: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    StepUpUnauthenticated: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    SuspendUserConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    SuspendUserForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    TakeSeatConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Taken: { headers: { [name: string]: unknown }; content?: never };
    Tasks: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['Tasks'] } };
    Text: { headers: { [name: string]: unknown }; content: { 'text/plain': string } };
    TooManyPassengers: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    TooManyRequests: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Unauthenticated: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    Unavailability: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Unavailability'] };
    };
    UnavailabilityPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['UnavailabilityPage'] };
    };
    Unavailable: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['UnavailableProblem'] };
    };
    UnknownReference: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UnreadableRequest: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UnsupportedMediaType: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UpdateAccessoryConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['InUseProblem'] | components['schemas']['Problem'] };
    };
    UpdateApprovalFlowConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UpdateBookingConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          | components['schemas']['BookingNotEditableProblem']
          | components['schemas']['VehicleNotFreeProblem']
          | components['schemas']['AgreementNotAcceptedProblem']
          | components['schemas']['Problem'];
      };
    };
    UpdateBookingInvalid: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json': components['schemas']['PolicyViolatedProblem'] | components['schemas']['Problem'];
      };
    };
    UpdateBookingPolicyConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UpdateBookingReasonConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UpdateBookingSeriesConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          | components['schemas']['VehicleNotFreeProblem']
          | components['schemas']['SeriesConflictProblem']
          | components['schemas']['AgreementNotAcceptedProblem']
          | components['schemas']['Problem'];
      };
    };
    UpdateBranchConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UpdateGroupConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['InUseProblem'] | components['schemas']['Problem'] };
    };
    UpdateLocationConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['InUseProblem'] | components['schemas']['Problem'] };
    };
    UpdateRoleConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UpdateUserConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UpdateUserForbidden: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    UpdateVehicleConflict: {
      headers: { [name: string]: unknown };
      content: {
        'application/problem+json':
          components['schemas']['VehicleHasBookingsProblem'] | components['schemas']['Problem'];
      };
    };
    User: { headers: { [name: string]: unknown }; content: { 'application/json': components['schemas']['User'] } };
    UserDetails: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['UserDetails'] };
    };
    UserDetailsPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['UserDetailsPage'] };
    };
    UtilisationReport: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['UtilisationReport']; 'text/csv': string };
    };
    Vehicle: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Vehicle'] };
    };
    VehicleChoices: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['VehicleChoices'] };
    };
    VehicleKinds: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['VehicleKinds'] };
    };
    VehicleNotOpen: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    VehiclePage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['VehiclePage'] };
    };
    VehicleUsePage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['VehicleUsePage']; 'text/csv': string };
    };
    VerificationResult: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['VerificationResult'] };
    };
    VerifyEmailConflict: {
      headers: { [name: string]: unknown };
      content: { 'application/problem+json': components['schemas']['Problem'] };
    };
    WaitingEntry: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['WaitingEntry'] };
    };
    Webhook: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['Webhook'] };
    };
    WebhookDelivery: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['WebhookDelivery'] };
    };
    WebhookDeliveryPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['WebhookDeliveryPage'] };
    };
    WebhookPage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['WebhookPage'] };
    };
    WebhookWithSecret: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['WebhookWithSecret'] };
    };
    WelcomeMessage: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['WelcomeMessage'] };
    };
    WelcomePreview: {
      headers: { [name: string]: unknown };
      content: { 'application/json': components['schemas']['WelcomePreview'] };
    };
  };
  parameters: {
    BranchId: components['schemas']['Id'];
    Cursor: string;
    From: components['schemas']['InstantWithOffset'];
    GroupId: components['schemas']['Id'];
    Id: components['schemas']['Id'];
    IdempotencyKey: string;
    IfMatch: string;
    IfNoneMatch: string;
    Kind: string;
    Limit: number;
    LocationId: components['schemas']['Id'];
    OptionalBranchId: components['schemas']['Id'] | components['schemas']['Id'][];
    ReasonId: components['schemas']['Id'];
    RequiredFrom: components['schemas']['InstantWithOffset'];
    RequiredTo: components['schemas']['InstantWithOffset'];
    State:
      | (
          | 'pending'
          | 'confirmed'
          | 'in_use'
          | 'completed'
          | 'declined'
          | 'lapsed'
          | 'cancelled'
          | 'no_show'
          | 'upcoming'
          | 'late'
          | 'complete'
          | 'early_returned'
          | 'recurring'
        )
      | (
          | 'pending'
          | 'confirmed'
          | 'in_use'
          | 'completed'
          | 'declined'
          | 'lapsed'
          | 'cancelled'
          | 'no_show'
          | 'upcoming'
          | 'late'
          | 'complete'
          | 'early_returned'
          | 'recurring'
        )[];
    To: components['schemas']['InstantWithOffset'];
    UserId: components['schemas']['Id'];
    VehicleId: components['schemas']['Id'];
    View: ('mine' | 'entered' | 'branch') | string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  checkAlive: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['Health'];
      431: components['responses']['HeadersTooLarge'];
      503: components['responses']['Unavailable'];
    };
  };
  checkReady: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['Health'];
      431: components['responses']['HeadersTooLarge'];
      503: components['responses']['CheckReadyUnavailable'];
    };
  };
  getMetrics: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['Text'];
      431: components['responses']['HeadersTooLarge'];
      503: components['responses']['Unavailable'];
    };
  };
  listPermissions: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['PermissionPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      503: components['responses']['Unavailable'];
    };
  };
  getPermissionMatrix: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['PermissionMatrix'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      503: components['responses']['Unavailable'];
    };
  };
  setRolePermissions: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['RolePermissions'] } };
    responses: {
      200: components['responses']['Role'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['BeyondOwnAccessOrStepUpRequired'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['SetRolePermissionsConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  resetRole: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Role'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['BeyondOwnAccessOrStepUpRequired'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['ResetRoleConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  resetAllRoles: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody?: never;
    responses: {
      200: components['responses']['RolePage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['BeyondOwnAccessOrStepUpRequired'];
      409: components['responses']['IdempotencyKeyInUse'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  listRoles: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['RolePage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      503: components['responses']['Unavailable'];
    };
  };
  createRole: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewRole'] } };
    responses: {
      201: components['responses']['Role'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['BeyondOwnAccessOrStepUpRequired'];
      409: components['responses']['CreateRoleConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getRole: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Role'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteRole: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['DeleteRoleConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateRole: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['RolePatch'] } };
    responses: {
      200: components['responses']['Role'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateRoleConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  getOrganisation: {
    parameters: { query?: never; header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] } };
    requestBody?: never;
    responses: {
      200: components['responses']['Organisation'];
      304: components['responses']['NotModified'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateOrganisation: {
    parameters: { query?: never; header?: { 'If-Match'?: components['parameters']['IfMatch'] } };
    requestBody: { content: { 'application/json': components['schemas']['OrganisationPatch'] } };
    responses: {
      200: components['responses']['Organisation'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listBranches: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['BranchPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createBranch: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewBranch'] } };
    responses: {
      201: components['responses']['Branch'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      409: components['responses']['CreateBranchConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getBranch: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Branch'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateBranch: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BranchPatch'] } };
    responses: {
      200: components['responses']['Branch'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateBranchConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  getWelcomeMessage: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['WelcomeMessage'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  setWelcomeMessage: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['NewWelcomeMessage'] } };
    responses: {
      200: components['responses']['WelcomeMessage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  previewWelcomeMessage: {
    parameters: { query?: never; header?: never; path: { id: components['parameters']['Id'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewWelcomeMessage'] } };
    responses: {
      200: components['responses']['WelcomePreview'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listGroups: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        branchId?: components['parameters']['BranchId'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['GroupPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createGroup: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewGroup'] } };
    responses: {
      201: components['responses']['Group'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['CreateGroupConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getGroup: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Group'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteGroup: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['InUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateGroup: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['GroupPatch'] } };
    responses: {
      200: components['responses']['Group'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateGroupConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listLocations: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        branchId?: components['parameters']['BranchId'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['LocationPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createLocation: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewLocation'] } };
    responses: {
      201: components['responses']['Location'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['CreateLocationConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getLocation: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Location'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteLocation: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['InUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateLocation: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['LocationPatch'] } };
    responses: {
      200: components['responses']['Location'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateLocationConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listAccessories: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        branchId?: components['parameters']['BranchId'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['AccessoryPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createAccessory: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewAccessory'] } };
    responses: {
      201: components['responses']['Accessory'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['CreateAccessoryConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getAccessory: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Accessory'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteAccessory: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['InUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateAccessory: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['AccessoryPatch'] } };
    responses: {
      200: components['responses']['Accessory'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateAccessoryConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listAgreements: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['AgreementPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  publishAgreement: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewAgreement'] } };
    responses: {
      201: components['responses']['Agreement'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      409: components['responses']['IdempotencyKeyInUse'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getSignUpOptions: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['SignUpOptions'];
      431: components['responses']['HeadersTooLarge'];
      503: components['responses']['Unavailable'];
    };
  };
  register: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['Registration'] } };
    responses: {
      202: components['responses']['Accepted'];
      400: components['responses']['UnreadableRequest'];
      403: components['responses']['RegisterForbidden'];
      404: components['responses']['UnknownReference'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  verifyEmail: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['EmailVerification'] } };
    responses: {
      200: components['responses']['VerificationResult'];
      400: components['responses']['UnreadableRequest'];
      403: components['responses']['SsoOnly'];
      409: components['responses']['VerifyEmailConflict'];
      410: components['responses']['LinkExpired'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['PasskeyNotAdded'];
      503: components['responses']['Unavailable'];
    };
  };
  getVerificationPasskeyOptions: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['MailedLink'] } };
    responses: {
      200: components['responses']['PasskeyCreationOptions'];
      400: components['responses']['UnreadableRequest'];
      403: components['responses']['CrossOrigin'];
      410: components['responses']['LinkExpired'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  resendVerification: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['VerificationResend'] } };
    responses: {
      202: components['responses']['Accepted'];
      400: components['responses']['UnreadableRequest'];
      403: components['responses']['CrossOrigin'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  listUsers: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        q?: string;
        state?:
          | ('unconfirmed' | 'pending' | 'verified' | 'rejected' | 'suspended' | 'contact' | 'deleted')
          | ('unconfirmed' | 'pending' | 'verified' | 'rejected' | 'suspended' | 'contact' | 'deleted')[];
        roleId?: components['schemas']['Id'];
        branchId?: components['parameters']['BranchId'];
        groupId?: components['parameters']['GroupId'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['UserDetailsPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createUser: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewUser'] } };
    responses: {
      201: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['BeyondOwnAccessOrStepUpRequired'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['EmailTakenOrIdempotencyKeyInUse'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getUser: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['UserDetails'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteUser: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['UpdateUserForbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransitionOrLastAdministrator'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  updateUser: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['UserPatch'] } };
    responses: {
      200: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['UpdateUserForbidden'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateUserConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  inviteUser: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      202: components['responses']['Accepted'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransitionOrIdempotencyKeyInUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  approveUser: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['UserPlacement'] } };
    responses: {
      200: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['UpdateUserForbidden'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransitionOrIdempotencyKeyInUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  rejectUser: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['UserRejection'] } };
    responses: {
      200: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['RejectUserForbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransitionOrIdempotencyKeyInUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  suspendUser: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['SuspendUserForbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['SuspendUserConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  restoreUser: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['BeyondOwnAccessOrStepUpRequired'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransition'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  setUserAccess: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['UserAccess'] } };
    responses: {
      200: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['UpdateUserForbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransitionOrLastAdministrator'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  setUserRoles: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['UserRoles'] } };
    responses: {
      200: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['UpdateUserForbidden'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransitionOrLastAdministrator'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  quickVerifyUser: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['UserDetails'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransitionOrIdempotencyKeyInUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  listChangesByUser: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['PersonChangePage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listChangesToUser: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['PersonChangePage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  importUsers: {
    parameters: {
      query?: { dryRun?: 'true' | 'false' };
      header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] };
    };
    requestBody: { content: { 'text/csv': string } };
    responses: {
      200: components['responses']['ImportResult'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequired'];
      409: components['responses']['EmailTakenOrIdempotencyKeyInUse'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ImportUsersInvalid'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  getSession: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['Session'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['GetSessionForbidden'];
      503: components['responses']['Unavailable'];
    };
  };
  signIn: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['SignIn'] } };
    responses: {
      200: components['responses']['Session'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['SignInUnauthenticated'];
      403: components['responses']['SignInForbidden'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  signOut: {
    parameters: { query?: never; header?: { 'If-Match'?: components['parameters']['IfMatch'] } };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['SignOutForbidden'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  getPasskeySignInOptions: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['PasskeyRequestOptions'];
      400: components['responses']['UnreadableRequest'];
      403: components['responses']['CrossOrigin'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  signInWithPasskey: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['PasskeySignIn'] } };
    responses: {
      200: components['responses']['Session'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['SignInWithPasskeyUnauthenticated'];
      403: components['responses']['SignInForbidden'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  stepUp: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['StepUp'] } };
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['StepUpUnauthenticated'];
      403: components['responses']['StepUpForbidden'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  getMe: {
    parameters: { query?: never; header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] } };
    requestBody?: never;
    responses: {
      200: components['responses']['User'];
      304: components['responses']['NotModified'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteMe: {
    parameters: { query?: never; header?: { 'If-Match'?: components['parameters']['IfMatch'] } };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequired'];
      409: components['responses']['DeleteMeConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  updateMe: {
    parameters: { query?: never; header?: { 'If-Match'?: components['parameters']['IfMatch'] } };
    requestBody: { content: { 'application/json': components['schemas']['OwnDetailsPatch'] } };
    responses: {
      200: components['responses']['User'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequiredForChanges'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  setMyPassword: {
    parameters: { query?: never; header?: { 'If-Match'?: components['parameters']['IfMatch'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewPassword'] } };
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequiredOrSsoOnly'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  acceptAgreement: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['AgreementAcceptanceRequest'] } };
    responses: {
      201: components['responses']['AgreementAcceptance'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      409: components['responses']['AcceptAgreementConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  exportMyData: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['PersonalData'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ExportMyDataForbidden'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  listMySessions: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['OwnSessionPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['GetSessionForbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  endMyOtherSessions: {
    parameters: { query?: never; header?: { 'If-Match'?: components['parameters']['IfMatch'] } };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequiredForChanges'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  endMySession: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequiredForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  requestPasswordReset: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['PasswordResetRequest'] } };
    responses: {
      202: components['responses']['Accepted'];
      400: components['responses']['UnreadableRequest'];
      403: components['responses']['SsoOnly'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  completePasswordReset: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['PasswordReset'] } };
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      403: components['responses']['SsoOnly'];
      410: components['responses']['LinkExpired'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listMyPasskeys: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['ListedPasskeyPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['GetSessionForbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  addMyPasskey: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['NewPasskey'] } };
    responses: {
      201: components['responses']['Passkey'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequiredOrSsoOnly'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['PasskeyNotAdded'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  getNewPasskeyOptions: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['PasskeyCreationOptions'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequiredForChanges'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteMyPasskey: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequired'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['DeleteMyPasskeyConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  renameMyPasskey: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['PasskeyPatch'] } };
    responses: {
      200: components['responses']['Passkey'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['SignOutForbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listUserSignIns: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['SignInAttemptPage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listOidcClients: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['OidcClientPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createOidcClient: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['NewOidcClient'] } };
    responses: {
      201: components['responses']['OidcClientWithSecret'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['BeyondOwnAccessOrStepUpRequired'];
      404: components['responses']['UnknownReference'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  getOidcClient: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['OidcClient'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteOidcClient: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateOidcClient: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['OidcClientPatch'] } };
    responses: {
      200: components['responses']['OidcClient'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['BeyondOwnAccessOrStepUpRequired'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  rotateOidcClientSecret: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      201: components['responses']['OidcClientWithSecret'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequired'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['RotateOidcClientSecretConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listMyGrants: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['GrantPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  withdrawMyGrant: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listVehicles: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        branchId?: components['parameters']['BranchId'];
        state?: ('active' | 'disabled' | 'archived') | ('active' | 'disabled' | 'archived')[];
        q?: string;
        kind?: components['parameters']['Kind'];
        groupId?: components['parameters']['GroupId'];
        locationId?: components['parameters']['LocationId'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['VehiclePage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createVehicle: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewVehicle'] } };
    responses: {
      201: components['responses']['Vehicle'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['CreateVehicleConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getVehicle: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Vehicle'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  archiveVehicle: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['ArchiveVehicleConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateVehicle: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['VehiclePatch'] } };
    responses: {
      200: components['responses']['Vehicle'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateVehicleConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listVehicleKinds: {
    parameters: { query?: { branchId?: components['parameters']['BranchId'] }; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['VehicleKinds'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  getVehiclePhoto: {
    parameters: {
      query?: { v?: components['schemas']['Id'] };
      header?: never;
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Photo'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  setVehiclePhoto: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'image/jpeg': string; 'image/png': string; 'image/webp': string } };
    responses: {
      200: components['responses']['Vehicle'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransition'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteVehiclePhoto: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Vehicle'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransition'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listUnavailability: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        from?: components['parameters']['From'];
        to?: components['parameters']['To'];
      };
      header?: never;
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['UnavailabilityPage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createUnavailability: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['NewUnavailability'] } };
    responses: {
      201: components['responses']['Unavailability'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['CreateUnavailabilityConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteUnavailability: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id']; unavailabilityId: components['schemas']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listApprovalRequests: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        state?:
          | ('pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed')
          | ('pending' | 'approved' | 'declined' | 'withdrawn' | 'lapsed')[];
        branchId?: components['parameters']['BranchId'];
        vehicleId?: components['parameters']['VehicleId'];
        bookerId?: components['schemas']['Id'];
        from?: components['parameters']['From'];
        to?: components['parameters']['To'];
      };
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['ApprovalQueuePage'];
      304: components['responses']['NotModified'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  getApprovalRequest: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['ApprovalRequestDetails'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  decideApprovalRequest: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['Decision'] } };
    responses: {
      200: components['responses']['ApprovalRequest'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['DecideApprovalRequestForbidden'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['DecideApprovalRequestConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  decideApprovalRequests: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['Decisions'] } };
    responses: {
      200: components['responses']['DecisionOutcomes'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  listApprovalFlows: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['ApprovalFlowPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createApprovalFlow: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewApprovalFlow'] } };
    responses: {
      201: components['responses']['ApprovalFlow'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['CreateApprovalFlowConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteApprovalFlow: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['DeleteApprovalFlowConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateApprovalFlow: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['ApprovalFlowPatch'] } };
    responses: {
      200: components['responses']['ApprovalFlow'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateApprovalFlowConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listDelegations: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['DelegationPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createDelegation: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewDelegation'] } };
    responses: {
      201: components['responses']['Delegation'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['IdempotencyKeyInUse'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  listDelegationCandidates: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['DelegationCandidatePage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      503: components['responses']['Unavailable'];
    };
  };
  endDelegation: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransition'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listBookings: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        view?: components['parameters']['View'];
        state?: components['parameters']['State'];
        branchId?: components['parameters']['OptionalBranchId'];
        vehicleId?: components['parameters']['VehicleId'];
        userId?: components['parameters']['UserId'];
        reasonId?: components['parameters']['ReasonId'];
        from?: components['parameters']['From'];
        to?: components['parameters']['To'];
        sort?: 'start' | '-start';
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['BookingPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createBooking: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewBooking'] } };
    responses: {
      201: components['responses']['Booking'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['VehicleNotOpen'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['CreateBookingConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['CreateBookingInvalid'];
      503: components['responses']['Unavailable'];
    };
  };
  exportBookings: {
    parameters: {
      query?: {
        view?: components['parameters']['View'];
        state?: components['parameters']['State'];
        branchId?: components['parameters']['OptionalBranchId'];
        vehicleId?: components['parameters']['VehicleId'];
        userId?: components['parameters']['UserId'];
        reasonId?: components['parameters']['ReasonId'];
        from?: components['parameters']['From'];
        to?: components['parameters']['To'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Csv'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  getBooking: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Booking'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateBooking: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BookingPatch'] } };
    responses: {
      200: components['responses']['Booking'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['VehicleNotOpen'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateBookingConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['UpdateBookingInvalid'];
      503: components['responses']['Unavailable'];
    };
  };
  extendBooking: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BookingExtension'] } };
    responses: {
      200: components['responses']['Booking'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['VehicleNotOpen'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['ExtendBookingConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ExtendBookingInvalid'];
      503: components['responses']['Unavailable'];
    };
  };
  checkOutBooking: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Booking'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['CheckOutBookingConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  returnBooking: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BookingReturn'] } };
    responses: {
      200: components['responses']['Booking'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['ReturnBookingConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ReturnBookingInvalid'];
      503: components['responses']['Unavailable'];
    };
  };
  cancelBooking: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BookingCancellation'] } };
    responses: {
      200: components['responses']['Booking'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IllegalTransitionOrIdempotencyKeyInUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  listBookingHistory: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['ChangePage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  takeSeat: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['SeatOf'] } };
    responses: {
      201: components['responses']['Booking'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['TakeSeatConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  giveUpSeat: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['SeatOf'] } };
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['GiveUpSeatConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createBookingSeries: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewBookingSeries'] } };
    responses: {
      201: components['responses']['BookingSeries'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['VehicleNotOpen'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['CreateBookingSeriesConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['CreateBookingSeriesInvalid'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  previewBookingSeries: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['PlannedBookingSeries'] } };
    responses: {
      200: components['responses']['BookingSeriesPreview'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['VehicleNotOpen'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['PreviewBookingSeriesConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['TooManyPassengers'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  getBookingSeries: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['BookingSeries'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateBookingSeries: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BookingSeriesPatch'] } };
    responses: {
      200: components['responses']['BookingSeries'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['VehicleNotOpen'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateBookingSeriesConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['TooManyPassengers'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  previewBookingSeriesChange: {
    parameters: { query?: never; header?: never; path: { id: components['parameters']['Id'] } };
    requestBody: { content: { 'application/json': components['schemas']['PlannedBookingSeriesPatch'] } };
    responses: {
      200: components['responses']['BookingSeriesPreview'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['VehicleNotOpen'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['PreviewBookingSeriesChangeConflict'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['TooManyPassengers'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  cancelBookingSeries: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BookingSeriesCancellation'] } };
    responses: {
      200: components['responses']['BookingSeries'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['ReturnBookingConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  listWaitingEntries: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        state?:
          | ('waiting' | 'offered' | 'accepted' | 'lapsed' | 'withdrawn')
          | ('waiting' | 'offered' | 'accepted' | 'lapsed' | 'withdrawn')[];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['NamedWaitingEntryPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  joinWaitingList: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewWaitingEntry'] } };
    responses: {
      201: components['responses']['WaitingEntry'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['UnknownReference'];
      409: components['responses']['JoinWaitingListConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['JoinWaitingListInvalid'];
      503: components['responses']['Unavailable'];
    };
  };
  leaveWaitingList: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  acceptWaitingOffer: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['OfferAcceptance'] } };
    responses: {
      201: components['responses']['Booking'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['VehicleNotOpen'];
      404: components['responses']['NotFoundOrUnknownReference'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['AcceptWaitingOfferConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['CreateBookingInvalid'];
      503: components['responses']['Unavailable'];
    };
  };
  findAvailability: {
    parameters: {
      query: {
        limit?: number;
        cursor?: components['parameters']['Cursor'];
        from: components['parameters']['RequiredFrom'];
        to: components['parameters']['RequiredTo'];
        branchId?: components['parameters']['OptionalBranchId'];
        seats?: number;
        transmission?: 'manual' | 'automatic';
        kind?: components['parameters']['Kind'];
        groupId?: components['parameters']['GroupId'];
        locationId?: components['parameters']['LocationId'];
        accessoryId?: components['schemas']['Id'] | components['schemas']['Id'][];
        destination?: string;
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Availability'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  getBoard: {
    parameters: {
      query: {
        branchId: components['schemas']['Id'];
        from: components['schemas']['InstantWithOffset'];
        to: components['schemas']['InstantWithOffset'];
      };
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Board'];
      304: components['responses']['NotModified'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listPeopleChoices: {
    parameters: {
      query: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        q?: string;
        for: 'booker' | 'passenger';
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['PersonNamePage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listVehicleChoices: {
    parameters: { query: { branchId: components['schemas']['Id'] }; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['VehicleChoices'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listBookingReasons: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['BookingReasonPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      503: components['responses']['Unavailable'];
    };
  };
  createBookingReason: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewBookingReason'] } };
    responses: {
      201: components['responses']['BookingReason'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      409: components['responses']['CreateBookingReasonConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteBookingReason: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['DeleteBookingReasonConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateBookingReason: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BookingReasonPatch'] } };
    responses: {
      200: components['responses']['BookingReason'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateBookingReasonConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listBookingPolicies: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['BookingPolicyPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createBookingPolicy: {
    parameters: { query?: never; header?: { 'Idempotency-Key'?: components['parameters']['IdempotencyKey'] } };
    requestBody: { content: { 'application/json': components['schemas']['NewBookingPolicy'] } };
    responses: {
      201: components['responses']['BookingPolicy'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      409: components['responses']['CreateBookingPolicyConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteBookingPolicy: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['DeleteBookingPolicyConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateBookingPolicy: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['BookingPolicyPatch'] } };
    responses: {
      200: components['responses']['BookingPolicy'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['UpdateBookingPolicyConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createCalendarFeed: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      201: components['responses']['CalendarFeed'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteCalendarFeed: {
    parameters: { query?: never; header?: { 'If-Match'?: components['parameters']['IfMatch'] } };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  readCalendarFeed: {
    parameters: { query?: never; header?: never; path: { secret: string } };
    requestBody?: never;
    responses: {
      200: components['responses']['Calendar'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  reportBookings: {
    parameters: {
      query: {
        from: components['parameters']['RequiredFrom'];
        to: components['parameters']['RequiredTo'];
        branchId?: components['parameters']['OptionalBranchId'];
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['BookingRecordPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  reportUtilisation: {
    parameters: {
      query: {
        from: components['parameters']['RequiredFrom'];
        to: components['parameters']['RequiredTo'];
        branchId?: components['parameters']['OptionalBranchId'];
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['UtilisationReport'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  reportVehicleUse: {
    parameters: {
      query: {
        from: components['parameters']['RequiredFrom'];
        to: components['parameters']['RequiredTo'];
        branchId?: components['parameters']['OptionalBranchId'];
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['VehicleUsePage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  reportReasonSplit: {
    parameters: {
      query: {
        from: components['parameters']['RequiredFrom'];
        to: components['parameters']['RequiredTo'];
        branchId?: components['parameters']['OptionalBranchId'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['ReasonSplitReport'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      429: components['responses']['TooManyRequests'];
      503: components['responses']['Unavailable'];
    };
  };
  getMyTasks: {
    parameters: { query?: never; header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] } };
    requestBody?: never;
    responses: {
      200: components['responses']['Tasks'];
      304: components['responses']['NotModified'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listUserEmails: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['EmailPage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listEmails: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        state?: ('queued' | 'sent' | 'failed') | ('queued' | 'sent' | 'failed')[];
        template?: string;
        userId?: components['schemas']['Id'];
        from?: components['parameters']['From'];
        to?: components['parameters']['To'];
      };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['EmailOfUserPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  resendEmail: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['EmailOfUser'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['ResendEmailConflict'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  getNotificationPreferences: {
    parameters: { query?: never; header?: never };
    requestBody?: never;
    responses: {
      200: components['responses']['NotificationPreferences'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      503: components['responses']['Unavailable'];
    };
  };
  updateNotificationPreferences: {
    parameters: { query?: never; header?: { 'If-Match'?: components['parameters']['IfMatch'] } };
    requestBody: { content: { 'application/json': components['schemas']['NotificationPreferencesPatch'] } };
    responses: {
      200: components['responses']['NotificationPreferences'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listWebhooks: {
    parameters: {
      query?: { limit?: components['parameters']['Limit']; cursor?: components['parameters']['Cursor'] };
      header?: never;
    };
    requestBody?: never;
    responses: {
      200: components['responses']['WebhookPage'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  createWebhook: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['NewWebhook'] } };
    responses: {
      201: components['responses']['WebhookWithSecret'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequired'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  getWebhook: {
    parameters: {
      query?: never;
      header?: { 'If-None-Match'?: components['parameters']['IfNoneMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['Webhook'];
      304: components['responses']['NotModified'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  deleteWebhook: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      204: components['responses']['NoContent'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  updateWebhook: {
    parameters: {
      query?: never;
      header?: { 'If-Match'?: components['parameters']['IfMatch'] };
      path: { id: components['parameters']['Id'] };
    };
    requestBody: { content: { 'application/json': components['schemas']['WebhookPatch'] } };
    responses: {
      200: components['responses']['Webhook'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['StepUpRequired'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  listWebhookDeliveries: {
    parameters: {
      query?: {
        limit?: components['parameters']['Limit'];
        cursor?: components['parameters']['Cursor'];
        state?: ('pending' | 'delivered' | 'dead') | ('pending' | 'delivered' | 'dead')[];
      };
      header?: never;
      path: { id: components['parameters']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['WebhookDeliveryPage'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      414: components['responses']['AddressTooLarge'];
      422: components['responses']['InvalidInput'];
      503: components['responses']['Unavailable'];
    };
  };
  redeliverWebhook: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: { id: components['parameters']['Id']; deliveryId: components['schemas']['Id'] };
    };
    requestBody?: never;
    responses: {
      200: components['responses']['WebhookDelivery'];
      400: components['responses']['UnreadableRequest'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenForChanges'];
      404: components['responses']['NotFound'];
      405: components['responses']['MethodNotAllowed'];
      409: components['responses']['IdempotencyKeyInUse'];
      412: components['responses']['Stale'];
      413: components['responses']['BodyTooLarge'];
      414: components['responses']['AddressTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['IdempotencyKeyReused'];
      503: components['responses']['Unavailable'];
    };
  };
  onBookingRequested: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingRequestedEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onBookingConfirmed: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingConfirmedEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onBookingDeclined: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingDeclinedEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onBookingLapsed: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingLapsedEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onBookingCancelled: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingCancelledEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onBookingChanged: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingChangedEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onBookingCheckedOut: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingCheckedOutEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onBookingReturned: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingReturnedEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onBookingMissed: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['BookingMissedEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onSeatTaken: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['SeatTakenEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
  onSeatGivenUp: {
    parameters: { query?: never; header?: never };
    requestBody: { content: { 'application/json': components['schemas']['SeatGivenUpEvent'] } };
    responses: { '2XX': components['responses']['Taken'] };
  };
}
