import { join } from 'node:path';
import { Controller, Get, Post, Query, Res, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../../access/index.js';
import { PageProblemFilter, PageRenderer } from '../../identity/index.js';
import { optionalKinds } from '../domain/kinds.js';
import { UnsubscribeLinks } from '../email/unsubscribe-links.js';
import { ChooseMails } from '../use-cases/choose-mails.js';

PageRenderer.add(join(import.meta.dirname, 'pages'), 'unsubscribe');

const UnsubscribeQuery = z.object({ token: z.string().max(1_000).default('') });
type UnsubscribeQuery = z.output<typeof UnsubscribeQuery>;

/**
 * The target of List-Unsubscribe: programs POST to it (RFC 8058); people see a page that asks first, so GET changes nothing.
 */
@Controller('unsubscribe')
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class UnsubscribeController {
  constructor(
    private readonly links: UnsubscribeLinks,
    private readonly chooseMails: ChooseMails,
    private readonly pages: PageRenderer,
  ) {}

  @Get()
  @Public()
  async show(@Query({ schema: UnsubscribeQuery }) { token }: UnsubscribeQuery, @Res() reply: FastifyReply) {
    const link = this.links.read(token);
    if (!link) return this.#notOurs(reply);
    const content = { title: 'Stop these emails?', text: optionalKinds[link.kind], asks: true };
    await this.pages.send(reply, 200, 'unsubscribe', { ...content, errors: [] });
  }

  @Post()
  @Public()
  async submit(@Query({ schema: UnsubscribeQuery }) { token }: UnsubscribeQuery, @Res() reply: FastifyReply) {
    const link = this.links.read(token);
    if (!link) return this.#notOurs(reply);
    await this.chooseMails.unsubscribe(link.userId, link.kind);
    const text = `You no longer get these emails: ${optionalKinds[link.kind]}`;
    await this.pages.send(reply, 200, 'unsubscribe', { title: 'Unsubscribed', text, asks: false, errors: [] });
  }

  #notOurs(reply: FastifyReply): Promise<void> {
    const text = 'It is not complete, or not one that we sent.';
    const content = { title: 'This link no longer works', text, asks: false, done: false };
    return this.pages.send(reply, 410, 'unsubscribe', { ...content, errors: [] });
  }
}
