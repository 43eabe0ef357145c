import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AccessApi } from '../../../access/index.js';
import { Config, ConfigError } from '../../../platform/config/config.js';
import { isUnmigrated } from '../../../platform/database/failures.js';
import { type FieldProblem, InvalidInput } from '../../../platform/domain/domain-error.js';
import { SYSTEM } from '../../../platform/domain/performer.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { User } from '../../domain/user.js';
import { Passwords } from '../passwords/passwords.js';
import { timeOf } from '../time-of.js';
import { SsoProvider } from '../single-sign-on/sso-provider.js';

const UNMIGRATED_MS = 2_000;
const NAME = 'Administrator';
const ROLE = 'organisation_admin';
const HELD = `SELECT 1 FROM identity.users WHERE role_ids ? $1 AND deleted_at IS NULL LIMIT 1`;

/**
 * Makes the administrator named in the operator's settings if the database has none. Once there is one, the settings change
 * nothing.
 */
@Injectable()
export class AppointFirstAdministrator implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger('Identity');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly access: AccessApi,
    private readonly passwords: Passwords,
    private readonly config: Config,
    private readonly sso: SsoProvider,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { BOOTSTRAP_ADMIN_EMAIL: email, BOOTSTRAP_ADMIN_PASSWORD: password } = this.config.values;
    if (email && (password || this.sso.only)) await this.#appointWhenMigrated(email.toLowerCase(), password);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.#timer);
  }

  /** A process may start before its database is migrated: then it is not ready, and continues once it is. */
  async #appointWhenMigrated(email: string, password: string | undefined): Promise<void> {
    try {
      await this.#appoint(email, password);
    } catch (error) {
      if (!isUnmigrated(error)) throw error;
      this.#logger.warn('the first administrator is made when the database is migrated');
      const again = () => {
        this.#appointWhenMigrated(email, password).catch((late: Error) => this.#logger.error(late.message));
      };
      this.#timer = setTimeout(again, UNMIGRATED_MS);
    }
  }

  async #appoint(email: string, password: string | undefined): Promise<void> {
    const roleId = await this.#roleId();
    if (password !== undefined && !this.sso.only && !(await this.#isAppointed(roleId))) {
      await this.#ensureAcceptable(email, password);
    }
    // If the provider is the only way to sign in, the person with this address there becomes the administrator.
    const passwordHash = password === undefined || this.sso.only ? null : await this.passwords.hash(password);
    const roles = [{ roleId, branchIds: null }];
    await this.work.run(SYSTEM, async (tx) => {
      // Processes that start at once take turns: the second one finds the administrator that the first one made.
      await tx.lock('setting', 'administrators');
      if ((await tx.query(HELD, [roleId])).length > 0) return;
      const now = await timeOf(tx);
      const known = await tx.find(User, 'email = $1', [email]);
      known?.appoint(passwordHash, roles, now);
      const details = { email, name: NAME, phone: null, reference: null };
      await tx.save(known ?? User.bootstrap(details, passwordHash, roles, now));
      tx.afterCommit(() => this.#logger.log(`made ${email} the first administrator`));
    });
  }

  /** Whether nobody can administer the organisation yet. */
  async isMissing(): Promise<boolean> {
    return !(await this.#isAppointed(await this.#roleId()));
  }

  async #roleId(): Promise<string> {
    return [...(await this.access.roles()).values()].find(({ key }) => key === ROLE)!.id;
  }

  async #isAppointed(roleId: string): Promise<boolean> {
    return this.work.run(SYSTEM, async (tx) => (await tx.query(HELD, [roleId])).length > 0);
  }

  /** The initial password must follow the same rules as any other (ID-10). @throws ConfigError */
  async #ensureAcceptable(email: string, password: string): Promise<void> {
    try {
      await this.passwords.ensureAcceptable(password, { email, name: NAME });
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const [problem] = error.members.errors as FieldProblem[];
      throw new ConfigError(`BOOTSTRAP_ADMIN_PASSWORD: ${problem!.message}`);
    }
  }
}
