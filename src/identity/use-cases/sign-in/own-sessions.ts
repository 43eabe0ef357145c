import { Injectable } from '@nestjs/common';
import { Config } from '../../../platform/config/config.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { type Page, type PageRequest, pageFrom, readCursor } from '../../../platform/http/paging.js';
import { z } from 'zod';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Session } from '../../domain/session.js';
import { User } from '../../domain/user.js';
import type { CurrentSession } from './current-sessions.js';
import { endSessions } from './end-sessions.js';
import { type SessionView, SessionQueries } from './session.queries.js';
import { timeOf } from '../time-of.js';

const CURSOR = z.tuple([z.uuid()]);

/** ID-15: people see where they are signed in and can end each session. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly queries: SessionQueries,
    private readonly config: Config,
  ) {}

  /** Newest first. */
  async page(current: CurrentSession, { limit, cursor }: PageRequest): Promise<Page<SessionView>> {
    const idleSeconds = this.config.values.SESSION_IDLE_MINUTES * 60;
    const before = readCursor(cursor, CURSOR)?.[0] ?? null;
    const rows = await this.queries.live(current.user.id, current.id, idleSeconds, limit + 1, before);
    return pageFrom(rows, limit, ({ id }) => [id]);
  }

  /** Ends every session except the current one. */
  endOthers({ actor, id }: CurrentSession): Promise<void> {
    return this.work.run(actor, async (tx) => {
      await tx.load(User, actor.userId);
      await endSessions(tx, actor.userId, await timeOf(tx), { but: id });
    });
  }

  /** A session that has ended already stays as it is. @throws NotFound for somebody else's session */
  end({ actor }: CurrentSession, id: string): Promise<void> {
    return this.work.run(actor, async (tx) => {
      await tx.load(User, actor.userId);
      if (!(await tx.find(Session, 'id = $1 AND user_id = $2', [id, actor.userId]))) throw new NotFound();
      await endSessions(tx, actor.userId, await timeOf(tx), { id });
    });
  }
}
