import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { Passwords } from '../passwords/passwords.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';

/** What a registration form needs to know (ID-3). */
@Injectable()
export class ReadSignUpOptions {
  constructor(
    private readonly branches: BranchesApi,
    private readonly passwords: Passwords,
    private readonly sso: SsoProvider,
  ) {}

  async run() {
    const { name } = await this.branches.organisation();
    const ways = await this.ways();
    return {
      organisationName: name,
      ...ways,
      passwordMinLength: this.passwords.shortest,
      agreement: (await this.branches.agreement()) ?? null,
      branches: ways.selfRegistration ? await this.branches.openToSignUp() : [],
    };
  }

  /** The ways to sign in that are offered. */
  async ways() {
    const { selfRegistration } = await this.branches.organisation();
    const { enabled: sso, only: ssoOnly } = this.sso;
    return { selfRegistration: selfRegistration && !ssoOnly, sso, ssoOnly };
  }
}
