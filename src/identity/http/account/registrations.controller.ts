import { Body, Controller, Get, Post, UseGuards } from '@nestjs/common';
import { Public } from '../../../access/index.js';
import { TooManyRequests, UnknownReference } from '../../../platform/domain/domain-error.js';
import { Answers, AnswersNothing, Problems } from '../../../platform/http/answers.js';
import { HoldsSecret } from '../../../platform/http/holds-secret.js';
import { Documented } from '../../../platform/http/openapi/operation-docs.js';
import { FormLimitGuard } from '../../../platform/limits/form-limit.guard.js';
import { EmailTaken, LinkExpired, PasskeyNotAdded, RegistrationClosed, SsoOnly } from '../../domain/errors.js';
import { ConfirmEmail } from '../../use-cases/registration/confirm-email.js';
import { ConfirmWithPasskey } from '../../use-cases/registration/confirm-with-passkey.js';
import { RegisterUser } from '../../use-cases/registration/register-user.js';
import { ResendVerification } from '../../use-cases/registration/resend-verification.js';
import { ReadSignUpOptions } from '../../use-cases/registration/read-sign-up-options.js';
import { CreationOptions, LinkBody, VerificationBody } from '../passkeys/passkey.schemas.js';
import { RegistrationBody, ResendBody, SignUpOptions, VerificationAnswer } from './registration.schemas.js';
import { registrationsDocs } from '../sign-in/sign-in.docs.js';

@Controller('api/v1')
@Documented(registrationsDocs)
export class RegistrationsController {
  constructor(
    private readonly readSignUpOptions: ReadSignUpOptions,
    private readonly registerUser: RegisterUser,
    private readonly confirmEmail: ConfirmEmail,
    private readonly confirmWithPasskey: ConfirmWithPasskey,
    private readonly resendVerification: ResendVerification,
  ) {}

  @Get('sign-up-options')
  @Public()
  @Answers(200, SignUpOptions, 'Whether people may register themselves, and in which branches.')
  options() {
    return this.readSignUpOptions.run();
  }

  @Post('registrations')
  @Public()
  @HoldsSecret()
  @AnswersNothing(202, 'Accepted. A confirmation link will be emailed. The response is the same for a known address.')
  @UseGuards(FormLimitGuard)
  @Problems(RegistrationClosed, SsoOnly, UnknownReference, TooManyRequests)
  register(@Body({ schema: RegistrationBody }) body: RegistrationBody) {
    return this.registerUser.run(body);
  }

  @Post('email-verifications')
  @Public()
  @HoldsSecret()
  @Answers(200, VerificationAnswer, 'The address is confirmed.')
  @Problems(LinkExpired, EmailTaken, PasskeyNotAdded, SsoOnly)
  verify(@Body({ schema: VerificationBody }) { token, password, response, name }: VerificationBody) {
    return response ? this.confirmWithPasskey.run(token, response, name) : this.confirmEmail.run(token, password);
  }

  @Post('email-verifications/passkey-options')
  @Public()
  @HoldsSecret()
  @Answers(
    200,
    CreationOptions,
    'Options for `navigator.credentials.create`. Send its result as `response` of the verification.',
  )
  @UseGuards(FormLimitGuard)
  @Problems(LinkExpired, TooManyRequests)
  passkeyOptions(@Body({ schema: LinkBody }) { token }: LinkBody) {
    return this.confirmWithPasskey.begin(token);
  }

  @Post('email-verifications/resend')
  @Public()
  @AnswersNothing(202, 'If the address still needs confirming, a new link is emailed.')
  @UseGuards(FormLimitGuard)
  @Problems(TooManyRequests)
  resend(@Body({ schema: ResendBody }) { email }: ResendBody) {
    return this.resendVerification.run(email);
  }
}
