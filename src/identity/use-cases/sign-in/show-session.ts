import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { Database } from '../../../platform/database/database.js';
import { together } from '../../../platform/database/packets.js';
import type { CurrentSession } from './current-sessions.js';
import { PasskeyQueries } from '../passkeys/passkeys.queries.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';
import { UserViews } from '../people/user-views.js';

const OF_THE_ORGANISATION = `
  SELECT o.name, o.locale, (
    SELECT a.version FROM (SELECT max(version) AS version FROM branches.agreements) a
     WHERE NOT EXISTS (
       SELECT FROM identity.agreement_acceptances p WHERE p.user_id = $1 AND p.version = a.version)) AS "agreementDue"
    FROM branches.organisation o`;

interface OfTheOrganisation {
  name: string;
  locale: string;
  agreementDue: number | null;
}

/** The ways in which a person can confirm who they are (ID-13). */
export const stepUpWays = ['password', 'passkey', 'sso'] as const;
type StepUpWay = (typeof stepUpWays)[number];

/** The current session, with everything that the console needs to start. */
@Injectable()
export class ShowSession {
  constructor(
    private readonly views: UserViews,
    private readonly database: Database,
    private readonly branches: BranchesApi,
    private readonly passkeys: PasskeyQueries,
    private readonly sso: SsoProvider,
  ) {}

  async run({ user, grantsVersion, actor, signedInAt, expiresAt, remembered }: CurrentSession) {
    const [shown, organisation, branches, ways] = await together(() =>
      Promise.all([
        this.views.one(user, grantsVersion),
        this.database.one<OfTheOrganisation>(OF_THE_ORGANISATION, [user.id]),
        this.branches.seenBy(actor),
        this.#stepUpWays(user.id),
      ]),
    );
    const { name, locale, agreementDue } = organisation!;
    return {
      user: shown,
      permissions: actor.permissions,
      signedInAt,
      expiresAt,
      remembered,
      locale: user.locale ?? locale,
      agreementDue,
      stepUpWays: ways,
      organisationName: name,
      branches,
    };
  }

  async #stepUpWays(userId: string): Promise<StepUpWay[]> {
    const { hasPassword, hasPasskey, hasSso } = await this.passkeys.waysIn(userId);
    const open = { password: hasPassword && !this.sso.only, passkey: hasPasskey && !this.sso.only, sso: hasSso };
    return stepUpWays.filter((way) => open[way]);
  }
}
