import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { Challenges, type Holder } from './challenges.js';
import { PasskeyQueries } from './passkeys.queries.js';
import { Webauthn } from './webauthn.js';

/** Begins adding a passkey: what the browser asks the authenticator to make (ID-12). */
@Injectable()
export class BeginPasskey {
  constructor(
    private readonly work: UnitOfWork,
    private readonly challenges: Challenges,
    private readonly queries: PasskeyQueries,
    private readonly webauthn: Webauthn,
    private readonly branches: BranchesApi,
  ) {}

  run(userId: string, holder: Holder) {
    return this.work.run({ userId }, async (tx) => {
      const { challenge } = await this.challenges.issue(tx, 'register', holder);
      const { name } = await this.branches.organisation();
      return this.webauthn.creationOptions(challenge, name, await this.queries.owner(userId));
    });
  }
}
