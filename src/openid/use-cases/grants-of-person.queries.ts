import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { changesTo } from '../../platform/work/changes-of-person.js';
import { PersonalData } from '../../platform/work/personal-data.js';

const GRANTS = `
  SELECT c.id, o.name AS client, c.scopes, c.given_at AS "givenAt", c.withdrawn_at AS "withdrawnAt"
    FROM openid.consents c JOIN openid.clients o ON o.id = c.client_id WHERE c.user_id = $1 ORDER BY c.id`;
/** Only says that there are tokens, for which client and until when; the tokens themselves are sealed. */
const TOKENS = `
  SELECT a.kind, o.name AS client, a.session_id AS "sessionId", a.consumed_at AS "consumedAt", a.expires_at AS "expiresAt"
    FROM openid.artifacts a LEFT JOIN openid.clients o ON o.client_id = a.client_id
   WHERE a.user_id = $1 ORDER BY a.expires_at, a.kind`;
const ACTED_AS = `
  SELECT client_id AS "clientId", name AS client FROM openid.clients WHERE service_account_id = $1 ORDER BY id`;
const OWN = `SELECT 'Consent', id FROM openid.consents WHERE user_id = $1`;

/** ID-17: the applications that a person uses, for the export of their data. */
@Injectable()
export class GrantsOfPersonQueries {
  constructor(database: Database, personalData: PersonalData) {
    personalData.add('openidGrants', (userId) => database.query(GRANTS, [userId]));
    personalData.add('openidTokens', (userId) => database.query(TOKENS, [userId]));
    personalData.add('openidServiceAccountOf', (userId) => database.query(ACTED_AS, [userId]));
    personalData.add('changesToMyGrants', (userId) => database.query(changesTo(OWN), [userId]));
  }
}
