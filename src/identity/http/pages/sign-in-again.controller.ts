import { Body, Controller, Get, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Can } from '../../../access/index.js';
import { DomainError } from '../../../platform/domain/domain-error.js';
import { problemOf } from '../../../platform/http/problems/problem-details.js';
import { Expensive } from '../../../platform/limits/expensive.interceptor.js';
import type { CurrentSession as Session } from '../../use-cases/sign-in/current-sessions.js';
import { PasskeyQueries } from '../../use-cases/passkeys/passkeys.queries.js';
import { BrowserSessions } from '../sign-in/browser-sessions.js';
import { CurrentSession, type SignedInRequest } from '../sign-in/current-session.js';
import { ownPath } from '../sign-in/own-path.js';
import { SignInAgainForm, SignInAgainQuery } from './page.schemas.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { PageRenderer } from './page-renderer.js';

const HOME = '/app';

/** The page where a signed-in person confirms who they are, because the next page requires it. */
@Controller('sign-in')
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class SignInAgainController {
  constructor(
    private readonly sessions: BrowserSessions,
    private readonly passkeys: PasskeyQueries,
    private readonly pages: PageRenderer,
  ) {}

  @Get('again')
  @Can('read', 'OwnAccount')
  show(
    @CurrentSession() session: Session,
    @Query({ schema: SignInAgainQuery }) { next }: SignInAgainQuery,
    @Res() reply: FastifyReply,
  ) {
    return this.#page(session, next, reply);
  }

  @Post('again')
  @Can('change', 'OwnAccount')
  @Expensive()
  async submit(
    @CurrentSession() session: Session,
    @Body({ schema: SignInAgainForm }) { password, next }: SignInAgainForm,
    @Req() request: SignedInRequest,
    @Res() reply: FastifyReply,
  ) {
    try {
      await this.sessions.stepUp(session, { password }, request, reply);
    } catch (error) {
      const refused = error instanceof DomainError && ['unauthenticated', 'too_many'].includes(error.problem.kind);
      if (!refused) throw error;
      const { status, title } = problemOf(error)!;
      return this.#page(session, next, reply, status, title);
    }
    this.pages.goTo(reply, ownPath(next, HOME));
  }

  @Post('other')
  @Can('change', 'OwnAccount')
  async leave(
    @CurrentSession() session: Session,
    @Body({ schema: SignInAgainQuery }) { next }: SignInAgainQuery,
    @Res() reply: FastifyReply,
  ) {
    await this.sessions.end(session, reply);
    this.pages.goTo(reply, `/sign-in?next=${encodeURIComponent(ownPath(next, HOME))}`);
  }

  async #page({ user }: Session, wanted: string, reply: FastifyReply, status = 200, wrong?: string): Promise<void> {
    const ways = await this.passkeys.waysIn(user.id);
    const errors = wrong === undefined ? [] : [{ field: 'password', message: wrong }];
    const content = { ...ways, next: ownPath(wanted, HOME), email: user.email, errors, focus: 'password' };
    await this.pages.send(reply, status, 'sign-in-again', { title: 'Sign in again', ...content });
  }
}
