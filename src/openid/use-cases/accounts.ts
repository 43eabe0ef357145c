import { Injectable } from '@nestjs/common';
import { AccessApi } from '../../access/index.js';
import { Database } from '../../platform/database/database.js';
import { type ClientLimits, isAmong } from '../domain/client-limits.js';

interface AccountRow {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  phone: string | null;
  branch: string | null;
  groupIds: string[];
  groups: string[];
  roles: { roleId: string }[];
  grantsVersion: string;
}

/** What a client may be told of a person (OP-3). */
export interface Claims {
  sub: string;
  name: string;
  email: string;
  email_verified: boolean;
  phone_number?: string;
  roles: string[];
  groups: string[];
  branch?: string;
}

const PERSON = `
  SELECT u.id, u.name, u.email, u.email_confirmed_at IS NOT NULL AS "emailVerified", u.phone, b.name AS branch,
         u.group_ids AS "groupIds", u.roles, v.version AS "grantsVersion",
         ARRAY(SELECT g.name::text FROM branches.groups g WHERE g.id = ANY (u.group_ids) ORDER BY g.name) AS groups
    FROM identity.users u
    LEFT JOIN branches.branches b ON b.id = u.branch_id
    CROSS JOIN access.grants_version v
   WHERE u.id = $1 AND u.state = 'verified' AND u.can_sign_in`;

/** People as clients see them: only those who may sign in (OP-5). */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly access: AccessApi,
  ) {}

  /** undefined for people who may not sign in at all, or not to this client (OP-2). */
  async find(userId: string, limits: ClientLimits): Promise<Claims | undefined> {
    const person = await this.database.one<AccountRow>(PERSON, [userId]);
    if (!person) return undefined;
    const known = await this.access.roles(person.grantsVersion);
    const roles = person.roles.flatMap(({ roleId }) => known.get(roleId)?.key ?? []);
    return isAmong(limits, roles, person.groupIds) ? claimsOf(person, roles) : undefined;
  }
}

const claimsOf = ({ id, name, email, emailVerified, phone, groups, branch }: AccountRow, roles: string[]): Claims => ({
  sub: id,
  name,
  email,
  email_verified: emailVerified,
  ...(phone !== null && { phone_number: phone }),
  roles: [...new Set(roles)].sort(),
  groups,
  ...(branch !== null && { branch }),
});
