import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hashToken } from '../../../platform/crypto/tokens.js';
import { NotFound } from '../../../platform/domain/domain-error.js';
import { UnitOfWork } from '../../../platform/work/unit-of-work.js';
import { LinkExpired } from '../../domain/errors.js';
import { User } from '../../domain/user.js';
import { AccessReview } from './access-review.js';
import { IdentityQueries } from '../identity.queries.js';
import { IssueLink } from '../issue-link.js';
import { OwnPasskeys } from '../passkeys/own-passkeys.js';

/**
 * After a reset or a change of address, the person reviews what can still use the account (ID-15). They are not signed in: a
 * token in their page, valid for an hour, identifies the account.
 */
@Injectable()
export class ReviewAccess implements OnModuleInit {
  constructor(
    private readonly work: UnitOfWork,
    private readonly review: AccessReview,
    private readonly queries: IdentityQueries,
    private readonly issueLink: IssueLink,
    private readonly ownPasskeys: OwnPasskeys,
  ) {}

  onModuleInit(): void {
    this.review.add('passkeys', this.ownPasskeys);
  }

  /** @returns the token of the page; undefined if there is nothing to review */
  async begin(userId: string): Promise<string | undefined> {
    if ((await this.review.of(userId)).length === 0) return undefined;
    return this.work.run({ userId }, async (tx) => this.issueLink.atHand(tx, await tx.load(User, userId), 'review'));
  }

  /** @throws LinkExpired */
  async look(token: string) {
    return this.review.of(await this.#ownerOf(token));
  }

  /** @throws LinkExpired, NotFound, LastWayIn */
  async remove(token: string, kind: string, id: string): Promise<void> {
    const userId = await this.#ownerOf(token);
    const reviewed = this.review.kind(kind);
    if (!reviewed) throw new NotFound();
    await reviewed.remove(userId, id);
  }

  async #ownerOf(token: string): Promise<string> {
    const link = await this.queries.usableLink(hashToken(token));
    if (link?.kind !== 'review') throw new LinkExpired();
    return link.userId;
  }
}
