import { Body, Controller, Get, Post, Query, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../../access/index.js';
import { FormLimitGuard } from '../../../platform/limits/form-limit.guard.js';
import { EmailForm, RegisterForm, ResetForm, SignInForm, SignInQuery } from './page.schemas.js';
import { PageProblemFilter } from './page-problem.filter.js';
import { RegisterPage } from './register-page.js';
import { PageQuery } from '../account/registration.schemas.js';
import { ResetPasswordPage } from './reset-password-page.js';
import { SignInPage } from './sign-in-page.js';

/** Pages for people who are not signed in; programs have the API. */
@Controller()
@UseFilters(PageProblemFilter)
@ApiExcludeController()
export class SignInPagesController {
  constructor(
    private readonly signIn: SignInPage,
    private readonly register: RegisterPage,
    private readonly resetPassword: ResetPasswordPage,
  ) {}

  /** The root address of the service. */
  @Get()
  @Public()
  home(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.signIn.home(request, reply);
  }

  /** Password managers send people here to change a password (W3C, "A Well-Known URL for Changing Passwords"). */
  @Get('.well-known/change-password')
  @Public()
  changePassword(@Res() reply: FastifyReply) {
    return this.signIn.changePassword(reply);
  }

  @Get('sign-in')
  @Public()
  showSignIn(
    @Query({ schema: SignInQuery }) query: SignInQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.signIn.show(query, request, reply);
  }

  @Post('sign-in')
  @Public()
  submitSignIn(
    @Body({ schema: SignInForm }) form: SignInForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.signIn.submit(form, request, reply);
  }

  @Get('register')
  @Public()
  showRegister(@Res() reply: FastifyReply) {
    return this.register.show(reply);
  }

  @Post('register')
  @Public()
  @UseGuards(FormLimitGuard)
  submitRegister(@Body({ schema: RegisterForm }) form: RegisterForm, @Res() reply: FastifyReply) {
    return this.register.submit(form, reply);
  }

  @Get('register/done')
  @Public()
  registered(@Res() reply: FastifyReply) {
    return this.register.done(reply);
  }

  @Get('reset-password')
  @Public()
  showReset(@Query({ schema: PageQuery }) { token }: PageQuery, @Res() reply: FastifyReply) {
    return this.resetPassword.show(token, reply);
  }

  @Post('reset-password')
  @Public()
  @UseGuards(FormLimitGuard)
  askReset(@Body({ schema: EmailForm }) { email }: EmailForm, @Res() reply: FastifyReply) {
    return this.resetPassword.ask(email, reply);
  }

  @Get('reset-password/sent')
  @Public()
  resetSent(@Res() reply: FastifyReply) {
    return this.resetPassword.sent(reply);
  }

  @Post('reset-password/complete')
  @Public()
  completeReset(@Body({ schema: ResetForm }) form: ResetForm, @Res() reply: FastifyReply) {
    return this.resetPassword.complete(form, reply);
  }
}
