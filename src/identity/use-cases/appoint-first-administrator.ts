import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AccessApi } from '../../access/index.js';
import { Config } from '../../platform/config/config.js';
import { SYSTEM } from '../../platform/domain/performer.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { User } from '../domain/user.js';
import { Passwords } from './passwords.js';
import { timeOf } from './time-of.js';
import { SsoProvider } from './sso-provider.js';

const ROLE = 'organisation_admin';

/**
 * Makes the administrator whom the operator's settings name, where the database has none. Once there is one, nothing is
 * ever changed by this, whatever the settings say.
 */
@Injectable()
export class AppointFirstAdministrator implements OnApplicationBootstrap {
  readonly #logger = new Logger('Identity');

  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
    private readonly passwords: Passwords,
    private readonly config: Config,
    private readonly sso: SsoProvider,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { BOOTSTRAP_ADMIN_EMAIL: email, BOOTSTRAP_ADMIN_PASSWORD: password } = this.config.values;
    if (email && (password || this.sso.only)) await this.#appoint(email.toLowerCase(), password);
  }

  async #appoint(email: string, password: string | undefined): Promise<void> {
    const role = [...(await this.access.roles()).values()].find(({ key }) => key === ROLE)!;
    // Where there is only the provider, whoever has this address there is linked by it.
    const passwordHash = password === undefined || this.sso.only ? null : await this.passwords.hash(password);
    const roles = [{ roleId: role.id, branchIds: null }];
    await this.work.run(SYSTEM, async (tx) => {
      // Processes that start at once take turns: the second finds the administrator that the first has made.
      await tx.lock('setting', 'administrators');
      const held = `SELECT 1 FROM identity.users WHERE role_ids ? $1 AND deleted_at IS NULL LIMIT 1`;
      if ((await tx.query(held, [role.id])).length > 0) return;
      const now = await timeOf(tx);
      const known = await tx.find(User, 'email = $1', [email]);
      known?.appoint(passwordHash, roles, now);
      const details = { email, name: 'Administrator', phone: null, reference: null };
      await tx.save(known ?? User.bootstrap(details, passwordHash, roles, now));
      tx.afterCommit(() => this.#logger.log(`made ${email} the first administrator`));
    });
  }
}
