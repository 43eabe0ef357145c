import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor, RowFilter } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { type Page, pageFrom, type PageRequest, readCursor } from '../../../platform/http/paging.js';
import type { FieldChange } from '../../../platform/work/changes.js';
import { ReadableNameQueries } from './readable-names.queries.js';

/** One line of a history of changes (ID-16). */
export interface ChangeRow {
  id: string;
  at: Date;
  /** null for the service itself, or for a person who was not signed in. */
  actorId: string | null;
  /** null as well if the reader may not see that person. */
  actorName: string | null;
  subjectType: string;
  subjectId: string;
  /** null if it has no name, or the reader may not see it. */
  subjectName: string | null;
  action: string;
  changes: FieldChange[];
  /** The names of what the changes mention by id, as far as the reader may see them. */
  names: { id: string; name: string }[];
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** The ids in a change: of a branch, of groups, of the people in a booking. */
const idsIn = ({ changes }: Pick<ChangeRow, 'changes'>): string[] => [
  ...new Set<string>(JSON.stringify(changes).match(ID) ?? []),
];

const SELECT = `
  SELECT a.id, a.at, a.actor_id AS "actorId", a.subject_type AS "subjectType", a.subject_id AS "subjectId", a.action,
         a.changes
    FROM platform.audit_entries a`;

/**
 * The branch of the changed object. Objects of the organisation, such as roles and webhooks, have none and are shown to
 * people who reach every branch (RP-13). A session or a link belongs to its user.
 */
const BRANCH_OF_SUBJECT = `
  (CASE a.subject_type
    WHEN 'User' THEN (SELECT branch_id FROM identity.users WHERE id = a.subject_id)
    WHEN 'Session' THEN (SELECT u.branch_id FROM identity.sessions s JOIN identity.users u ON u.id = s.user_id
                          WHERE s.id = a.subject_id)
    WHEN 'MailedLink' THEN (SELECT u.branch_id FROM identity.mailed_links l JOIN identity.users u ON u.id = l.user_id
                             WHERE l.id = a.subject_id)
    WHEN 'Passkey' THEN (SELECT u.branch_id FROM identity.passkeys p JOIN identity.users u ON u.id = p.user_id
                          WHERE p.id = a.subject_id)
    WHEN 'SsoLink' THEN (SELECT u.branch_id FROM identity.sso_links o JOIN identity.users u ON u.id = o.user_id
                          WHERE o.id = a.subject_id)
    WHEN 'AgreementAcceptance' THEN (SELECT u.branch_id FROM identity.agreement_acceptances c
                                       JOIN identity.users u ON u.id = c.user_id WHERE c.id = a.subject_id)
    WHEN 'Consent' THEN (SELECT u.branch_id FROM openid.consents c JOIN identity.users u ON u.id = c.user_id
                          WHERE c.id = a.subject_id)
    WHEN 'CalendarFeed' THEN (SELECT u.branch_id FROM bookings.calendar_feeds f JOIN identity.users u ON u.id = f.user_id
                               WHERE f.id = a.subject_id)
    WHEN 'Preferences' THEN (SELECT branch_id FROM identity.users WHERE id = a.subject_id)
    WHEN 'Branch' THEN a.subject_id
    WHEN 'Vehicle' THEN (SELECT branch_id FROM fleet.vehicles WHERE id = a.subject_id)
    WHEN 'Unavailability' THEN (SELECT v.branch_id FROM fleet.unavailability o JOIN fleet.vehicles v ON v.id = o.vehicle_id
                                 WHERE o.id = a.subject_id)
    WHEN 'BookingSeries' THEN (SELECT branch_id FROM bookings.series WHERE id = a.subject_id)
    WHEN 'WaitingEntry' THEN (SELECT branch_id FROM bookings.waiting_entries WHERE id = a.subject_id)
    WHEN 'LateNotice' THEN (SELECT k.branch_id FROM bookings.late_notices n JOIN bookings.bookings k ON k.id = n.booking_id
                             WHERE n.id = a.subject_id)
    WHEN 'Booking' THEN (SELECT branch_id FROM bookings.bookings WHERE id = a.subject_id)
    WHEN 'ApprovalRequest' THEN (SELECT branch_id FROM approvals.requests WHERE id = a.subject_id)
    WHEN 'RequestOccurrence' THEN (SELECT r.branch_id FROM approvals.occurrences o
                                     JOIN approvals.requests r ON r.id = o.request_id WHERE o.id = a.subject_id)
    WHEN 'DecisionLink' THEN (SELECT r.branch_id FROM approvals.decision_links l
                                JOIN approvals.requests r ON r.id = l.request_id WHERE l.id = a.subject_id)
    WHEN 'Delegation' THEN (SELECT u.branch_id FROM approvals.delegations d
                              JOIN identity.users u ON u.id = d.delegator_id WHERE d.id = a.subject_id)
   END)`;

/** A branch admin sees a pending person only if the branch is open to sign-up (RP-7). */
const STATE_OF_SUBJECT = `
  (CASE a.subject_type WHEN 'User' THEN (SELECT state FROM identity.users WHERE id = a.subject_id) END)`;

const CURSOR = z.tuple([z.uuid()]);

/** ID-16: the changes by and about a person, from the audit trail. It never contains secrets. */
@Injectable()
export class HistoryQueries {
  constructor(
    private readonly database: Database,
    private readonly names: ReadableNameQueries,
  ) {}

