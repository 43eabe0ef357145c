import { Injectable } from '@nestjs/common';
import { BranchesApi } from '../../../branches/index.js';
import type { DomainError } from '../../../platform/domain/domain-error.js';
import { ANONYMOUS } from '../../../platform/domain/performer.js';
import type { Tx } from '../../../platform/work/tx.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { AwaitingApproval, SsoRefused } from '../../domain/errors.js';
import { SsoLink } from '../../domain/sso-link.js';
import type { SsoPerson } from '../../domain/sso-person.js';
import { User } from '../../domain/user.js';
import type { SignInOutcome } from '../../domain/sign-in.js';
import { IssueLink } from '../issue-link.js';
import { RegisterAgain } from '../registration/register-again.js';
import { type Attempt, SignInHistory } from '../sign-in/sign-in-history.js';
import { timeOf } from '../time-of.js';

/**
 * What happens next: a session, a page that says that an administrator will review the registration, or an email with a link.
 */
type Next = 'session' | 'registered' | 'mailed' | 'waiting' | 'refused';

const NO_ADDRESS = 'Your single sign-on does not provide your email address, which is required here.';
const LINKED = 'SELECT user_id AS "userId" FROM identity.sso_links WHERE issuer = $1 AND subject = $2';
const OUTCOMES: Readonly<Partial<Record<Next, SignInOutcome>>> = {
  mailed: 'email_unconfirmed',
  registered: 'awaiting_approval',
  waiting: 'awaiting_approval',
  refused: 'sso_refused',
};

/** ID-7: a person has signed in at the organisation's provider. */
@Injectable()
export class SignInBySso {
  constructor(
    private readonly work: UnitOfWork,
    private readonly branches: BranchesApi,
    private readonly issueLink: IssueLink,
    private readonly registerAgain: RegisterAgain,
    private readonly history: SignInHistory,
  ) {}

  /** @throws SsoRefused, AwaitingApproval */
  async run(
    person: SsoPerson,
    from: Pick<Attempt, 'address' | 'device'>,
  ): Promise<{ userId: string; next: 'session' | 'registered' | 'mailed' }> {
    const { user, next } = await this.work.run(ANONYMOUS, async (tx) => {
      const owner = await ownerOf(tx, person);
      return owner === undefined ? this.#unknown(tx, person) : this.#known(tx, await tx.load(User, owner), person);
    });
    const outcome = OUTCOMES[next];
    // If someone only claims an address, its owner gets an email, but no entry in their history.
    if (outcome && user) await this.history.record({ userId: user.id, method: 'sso', outcome, ...from });
    if (next === 'waiting') throw new AwaitingApproval();
    if (next === 'refused') throw refusal(person);
    return { userId: user?.id ?? '', next };
  }

  /** The owner of the account, if there is one. */
  ownerOf(person: SsoPerson): Promise<string | undefined> {
    return this.work.run(ANONYMOUS, (tx) => ownerOf(tx, person));
  }

  async #known(tx: Tx, user: User, { email, emailVerified }: SsoPerson): Promise<Came> {
    if (user.state !== 'unconfirmed') return { user, next: nextOf(user) };
    if (emailVerified && email === user.email) {
      user.confirmEmailBySso(await timeOf(tx));
      await tx.save(user);
      return { user, next: 'registered' };
    }
    await this.issueLink.asked(tx, user);
    return { user, next: 'mailed' };
  }

  async #unknown(tx: Tx, person: SsoPerson): Promise<Came> {
    const { email, emailVerified } = person;
    if (email === null) return { user: undefined, next: 'refused' };
    // If two people with one address come at once, the second one finds what the first has made.
    await tx.lock('user', email);
    const user = await tx.find(User, 'email = $1', [email]);
    if (!user) return this.#register(tx, person, email);
    return emailVerified && user.state !== 'unconfirmed' ? this.#meet(tx, user, person) : this.#claimed(tx, user);
  }

  async #register(tx: Tx, person: SsoPerson, email: string): Promise<Came> {
    const now = await timeOf(tx);
    const open = await this.branches.openToSignUp();
    const branchId = open.length === 1 ? open[0]!.id : null;
    const details = { email, name: person.name, phone: null, reference: null };
    const user = User.register(details, branchId, null, now);
    if (person.emailVerified) user.confirmEmailBySso(now);
    await tx.save(user);
    await tx.save(SsoLink.first(user.id, person, now));
    if (person.emailVerified) return { user, next: 'registered' };
    await this.issueLink.asked(tx, user);
    return { user, next: 'mailed' };
  }

  /**
   * The provider has verified an address that is known here. It is the same person only if the address was confirmed here,
   * too.
   */
  async #meet(tx: Tx, user: User, person: SsoPerson): Promise<Came> {
    if (user.state !== 'verified' && user.state !== 'pending') return { user, next: 'refused' };
    // Another subject is another person who got the same address: providers reassign addresses.
    if (await tx.find(SsoLink, 'user_id = $1 AND issuer = $2', [user.id, person.issuer])) {
      return { user, next: 'refused' };
    }
    await tx.save(SsoLink.further(user, person, await timeOf(tx)));
    return { user, next: nextOf(user) };
  }

  /**
   * The address is not verified by the provider, or not confirmed here. As at a registration, whatever a stranger may have
   * set to sign in with is dropped, the owner gets an email, and the answer is the same for every address.
   */
  async #claimed(tx: Tx, user: User): Promise<Came> {
    await this.registerAgain.run(tx, user, { stored: user.passwordHash, same: false });
    return { user: undefined, next: 'mailed' };
  }
}

const ownerOf = async (tx: Tx, { issuer, subject }: SsoPerson): Promise<string | undefined> =>
  (await tx.query<{ userId: string }>(LINKED, [issuer, subject]))[0]?.userId;

interface Came {
  readonly user: User | undefined;
  readonly next: Next;
}

const nextOf = ({ state }: User): Next =>
  state === 'verified' ? 'session' : state === 'pending' ? 'waiting' : 'refused';

const refusal = ({ email }: SsoPerson): DomainError => new SsoRefused(email === null ? NO_ADDRESS : undefined);
