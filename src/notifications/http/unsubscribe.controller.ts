import { Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../../access/index.js';
import { optionalKinds } from '../domain/kinds.js';
import { UnsubscribeLinks } from '../email/unsubscribe-links.js';
import { ChooseMails } from '../use-cases/choose-mails.js';

const UnsubscribeQuery = z.object({ token: z.string().max(1_000).default('') });
type UnsubscribeQuery = z.output<typeof UnsubscribeQuery>;

/** What List-Unsubscribe leads to: programs POST (RFC 8058), people see a page that asks first; GET changes nothing. */
@Controller('unsubscribe')
@ApiExcludeController()
export class UnsubscribeController {
  constructor(
    private readonly links: UnsubscribeLinks,
    private readonly chooseMails: ChooseMails,
  ) {}

  @Get()
  @Public()
  show(@Query({ schema: UnsubscribeQuery }) { token }: UnsubscribeQuery, @Res() reply: FastifyReply): void {
    const link = this.links.read(token);
    if (!link) return notOurs(reply);
    const form = `<form method="post"><p><button type="submit">No more of these</button></p></form>`;
    send(reply, 200, 'Fewer mails?', `<p>No more mails of this kind: ${optionalKinds[link.kind]}</p>${form}`);
  }

  @Post()
  @Public()
  async submit(
    @Query({ schema: UnsubscribeQuery }) { token }: UnsubscribeQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const link = this.links.read(token);
    if (!link) return notOurs(reply);
    await this.chooseMails.unsubscribe(link.userId, link.kind);
    send(reply, 200, 'Done', `<p>You get no more mails of this kind: ${optionalKinds[link.kind]}</p>`);
  }
}

const notOurs = (reply: FastifyReply) =>
  send(reply, 410, 'This link does not work', '<p>Choose which mails you get in your account’s settings.</p>');

/** All words here are ours: nothing of the request stands in the page. */
function send(reply: FastifyReply, status: number, title: string, body: string): void {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`;
  const style = `<title>${title} – Motorpool</title><link rel="stylesheet" href="/assets/pages.css">`;
  const page = `<!doctype html><html lang="en"><head>${head}${style}</head><body><main><h1>${title}</h1>${body}</main></body></html>`;
  void reply
    .status(status)
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(page);
}
