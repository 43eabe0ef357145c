import { Injectable } from '@nestjs/common';
import { AccessApi, type RoleView } from '../../../access/index.js';
import { Database } from '../../../platform/database/database.js';
import { changesTo } from '../../../platform/work/changes-of-person.js';
import { PersonalData } from '../../../platform/work/personal-data.js';
import type { AssignedRole } from '../../domain/user-details.js';

const PROFILE = `
  SELECT id, email, name, phone, reference, locale, state, can_sign_in AS "canSignIn", branch_id AS "branchId",
         group_ids AS "groupIds", email_confirmed_at AS "emailConfirmedAt", verified_at AS "verifiedAt",
         verified_by AS "verifiedBy", rejected_at AS "rejectedAt", rejection_reason AS "rejectionReason",
         suspended_at AS "suspendedAt", password_hash IS NOT NULL AS "hasPassword", created_at AS "createdAt"
    FROM identity.users WHERE id = $1`;
const ROLES = `
  SELECT given."roleId", given."branchIds"
    FROM identity.users u, jsonb_to_recordset(u.roles) AS given ("roleId" uuid, "branchIds" jsonb)
   WHERE u.id = $1`;
const SESSIONS = `
  SELECT id, address, device, remembered, passkey_id AS "passkeyId", authenticated_at AS "authenticatedAt",
         stepped_up_at AS "steppedUpAt", created_at AS "createdAt", last_seen_at AS "lastSeenAt",
         expires_at AS "expiresAt", ended_at AS "endedAt"
    FROM identity.sessions WHERE user_id = $1 ORDER BY created_at DESC`;
const LINKS = `
  SELECT id, kind, new_email AS "newEmail", session_id AS "sessionId", created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt", voided_at AS "voidedAt"
    FROM identity.mailed_links WHERE user_id = $1 ORDER BY created_at DESC`;
const ACCEPTANCES = `
  SELECT id, version, accepted_at AS "acceptedAt" FROM identity.agreement_acceptances WHERE user_id = $1 ORDER BY version`;
const CHANGES = `
  SELECT id, at, actor_id AS "actorId", action, changes
    FROM platform.audit_entries WHERE subject_type = 'User' AND subject_id = $1 ORDER BY id DESC`;
/**
 * Spent links and removed passkeys are deleted, but their audit entries stay. So this also includes credentials without a row
 * whose first audit entry says that they were made for this person.
 */
const CREDENTIALS = `
  SELECT 'Session', id FROM identity.sessions WHERE user_id = $1
   UNION SELECT 'MailedLink', id FROM identity.mailed_links WHERE user_id = $1
   UNION SELECT 'Passkey', id FROM identity.passkeys WHERE user_id = $1
   UNION SELECT 'SsoLink', id FROM identity.sso_links WHERE user_id = $1
   UNION SELECT 'AgreementAcceptance', id FROM identity.agreement_acceptances WHERE user_id = $1
   UNION SELECT subject_type, subject_id FROM platform.audit_entries
          WHERE actor_id = $1 AND subject_type IN ('MailedLink', 'Passkey', 'SsoLink')
            AND changes @> jsonb_build_array(jsonb_build_object('field', 'userId', 'after', $1::uuid))`;
/** The export says that the person did something to others, but leaves out the others' data. */
const ACTS = `
  SELECT id, at, subject_type AS "subjectType", subject_id AS "subjectId", action
    FROM platform.audit_entries WHERE actor_id = $1 ORDER BY id DESC`;

const SIGN_INS = `
  SELECT at, method, outcome, address, device, count, last_at AS "lastAt" FROM identity.sign_ins WHERE user_id = $1 ORDER BY id DESC`;
const PASSKEYS = `
  SELECT id, name, created_at AS "createdAt", last_used_at AS "lastUsedAt", transports,
         backup_eligible AS "backupEligible", backed_up AS "backedUp"
    FROM identity.passkeys WHERE user_id = $1 ORDER BY id`;

const SSO = `
  SELECT id, issuer, subject, created_at AS "createdAt" FROM identity.sso_links WHERE user_id = $1 ORDER BY id`;

const parts: Record<string, string> = {
  signIns: SIGN_INS,
  passkeys: PASSKEYS,
  singleSignOn: SSO,
  sessions: SESSIONS,
  mailedLinks: LINKS,
  agreementAcceptances: ACCEPTANCES,
  changesToMe: CHANGES,
  changesToMyCredentials: changesTo(CREDENTIALS),
  changesByMe: ACTS,
};

/** ID-17: all data about the person. Hashes and tokens are left out: they are the service's secrets. */
@Injectable()
export class ExportOwnData {
  constructor(
    private readonly personalData: PersonalData,
    private readonly database: Database,
    private readonly access: AccessApi,
  ) {
    personalData.add('profile', (userId) => database.one(PROFILE, [userId]));
    personalData.add('roles', (userId) => this.#rolesOf(userId));
    for (const [name, sql] of Object.entries(parts)) {
      personalData.add(name, (userId) => database.query(sql, [userId]));
    }
  }

  async run(userId: string): Promise<{ exportedAt: Date; parts: Record<string, unknown> }> {
    return { exportedAt: new Date(), parts: await this.personalData.of(userId) };
  }

  async #rolesOf(userId: string): Promise<(AssignedRole & Pick<RoleView, 'key' | 'name'>)[]> {
    const roles = await this.access.roles();
    const assigned = await this.database.query<AssignedRole>(ROLES, [userId]);
    return assigned.map(({ roleId, branchIds }) => {
      const { key, name } = roles.get(roleId)!;
      return { roleId, key, name, branchIds };
    });
  }
}
