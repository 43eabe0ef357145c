import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../branches/index.js';
import { UnknownReference } from '../../platform/domain/domain-error.js';
import { ANONYMOUS } from '../../platform/domain/performer.js';
import type { Tx } from '../../platform/work/tx.js';
import { UnitOfWork } from '../../platform/work/unit-of-work.js';
import { RegistrationClosed } from '../domain/errors.js';
import { User } from '../domain/user.js';
import { inEvenTime } from './in-even-time.js';
import { IssueLink } from './issue-link.js';
import { Passwords } from './passwords.js';
import { timeOf } from './time-of.js';

export interface Registration {
  email: string;
  name: string;
  password?: string | undefined;
  branchId?: string | undefined;
  phone?: string | undefined;
}

/** ID-3, ID-8: somebody registers. Whether the address was known shows neither in the answer nor in its time. */
@Injectable()
export class RegisterUser {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
    private readonly passwords: Passwords,
    private readonly issueLink: IssueLink,
  ) {}

  /** @throws RegistrationClosed, UnknownReference, InvalidInput: none of them depends on the address */
  async run(registration: Registration): Promise<void> {
    const { branchId, password } = registration;
    if (!(await this.branches.organisation()).selfRegistration) throw new RegistrationClosed();
    if (branchId && !(await this.branches.openToSignUp()).some(({ id }) => id === branchId)) {
      throw new UnknownReference('branchId');
    }
    if (password !== undefined) this.passwords.ensureAcceptable(password);
    await inEvenTime(() => this.#register(registration));
  }

  async #register({ email, name, password, branchId = undefined, phone = undefined }: Registration): Promise<void> {
    const passwordHash = password === undefined ? null : await this.passwords.hash(password);
    await this.work.run(ANONYMOUS, async (tx) => {
      // Of registrations of one address that run at once, the second finds what the first has made.
      await tx.lock('user', email);
      const known = await tx.find(User, 'email = $1', [email]);
      if (known) return this.#registerAgain(tx, known, password);
      const details = { email, name, phone: phone ?? null, reference: null };
      const user = User.register(details, branchId ?? null, passwordHash, await timeOf(tx));
      await tx.save(user);
      await this.issueLink.run(tx, user, null);
    });
  }

  /**
   * Somebody gives an address that is known. Nobody knows who of them owns the mailbox, and both may be strangers to it:
   * an attacker may have registered the victim's address before the victim does, or do so after. So neither password
   * may win. Given the same one, it is the same person, who lost the mail, and gets a new link. Otherwise the stored
   * password is dropped and the page behind the new link asks for one: whoever reads the mailbox sets it. Name, phone
   * and branch stay as they were first given; an admin looks at them before anything is opened.
   */
  async #registerAgain(tx: Tx, user: User, password: string | undefined): Promise<void> {
    if (user.state !== 'unconfirmed') user.tellOfRegistration();
    else if (user.passwordHash && !(await this.passwords.matches(user.passwordHash, password ?? ''))) {
      user.forgetPassword();
    }
    await tx.save(user);
    if (user.state === 'unconfirmed') await this.issueLink.run(tx, user, null);
  }
}
