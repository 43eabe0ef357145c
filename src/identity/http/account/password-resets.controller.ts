import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { Public } from '../../../access/index.js';
import { AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { HoldsSecret } from '../../../platform/http/holds-secret.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { TooManyRequests } from '../../../platform/domain/domain-error.js';
import { FormLimitGuard } from '../../../platform/limits/form-limit.guard.js';
import { LinkExpired, SsoOnly } from '../../domain/errors.js';
import { RequestPasswordReset } from '../../use-cases/passwords/request-password-reset.js';
import { ResetPassword } from '../../use-cases/passwords/reset-password.js';
import { ResetBody, ResetRequestBody } from './account.schemas.js';
import { passwordResetsDocs } from '../sign-in/sign-in.docs.js';

@Controller('api/v1/password-resets')
@Documented(passwordResetsDocs)
export class PasswordResetsController {
  constructor(
    private readonly requestPasswordReset: RequestPasswordReset,
    private readonly resetPassword: ResetPassword,
  ) {}

  @Post()
  @Public()
  @UseGuards(FormLimitGuard)
  @Problems(TooManyRequests, SsoOnly)
  @AnswersNothing(
    202,
    'Accepted. If the address is known, it gets an email. The response is the same for every address.',
  )
  request(@Body({ schema: ResetRequestBody }) { email }: ResetRequestBody) {
    return this.requestPasswordReset.run(email);
  }

  @Post('complete')
  @Public()
  @HoldsSecret()
  @AnswersNothing(204, 'The password is set, and every session has ended.')
  @Problems(LinkExpired, SsoOnly)
  async complete(@Body({ schema: ResetBody }) { token, password }: ResetBody): Promise<void> {
    await this.resetPassword.run(token, password);
  }
}
