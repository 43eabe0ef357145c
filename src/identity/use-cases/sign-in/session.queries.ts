import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';

/** A session as its owner sees it. */
export interface SessionView {
  id: string;
  device: string | null;
  address: string | null;
  signedInAt: Date;
  lastSeenAt: Date;
  remembered: boolean;
  /** Whether it is the current session. */
  current: boolean;
}

const LIVE = `
  SELECT id, device, address, created_at AS "signedInAt", last_seen_at AS "lastSeenAt", remembered,
         id = $2 AS current
    FROM identity.sessions
   WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now()
     AND (remembered OR last_seen_at > now() - make_interval(secs => $3))
     AND ($5::uuid IS NULL OR id < $5)
   ORDER BY id DESC LIMIT $4`;

@Injectable()
export class SessionQueries {
  constructor(private readonly database: Database) {}

  /** The active sessions of a user, newest first. */
  live(userId: string, currentId: string, idleSeconds: number, limit: number, before: string | null) {
    return this.database.query<SessionView>(LIVE, [userId, currentId, idleSeconds, limit, before]);
  }
}