  /** What the person did, newest first, in the branches within the actor's reach. @throws NotFound */
  async changesBy(actor: Actor, userId: string, page: PageRequest): Promise<Page<ChangeRow>> {
    await this.#ensureReadable(actor, userId);
    const inReach = actor.filter('read', 'History', { branchId: BRANCH_OF_SUBJECT, state: STATE_OF_SUBJECT }, 4);
    return this.#page(actor, 'a.actor_id = $1', inReach, userId, page);
  }

  /** All changes of the person's own entry, including those by the service, newest first. @throws NotFound */
  async changesTo(actor: Actor, userId: string, page: PageRequest): Promise<Page<ChangeRow>> {
    await this.#ensureReadable(actor, userId);
    return this.#page(
      actor,
      `a.subject_type = 'User' AND a.subject_id = $1`,
      { sql: 'TRUE', values: [] },
      userId,
      page,
    );
  }

  async #page(
    actor: Actor,
    condition: string,
    filter: RowFilter,
    userId: string,
    page: PageRequest,
  ): Promise<Page<ChangeRow>> {
    const before = readCursor(page.cursor, CURSOR);
    const rows = await this.database.query<Omit<ChangeRow, 'actorName' | 'subjectName' | 'names'>>(
      `${SELECT} WHERE ${condition} AND ($2::uuid IS NULL OR a.id < $2) AND ${filter.sql} ORDER BY a.id DESC LIMIT $3`,
      [userId, before?.[0] ?? null, page.limit + 1, ...filter.values],
    );
    const names = await this.names.of(
      actor,
      rows.flatMap((row) => [row.actorId, row.subjectId, ...idsIn(row)]),
    );
    const nameOf = (id: string | null) => (id && names.get(id)) ?? null;
    const named = rows.map((row) => ({
      ...row,
      actorName: nameOf(row.actorId),
      subjectName: nameOf(row.subjectId),
      names: idsIn(row).flatMap((id) => (names.has(id) ? [{ id, name: names.get(id)! }] : [])),
    }));
    return pageFrom(named, page.limit, ({ id }) => [id]);
  }

  async #ensureReadable(actor: Actor, userId: string): Promise<void> {
    const user = await this.database.one<{ branchId: string | null; state: string }>(
      'SELECT branch_id AS "branchId", state FROM identity.users WHERE id = $1',
      [userId],
    );
    if (!user) throw new NotFound();
    actor.ensure('read', 'History', user);
  }
}
