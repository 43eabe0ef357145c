import { Body, Controller, Get, Header, Post, Query, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../../access/index.js';
import { FormLimitGuard } from '../../../platform/limits/form-limit.guard.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { assetTags, scripts, stylesheet } from './page-renderer.js';
import { PageQuery, ResendForm, VerifyForm } from '../account/registration.schemas.js';
import { VerifyEmailPage } from './verify-email-page.js';

/** Pages for people; programs have the API, which alone is in the OpenAPI document. */
@Controller()
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class PagesController {
  constructor(private readonly verifyEmail: VerifyEmailPage) {}

  @Get('verify-email')
  @Public()
  show(@Query({ schema: PageQuery }) { token }: PageQuery, @Res() reply: FastifyReply) {
    return this.verifyEmail.show(token, reply);
  }

  @Post('verify-email')
  @Public()
  submit(@Body({ schema: VerifyForm }) form: VerifyForm, @Res() reply: FastifyReply) {
    return this.verifyEmail.submit(form, reply);
  }

  @Post('verify-email/resend')
  @Public()
  @UseGuards(FormLimitGuard)
  resend(@Body({ schema: ResendForm }) { email }: ResendForm, @Res() reply: FastifyReply) {
    return this.verifyEmail.resend(email, reply);
  }

  /** The URL changes with the content, so browsers may cache it. */
  @Get('assets/pages.css')
  @Public()
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  @Header('etag', assetTags.stylesheet)
  stylesheet() {
    return stylesheet;
  }

  /** Pages refer to it without a version, so browsers revalidate it each time: it is small. */
  @Get('assets/passkeys.js')
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Header('etag', assetTags.passkeys)
  passkeysScript() {
    return scripts.passkeys;
  }

  @Get('assets/webauthn.js')
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Header('etag', assetTags.webauthn)
  webauthnScript() {
    return scripts.webauthn;
  }
}
