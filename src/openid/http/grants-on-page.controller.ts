import { Controller, type OnModuleInit, Param, Post, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Actor, Can, CurrentActor } from '../../access/index.js';
import { IdentityApi, PageProblemFilter, PageRenderer } from '../../identity/index.js';
import { day } from '../../platform/domain/shown-time.js';
import { IdParams } from '../../platform/http/schemas.js';
import { SCOPES } from '../domain/scopes.js';
import { Consents } from '../use-cases/consents.js';

const MOST = 50;

/** The section about applications on the account page (OP-4). */
@Controller('account/security/grants')
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class GrantsOnPageController implements OnModuleInit {
  constructor(
    private readonly consents: Consents,
    private readonly identity: IdentityApi,
    private readonly pages: PageRenderer,
  ) {}

  onModuleInit(): void {
    this.pages.addAccountSection((userId) => this.#section(userId));
  }

  @Post(':id/end')
  @Can('change', 'OwnAccount')
  async withdraw(
    @CurrentActor() actor: Actor,
    @Param({ schema: IdParams }) { id }: IdParams,
    @Res() reply: FastifyReply,
  ) {
    await this.consents.withdraw(actor, id);
    this.pages.goTo(reply, '/account/security?done=grant');
  }

  async #section(userId: string): Promise<string> {
    const { items } = await this.consents.list({ userId }, { limit: MOST });
    if (items.length === 0) return '';
    const { locale, timeZone } = await this.identity.formatsFor(userId);
    const grants = items.map(({ id, clientName, scopes, givenAt }) => ({
      id,
      name: clientName,
      words: scopes.flatMap((scope) => (scope === 'openid' ? [] : [SCOPES[scope].words])).join(' · '),
      iso: givenAt.toISOString(),
      since: day(givenAt, timeZone)(locale),
    }));
    return this.pages.part('grants', { grants });
  }
}
