import { Injectable } from '@nestjs/common';
import { AccessApi, type RoleView } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { PersonalData } from '../../platform/work/personal-data.js';
import type { AssignedRole } from '../domain/user-record.js';

const PROFILE = `
  SELECT id, email, name, phone, reference, state, can_sign_in AS "canSignIn", branch_id AS "branchId",
         group_ids AS "groupIds", email_confirmed_at AS "emailConfirmedAt", verified_at AS "verifiedAt",
         password_hash IS NOT NULL AS "hasPassword", created_at AS "createdAt"
    FROM identity.users WHERE id = $1`;
const ROLES = `
  SELECT given."roleId", given."branchIds"
    FROM identity.users u, jsonb_to_recordset(u.roles) AS given ("roleId" uuid, "branchIds" jsonb)
   WHERE u.id = $1`;
const SESSIONS = `
  SELECT id, address, device, remembered, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
         expires_at AS "expiresAt", ended_at AS "endedAt"
    FROM identity.sessions WHERE user_id = $1 ORDER BY created_at DESC`;
const LINKS = `
  SELECT kind, created_at AS "createdAt", expires_at AS "expiresAt", used_at AS "usedAt", voided_at AS "voidedAt"
    FROM identity.mailed_links WHERE user_id = $1 ORDER BY created_at DESC`;
const ACCEPTANCES = `
  SELECT version, accepted_at AS "acceptedAt" FROM identity.agreement_acceptances WHERE user_id = $1 ORDER BY version`;
const CHANGES = `
  SELECT id, at, actor_id AS "actorId", action, changes
    FROM platform.audit_entries WHERE subject_type = 'User' AND subject_id = $1 ORDER BY id DESC`;
/** Of what somebody did to others, the fact is theirs, and what it said of the others is the others'. */
const ACTS = `
  SELECT id, at, subject_type AS "subjectType", subject_id AS "subjectId", action
    FROM platform.audit_entries WHERE actor_id = $1 ORDER BY id DESC`;

const SIGN_INS = `
  SELECT at, method, outcome, address, device FROM identity.sign_ins WHERE user_id = $1 ORDER BY id DESC`;
const PASSKEYS = `
  SELECT id, name, created_at AS "createdAt", last_used_at AS "lastUsedAt", backed_up AS "backedUp"
    FROM identity.passkeys WHERE user_id = $1 ORDER BY id`;

const SSO = `
  SELECT issuer, subject, created_at AS "createdAt" FROM identity.sso_links WHERE user_id = $1 ORDER BY id`;

const parts: Record<string, string> = {
  signIns: SIGN_INS,
  passkeys: PASSKEYS,
  singleSignOn: SSO,
  sessions: SESSIONS,
  mailedLinks: LINKS,
  agreementAcceptances: ACCEPTANCES,
  changesToMe: CHANGES,
  changesByMe: ACTS,
};

/** ID-17: everything that is held about oneself. No hash and no token is in it: they are the service's secrets. */
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
