import { Injectable } from '@nestjs/common';
import { day } from '../../../platform/domain/shown-time.js';
import type { ReviewedKind } from '../account/access-review.js';
import { FormatsOfReaders } from '../formats-of-readers.js';
import { PasskeyQueries } from './passkeys.queries.js';
import { RemovePasskey } from './remove-passkey.js';

const MOST = 50;

/** The passkeys in the access review. */
@Injectable()
export class OwnPasskeys implements ReviewedKind {
  readonly heading = 'Passkeys';

  constructor(
    private readonly queries: PasskeyQueries,
    private readonly removePasskey: RemovePasskey,
    private readonly formats: FormatsOfReaders,
  ) {}

  async list(userId: string) {
    const { locale, timeZone } = await this.formats.of(userId);
    const dayOf = (at: Date) => day(at, timeZone)(locale);
    const { items } = await this.queries.passkeys({ userId }, { limit: MOST });
    return items.map(({ id, name, createdAt, lastUsedAt }) => {
      const used = lastUsedAt ? `last used ${dayOf(lastUsedAt)}` : 'never used';
      return { id, title: name, hint: `Added ${dayOf(createdAt)}, ${used}` };
    });
  }

  remove(userId: string, id: string): Promise<void> {
    return this.removePasskey.run({ userId }, id);
  }
}
