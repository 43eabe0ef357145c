import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { Passwords } from './passwords.js';

/** What a registration form needs to know (ID-3). */
@Injectable()
export class ReadSignUpOptions {
  constructor(
    private readonly branches: BranchesApi,
    private readonly passwords: Passwords,
  ) {}

  async run() {
    const { name, selfRegistration } = await this.branches.organisation();
    return {
      organisationName: name,
      selfRegistration,
      passwordMinLength: this.passwords.shortest,
      agreement: (await this.branches.agreement()) ?? null,
      branches: selfRegistration ? await this.branches.openToSignUp() : [],
    };
  }
}
