/** The queue's own tables are the library's: ids of mails and calls, which are told by their rows. */
export const TABLES = `
  SELECT table_schema || '.' || table_name AS name, array_agg(column_name::text) AS columns
    FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
   WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'bullmq') AND table_type = 'BASE TABLE'
   GROUP BY 1 ORDER BY 1`;
/** Hashes, keys, and ids that work as keys. */
export const BYTES = `
  SELECT format('%I.%I', table_schema, table_name) AS name, column_name AS column FROM information_schema.columns
   WHERE data_type = 'bytea' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'bullmq')`;

/** A table with something of people in it that an export tells (ID-17). */
export interface Told {
  part: string;
  /** Columns that the part calls otherwise, or that another part tells. */
  as?: Record<string, string>;
  /** Columns that it does not tell, and why. */
  but?: Record<string, string>;
}

/** Why an export does not tell of a table: there is nobody in it, or what it knows of them is told elsewhere or a secret. */
export type Untold = { nobody: string } | { elsewhere: string };

const bookkeeping = 'bookkeeping of the row';
const theirs = 'it is the person whose export it is';
const secret = 'a secret of the service, or a hash of one';
const workings = 'how the queue goes on; nothing that was said of the person';
const own = { user_id: theirs };

const nobody = (what: string): Untold => ({ nobody: what });
const elsewhere = (why: string): Untold => ({ elsewhere: why });
const act = (what: string) => elsewhere(`${what}; that they did it is told in changesByMe`);

/** Every table of the service, and where an export tells what it holds of a person, or why it does not. */
export const PERSONAL: Record<string, Told | Untold> = {
  'identity.users': {
    part: 'profile',
    as: { password_hash: 'hasPassword' },
    but: {
      roles: 'part roles',
      role_ids: 'made of the roles',
      passkey_handle: secret,
      deleted_at: 'nobody deleted exports',
      version: bookkeeping,
    },
  },
  'identity.directory': elsewhere('a copy of the profile, to be searched'),
  'identity.sessions': { part: 'sessions', but: { ...own, token_hash: secret } },
  'identity.sign_ins': { part: 'signIns', but: { ...own, id: bookkeeping } },
  'identity.mailed_links': { part: 'mailedLinks', but: { ...own, token_hash: secret } },
  'identity.passkeys': {
    part: 'passkeys',
    but: { ...own, credential_id: secret, public_key: secret, counter: 'the authenticator’s, against copies of it' },
  },
  'identity.sso_links': { part: 'singleSignOn', but: own },
  'identity.agreement_acceptances': { part: 'agreementAcceptances', but: own },
  'identity.webauthn_challenges': nobody('hashes of ceremonies that last minutes'),
  'identity.sso_flows': nobody('sealed, for minutes, before it is known who comes'),
  'bookings.bookings': { part: 'bookings', but: { version: bookkeeping } },
  'bookings.series': { part: 'bookingSeries', but: { version: bookkeeping } },
  'bookings.waiting_entries': { part: 'waitingList' },
  'bookings.calendar_feeds': {
    part: 'calendarFeed',
    as: { secret_hash: 'active' },
    but: { ...own, id: bookkeeping, version: bookkeeping, created_at: 'renewedAt of the first' },
  },
  'bookings.late_notices': nobody('of bookings, by their id'),
  'bookings.policies': nobody('rules of the organisation'),
  'bookings.reasons': nobody('a list of the organisation'),
  'approvals.requests': {
    part: 'approvalRequests',
    but: Object.fromEntries(
      ['flow_id', 'require_second_person', 'step', 'step_role_id', 'excluded', 'escalates_at', 'reminders_at']
        .concat('stranded_at', 'occurrence_count', 'waiting_count', 'version')
        .map((column) => [column, workings]),
    ),
  },
  'approvals.occurrences': {
    part: 'approvalOccurrences',
    but: { id: bookkeeping, lapses_at: workings, reminders_at: workings },
  },
  'approvals.decision_links': {
    part: 'approvalLinks',
    as: { created_at: 'mailedAt' },
    but: { ...own, token_hash: secret },
  },
  'approvals.delegations': { part: 'approvalDelegations', but: { version: bookkeeping } },
  'approvals.flows': nobody('rules of the organisation'),
  'notifications.mails': {
    part: 'mails',
    as: { to_address: 'to', model: 'content' },
    but: {
      ...own,
      sealed_secret: secret,
      ...Object.fromEntries(
        ['event_id', 'message_id', 'last_error', 'due_at', 'queued_at', 'doubts', 'about_reader', 'branch_id'].map(
          (column) => [column, 'how it was carried, and which staff may see it'],
        ),
      ),
    },
  },
  'notifications.preferences': { part: 'notificationPreferences', but: { id: theirs } },
  'notifications.reminders': nobody('of bookings, by their id'),
  'notifications.webhooks': act('made by somebody of the staff'),
  'notifications.webhook_deliveries': elsewhere('copies of events about bookings, on their way, for 30 days'),
  'openid.consents': { part: 'openidGrants', as: { client_id: 'client' }, but: own },
  'openid.artifacts': {
    part: 'openidTokens',
    as: { client_id: 'client' },
    but: {
      ...{ ...own, key_hash: secret, grant_hash: secret, payload: secret, answer: secret },
      begun_in: 'the session it came of, which is told among the sessions',
    },
  },
  'openid.clients': {
    part: 'openidServiceAccountOf',
    as: { name: 'client' },
    but: Object.fromEntries(
      ['id', 'type', 'redirect_uris', 'post_logout_redirect_uris', 'backchannel_logout_uri', 'role_keys', 'group_ids']
        .concat('first_party', 'pkce_required', 'state', 'version', 'created_at', 'service_account_id', 'secret_hash')
        .map((column) => [column, 'the client’s, not the person’s']),
    ),
  },
  'openid.logouts': elsewhere('word to applications that a session is over, until they have it'),
  'openid.signing_keys': nobody('keys of the service'),
  'fleet.vehicles': nobody('vehicles'),
  'fleet.vehicle_photos': nobody('photos of vehicles'),
  'fleet.unavailability': act('entered by somebody of the staff'),
  'branches.agreements': act('published by somebody of the staff'),
  'platform.audit_entries': {
    part: 'changesToMe',
    but: { request_id: 'of the log', subject_type: 'User', subject_id: theirs },
  },
  'platform.outbox': elsewhere(
    'events on their way, for 30 days: what they tell stands in the tables that they are about',
  ),
  'platform.handled_events': nobody('ids of events'),
  'platform.idempotency_keys': elsewhere('answers to the person’s own calls, kept two days for a repetition'),
  'platform.limits': nobody('counters under hashed keys'),
  'access.roles': nobody('what roles may do; who has them stands with the users'),
  'access.grants_version': nobody('a number'),
  'public.migrations': nobody('names of migrations'),
  ...Object.fromEntries(
    ['branches', 'groups', 'group_names', 'locations', 'location_names', 'accessories', 'accessory_names']
      .concat('organisation')
      .map((table) => [`branches.${table}`, nobody('of the organisation')]),
  ),
};
