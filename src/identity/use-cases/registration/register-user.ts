import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import { UnknownReference } from '../../../platform/domain/domain-error.js';
import { ANONYMOUS } from '../../../platform/domain/performer.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { RegistrationClosed } from '../../domain/errors.js';
import { User } from '../../domain/user.js';
import { inEvenTime } from '../in-even-time.js';
import { IssueLink } from '../issue-link.js';
import { Passwords } from '../passwords/passwords.js';
import { RegisterAgain } from './register-again.js';
import { timeOf } from '../time-of.js';

export interface Registration {
  email: string;
  name: string;
  password?: string | undefined;
  branchId?: string | undefined;
  phone?: string | undefined;
}

/** ID-3, ID-8: a person registers. Neither the answer nor its timing reveals whether the address was known. */
@Injectable()
export class RegisterUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
    private readonly passwords: Passwords,
    private readonly issueLink: IssueLink,
    private readonly registerAgain: RegisterAgain,
  ) {}

  /** @throws SsoOnly, RegistrationClosed, UnknownReference, InvalidInput: none of them depends on whether the address is known */
  async run(registration: Registration): Promise<void> {
    await this.ensureAcceptable(registration);
    await inEvenTime(() => this.#register(registration));
  }

  /** Checks everything that does not depend on the address. @throws as `run` */
  async ensureAcceptable({ branchId, password, ...about }: Partial<Registration>): Promise<void> {
    this.passwords.ensureOpen();
    if (!(await this.branches.organisation()).selfRegistration) throw new RegistrationClosed();
    if (branchId && !(await this.branches.openToSignUp()).some(({ id }) => id === branchId)) {
      throw new UnknownReference('branchId');
    }
    if (password === undefined) return;
    await this.passwords.ensureAcceptable(password, { ...about, name: about.name ?? '', email: about.email ?? '' });
  }

  async #register(registration: Registration): Promise<void> {
    const { email, password } = registration;
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    let done = false;
    // Repeats if another registration with this address came in between: hashing is too slow to hold a transaction open.
    while (!done) {
      const compared = await this.registerAgain.compare(email, password);
      done = await this.work.run(ANONYMOUS, async (tx) => {
        // If several registrations with one address run at once, the later ones find what the first has made.
        await tx.lock('user', email);
        const known = await tx.find(User, 'email = $1', [email]);
        return known ? this.registerAgain.run(tx, known, compared) : this.#add(tx, registration, passwordHash);
      });
    }
  }

  async #add(tx: Tx, { email, name, branchId, phone }: Registration, passwordHash: string | null): Promise<boolean> {
    const details = { email, name, phone: phone ?? null, reference: null };
    const user = User.register(details, branchId ?? null, passwordHash, await timeOf(tx));
    await tx.save(user);
    await this.issueLink.asked(tx, user);
    return true;
  }
}
